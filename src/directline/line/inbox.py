"""Entries that come from a peer: rebuilt, verified, made durable, then acknowledged and shown.

The order is the promise: nothing is acknowledged before the store has confirmed it.
"""

from dataclasses import dataclass, field

from directline.errors import RemoteProtocolError, VerificationError
from directline.line.context import Context, Key
from directline.line.effects import Evidence, NoticeKind, NotStored, Stored
from directline.line.limits import RECEIPT_PAUSE_NS, SECOND
from directline.line.outbox import Outbox
from directline.line.ports import EntryRecord, EvidenceRecord
from directline.line.secrecy import Opened
from directline.wire.body import decode_body
from directline.wire.codec import integer
from directline.wire.control import Leaves, Request
from directline.wire.entry import Entry, Header, verify_body
from directline.wire.frame import FrameType, decode_explicit, decode_implied, rebuild
from directline.wire.values import Kind, Precedence

GENERATION_CODE = "E-GENERATION"
FLASH_LANE = 3


@dataclass(slots=True)
class Inbox:
    """Everything that comes from one peer."""

    ctx: Context
    peer: int
    outbox: Outbox
    consumed: int = 0
    """Bytes of message bodies below FLASH accepted since the peer's live start."""
    tokens: float = 0.0
    tokens_ns: int = 0
    over_credit: bool = False
    receipt_due_ns: int | None = None
    receipt_ns: int = -RECEIPT_PAUSE_NS
    receipt_lane: int = 0
    receipt_for: Key | None = None
    wants: list[tuple[int, int, int, int]] = field(default_factory=list)
    storing: set[tuple[int, int]] = field(default_factory=set)
    """(lane, index) of frames whose entry the store has not confirmed."""

    def entry(self, opened: Opened, link_kind: str, link_name: str, now_ns: int) -> None:
        """A frame with an entry has opened.

        Raises:
            RemoteProtocolError: it breaks a rule; nothing changed.
        """
        try:
            entry = self._rebuilt(opened)
            self._verify(entry)
        except (RemoteProtocolError, VerificationError) as error:
            self.ctx.channels[self.peer].forget(opened)
            if opened.type is FrameType.ENTRY_IMPLIED:
                ask = Request(frames=((opened.lane, opened.index),))
                self.outbox.control(FrameType.REQUEST, ask.encode())
                return
            rule = error.rule if isinstance(error, RemoteProtocolError) else "ENTRY-7"
            raise RemoteProtocolError(f"an explicit entry: {error.message}", rule=rule) from error
        self._accept(entry, opened, link_kind, link_name, now_ns)

    def repeated(self, opened: Opened, link_name: str) -> None:
        """A frame that had opened before: say again that its content is durable, if it is."""
        if (opened.lane, opened.index) not in self.storing:
            self._acknowledge(opened, link_name)

    def leaves(self, content: bytes, now_ns: int) -> None:
        """Leaves of entries that the peer has released and not sent yet."""
        leaves = Leaves.decode(content)
        feed = self.ctx.feeds.find(self.peer, leaves.generation)
        if feed is None:
            return
        wrong = feed.announce(leaves.first, leaves.leaves, now_ns)
        if wrong:
            self.ctx.notice(
                NoticeKind.ANOMALY,
                self.peer,
                "an announced leaf is not the entry's",
                position=wrong[0],
            )

    def grant(self, now_ns: int) -> int:
        """The byte credit that the peer may have used in all, for ACK and HEARTBEAT frames."""
        self._refill(now_ns)
        return self.consumed + int(self.tokens)

    def restart(self, now_ns: int) -> None:
        """The peer's live incarnation changed: both sides count its credit anew."""
        self._refill(now_ns)
        self.consumed = 0
        self.over_credit = False

    def receipted(self) -> None:
        """An own entry was released: its `seen` carries every receipt that was due."""
        self.receipt_due_ns = None
        self.receipt_for = None
        self.receipt_lane = 0

    def _rebuilt(self, opened: Opened) -> Entry:
        ctx = self.ctx
        if opened.type is FrameType.ENTRY_EXPLICIT:
            entry = decode_explicit(opened.content, ctx.charter, ctx.salt, ctx.commit)
            if entry.header.precedence != opened.lane:
                raise RemoteProtocolError(
                    "an entry in another lane than its precedence", rule="FRAME-7"
                )
            return entry
        if not ctx.pair:
            raise RemoteProtocolError("the implied form is for lines of two", rule="FRAME-5")
        implied = decode_implied(opened.content, ctx.charter)
        feed = ctx.feeds.current(self.peer)
        own = ctx.feeds.current(ctx.own)

        def body_commitment(position: int) -> bytes:
            salt = ctx.salt(self.peer, feed.generation, position)
            assert salt is not None
            return ctx.commit(implied.body, salt)

        header = rebuild(
            implied, ctx.charter, self.peer, opened.lane, feed.generation, feed.size,
            own.size, own.generation, own.tree.root, body_commitment,
        )  # fmt: skip
        salt = ctx.salt(self.peer, header.generation, header.position)
        return Entry(header, implied.signature, implied.body, salt)

    def _verify(self, entry: Entry) -> None:
        header, ctx = entry.header, self.ctx
        if header.charter_version != ctx.charter.version:
            raise RemoteProtocolError("an entry under another charter", rule="ENTRY-8")
        if header.party >= len(ctx.charter.parties) or header.signer:
            raise RemoteProtocolError("an entry by nobody that the charter names", rule="ENTRY-9")
        if header.addressees >> len(ctx.charter.parties) or header.addressees >> header.party & 1:
            raise RemoteProtocolError("an entry to nobody that the charter names", rule="ENTRY-9")
        for seen in header.seen:
            if seen.party >= len(ctx.charter.parties):
                raise RemoteProtocolError("`seen` of nobody that the charter names", rule="ENTRY-9")
        public = ctx.charter.parties[header.party].identity
        ctx.suite.verify(public, entry.signature, header.signed, part="signature")
        if entry.body is not None and not ctx.pair:
            verify_body(entry, ctx.suite)

    def _accept(self, entry: Entry, opened: Opened, kind: str, link_name: str, now_ns: int) -> None:
        header, ctx = entry.header, self.ctx
        leaf = entry.leaf(ctx.suite)
        feed = ctx.feeds.get(header.party, header.generation)
        held = feed.leaf(header.position)
        if held is not None:
            if held != leaf:
                self._two_histories(entry, now_ns)
            elif feed.durable(header.position):
                self._acknowledge(opened, link_name)
            return
        if feed.closed_at is not None and header.position > feed.closed_at:
            ctx.notice(NoticeKind.ANOMALY, self.peer, "an entry past the end of its generation")
        if not self._affords(entry, opened, now_ns):
            ctx.channels[self.peer].forget(opened)
            return
        feed.pending[header.position] = leaf
        self.storing.add((opened.lane, opened.index))
        record = EntryRecord(
            header.party, header.generation, header.position, leaf, header.signed, entry.signature,
            entry.body, entry.salt, ctx.clock.now_ms(), ctx.clock.quality(), kind,
        )  # fmt: skip
        reserve = header.precedence is Precedence.FLASH or header.kind is not Kind.MESSAGE
        ctx.persist(
            (record,),
            lambda at: self._durable(record, header, opened, link_name, at),
            lambda full, reason, _at: self._refused(record, header, opened, full, reason),
            reserve=reserve,
        )

    def _durable(
        self, record: EntryRecord, header: Header, opened: Opened, link: str, now_ns: int
    ) -> None:
        ctx = self.ctx
        feed = ctx.feeds.get(record.party, record.generation)
        feed.hold(record.position, record.leaf, now_ns)
        self.storing.discard((opened.lane, opened.index))
        self._acknowledge(opened, link)
        if record.party == ctx.own and record.generation > ctx.feeds.current(ctx.own).generation:
            ctx.feeds.advance(ctx.own, record.generation)
        ctx.effects.append(Stored(record, feed.missing_before(record.position)))
        if header.kind is Kind.EVENT:
            self._event(record, header, now_ns)
        if header.kind is not Kind.RECEIPT and record.party == self.peer:
            self._owe(record, header, now_ns)

    def _refused(
        self, record: EntryRecord, header: Header, opened: Opened, full: bool, reason: str
    ) -> None:
        """Not stored: not acknowledged; the same frame may come again."""
        feed = self.ctx.feeds.get(record.party, record.generation)
        feed.pending.pop(record.position, None)
        self.storing.discard((opened.lane, opened.index))
        self.ctx.channels[self.peer].forget(opened)
        if header.kind is Kind.MESSAGE:
            self.ctx.effects.append(NotStored(record, "disk full" if full else reason))

    def _acknowledge(self, opened: Opened, link_name: str) -> None:
        link = self.outbox.links.get(link_name) or next(iter(self.outbox.links.values()), None)
        if link is not None:
            link.acks.append((opened.lane, opened.index))

    def _owe(self, record: EntryRecord, header: Header, now_ns: int) -> None:
        """The signed `delivered`: at once for FLASH or after a pause, else within a second."""
        at_once = (
            header.precedence is Precedence.FLASH or now_ns - self.receipt_ns >= RECEIPT_PAUSE_NS
        )
        due = now_ns if at_once else self.receipt_ns + RECEIPT_PAUSE_NS
        self.receipt_due_ns = due if self.receipt_due_ns is None else min(self.receipt_due_ns, due)
        if self.receipt_for is None or header.precedence >= self.receipt_lane:
            self.receipt_lane = header.precedence
            self.receipt_for = (record.party, record.generation, record.position)

    def _event(self, record: EntryRecord, header: Header, now_ns: int) -> None:
        """A line event of another party: a new generation closes the one before."""
        if record.body is None:
            return
        body = decode_body(record.body)
        if body.code != GENERATION_CODE or header.generation == 1 or header.position != 1:
            return
        try:
            last = integer(body.fields[1] if len(body.fields) > 1 else None, 0, 2**48, "EVENT-1")
            previous = integer(body.fields[0], 1, header.generation - 1, "EVENT-1")
        except RemoteProtocolError as error:
            self.ctx.notice(NoticeKind.ANOMALY, self.peer, error.message)
            return
        self.ctx.feeds.get(record.party, previous).closed_at = last
        if header.generation > self.ctx.feeds.current(record.party).generation:
            self.ctx.feeds.advance(record.party, header.generation)
            self.ctx.notice(
                NoticeKind.GENERATION, record.party, generation=header.generation, last=last
            )

    def _two_histories(self, entry: Entry, now_ns: int) -> None:
        """One key signed two entries at one place: keep the proof, name no cause."""
        ctx, header = self.ctx, entry.header
        other = ctx.archive.entry(header.party, header.generation, header.position)
        if other is None:
            return
        record = EvidenceRecord(
            header.party, header.generation, header.position, other.header, other.signature,
            header.signed, entry.signature, ctx.clock.now_ms(),
        )  # fmt: skip
        ctx.persist((record,), lambda _at: None, lambda _full, _reason, _at: None, reserve=True)
        ctx.effects.append(Evidence(record))

    def _affords(self, entry: Entry, opened: Opened, now_ns: int) -> bool:
        """Byte credit: messages below FLASH only; past it nothing is stored nor acknowledged."""
        if entry.header.kind is not Kind.MESSAGE or opened.lane == FLASH_LANE or entry.body is None:
            return True
        self._refill(now_ns)
        size = len(entry.body)
        over = size > self.tokens
        if over != self.over_credit:
            self.over_credit = over
            self.ctx.notice(
                NoticeKind.CREDIT, self.peer, "the peer is past its byte credit", state=over
            )
        if over:
            return False
        self.tokens -= size
        self.consumed += size
        return True

    def _refill(self, now_ns: int) -> None:
        terms = self.ctx.charter.terms
        if not self.tokens_ns:
            self.tokens = float(terms.credit_bytes)
        else:
            window_ns = terms.credit_window_ms * SECOND / 1000
            gained = (now_ns - self.tokens_ns) * terms.credit_bytes / window_ns
            self.tokens = min(float(terms.credit_bytes), self.tokens + gained)
        self.tokens_ns = max(now_ns, 1)
