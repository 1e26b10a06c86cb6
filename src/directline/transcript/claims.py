"""From checked facts to claims: for each message, what was signed about it and what was not."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from directline.transcript.facts import CheckedEntry, CheckedNote, Facts, FeedKey, Finding
from directline.transcript.report import (
    LEVELS,
    MACHINE_LEVEL_MAX,
    CheckpointClaim,
    FeedClaim,
    ForkClaim,
    HeldClaim,
    MessageClaim,
    ReceiptClaim,
    Report,
    Stored,
)
from directline.wire.codec import Value
from directline.wire.entry import Seen
from directline.wire.values import Kind

RECEIPT_CODE = "L4"
CANCEL_CODE = "L6"
_RECEIPT_FIELDS = 11
_REFERENCE_FIELDS = 3

Place = tuple[int, int, int]
"""(party, generation, position)."""


@dataclass(slots=True)
class _Ledger:
    """What entries say about other entries."""

    sights: dict[tuple[int, FeedKey], list[tuple[int, CheckedEntry]]] = field(default_factory=dict)
    """(witness party, feed) -> growing sizes, each with the first entry that names it."""
    beyond: dict[tuple[int, Place], CheckedEntry] = field(default_factory=dict)
    receipts: dict[Place, list[ReceiptClaim]] = field(default_factory=dict)
    cancelled: dict[Place, str] = field(default_factory=dict)
    remarks: list[Finding] = field(default_factory=list)


def build_report(facts: Facts, title_of: Callable[[str, int], str | None]) -> Report:
    """Every claim by itself, in the order of the feeds."""
    ledger = _Ledger()
    for entry in _entries(facts):
        _note_sights(facts, ledger, entry)
        _note_references(facts, ledger, entry)
    charter = facts.charter
    ledger.remarks += [Finding(f.part, f.text + "; it was not checked") for f in facts.unheld]
    messages = tuple(
        _message(facts, ledger, entry, title_of)
        for entry in _entries(facts)
        if entry.header.kind is Kind.MESSAGE
    )
    _note_clocks(facts, ledger)
    return Report(
        fingerprint=charter.fingerprint,
        compared=facts.compared,
        line_name=charter.name,
        line_id=charter.line_id.hex(),
        exporter=charter.parties[facts.content.exporter].id,
        selected_for=facts.content.selection.recipient if facts.content.selection else "",
        copy=facts.content.selection.copy if facts.content.selection else 0,
        exported_ms=facts.content.exported_ms,
        exported_quality=facts.content.exported_quality,
        parties=tuple(party.id for party in charter.parties),
        feeds=tuple(
            FeedClaim(
                feed=feed.label,
                size=feed.tree.size,
                highest=feed.highest,
                withheld=len(feed.leaves) - len(feed.entries),
                gaps=feed.gaps,
            )
            for feed in facts.feeds.values()
        ),
        messages=messages,
        checkpoints=_checkpoints(facts),
        forks=tuple(
            ForkClaim(name, name.split(" ")[0], pair.noted_ms) for name, pair in facts.evidence
        ),
        contradictions=facts.contradictions,
        remarks=tuple(ledger.remarks),
        not_proven=tuple(_not_proven(facts)),
    )


def _entries(facts: Facts) -> Iterator[CheckedEntry]:
    for feed in facts.feeds.values():
        for position in sorted(feed.entries):
            yield feed.entries[position]


def _party(facts: Facts, index: int) -> str:
    parties = facts.charter.parties
    return parties[index].id if index < len(parties) else f"party {index}"


def _stored(entry: CheckedEntry) -> Stored:
    return Stored(entry.item.stored_ms, entry.item.stored_quality, entry.item.bearer)


def _note_sights(facts: Facts, ledger: _Ledger, entry: CheckedEntry) -> None:
    for seen in entry.header.seen:
        key = (seen.party, seen.generation)
        if (entry.name, key) in facts.unsound:
            for position in _proven(facts, seen):
                ledger.beyond.setdefault((entry.header.party, (*key, position)), entry)
            continue
        sights = ledger.sights.setdefault((entry.header.party, key), [])
        if not sights or seen.size > sights[-1][0]:
            sights.append((seen.size, entry))
        for position, _ in seen.beyond:
            ledger.beyond.setdefault((entry.header.party, (*key, position)), entry)


def _proven(facts: Facts, seen: Seen) -> Iterator[int]:
    """What a selection shows to be under a signed `seen`: by a proof, or named past a gap."""
    if facts.content.selection is None:
        return
    key = (seen.party, seen.generation)
    yield from facts.under.get((*key, seen.size, seen.root), ())
    feed = facts.feeds.get(key)
    for position, leaf in seen.beyond:
        if feed is not None and feed.leaves.get(position) == leaf:
            yield position


def _note_references(facts: Facts, ledger: _Ledger, entry: CheckedEntry) -> None:
    """Take in a receipt or a cancellation; what cannot be read as one is remarked on."""
    body, header = entry.body, entry.header
    if body is None:
        return
    if header.kind is Kind.RECEIPT and body.code == RECEIPT_CODE:
        place = _place(body.fields[:_REFERENCE_FIELDS])
        level = body.fields[3] if len(body.fields) >= _RECEIPT_FIELDS else None
        if place is None or type(level) is not int or level not in LEVELS:
            ledger.remarks.append(Finding(f"entry {entry.name}", "a receipt that cannot be read"))
        elif place[0] == header.party:
            text = "a receipt for its own author's message proves nothing"
            ledger.remarks.append(Finding(f"entry {entry.name}", text))
        else:
            ledger.receipts.setdefault(place, []).append(_receipt(facts, entry, level, body.fields))
    elif body.code == CANCEL_CODE and len(body.fields) > 1 and body.fields[1] == "cancel":
        place = _place(body.fields[0])
        if place is not None and place[0] == header.party:
            ledger.cancelled.setdefault(place, entry.name)


def _place(value: Value) -> Place | None:
    if not isinstance(value, tuple) or len(value) != _REFERENCE_FIELDS:
        return None
    party, generation, position = value
    if type(party) is int and type(generation) is int and type(position) is int:
        return party, generation, position
    return None


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _receipt(
    facts: Facts, entry: CheckedEntry, level: int, fields: tuple[Value, ...]
) -> ReceiptClaim:
    role, call_sign, unit, answer, remark, read_back, reason = fields[4:_RECEIPT_FIELDS]
    return ReceiptClaim(
        party=_party(facts, entry.header.party),
        entry=entry.name,
        level=level,
        role=_text(role),
        call_sign=_text(call_sign),
        unit=_text(unit),
        answer=_text(answer),
        remark=_text(remark),
        reason=_text(reason),
        read_back=read_back is not None,
        at_ms=entry.header.instant_ms,
        quality=entry.header.quality,
        stored=_stored(entry),
    )


def _held(ledger: _Ledger, witness: int, place: Place) -> CheckedEntry | None:
    """The witness's first entry that names a tree, or a leaf past a gap, that holds the place."""
    sights = ledger.sights.get((witness, place[:2]), [])
    at = bisect_left(sights, place[2], key=lambda sight: sight[0])
    found = [sights[at][1]] if at < len(sights) else []
    early = ledger.beyond.get((witness, place))
    if early is not None:
        found.append(early)
    return min(found, key=lambda e: (e.header.generation, e.header.position), default=None)


