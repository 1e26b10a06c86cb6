"""Founding a line: keys, charter, comparison, signatures, couriered secret, each by a person.

    found_home(path, "ALPHA", callback=..., roles=..., passphrase=...) -> Introduction
    draft_charter("NORTHERN AIR", introductions, ...) -> SignedCharter      signed by nobody yet
    charter_lines(signed) -> list[str]                     everything that is in it
    compare(charter, typed)                                LocalProtocolError unless it is the same
    sign_charter(signed, keys, catalogue=...) -> SignedCharter
    combine([signed, ...]) -> SignedCharter                names who is missing or differs
    join_line(home, keys, signed, secret, catalogue=...) -> LineDir
    secret_check(secret, charter) -> "7K3F-9QXA"           read aloud: both typed the same

A line exists only when every party has signed the same bytes and typed the same secret.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

from directline.errors import (
    ConfigError,
    LocalProtocolError,
    RemoteProtocolError,
    VerificationError,
)
from directline.station.amending import Standing
from directline.station.config import Config
from directline.station.custody import HARDNESS, Hardness, KeySigner, PartyKeys
from directline.station.files import read_bounded
from directline.station.groups import to_groups
from directline.station.home import Home, LineDir
from directline.station.instants import instant_text
from directline.station.party import PARTY_FILE_BYTES_MAX, Introduction, party_lines, plain
from directline.station.signing import OutsideSigner
from directline.store.connection import LibraryConnection
from directline.store.reading import Reader
from directline.wire.agreedforms import FormFiles, form_digest, texts_value
from directline.wire.charter import (
    Charter,
    Party,
    Role,
    SignedCharter,
    Terms,
    fingerprint,
    normalise_fingerprint,
    signing_bytes,
)
from directline.wire.limits import CHARTER_FILE_BYTES_MAX
from directline.wire.sealing import founding_roots
from directline.wire.suite import REAL_SUITE

CHECK_BYTES = 5
"""The secret's check: 40 bits of a digest of 256 unpredictable ones, which reveal nothing."""
TERM_DIGITS_MAX = 18
"""Ten years in milliseconds have twelve; what no charter can hold is refused with it."""
_GROUP_CHARS = 4
_UNITS = ((86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1_000, "s"), (1, "ms"))


def found_home(
    path: Path,
    party: str,
    *,
    callback: str,
    roles: Sequence[Role],
    passphrase: str,
    config: Config | None = None,
    hardness: Hardness = HARDNESS,
    outside: Mapping[str, OutsideSigner] | None = None,
) -> Introduction:
    """Make a party's keys and its home.

    Args:
        path: A directory that is not there yet, or empty.
        party: The party's id: A-Z, then A-Z, 0-9 or dash, at most 16.
        callback: The telephone number on the call-back card.
        roles: Posts that messages are addressed to; one with the party's own id when empty.
        passphrase: Seals the keys.
        config: Settings to begin with.
        hardness: Of the passphrase's derivation.
        outside: Keys that are kept elsewhere; `config` says where.

    Raises:
        ConfigError: the directory is in use, or the id, a role or the number breaks a rule.
        CustodyError: a key that is kept elsewhere did not sign the party file.
    """
    keys, recovery = PartyKeys.make(party, outside or {}), KeySigner.make()
    held = tuple(roles) or (Role("DUTY-OFFICER", party),)
    try:
        introduction = Introduction.make(keys, recovery, callback=callback, roles=held)
    except RemoteProtocolError as error:
        raise ConfigError(f"this party cannot be introduced: {error.message}") from error
    Home.create(path, introduction, keys, recovery, passphrase, config=config, hardness=hardness)
    return introduction


def read_introduction(path: Path) -> Introduction:
    """A party file.

    Raises:
        ConfigError: it cannot be read, or is not one.
        VerificationError: a key in it has not signed it.
    """
    try:
        return Introduction.decode(read_bounded(path, PARTY_FILE_BYTES_MAX))
    except RemoteProtocolError as error:
        raise ConfigError(
            f"{path} is not a party file: {error.message}", remedy="ask that party for it again"
        ) from error


