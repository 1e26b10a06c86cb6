"""What a charter means, in plain words, and what in it is unusual: read before anybody signs.

    found = inspect(charter, Reader(catalogue=..., now_ms=..., own=party, before=charter_in_force))
    found.lines                      who, what is agreed, what it changes
    found.unusual                    each a reason to ask before signing; empty when there is none

Pure: bytes that were decoded come in, text goes out.
"""

from dataclasses import dataclass, fields

from directline.station.founding import succeeds, term_text
from directline.station.instants import instant_text
from directline.station.party import key_short, plain
from directline.wire.charter import Charter, Party, Terms

AHEAD_MS = 86_400_000
"""A charter dated further ahead than a day was drafted by a wrong clock."""
OLD_MS = 90 * 86_400_000
"""A first charter is signed within weeks; one older than this was taken out of a drawer."""
BLACKOUT_LONG_MS = 600_000
FLASH_DUE_LONG_MS = 600_000
KEYS = ("identity", "checkpoint", "cosigner", "tls", "recovery", "mldsa")
_LOOK_ALIKE = str.maketrans("0158", "OISB")


@dataclass(frozen=True, slots=True)
class Reader:
    """What the office that inspects knows by itself.

    `own` is its own party as its party file has it; `before` the charter that is in force.
    """

    catalogue: bytes
    now_ms: int
    own: Party | None = None
    before: Charter | None = None
    """Of a first charter: that of the line which it succeeds."""
    forms: tuple[str, ...] = ()
    """Which forms are on, in plain words."""
    forms_unusual: tuple[str, ...] = ()
    """What is wrong with them."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """A charter in plain words."""

    lines: tuple[str, ...]
    unusual: tuple[str, ...]

    def text(self) -> list[str]:
        """All of it, as it is shown."""
        ending = [f"  ! {reason}" for reason in self.unusual] or ["  nothing"]
        return [*self.lines, "Unusual", *ending]


def inspect(charter: Charter, reader: Reader) -> Inspection:
    """Say what a charter means and what is unusual in it."""
    parties = [party.id for party in charter.parties]
    what = "founds" if charter.version == 1 else f"is version {charter.version} for"
    lines = [
        (
            f"This charter {what} the line {plain(charter.name)}"
            f" between {', '.join(parties[:-1])} and {parties[-1]}."
        ),
        f"fingerprint {charter.fingerprint}",
        f"drafted {instant_text(charter.founded_ms)}",
        "Who",
        *(f"  {_who(party)}" for party in charter.parties),
        "Agreed",
        *(f"  {line}" for line in (*_agreed(charter), *reader.forms)),
    ]
    if charter.version > 1:
        lines.append("Changes")
        if reader.before is None:
            lines.append("  not compared: the charter before is not at hand")
        else:
            changed = changes(reader.before, charter)
            lines += [f"  {line}" for line in changed or ["nothing"]]
    elif charter.previous:
        lines += ["Succeeds", *(f"  {line}" for line in _succession(charter, reader.before))]
    return Inspection(tuple(lines), tuple(_unusual(charter, reader)))


def _succession(charter: Charter, before: Charter | None) -> list[str]:
    """Which line this one succeeds, and what of it is the same, new and gone."""
    found = [line.removeprefix("succeeds ") for line in succeeds(charter)]
    if before is None or before.digest != charter.previous:
        return [*found, "not compared: that charter is not at hand"]
    found.append(f"which is {plain(before.name)}, version {before.version}")
    held = {party.id: party for party in before.parties}
    keys = {
        party.id: [name for name in KEYS if getattr(party, name) != getattr(held[party.id], name)]
        for party in charter.parties
        if party.id in held
    }
    same = [name for name, fresh in keys.items() if not fresh]
    if same:
        found.append(f"the same keys as before: {', '.join(same)}")
    found += [f"{name} has NEW KEYS: {', '.join(fresh)}" for name, fresh in keys.items() if fresh]
    changed = changes(before, charter)
    return [*found, *(line for line in changed if " key " not in line)]


def changes(before: Charter, after: Charter) -> list[str]:
    """What another version of a charter changes, each in one line."""
    found = []
    if before.name != after.name:
        found.append(f"the line's name: {plain(before.name)} becomes {plain(after.name)}")
    for field in fields(Terms):
        old, new = getattr(before.terms, field.name), getattr(after.terms, field.name)
        if old != new:
            found.append(
                f"{field.name}: {term_text(field.name, old)} becomes {term_text(field.name, new)}"
            )
    if before.languages != after.languages:
        found.append(f"languages: {', '.join(map(plain, after.languages))}")
    if before.catalogue != after.catalogue:
        found.append("the catalogue of forms and words")
    found += form_changes(before, after)
    if before.parties[before.epoch_party].id != after.parties[after.epoch_party].id:
        found.append(f"epoch steps are begun by {after.parties[after.epoch_party].id}")
    old_parties = {party.id: party for party in before.parties}
    for party in after.parties:
        known = old_parties.pop(party.id, None)
        found += [f"NEW PARTY {party.id}"] if known is None else _party_changes(known, party)
    found += [f"PARTY REMOVED: {name}" for name in old_parties]
    return found


def form_changes(before: Charter, after: Charter) -> list[str]:
    """What a later version changes of the forms that are on."""
    found = [
        f"profile {plain(name)} is turned {'ON' if name in after.profiles else 'OFF'}"
        for name in sorted({*before.profiles} ^ {*after.profiles})
    ]
    old, new = dict(before.form_files), dict(after.form_files)
    found += [f"own forms: {name} is NEW" for name in new if name not in old]
    return found + [f"own forms: {name} is no longer used" for name in old if name not in new]


def _party_changes(before: Party, after: Party) -> list[str]:
    found = [
        f"{after.id}: {'ML-DSA' if name == 'mldsa' else name} key"
        f" {_short(getattr(before, name))} becomes {_short(getattr(after, name))}"
        for name in KEYS
        if getattr(before, name) != getattr(after, name)
    ]
    if before.callback != after.callback:
        found.append(f"{after.id}: call-back number becomes {plain(after.callback) or '(none)'}")
    if before.roles != after.roles:
        posts = ", ".join(f"{plain(r.id)} as {plain(r.call_sign)}" for r in after.roles)
        found.append(f"{after.id}: roles become {posts or '(none)'}")
    return found


def _short(key: bytes) -> str:
    return key_short(key) if key else "(none)"


def _who(party: Party) -> str:
    posts = "; ".join(f'{plain(r.id)} answers as "{plain(r.call_sign)}"' for r in party.roles)
    number = plain(party.callback)
    return f"{party.id}: {posts or 'no role'}; call back {number or '(no number)'}"


def _agreed(charter: Charter) -> list[str]:
    terms = charter.terms
    said = {
        field.name: term_text(field.name, getattr(terms, field.name)) for field in fields(Terms)
    }
    return [
        (
            f"Each station says every {said['heartbeat_ms']} that it lives;"
            f" after {said['blackout_ms']} of silence the desks ring."
        ),
        (
            f"A person opens a FLASH within {said['human_due_ms_flash']},"
            f" an IMMEDIATE within {said['human_due_ms_immediate']},"
            f" a PRIORITY within {said['human_due_ms_priority']},"
            f" a ROUTINE within {said['human_due_ms_routine']}."
        ),
        (
            f"FLASH rings anew {said['flash_rings']} times in {said['flash_window_ms']};"
            " it is shown and receipted every time."
        ),
        f"Desk presence is told to within {said['desk_presence_ms']}.",
        (
            f"The line is tested every {said['test_interval_ms']}."
            f" A drill lasts at most {said['drill_max_ms']}."
        ),
        f"Notice is given at least {said['ahead_min_ms']} ahead.",
        f"An entry that is announced and not shown for {said['leaf_due_ms']} counts as withheld.",
        (
            f"Heads of the feeds are signed every {said['checkpoint_interval_ms']};"
            f" secrets are renewed every {said['epoch_interval_ms']}, begun by"
            f" {charter.parties[charter.epoch_party].id}."
        ),
        (
            f"Read-back agrees within {said['position_tolerance_m']};"
            f" clocks agree within {said['clock_offset_max_ms']}."
        ),
        (
            f"Below FLASH a party takes {said['credit_bytes']} of another's in"
            f" {said['credit_window_ms']}."
        ),
        (
            f"Languages: {', '.join(map(plain, charter.languages))}."
            f" Forms and words: catalogue {charter.catalogue.hex()[:16]}."
        ),
    ]


def _unusual(charter: Charter, reader: Reader) -> list[str]:
    found = _terms_unusual(charter.terms)
    if charter.catalogue != reader.catalogue:
        found.append("it pins another catalogue of forms than this software carries")
    found += reader.forms_unusual
    if charter.version == 1 and charter.founded_ms > reader.now_ms + AHEAD_MS:
        found.append("it is dated over a day ahead of this machine's clock")
    if charter.version == 1 and charter.founded_ms < reader.now_ms - OLD_MS:
        found.append("it was drafted over 90 days ago by this machine's clock")
    for party in charter.parties:
        found += _party_unusual(party)
    found += _shared(charter)
    if reader.own is not None:
        found += _own_unusual(charter, reader.own)
    if reader.before is not None:
        follows = _heir_unusual if charter.version == 1 else _chain_unusual
        found += follows(charter, reader.before)
    return found


def _terms_unusual(terms: Terms) -> list[str]:
    usual, found = Terms(), []
    for field in fields(Terms):
        value, normal = getattr(terms, field.name), getattr(usual, field.name)
        if value != normal:
            said = [term_text(field.name, number) for number in (value, normal)]
            found.append(f"{field.name} is {said[0]}; usual is {said[1]}")
    if terms.blackout_ms > BLACKOUT_LONG_MS:
        found.append("the line may be silent for over ten minutes before anybody is told")
    if terms.human_due_ms_flash > FLASH_DUE_LONG_MS:
        found.append("a FLASH may lie unopened for over ten minutes before anybody is told")
    return found


def _party_unusual(party: Party) -> list[str]:
    found = []
    if not party.callback.strip():
        found.append(f"{party.id} gives no call-back number: nobody can compare with it by voice")
    if not party.roles:
        found.append(f"{party.id} names no role: nothing can be addressed to a post there")
    if not party.mldsa:
        found.append(f"{party.id} has no post-quantum key: its signatures rest on Ed25519 alone")
    return found


def _shared(charter: Charter) -> list[str]:
    """What two parties have in common and should not."""
    found: list[str] = []
    numbers: dict[str, str] = {}
    signs: dict[str, str] = {}
    ids: dict[str, str] = {}
    for party in charter.parties:
        number = "".join(char for char in party.callback if char.isalnum())
        for held, key, what in (
            (numbers, number, "one call-back number"),
            (ids, party.id.translate(_LOOK_ALIKE), "ids that look alike"),
        ):
            if key and (other := held.setdefault(key, party.id)) != party.id:
                found.append(f"{other} and {party.id} have {what}")
        for role in party.roles:
            sign = role.call_sign.casefold().strip()
            if (other := signs.setdefault(sign, party.id)) != party.id:
                found.append(f"{other} and {party.id} both answer as {plain(role.call_sign)}")
    return found


def _own_unusual(charter: Charter, own: Party) -> list[str]:
    named = {party.id: party for party in charter.parties}.get(own.id)
    if named is None:
        return [f"it does not name {own.id}, which is us"]
    differs = _party_changes(own, named)
    return [f"it says other than our own party file: {line}" for line in differs]


def _heir_unusual(charter: Charter, before: Charter) -> list[str]:
    """What of a charter that succeeds a line is a reason to ask."""
    if charter.previous != before.digest:
        return ["it does not succeed the charter that it is compared with"]
    found = []
    newest = max((one.version for one in before.versions), default=before.version)
    if newest > before.version:
        found.append(f"it succeeds version {before.version}; version {newest} is at hand too")
    held = {party.id: party.recovery for party in before.parties}
    return found + [
        f"{party.id} has another recovery key than on the line before: ask it by voice"
        for party in charter.parties
        if held.get(party.id, party.recovery) != party.recovery
    ]


def _chain_unusual(charter: Charter, before: Charter) -> list[str]:
    """How a version does not follow the one that is in force."""
    found = []
    if charter.line_id != before.line_id:
        found.append("it is of another line than the one that is in force here")
    elif charter.version != before.version + 1 or charter.previous != before.digest:
        found.append(f"it does not follow version {before.version}, which is in force here")
    vouching = {party.id: party.recovery for party in before.parties}
    return found + [
        f"{party.id} changes its recovery key, which vouches for all others"
        for party in charter.parties
        if vouching.get(party.id, party.recovery) != party.recovery
    ]