def _message(
    facts: Facts,
    ledger: _Ledger,
    entry: CheckedEntry,
    title_of: Callable[[str, int], str | None],
) -> MessageClaim:
    header, body = entry.header, entry.body
    place = (header.party, header.generation, header.position)
    known = range(len(facts.charter.parties))
    to = [p for p in known if header.addressees >> p & 1 and p != header.party]
    receipts = ledger.receipts.get(place, [])
    held, absent = [], []
    for party in to:
        name = _party(facts, party)
        witness = _held(ledger, party, place)
        level = max((r.level for r in receipts if r.party == name), default=0)
        if witness is not None:
            at = witness.header
            held.append(HeldClaim(name, witness.name, at.instant_ms, at.quality))
            level = max(level, MACHINE_LEVEL_MAX)
            _note_order(facts, ledger, entry, witness)
        lacking = [text for rung, text in LEVELS.items() if rung > max(level, 1)]
        if lacking:
            absent.append(f"{name}: {', '.join(lacking)}")
    title = title_of(body.code, body.version) if body is not None else ""
    if title is None and body is not None:
        text = f"form {body.code} version {body.version} is not known here; its fields are raw"
        ledger.remarks.append(Finding(f"entry {entry.name}", text))
    return MessageClaim(
        name=entry.name,
        author=_party(facts, header.party),
        form=body.code if body is not None else "",
        form_version=body.version if body is not None else 0,
        title=title or "",
        shown=body is not None,
        precedence=header.precedence.name,
        drill=header.drill,
        addressees=tuple(_party(facts, p) for p in to),
        at_ms=header.instant_ms,
        quality=header.quality,
        stored=_stored(entry),
        held=tuple(held),
        receipts=tuple(receipts),
        absent=tuple(absent),
        cancelled_by=ledger.cancelled.get(place, ""),
        covered_by=_covering(facts, place),
    )


