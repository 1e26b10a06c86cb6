"""What a verified file proves, claim by claim, as values and in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from directline.transcript.absence import Absence, Past, absence_line, past_text
from directline.transcript.facts import Finding
from directline.transcript.wording import clean, when

LEVELS = {
    1: "stored by a relay",
    2: "delivered",
    3: "opened",
    4: "understood (read back)",
    5: "passed on",
    6: "answered or declined",
}
MACHINE_LEVEL_MAX = 2
"""Up to here a step is a machine's, above it a person's as that person's party signed it."""


@dataclass(frozen=True, slots=True)
class Stored:
    """When and how the exporter says that it took an entry in: its own statement."""

    at_ms: int
    quality: int
    bearer: str


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """A party's signed entry names a tree that holds the message: it was durable there."""

    party: str
    entry: str
    at_ms: int
    quality: int


@dataclass(frozen=True, slots=True)
class FieldClaim:
    """One field of a redacted body: its value as it was signed, or that it is not shown."""

    number: int
    """Counted from 1, as the form has them."""
    label: str
    text: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class ReceiptClaim:
    """A signed step of the ladder.  Above level 2 a person's, as the person's party states."""

    party: str
    entry: str
    level: int
    role: str
    call_sign: str
    unit: str
    answer: str
    remark: str
    reason: str
    read_back: bool
    at_ms: int
    quality: int
    stored: Stored
    hidden: tuple[FieldClaim, ...] = ()
    """What this copy does not show of it; such words are empty above."""

    @property
    def by_machine(self) -> bool:
        """Whether no person took this step."""
        return self.level <= MACHINE_LEVEL_MAX


@dataclass(frozen=True, slots=True)
class MessageClaim:
    """One message: who signed it, when by whose clock, and what its addressees signed."""

    name: str
    author: str
    form: str
    form_version: int
    title: str
    shown: bool
    precedence: str
    drill: bool
    addressees: tuple[str, ...]
    at_ms: int
    quality: int
    stored: Stored
    held: tuple[HeldClaim, ...]
    receipts: tuple[ReceiptClaim, ...]
    absent: tuple[str, ...]
    """Receipts that are not here, as `BRAVO: understood (read back)`."""
    cancelled_by: str
    covered_by: str
    """The smallest checkpoint that covers it, or empty."""
    fields: tuple[FieldClaim, ...] = ()
    """Of a redacted message: each of its fields.  Empty where all of it or nothing is shown."""


@dataclass(frozen=True, slots=True)
class CheckpointClaim:
    """A signed tree head, and who cosigned it at what second by its own clock."""

    feed: str
    size: int
    cosigned: tuple[tuple[str, int], ...]
    post_quantum: tuple[tuple[str, int], ...]
    """Who signed it with ML-DSA-44 as well, the author among them."""
    not_cosigned: tuple[Absence, ...]
    unchecked: tuple[str, ...]
    witnessed: tuple[tuple[str, int], ...] = ()
    """Neutrals whose keys the reader gave, and when they saw it at the latest."""


@dataclass(frozen=True, slots=True)
class FeedClaim:
    """What the file holds of one feed."""

    feed: str
    size: int
    highest: int
    withheld: int
    gaps: tuple[tuple[int, int], ...]
    past: tuple[Past | None, ...] = ()
    """For each gap the next entry that is shown: the exporter knew by then that it lacked some."""


@dataclass(frozen=True, slots=True)
class LeftClaim:
    """A party's signed word that it leaves the line for good."""

    party: str
    entry: str
    why: str
    successor: str
    """The fingerprint of the charter that it names; empty: none."""
    at_ms: int
    quality: int


@dataclass(frozen=True, slots=True)
class LostClaim:
    """A party's signed word that it holds a key event: its own statement, from when on it knew."""

    party: str
    entry: str
    at_ms: int
    quality: int
    of: str
    """Whose keys were declared lost."""
    version: int
    """Of the charter, which names them."""
    fingerprint: str
    made_ms: int
    claimed_ms: int | None
    """Since when they were lost, as it claims; None: it does not say."""
    why: str


