"""From checked facts to claims: for each message, what was signed about it and what was not."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import overload

from directline.transcript.absence import Absences
from directline.transcript.condense import (
    BODY,
    CANCEL_CODE,
    ENTRY,
    RECEIPT_CODE,
    RECEIPT_FIELDS,
    Place,
    level_of,
)
from directline.transcript.facts import CheckedEntry, CheckedNote, Facts, Findings
from directline.transcript.ledger import Ledger, Ref
from directline.transcript.report import (
    LEVELS,
    MACHINE_LEVEL_MAX,
    CheckpointClaim,
    FeedClaim,
    FieldClaim,
    ForkClaim,
    HeldClaim,
    LeftClaim,
    LostClaim,
    MessageClaim,
    ReceiptClaim,
    Report,
    Stored,
)
from directline.transcript.titles import LabelOf, pinned_labels
from directline.transcript.wording import raw_text
from directline.wire.charter import fingerprint
from directline.wire.codec import Value
from directline.wire.ending import ending_of
from directline.wire.keyevent import NOT_SAID, told_of

__all__ = ["CANCEL_CODE", "RECEIPT_CODE", "Messages", "build_report"]

TitleOf = Callable[[str, int], str | None]


def build_report(facts: Facts, title_of: TitleOf) -> Report:
    """Every claim by itself, in the order of the feeds."""
    charter, head = facts.charter, facts.head
    ledger = Ledger(facts)
    messages = Messages(facts, ledger, title_of)
    absences = Absences(facts)
    return Report(
        fingerprint=charter.fingerprint,
        compared=facts.compared,
        line_name=charter.name,
        line_id=charter.line_id.hex(),
        exporter=charter.parties[head.exporter].id,
        selected_for=head.selection.recipient if head.selection else "",
        copy=head.selection.copy if head.selection else 0,
        exported_ms=head.exported_ms,
        exported_quality=head.exported_quality,
        parties=tuple(party.id for party in charter.parties),
        feeds=tuple(
            FeedClaim(
                feed=feed.label,
                size=feed.tree.size,
                highest=feed.highest,
                withheld=feed.columns.flags.count(0),
                gaps=feed.gaps,
                past=tuple(absences.past(feed, last + 1) for _, last in feed.gaps),
            )
            for feed in facts.feeds.values()
        ),
        messages=messages,
        checkpoints=_checkpoints(facts, absences),
        forks=tuple(
            ForkClaim(name, name.split(" ")[0], pair.noted_ms) for name, pair in facts.evidence
        ),
        contradictions=facts.contradictions,
        remarks=_remarks(facts, ledger, messages, title_of).all(),
        not_proven=tuple(_not_proven(facts)),
        succeeds=_succeeds(facts),
        left=tuple(_left(facts)),
        lost=tuple(_lost(facts)),
    )


def _succeeds(facts: Facts) -> str:
    first = facts.charter.of(1)
    return fingerprint(first.previous) if first is not None and first.previous else ""


def _left(facts: Facts) -> Iterator[LeftClaim]:
    """Who left the line, by the first event of each that says so."""
    found = set()
    for feed in facts.feeds.values():
        if not feed.columns.endings or feed.party in found:
            continue
        found.add(feed.party)
        entry = feed.entry(feed.columns.endings[0])
        ending = ending_of(entry.header, entry.body, len(facts.charter.parties))
        assert ending is not None
        yield LeftClaim(
            _party(facts, feed.party), entry.name, ending.why, ending.fingerprint,
            entry.header.instant_ms, entry.header.quality,
        )  # fmt: skip


def _lost(facts: Facts) -> Iterator[LostClaim]:
    """Who says to hold whose key event: of each party and version the first that it says."""
    found = set()
    for feed in facts.feeds.values():
        for index in feed.columns.key_events:
            entry = feed.entry(index)
            told = told_of(entry.header, entry.body, len(facts.charter.parties))
            assert told is not None
            own = feed.party, told.party, told.version
            if own in found or facts.charter.of(told.version) is None:
                continue
            found.add(own)
            yield LostClaim(
                party=_party(facts, feed.party), entry=entry.name, at_ms=entry.header.instant_ms,
                quality=entry.header.quality, of=_party(facts, told.party), version=told.version,
                fingerprint=told.fingerprint, made_ms=told.made_ms,
                claimed_ms=None if told.claimed_ms == NOT_SAID else told.claimed_ms, why=told.why,
            )  # fmt: skip


def _remarks(facts: Facts, ledger: Ledger, messages: "Messages", title_of: TitleOf) -> Findings:
    found = Findings()
    feeds = facts.feeds.values()
    for feed in feeds:
        for index, text in feed.columns.remarks:
            found.add(f"entry {feed.name(feed.columns.positions[index])}", text)
        found.leave_off(feed.more)
    for finding in facts.unheld:
        found.add(finding.part, finding.text + "; it was not checked")
    strange = {feed.key: _unknown_forms(feed.columns.form_names, title_of) for feed in feeds}
    for ref in messages.refs:
        _note_order(facts, ledger, ref, found)
        feed, index = ledger.feed_of(ref)
        form = strange[feed.key].get(feed.columns.forms[index])
        if form is not None:
            found.add(f"entry {ledger.name(ref)}", form)
    exporter = _party(facts, facts.head.exporter)
    for feed in feeds:
        owner = _party(facts, feed.party)
        for index, ahead_ms in feed.columns.ahead:
            text = (
                f"{owner}'s clock reads {ahead_ms} ms later than {exporter}'s did when it stored "
                "the entry: the clocks differ, and neither is taken as right"
            )
            found.add(f"entry {feed.name(feed.columns.positions[index])}", text)
    return found


def _unknown_forms(forms: Sequence[tuple[str, int]], title_of: TitleOf) -> dict[int, str]:
    return {
        number: f"form {code} version {version} is not known here; its fields are raw"
        for number, (code, version) in enumerate(forms)
        if number and title_of(code, version) is None
    }


def _note_order(facts: Facts, ledger: Ledger, ref: Ref, found: Findings) -> None:
    """Remark on receipts that bear an earlier instant than what they receipt."""
    limit_ms = facts.charter.terms.clock_offset_max_ms
    feed, index = ledger.feed_of(ref)
    place = (*feed.key, feed.columns.positions[index])
    at_ms = feed.columns.instants_ms[index]
    for party in _addressees(facts, feed.columns.addressees[index], feed.party):
        witness = ledger.held(party, place)
        if witness is None:
            continue
        behind_ms = at_ms - ledger.instant_ms(witness)
        if behind_ms > limit_ms:
            text = (
                f"it holds {ledger.name(ref)}, yet bears an instant {behind_ms} ms earlier: the "
                "clocks differ, and neither is taken as right"
            )
            found.add(f"entry {ledger.name(witness)}", text)


def _addressees(facts: Facts, mask: int, author: int) -> list[int]:
    known = range(len(facts.charter.parties))
    return [party for party in known if mask >> party & 1 and party != author]


def _party(facts: Facts, index: int) -> str:
    parties = facts.charter.parties
    return parties[index].id if index < len(parties) else f"party {index}"


def _stored(entry: CheckedEntry) -> Stored:
    return Stored(entry.item.stored_ms, entry.item.stored_quality, entry.item.bearer)


class Messages(Sequence[MessageClaim]):
    """The claims about each message, made when asked for: a million of them fill no memory."""

    def __init__(self, facts: Facts, ledger: Ledger, title_of: TitleOf) -> None:
        """Of a checked file."""
        self._facts = facts
        self._ledger = ledger
        self._title_of = title_of
        self._label_of = pinned_labels(facts.charter)
        self.refs = ledger.messages()

    def __len__(self) -> int:
        """How many messages the file has."""
        return len(self.refs)

    @overload
    def __getitem__(self, index: int) -> MessageClaim: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[MessageClaim, ...]: ...
    def __getitem__(self, index: int | slice) -> MessageClaim | tuple[MessageClaim, ...]:
        """One message's claim, or some."""
        if isinstance(index, slice):
            return tuple(self._claim(ref) for ref in self.refs[index])
        return self._claim(self.refs[index])

    def __eq__(self, other: object) -> bool:
        """Whether the claims are the same."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def _claim(self, ref: Ref) -> MessageClaim:
        facts, ledger = self._facts, self._ledger
        entry = ledger.entry(ref)
        header, body = entry.header, entry.body
        place = (header.party, header.generation, header.position)
        to = _addressees(facts, header.addressees, header.party)
        receipts = tuple(self._receipts(place))
        held, absent = [], []
        for party in to:
            name = _party(facts, party)
            witness = ledger.held(party, place)
            level = max((r.level for r in receipts if r.party == name), default=0)
            if witness is not None:
                at = ledger.entry(witness)
                held.append(HeldClaim(name, at.name, at.header.instant_ms, at.header.quality))
                level = max(level, MACHINE_LEVEL_MAX)
            lacking = [text for rung, text in LEVELS.items() if rung > max(level, 1)]
            if lacking:
                absent.append(f"{name}: {', '.join(lacking)}")
        return MessageClaim(
            name=entry.name,
            author=_party(facts, header.party),
            form=body.code if body is not None else "",
            form_version=body.version if body is not None else 0,
            title=(self._title_of(body.code, body.version) if body is not None else "") or "",
            shown=body is not None,
            precedence=header.precedence.name,
            drill=header.drill,
            addressees=tuple(_party(facts, p) for p in to),
            at_ms=header.instant_ms,
            quality=header.quality,
            stored=_stored(entry),
            held=tuple(held),
            receipts=receipts,
            absent=tuple(absent),
            cancelled_by=ledger.cancelled_by(place),
            covered_by=_covering(facts, place),
            fields=_fields(entry, self._label_of) if entry.hidden else (),
        )

    def _receipts(self, place: Place) -> Iterator[ReceiptClaim]:
        for ref in self._ledger.receipts(place):
            entry = self._ledger.entry(ref)
            assert entry.body is not None
            claim = _receipt(self._facts, entry, level_of(entry.body), entry.body.fields)
            if entry.hidden:
                fields = _fields(entry, self._label_of)
                claim = replace(claim, hidden=tuple(field for field in fields if field.hidden))
            yield claim


def _fields(entry: CheckedEntry, label_of: LabelOf) -> tuple[FieldClaim, ...]:
    """Every field of a redacted body, those that are shown as they were signed."""
    body = entry.body
    assert body is not None
    return tuple(
        FieldClaim(
            number=index + 1,
            label=label_of(body.code, body.version, index),
            text="" if index in entry.hidden else raw_text(value),
            hidden=index in entry.hidden,
        )
        for index, value in enumerate(body.fields)
    )


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _receipt(
    facts: Facts, entry: CheckedEntry, level: int, fields: tuple[Value, ...]
) -> ReceiptClaim:
    role, call_sign, unit, answer, remark, read_back, reason = fields[4:RECEIPT_FIELDS]
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


def _covering(facts: Facts, place: Place) -> str:
    """The first checkpoint that covers a place; the notes stand in the order of feed and size."""
    if facts.head.selection is not None:
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


def _checkpoints(facts: Facts, absences: Absences) -> tuple[CheckpointClaim, ...]:
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
        claims.append(
            CheckpointClaim(
                feed=facts.feeds[(note.party, note.generation)].label,
                size=note.opened.checkpoint.size,
                cosigned=tuple(sorted(signed.items())),
                post_quantum=tuple(sorted(quantum.items())),
                not_cosigned=absences.of(note, (*signed, *quantum)),
                unchecked=tuple(n for n in note.opened.unchecked if n not in facts.witnesses),
                witnessed=tuple(sorted(neutral.items())),
            )
        )
    return tuple(claims)


def _not_proven(facts: Facts) -> Iterator[str]:
    exporter = _party(facts, facts.head.exporter)
    if facts.head.selection is not None:
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
    if any(0 in feed.columns.flags for feed in facts.feeds.values()):
        yield "what the entries say that show their digest only"
    if any(
        flags & ENTRY and not flags & BODY
        for feed in facts.feeds.values()
        for flags in set(feed.columns.flags)
    ):
        yield "what the entries say whose body is not in this file (forgotten, or not for here)"
    if any(feed.redacted for feed in facts.feeds.values()):
        yield f"what stands in the fields that are not shown: {exporter} chose to hide them"
    if any(feed.gaps for feed in facts.feeds.values()):
        yield f"what stands in the gaps: {exporter} did not hold it"
