"""What a reading copy says, in one language: an evidence bundle that verifies, as plain values."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from directline.catalogue.text import direction
from directline.copies.words import WORDS, checked, review_note
from directline.errors import LocalProtocolError
from directline.transcript.absence import Absence, Past
from directline.transcript.claims import RECEIPT_CODE, build_report
from directline.transcript.facts import CheckedEntry, Facts
from directline.transcript.note import VerifierKey
from directline.transcript.report import (
    LEVELS,
    CheckpointClaim,
    MessageClaim,
    ReceiptClaim,
    Report,
)
from directline.transcript.titles import pinned, pinned_titles
from directline.transcript.verify import check_bundle
from directline.transcript.wording import age_units, instant_text
from directline.transcript.wording import clean as printable

MESSAGES_MAX = 500
"""A case, not an archive: a copy of more would be a book that nobody reads."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One sentence; `depth` is how far it stands in, `language` what it is in."""

    text: str
    language: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One field as it is read, or a bar in its place."""

    label: str
    text: str
    detail: str
    language: str
    """What `text` is in; empty for what is the same in every language."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its name, its title, its fields, and what was signed about it."""

    heading: str
    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    claims: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A whole reading copy; every text is plain text."""

    language: str
    title: str
    made_for: str
    """Copy number and recipient, as each page names them."""
    digest: str
    """SHA-256 of the bundle, in hex."""
    digest_label: str
    check: str
    """That the page proves nothing, and how to check the file."""
    page: str
    """`Page { $page } of { $pages }`, with the two names in angle brackets."""
    exported_ms: int
    alarms: tuple[Paragraph, ...]
    facts: tuple[tuple[str, str], ...]
    messages_label: str
    messages: tuple[Message, ...]
    sections: tuple[tuple[str, tuple[Paragraph, ...]], ...]

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction(self.language)

    @property
    def qr(self) -> str:
        """What the QR code on each page says."""
        return f"DIRECTLINE SHA-256 {self.digest.upper()}"


def reading_copy(
    data: bytes,
    *,
    language: str,
    fingerprint: str | None = None,
    witnesses: Sequence[VerifierKey] = (),
) -> Copy:
    """Verify a bundle and say in a language what it shows.

    Args:
        data: The bundle.
        language: One of the catalogue's.
        fingerprint: The charter's fingerprint, from elsewhere, where there is one.
        witnesses: Keys of neutrals, from elsewhere.

    Raises:
        VerificationError: The bundle does not hold: no copy is made of it.
        LocalProtocolError: No such language, or too many messages for a copy.
    """
    checked(language)
    facts = check_bundle(data, fingerprint=fingerprint, witnesses=witnesses)
    report = build_report(facts, pinned_titles(facts.charter))
    if len(report.messages) > MESSAGES_MAX:
        raise LocalProtocolError(
            f"{len(report.messages)} messages where a reading copy has room for {MESSAGES_MAX}",
            remedy="choose the messages that matter: directline evidence",
        )
    return _Writer(facts, report, language).copy(hashlib.sha256(data).hexdigest())


class _Writer:
    """Turns claims into sentences of one language."""

    def __init__(self, facts: Facts, report: Report, language: str) -> None:
        self.facts = facts
        self.report = report
        self.language = language
        self.entries = {
            entry.name: entry for feed in facts.feeds.values() for entry in feed.entries.values()
        }
        self.catalogue = pinned(facts.charter)

    def word(self, key: str, **args: str | int) -> str:
        return WORDS.word(key, self.language, args)

    def code(self, text: str) -> str:
        """A text that keeps its own direction amid right-to-left words."""
        return f"\u2068{text}\u2069" if direction(self.language) == "rtl" else text

    def say(self, key: str, depth: int = 0, **args: str | int) -> Paragraph:
        return Paragraph(self.word(key, **args), self.language, depth)

    def when(self, at_ms: int, owner: str, quality: int | None = None) -> str:
        time, owner = instant_text(at_ms), printable(owner)
        if quality is None:
            return self.word("clock", time=time, owner=owner)
        known = self.word(f"quality-{quality if quality < 4 else 0}")
        return self.word("clock-quality", time=time, owner=owner, quality=known)

    def copy(self, digest: str) -> Copy:
        report = self.report
        made_for = self.word("whole", exporter=report.exporter)
        if report.selected_for:
            made_for = self.word(
                "copy", copy=str(report.copy), recipient=printable(report.selected_for)
            )
        compared = self.word("compared" if report.compared else "not-compared")
        exported = self.when(report.exported_ms, report.exporter, report.exported_quality)
        english = [Paragraph(f"{f.part}: {f.text}.", "en") for f in report.remarks]
        return Copy(
            language=self.language,
            title=self.word("title"),
            made_for=made_for,
            digest=digest,
            digest_label=self.word("digest"),
            check=self.word("check"),
            page=self.word("page", page="<page>", pages="<pages>"),
            exported_ms=report.exported_ms,
            alarms=tuple(self._alarms()),
            facts=(
                (self.word("fingerprint"), f"{self.code(report.fingerprint)} ({compared})"),
                (self.word("line"), self.code(f"{printable(report.line_name)} ({report.line_id})")),
                (self.word("parties"), self.code(", ".join(report.parties))),
                (self.word("exported"), f"{self.code(report.exporter)}: {exported}"),
                *([(self.word("own-words"), note)] if (note := review_note(self.language)) else []),
            ),
            messages_label=self.word("messages"),
            messages=tuple(self._message(message) for message in report.messages),
            sections=tuple(
                (self.word(key), tuple(paragraphs))
                for key, paragraphs in (
                    ("checkpoints", [p for c in report.checkpoints for p in self._checkpoint(c)]),
                    ("remarks", english),
                    ("not-proven", list(self._not_proven())),
                )
                if paragraphs
            ),
        )

    def _alarms(self) -> Iterator[Paragraph]:
        if not self.report.ok:
            yield self.say("contradiction")
            for finding in self.report.contradictions:
                yield Paragraph(f"{finding.part}: {finding.text}.", "en", 1)
        for fork in self.report.forks:
            yield self.say("fork", party=fork.party, entry=fork.entry)

    def _message(self, message: MessageClaim) -> Message:
        drill = f"{self.word('exercise')} " if message.drill else ""
        parties = ", ".join(message.addressees)
        to = self.code(parties) if parties else self.word("nobody")
        name = self.code(f"{message.name} · {message.precedence}")
        title, rows, notes = self._words_of(self.entries[message.name])
        return Message(
            heading=f"{drill}{name} · {self.word('to')}: {to}",
            title=title,
            rows=rows,
            notes=notes,
            claims=tuple(self._claims(message)),
        )

    def _words_of(self, entry: CheckedEntry) -> tuple[str, tuple[Row, ...], tuple[str, ...]]:
        body = entry.body
        if body is None:
            return "", (), (self.word("hidden"),)
        redacted = [self._redacted(len(entry.hidden), len(body.fields))] if entry.hidden else []
        if self.catalogue is None:
            rows = tuple(
                self._bar(str(n))
                if n - 1 in entry.hidden
                else Row(str(n), printable(str(value)), "", "")
                for n, value in enumerate(body.fields, 1)
                if value is not None or n - 1 in entry.hidden
            )
            return self.code(f"{body.code}/{body.version}"), rows, (*redacted, self.word("raw"))
        given = [n for n, value in enumerate(body.fields) if value is not None or n in entry.hidden]
        under = entry.header.charter_version
        shown = self.catalogue.under(under).render(
            body, self.language, parties=self.report.parties, hidden=entry.hidden
        )
        notes = [*redacted, shown.review_note] if shown.review_note else redacted
        if shown.unknown:
            notes.append(self.word("raw"))
        rows = tuple(
            self._bar(row.label)
            if index in entry.hidden
            else Row(row.label, row.text, row.detail, row.language)
            for index, row in zip(given, shown.rows, strict=True)
        )
        return f"{self.code(body.code)} {shown.title}", rows, tuple(notes)

    def _bar(self, label: str) -> Row:
        return Row(label, self.word("blacked-out"), "", self.language, hidden=True)

    def _redacted(self, count: int, of: int) -> str:
        return self.word("redacted", count=str(count), fields=str(of), party=self.report.exporter)

    def _claims(self, message: MessageClaim) -> Iterator[Paragraph]:
        exporter = self.report.exporter
        at = self.when(message.at_ms, message.author, message.quality)
        yield self.say("signed", party=message.author, time=at)
        stored = self.when(message.stored.at_ms, exporter, message.stored.quality)
        yield self.say("stored", party=exporter, time=stored)
        for held in message.held:
            at = self.when(held.at_ms, held.party, held.quality)
            yield self.say("durable", party=held.party, entry=held.entry, time=at)
        for receipt in message.receipts:
            yield from self._receipt(receipt)
        if message.cancelled_by:
            yield self.say("cancelled", entry=message.cancelled_by)
        if message.covered_by:
            feed, _, size = message.covered_by.removeprefix("checkpoint ").rpartition(" at ")
            yield self.say("covered", feed=feed, size=size)
        for absent in message.absent:
            party, _, steps = absent.partition(": ")
            levels = [level for level, text in LEVELS.items() if text in steps.split(", ")]
            named = ", ".join(self.word(f"step-{level}") for level in levels)
            yield self.say("absent", party=party, steps=named)

    def _receipt(self, receipt: ReceiptClaim) -> Iterator[Paragraph]:
        step = f"step-{receipt.level}"
        if receipt.level == max(LEVELS):
            step = "step-declined" if receipt.reason else "step-answered"
        who = self.word("machine")
        if not receipt.by_machine:
            named = printable(" ".join(filter(None, (receipt.role, receipt.call_sign))))
            who = named or self.word("person")
        yield self.say(
            "receipt", entry=receipt.entry, party=receipt.party, who=who, step=self.word(step),
            time=self.when(receipt.at_ms, receipt.party, receipt.quality),
        )  # fmt: skip
        for name in ("answer", "unit", "reason", "remark"):
            if text := getattr(receipt, name):
                yield self.say(f"said-{name}", 1, text=printable(text))
        for field in receipt.hidden:
            yield self.say("field-hidden", 1, field=self._label(field.number - 1))

    def _label(self, index: int) -> str:
        """What a field of a receipt is called."""
        form = self.catalogue.find(RECEIPT_CODE) if self.catalogue is not None else None
        if self.catalogue is None or form is None or index >= len(form.fields):
            return str(index + 1)
        return self.catalogue.word(f"field-{form.fields[index].word}", self.language)

    def _checkpoint(self, head: CheckpointClaim) -> Iterator[Paragraph]:
        yield self.say("head", feed=head.feed, size=str(head.size))
        for party, at_s in head.cosigned:
            yield self.say("cosigned", 1, party=party, time=self.when(at_s * 1000, party))
        for party, at_s in head.post_quantum:
            yield self.say("quantum", 1, party=party, time=self.when(at_s * 1000, party))
        for name, at_s in head.witnessed:
            yield self.say("witnessed", 1, name=printable(name), time=self.when(at_s * 1000, name))
        for absence in head.not_cosigned:
            yield self._absent(absence)
        for name in head.unchecked:
            yield self.say("unchecked", 1, name=printable(name))

    def _absent(self, absence: Absence) -> Paragraph:
        """Who has not cosigned a head, and since when nothing came of it."""
        party, exporter = absence.party, self.report.exporter
        known: Absence | Past | None = absence if absence.size else absence.first
        if known is None:
            return self.say("not-cosigned", 1, party=party)
        return self.say(
            ("not-cosigned-since" if absence.size else "not-cosigned-ever")
            + ("-later" if known.age_ms < 0 else ""),
            1,
            party=party,
            exporter=exporter,
            size=str(absence.size),
            entry="" if absence.first is None else absence.first.entry,
            time=self.when(known.at_ms, party if absence.size else exporter),
            age=self._age(known.age_ms),
        )

    def _age(self, age_ms: int) -> str:
        """A length of time in the language of the copy."""
        units = age_units(max(0, age_ms))
        return " ".join(self.word(f"age-{unit}", count=str(count)) for count, unit in units)

    def _not_proven(self) -> Iterator[Paragraph]:
        report, feeds = self.report, self.facts.feeds.values()
        witnessed = any(head.witnessed for head in report.checkpoints)
        reasons = {
            "unproven-selection": bool(report.selected_for),
            "unproven-keys": not report.compared,
            "unproven-time-witnessed" if witnessed else "unproven-time": True,
            "unproven-received": True,
            "unproven-end": True,
            "unproven-person": True,
            "unproven-stored": True,
            "unproven-leaves": any(len(feed.leaves) > len(feed.entries) for feed in feeds),
            "unproven-bodies": any(entry.body is None for entry in self.entries.values()),
            "unproven-fields": any(entry.hidden for entry in self.entries.values()),
            "unproven-gaps": any(feed.gaps for feed in feeds),
        }
        for key, holds in reasons.items():
            if holds:
                yield self.say(key, party=report.exporter)