@dataclass(frozen=True, slots=True)
class ForkClaim:
    """One key signed two different entries for one place.  No cause is named."""

    entry: str
    party: str
    noted_ms: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that a file proves, and what it does not."""

    fingerprint: str
    compared: bool
    line_name: str
    line_id: str
    exporter: str
    selected_for: str
    """For whom a selection was made; empty: the whole transcript."""
    copy: int
    exported_ms: int
    exported_quality: int
    parties: tuple[str, ...]
    feeds: tuple[FeedClaim, ...]
    messages: Sequence[MessageClaim]
    """Each is made when it is asked for."""
    checkpoints: tuple[CheckpointClaim, ...]
    forks: tuple[ForkClaim, ...]
    contradictions: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    not_proven: tuple[str, ...]
    succeeds: str = ""
    """The fingerprint of the charter whose line this one succeeds, as its own first one says."""
    left: tuple[LeftClaim, ...] = ()
    lost: tuple[LostClaim, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing that two parties signed contradicts the file."""
        return not self.contradictions

    def as_dict(self) -> dict[str, object]:
        """The report as plain values, for JSON."""
        rest = asdict(replace(self, messages=()))
        return {"ok": self.ok, **rest, "messages": [asdict(claim) for claim in self.messages]}

    def lines(self, *, messages: bool = True) -> Iterator[str]:
        """The report in plain words; the charter's fingerprint first.

        Args:
            messages: False leaves out the single messages.
        """
        compared = "compared" if self.compared else "not compared"
        yield f"Charter fingerprint: {self.fingerprint} ({compared})"
        parties = ", ".join(self.parties)
        yield f"Line {clean(self.line_name)} ({self.line_id}) between {parties}; all have signed."
        yield (
            f"Exported by {self.exporter} at "
            f"{when(self.exported_ms, self.exporter, self.exported_quality)}."
        )
        if self.selected_for:
            yield (
                f"A SELECTION of {len(self.messages)} messages, copy {self.copy}, made for "
                f"{clean(self.selected_for)}."
            )
        yield from self._ending_lines()
        for finding in self.contradictions:
            yield f"CONTRADICTION {finding.part}: {finding.text}."
        for fork in self.forks:
            yield (
                f"TWO HISTORIES: {fork.party}'s key signed two different entries {fork.entry}. "
                "The proof is in this file; it names no cause."
            )
        if self.selected_for:
            for feed in self.feeds:
                left = sum(last - first + 1 for first, last in feed.gaps)
                yield f"Feed {feed.feed}: {left} entries before {feed.highest} are left out."
        yield from self._feed_lines()
        if messages:
            for message in self.messages:
                yield from message_lines(message, self.exporter)
        for finding in self.remarks:
            yield f"Note on {finding.part}: {finding.text}."
        yield "Not proven:"
        for text in self.not_proven:
            yield f"  - {text}"
        yield "VERIFIED." if self.ok else "NOT VERIFIED: signed statements contradict one another."

    def _ending_lines(self) -> Iterator[str]:
        if self.succeeds:
            yield f"It succeeds the line of charter {self.succeeds}, says its own charter."
        for one in self.left:
            heir = f" It names charter {one.successor} as what succeeds." if one.successor else ""
            yield (
                f"{one.party} left the line with {one.entry}, signed at "
                f"{when(one.at_ms, one.party, one.quality)}: {clean(one.why) or 'no reason'}.{heir}"
            )
        if len(self.left) == len(self.parties):
            yield "All parties have left: the line has ended."

        for lost in self.lost:
            yield from _lost_lines(lost)

    def _feed_lines(self) -> Iterator[str]:
        for feed in () if self.selected_for else self.feeds:
            yield f"Feed {feed.feed}: entries 1 to {feed.size} in unbroken order."
            for (first, last), past in zip(feed.gaps, feed.past, strict=True):
                since = past_text(past, self.exporter) if past is not None else ""
                yield f"  Not held, not even their digest: {first} to {last}{since}."
            if feed.gaps:
                yield f"  The last place of which anything is shown is {feed.highest}."
            if feed.withheld:
                yield f"  {feed.withheld} of them show their digest only."
        for head in self.checkpoints:
            yield from _head_lines(head, self.exporter)