def _covering(facts: Facts, place: Place) -> str:
    """The first checkpoint that covers a place; the notes stand in the order of feed and size."""
    if facts.content.selection is not None:
        for note in facts.notes:
            head = note.opened.checkpoint
            stands = facts.under.get((note.party, note.generation, head.size, head.root), ())
            if (note.party, note.generation) == place[:2] and place[2] in stands:
                return f"checkpoint {facts.feeds[place[:2]].label} at {head.size}"
        return ""
    at = bisect_left(facts.notes, place, key=_note_place)
    if at < len(facts.notes) and _note_place(facts.notes[at])[:2] == place[:2]:
        size = facts.notes[at].opened.checkpoint.size
        return f"checkpoint {facts.feeds[place[:2]].label} at {size}"
    return ""


def _note_place(note: CheckedNote) -> Place:
    return note.party, note.generation, note.opened.checkpoint.size


def _checkpoints(facts: Facts) -> tuple[CheckpointClaim, ...]:
    claims = []
    for note in facts.notes:
        signed: dict[str, int] = {}
        quantum: dict[str, int] = {}
        neutral: dict[str, int] = {}
        for cosignature in note.opened.cosignatures:
            if cosignature.name in facts.witnesses:
                # Its two keys sign at one instant; where they differ the earlier one binds.
                at_s = cosignature.timestamp_s
                neutral[cosignature.name] = min(at_s, neutral.get(cosignature.name, at_s))
                continue
            held = quantum if cosignature.post_quantum else signed
            held[cosignature.name.rpartition("/")[2]] = cosignature.timestamp_s
        others = [p.id for i, p in enumerate(facts.charter.parties) if i != note.party]
        claims.append(
            CheckpointClaim(
                feed=facts.feeds[(note.party, note.generation)].label,
                size=note.opened.checkpoint.size,
                cosigned=tuple(sorted(signed.items())),
                post_quantum=tuple(sorted(quantum.items())),
                not_cosigned=tuple(name for name in others if name not in signed),
                unchecked=tuple(n for n in note.opened.unchecked if n not in facts.witnesses),
                witnessed=tuple(sorted(neutral.items())),
            )
        )
    return tuple(claims)


def _note_clocks(facts: Facts, ledger: _Ledger) -> None:
    """Remark on orders that both clocks cannot be right about; neither is taken as right."""
    limit_ms = facts.charter.terms.clock_offset_max_ms
    exporter = facts.content.exporter
    for entry in _entries(facts):
        ahead_ms = entry.header.instant_ms - entry.item.stored_ms
        if entry.header.party != exporter and ahead_ms > limit_ms:
            owner, reader = _party(facts, entry.header.party), _party(facts, exporter)
            text = (
                f"{owner}'s clock reads {ahead_ms} ms later than {reader}'s did when it stored "
                "the entry: the clocks differ, and neither is taken as right"
            )
            ledger.remarks.append(Finding(f"entry {entry.name}", text))


def _note_order(facts: Facts, ledger: _Ledger, entry: CheckedEntry, witness: CheckedEntry) -> None:
    """Remark on a receipt that bears an earlier instant than what it receipts."""
    behind_ms = entry.header.instant_ms - witness.header.instant_ms
    if behind_ms > facts.charter.terms.clock_offset_max_ms:
        text = (
            f"it holds {entry.name}, yet bears an instant {behind_ms} ms earlier: the clocks "
            "differ, and neither is taken as right"
        )
        ledger.remarks.append(Finding(f"entry {witness.name}", text))


def _not_proven(facts: Facts) -> Iterator[str]:
    exporter = _party(facts, facts.content.exporter)
    if facts.content.selection is not None:
        yield (
            f"what else was said: {exporter} chose these messages, and what it left out may change "
            "what they mean; a receipt that is not here may exist"
        )
    if not facts.compared:
        yield (
            "whose keys these are: compare the charter's fingerprint with one that you have from "
            "another source"
        )
    if any(c.name in facts.witnesses for note in facts.notes for c in note.opened.cosignatures):
        yield (
            "when anything existed that no witnessed checkpoint covers, by a neutral clock: there "
            "each time is the statement of the party whose clock is named"
        )
    else:
        yield (
            "when anything existed, by a neutral clock: no witness has cosigned; each time is the "
            "statement of the party whose clock is named"
        )
    yield (
        "that a message was not received: a receipt that is absent is only absent from this file"
    )
    yield f"that the feeds end here: {exporter} may hold entries that nobody here has receipted"
    yield ("which person took a step: officers' steps are their party's signed statement, by role")
    yield f"when {exporter} stored an entry, and by which bearer: its own statement, signed by it"
    if any(len(feed.leaves) > len(feed.entries) for feed in facts.feeds.values()):
        yield "what the entries say that show their digest only"
    if any(entry.body is None for entry in _entries(facts)):
        yield "what the entries say whose body is not in this file (forgotten, or not for here)"
    if any(feed.gaps for feed in facts.feeds.values()):
        yield f"what stands in the gaps: {exporter} did not hold it"