def read_charter(path: Path) -> SignedCharter:
    """A charter's file, signed by all, some or nobody.

    Raises:
        ConfigError: it cannot be read, or is not one.
    """
    try:
        signed = SignedCharter.decode(read_bounded(path, CHARTER_FILE_BYTES_MAX))
        signed.charters()
    except RemoteProtocolError as error:
        raise ConfigError(
            f"{path} is not a charter: {error.message} [{error.rule}]",
            remedy="ask the sender for it again",
        ) from error
    return signed


def draft_charter(
    name: str,
    introductions: Sequence[Introduction],
    *,
    languages: tuple[str, ...],
    catalogue: bytes,
    founded_ms: int,
    terms: Terms | None = None,
    profiles: Sequence[str] = (),
    forms: Mapping[str, str] | None = None,
) -> SignedCharter:
    """A charter that nobody has signed yet.

    Args:
        name: The line's name.
        introductions: The parties' files.
        languages: The line's languages.
        catalogue: The digest of the forms and words that this software carries.
        founded_ms: When it is drafted.
        terms: The terms; the defaults when none are given.
        profiles: Profiles of the catalogue that are on beside its core.
        forms: Files of the parties' own forms by name, already checked.

    Raises:
        LocalProtocolError: it breaks a rule of charters.
    """
    charter = Charter(
        version=1,
        name=name,
        founded_ms=founded_ms,
        parties=tuple(introduction.party for introduction in introductions),
        languages=languages,
        catalogue=catalogue,
        terms=terms or Terms(),
        profiles=tuple(sorted(profiles)),
        form_files=named_files(forms or {}),
    )
    return SignedCharter(charter.encode(), (), texts=texts_value(tuple((forms or {}).values())))


def named_files(files: Mapping[str, str]) -> FormFiles:
    """Files of the parties' own forms as a charter names them."""
    return tuple((name, form_digest(text)) for name, text in sorted(files.items()))


def terms_of(changes: dict[str, str]) -> Terms:
    """The default terms with some changed, from what a person typed.

    Raises:
        LocalProtocolError: an unknown term, or no whole number.
    """
    return Terms(**changed_terms(changes))


def changed_terms(changes: dict[str, str]) -> dict[str, int]:
    """The terms that a person typed, as numbers by their names.

    Raises:
        LocalProtocolError: an unknown term, or no whole number.
    """
    names = [field.name for field in fields(Terms)]
    numbers: dict[str, int] = {}
    for name, text in changes.items():
        if name not in names:
            raise LocalProtocolError(f"unknown term {name[:60]!r}", remedy=", ".join(names))
        if not text.isascii() or not text.isdigit() or len(text) > TERM_DIGITS_MAX:
            raise LocalProtocolError(f"the term {name} is a whole number, not {text[:60]!r}")
        numbers[name] = int(text)
    return numbers


def draft_amendment(
    signed: SignedCharter,
    *,
    terms: dict[str, str],
    parties: Sequence[Party] = (),
    name: str = "",
    languages: tuple[str, ...] = (),
    epoch_party: str = "",
    catalogue: bytes = b"",
    profiles: Sequence[str] | None = None,
    forms: Mapping[str, str] | None = None,
) -> SignedCharter:
    """The next version of a charter that all have signed; nobody has signed it yet.

    Args:
        signed: The charter with the versions before it.
        terms: What changes of the terms, as a person typed it.
        parties: Parties that change something of themselves; the others stay.
        name: The line's new name; empty keeps it.
        languages: The line's languages; empty keeps them.
        epoch_party: Who begins the epoch steps; empty keeps it.
        catalogue: The digest of the forms and words from then on; empty keeps it.
        profiles: The profiles that are on from then on; None keeps them.
        forms: All files of the parties' own forms from then on, by name; None keeps them.

    Raises:
        LocalProtocolError: it breaks a rule of charters, or of what may change; nothing changes.
        VerificationError: a signature of the charter does not hold.
    """
    before = signed.verify()
    changed = {party.id: party for party in parties}
    unknown = changed.keys() - {party.id for party in before.parties}
    if unknown:
        raise LocalProtocolError(
            f"the line has no party {min(unknown)}", remedy="a new party needs a new line"
        )
    draft = replace(
        before,
        version=before.version + 1,
        name=name or before.name,
        parties=tuple(changed.get(party.id, party) for party in before.parties),
        languages=languages or before.languages,
        terms=replace(before.terms, **changed_terms(terms)),
        epoch_party=before.index(epoch_party) if epoch_party else before.epoch_party,
        catalogue=catalogue or before.catalogue,
        profiles=before.profiles if profiles is None else tuple(sorted(profiles)),
        form_files=before.form_files if forms is None else named_files(forms),
        line=before.line_id,
        previous=before.digest,
        versions=(),
    )
    texts = texts_value((*signed.texts, *(forms or {}).values()))
    made = SignedCharter(draft.encode(), (), signed.chain, texts)
    try:
        made.charters()
    except VerificationError as error:
        raise LocalProtocolError(
            error.message, remedy="to change that, found a new line"
        ) from error
    if draft == replace(before, version=draft.version, line=draft.line, previous=draft.previous):
        raise LocalProtocolError("this changes nothing")
    return made