def _lost_lines(lost: LostClaim) -> Iterator[str]:
    yield (
        f"{lost.party} says with {lost.entry}, signed at "
        f"{when(lost.at_ms, lost.party, lost.quality)}, that it holds {lost.of}'s key event "
        f"{lost.fingerprint}: {lost.of}'s identity and TLS keys of charter version {lost.version} "
        f"and before are lost: {clean(lost.why) or 'no reason'}."
    )
    claim = "not said" if lost.claimed_ms is None else when(lost.claimed_ms, lost.of)
    yield (
        f"  Made at {when(lost.made_ms, lost.of)}; lost since, as {lost.of} claims: {claim}. "
        f"It acts forward only: what {lost.party} held before stands, and the claim stands beside."
    )


def _head_lines(head: CheckpointClaim, exporter: str) -> Iterator[str]:
    yield f"Checkpoint {head.feed} at {head.size}: signed by the feed's own key."
    for party, at_s in head.cosigned:
        yield f"  Cosigned by {clean(party)} at {when(at_s * 1000, party)}."
    for party, at_s in head.post_quantum:
        at = when(at_s * 1000, party)
        yield f"  Signed with ML-DSA-44 (post-quantum) by {clean(party)} at {at}."
    for name, at_s in head.witnessed:
        at = when(at_s * 1000, name)
        yield f"  The witness {clean(name)} saw it at the latest at {at}."
    for absence in head.not_cosigned:
        yield f"  {absence_line(absence, exporter)}"
    for name in head.unchecked:
        yield f"  Also bears a line of {clean(name)}, which was not checked."


def message_lines(message: MessageClaim, exporter: str) -> Iterator[str]:
    """One message in plain words."""
    drill = "EXERCISE " if message.drill else ""
    title = f" {clean(message.title)}" if message.title else ""
    form = f"{clean(message.form)}{title}" if message.shown else "body not in this file"
    to = ", ".join(message.addressees) or "nobody"
    yield f"{drill}{message.name}: {message.precedence} {form}, to {to}."
    yield f"  Signed by {message.author} at {when(message.at_ms, message.author, message.quality)}."
    yield f"  {_stored(message.stored, exporter)}"
    if message.fields:
        count = sum(field.hidden for field in message.fields)
        yield f"  REDACTED: {count} of its {len(message.fields)} fields are not shown."
    for field in message.fields:
        yield f"  {field_line(field)}"
    for held in message.held:
        yield (
            f"  Durable at {held.party}'s station: {held.entry}, signed by {held.party} at "
            f"{when(held.at_ms, held.party, held.quality)}."
        )
    for receipt in message.receipts:
        yield f"  {receipt_line(receipt)}"
        yield f"    {_stored(receipt.stored, exporter)}"
        for field in receipt.hidden:
            yield f"    {field_line(field)}"
    if message.cancelled_by:
        yield f"  Cancelled by {message.cancelled_by}."
    if message.covered_by:
        yield f"  In the tree of {message.covered_by}."
    if message.absent:
        yield f"  No receipt here for: {'; '.join(message.absent)}."


def field_line(field: FieldClaim) -> str:
    """One field of a redacted body in plain words."""
    label = f", {clean(field.label)}" if field.label else ""
    text = clean(field.text)
    if field.hidden:
        text = "not shown by who made this copy; what is signed of it stands."
    return f"Field {field.number}{label}: {text}"


def receipt_line(receipt: ReceiptClaim) -> str:
    """One step in plain words: whose, by role, and whether a person's."""
    level = LEVELS.get(receipt.level, f"level {receipt.level}")
    if receipt.level == max(LEVELS):
        level = "declined" if receipt.reason else "answered"
    who = "its machine"
    if not receipt.by_machine:
        who = " ".join(filter(None, (clean(receipt.role), clean(receipt.call_sign)))) or "a person"
    details = [
        f"{label} {clean(text)}"
        for label, text in (
            ("answer", receipt.answer),
            ("unit", receipt.unit),
            ("reason", receipt.reason),
            ("remark", receipt.remark),
        )
        if text
    ]
    tail = f" ({', '.join(details)})" if details else ""
    return (
        f"{receipt.entry}: {receipt.party} signed at "
        f"{when(receipt.at_ms, receipt.party, receipt.quality)} that {who} took the step "
        f"{level}{tail}."
    )


def _stored(stored: Stored, exporter: str) -> str:
    by = f", brought by {clean(stored.bearer)}" if stored.bearer else ""
    at = when(stored.at_ms, exporter, stored.quality)
    return f"Stored at {exporter} at {at}{by} ({exporter}'s own statement, as exporter)."