def changed_parties(
    signed: SignedCharter,
    callbacks: dict[str, str],
    posts: dict[str, str],
    renewed: Sequence[Introduction] = (),
) -> list[Party]:
    """The parties of a charter with other call-back numbers, roles and renewed keys.

    Args:
        signed: The charter with the versions before it.
        callbacks: Number by party.
        posts: Call sign by "PARTY/ROLE"; an empty one removes the role.
        renewed: Party files of which only the identity and TLS keys are taken.

    Raises:
        LocalProtocolError: the charter names no such party, or a role to remove is not there.
    """
    charter = signed.verify()
    changed: dict[str, Party] = {}
    for introduction in renewed:
        fresh = introduction.party
        held = charter.parties[charter.index(fresh.id)]
        if (fresh.recovery, fresh.checkpoint) != (held.recovery, held.checkpoint):
            raise LocalProtocolError(f"this party file is not of the {fresh.id} of this line")
        changed[fresh.id] = replace(held, identity=fresh.identity, tls=fresh.tls)
    for name, number in callbacks.items():
        party = changed.get(name) or charter.parties[charter.index(name)]
        changed[name] = replace(party, callback=number)
    for place, call_sign in posts.items():
        name, _, role = place.partition("/")
        party = changed.get(name) or charter.parties[charter.index(name)]
        kept = tuple(post for post in party.roles if post.id != role)
        if not call_sign and kept == party.roles:
            raise LocalProtocolError(f"{name} has no role {role[:60]!r} to remove")
        roles = (*kept, Role(role, call_sign)) if call_sign else kept
        changed[name] = replace(party, roles=roles)
    return list(changed.values())


def amend_line(
    line: LineDir, keys: PartyKeys, signed: SignedCharter, *, catalogue: bytes
) -> Charter:
    """Take a later version of a line's charter into the home; its station must not run.

    Raises:
        LocalProtocolError: not signed by all, not our keys, or it does not follow what is here.
        ConfigError: the disk refuses.
    """
    charter = check_complete(signed)
    check_catalogue(charter, catalogue)
    check_own(charter, keys)
    held = line.charter()
    if charter == held:
        raise LocalProtocolError(f"version {held.version} is here already")
    if charter.line_id != held.line_id or held.of(charter.version) == charter:
        raise LocalProtocolError(
            "this charter does not follow the one that is in force here",
            remedy="compare the fingerprints of the versions: directline charter show",
        )
    if charter.of(held.version) != held:
        standing_of(line, held, keys.party).check_other(charter)
    line.amend(signed)
    return charter


def standing_of(line: LineDir, charter: Charter, party: str) -> Standing:
    """What the store of a line, whose station stands still, says of the charter's versions.

    Raises:
        StoreError: the disk does not give it.
    """
    vouched = line.signed().vouched() if charter.versions else {}
    standing = Standing(charter, charter.index(party), vouched)
    if line.db_path.exists():
        reader = Reader(line.db_path, LibraryConnection)
        try:
            reader.open()
            for _, record in reader.entries(on_damage=lambda _: None):
                standing.fold(record)
        finally:
            reader.close()
    return standing


def signers(signed: SignedCharter) -> tuple[Charter, dict[str, bool]]:
    """The charter, and of each party whether its signature holds.

    Raises:
        VerificationError: a signature is there and does not hold, or a version before it is not
            signed by all.
    """
    charters = signed.charters()
    if not signed.earlier:
        return charters[0], signed.signers(charters[0], charters[0])
    signed.before.verify()
    newest = replace(charters[-1], versions=charters)
    return newest, signed.signers(newest, charters[-2])


def charter_lines(signed: SignedCharter) -> list[str]:
    """Everything in a charter, in lines of text; its fingerprint first."""
    charter, held = signers(signed)
    lines = [
        f"charter {plain(charter.name)}, version {charter.version}",
        f"fingerprint {charter.fingerprint}",
        f"digest {charter.digest.hex()}",
        f"line {charter.line_id.hex()}",
        *succeeds(charter),
        f"founded {instant_text(charter.founded_ms)}",
        f"languages {', '.join(plain(language) for language in charter.languages)}",
        f"catalogue {charter.catalogue.hex()}",
        f"profiles {', '.join(charter.profiles) or 'core alone'}",
        *(f"own forms {name} {digest.hex()}" for name, digest in charter.form_files),
        f"epoch steps begun by {charter.parties[charter.epoch_party].id}",
    ]
    for party in charter.parties:
        lines += party_lines(party)
        lines.append(f"  signed: {'yes, and the signature holds' if held[party.id] else 'NOT YET'}")
    lines.append("terms")
    lines += [
        f"  {field.name}: {term_text(field.name, getattr(charter.terms, field.name))}"
        for field in fields(Terms)
    ]
    missing = [party for party, signed_it in held.items() if not signed_it]
    lines.append(f"NOT IN FORCE: {', '.join(missing)} not signed" if missing else "signed by all")
    return lines


def succeeds(charter: Charter) -> list[str]:
    """Which line's charter a first charter succeeds, in a line of text; nothing where it does not.

    The word before these groups is not that before a charter's own: nobody compares them for it.
    """
    if charter.version > 1 or not charter.previous:
        return []
    return [f"succeeds the line of charter {fingerprint(charter.previous)}"]


def compare(charter: Charter, typed: str, *, last_group: bool = False) -> None:
    """Check that a person compared the fingerprint.

    Args:
        charter: What is about to be signed.
        typed: The fingerprint as the other side read it aloud.
        last_group: True accepts its last group alone, which shows that it was read to the end.

    Raises:
        LocalProtocolError: it differs.
    """
    given = normalise_fingerprint(typed)
    ends = last_group and given == charter.fingerprint[-_GROUP_CHARS:]
    if given != charter.fingerprint and not ends:
        raise LocalProtocolError(
            "the fingerprints differ: nothing was signed",
            remedy="compare all ten groups by voice; if they differ, the other side has another"
            " charter",
        )


def check_catalogue(charter: Charter, catalogue: bytes) -> None:
    """Refuse a charter whose forms and words are not ours.

    Raises:
        LocalProtocolError: another catalogue than this software carries.
    """
    if charter.catalogue != catalogue:
        raise LocalProtocolError(
            f"the charter pins catalogue {charter.catalogue.hex()[:16]}, this software carries"
            f" {catalogue.hex()[:16]}",
            remedy="all parties install the version that the charter was drafted with",
        )


def check_own(charter: Charter, keys: PartyKeys) -> int:
    """The own party's index, once the charter names exactly our keys.

    Raises:
        LocalProtocolError: it does not.
    """
    index = charter.index(keys.party)
    party = charter.parties[index]
    named = keys.named_by(party.identity, party.tls)
    held = (keys.checkpoint.public(), keys.cosigner.public())
    if named is None or (party.checkpoint, party.cosigner) != held:
        raise LocalProtocolError(
            f"the charter names other keys for {keys.party} than this home holds",
            remedy="draft it again with this home's party file: directline party show",
        )
    return index


def sign_charter(
    signed: SignedCharter,
    keys: PartyKeys,
    *,
    catalogue: bytes,
    recovery: KeySigner | None = None,
) -> SignedCharter:
    """Add our signature.  The caller has shown the charter and compared its fingerprint.

    Args:
        signed: The charter, with the versions before it.
        keys: This home's keys.
        catalogue: The digest of the forms and words that this software carries.
        recovery: Signs a later version in place of an identity key that is lost.

    Raises:
        LocalProtocolError: it does not name our keys, or pins another catalogue; or the key that
            must sign is not here.
        VerificationError: a signature that is there already does not hold.
    """
    charter, _ = signers(signed)
    check_catalogue(charter, catalogue)
    index = check_own(charter, keys)
    # A later version is signed by the key that the version before names.
    named = (charter.of(charter.version - 1) or charter).parties[index]
    if recovery is not None:
        if charter.version == 1 or recovery.public() != named.recovery:
            raise LocalProtocolError("the recovery key of the version before signs here, no other")
        signature = recovery.sign(signing_bytes(signed.charter))
    else:
        signer = keys.named_by(named.identity, named.tls)
        if signer is None:
            raise LocalProtocolError(
                f"the identity key of {keys.party} that must sign is not in this home",
                remedy="--recovery with the recovery key's file",
            )
        signature = signer.identity.sign(signing_bytes(signed.charter))
    held = {**dict(signed.signatures), index: signature}
    return replace(signed, signatures=tuple(sorted(held.items())))


def combine(copies: Sequence[SignedCharter]) -> SignedCharter:
    """All signatures of several copies on one charter.

    Raises:
        LocalProtocolError: the copies are of different charters (their fingerprints are named), or
            a party has not signed (it is named).
        VerificationError: a signature does not hold.
    """
    if len({tuple(one.charter for one in copy.chain) for copy in copies}) != 1:
        prints = sorted({Charter.decode(copy.charter).fingerprint for copy in copies})
        raise LocalProtocolError(
            "these are different charters: " + " and ".join(prints),
            remedy="all parties sign the same bytes; agree on one and sign that",
        )
    held: dict[int, bytes] = {}
    for copy in copies:
        signers(copy)
        held.update(copy.signatures)
    whole = replace(copies[0], signatures=tuple(sorted(held.items())))
    check_complete(whole)
    return whole


def check_complete(signed: SignedCharter) -> Charter:
    """The charter, once all have signed it.

    Raises:
        LocalProtocolError: somebody has not; the party is named.
        VerificationError: a signature does not hold.
    """
    charter, held = signers(signed)
    missing = [party for party, signed_it in held.items() if not signed_it]
    if missing:
        raise LocalProtocolError(
            f"not signed by {', '.join(missing)}: there is no line until all have signed",
            remedy="that party runs `directline charter sign` and sends its copy",
        )
    return charter


def secret_check(secret: bytes, charter: Charter) -> str:
    """What each party reads aloud to know that all typed the same secret."""
    first = charter.of(1) or charter
    digest = REAL_SUITE.hmac(secret, b"directline/secret-check/v1\n" + first.digest)
    return to_groups(digest[:CHECK_BYTES], _GROUP_CHARS)


def join_line(
    home: Home, keys: PartyKeys, signed: SignedCharter, secret: bytes, *, catalogue: bytes
) -> LineDir:
    """Make the line in this home: charter, first roots of secrecy, anchor.

    Raises:
        LocalProtocolError: not signed by all, not our keys, or another catalogue.
        ConfigError: this home has joined it before, or the disk refuses.
    """
    charter = check_complete(signed)
    check_catalogue(charter, catalogue)
    own = check_own(charter, keys)
    first = charter.of(1) or charter
    return home.add_line(signed, charter, founding_roots(secret, first, own), keys)


def term_text(name: str, value: int) -> str:
    """A term with its unit, as a person would say it."""
    if name.endswith("_ms") or "_ms_" in name:
        size, unit = next((size, unit) for size, unit in _UNITS if value % size == 0)
        return f"{value // size} {unit}"
    unit = {"m": " m", "bytes": " bytes"}.get(name.rsplit("_", 1)[-1], "")
    return f"{value}{unit}"
