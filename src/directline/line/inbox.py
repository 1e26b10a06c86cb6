"""Entries that come from a peer: rebuilt, verified, made durable, then acknowledged and shown.

The order is the promise: nothing is acknowledged before the store has confirmed it.
"""

from dataclasses import dataclass, field

from directline.errors import RemoteProtocolError, VerificationError
from directline.line.context import Context, Key
from directline.line.effects import Evidence, Mended, NoticeKind, NotStored, Stored
from directline.line.hearsay import Hearsay
from directline.line.items import cost_bytes
from directline.line.limits import FORKED_MAX, FREE_BYTES_MIN, SECOND
from directline.line.openings import follow
from directline.line.outbox import Outbox
from directline.line.ports import EntryRecord, EvidenceRecord
from directline.line.receipts import Receipts
from directline.line.secrecy import Opened
from directline.wire.control import Leaves, Request
from directline.wire.entry import Entry, Header, verify_body
from directline.wire.frame import FrameType, decode_explicit, decode_implied, rebuild
from directline.wire.limits import BEYOND_MAX
from directline.wire.values import Kind, Precedence

ANNOUNCED_OTHERWISE = "an announced leaf is not the entry's"
SEEN_OTHERWISE = "an entry says it saw another history of our feed"
PAID_MAX = 4_096
"""Entries remembered as counted: a frame sealed anew follows the first within seconds."""
REFUSED_MAX = 4_096
"""Refused entries that are remembered, so that each is told once."""


@dataclass(slots=True)
class Inbox:
    """Everything that comes from one peer."""

    ctx: Context
    peer: int
    outbox: Outbox
    consumed: int = 0
    """Bytes of messages below FLASH accepted from the start of the peer that is counted."""
    counted: bytes | None = None
    """That start: entries of a new one may come before its first heartbeat does."""
    paid: dict[Key, None] = field(default_factory=dict)
    """The newest entries that were counted, so that each is once."""
    tokens: float = 0.0
    free_tokens: float = 0.0
    """Bytes that FLASH, receipts and events may still have: they need no credit."""
    tokens_ns: int = 0
    over_credit: bool = False
    receipts: Receipts = field(default_factory=Receipts)
    """The signed steps that are owed to the peer."""
    unkept: set[tuple[bytes, int, int]] = field(default_factory=set)
    """The places of frames whose entries the store has not confirmed."""
    refused: set[Key] = field(default_factory=set)
    """Entries of which the station was told that they could not be stored."""
    forked: set[Key] = field(default_factory=set)
    """Places of which the proof of two histories was kept since the start."""
    hearsay: Hearsay = field(init=False)
    """What the peer shows of third parties' feeds."""

    def __post_init__(self) -> None:
        """Remember nothing yet of what the peer says of others."""
        self.hearsay = Hearsay(self.ctx, self.peer)

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
        if opened.place not in self.unkept:
            self._acknowledge(opened, link_name)

    def leaves(self, content: bytes, now_ns: int) -> None:
        """Leaves of entries that the peer has released and not sent yet."""
        leaves = Leaves.decode(content)
        feed = self.ctx.feeds.current(self.peer)
        if feed.generation != leaves.generation:
            return
        wrong = feed.announce(leaves.first, leaves.leaves, now_ns)
        if wrong:
            self.ctx.notice(NoticeKind.ANOMALY, self.peer, ANNOUNCED_OTHERWISE, position=wrong[0])

    def grant(self, now_ns: int) -> int:
        """The byte credit that the peer may have used in all, for ACK and HEARTBEAT frames."""
        self._refill(now_ns)
        return self.consumed + int(self.tokens)

    def restart(self, now_ns: int) -> None:
        """The peer's live incarnation changed: both sides count its credit anew."""
        self._refill(now_ns)
        self._count(self.ctx.channels[self.peer].live)
        self.over_credit = False

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
        under = ctx.charter.of(header.charter_version)
        if under is None:
            raise RemoteProtocolError("an entry under another charter", rule="ENTRY-8")
        if header.party >= len(ctx.charter.parties) or header.signer:
            raise RemoteProtocolError("an entry by nobody that the charter names", rule="ENTRY-9")
        others = ((1 << len(ctx.charter.parties)) - 1) & ~(1 << header.party)
        if not header.addressees or header.addressees & ~others:
            raise RemoteProtocolError("an entry to nobody that the charter names", rule="ENTRY-9")
        named = [s.party for s in header.seen] + [r.party for r in header.read]
        if any(party >= len(ctx.charter.parties) for party in named):
            raise RemoteProtocolError("`seen` of nobody that the charter names", rule="ENTRY-9")
        for_us = header.party == ctx.own or header.addressees >> ctx.own & 1
        if entry.body is None and for_us and not self._shown(entry):
            # Our receipt of it would prove that we have what we were never shown.
            raise RemoteProtocolError("an entry to us without its body", rule="ENTRY-10")
        public = under.parties[header.party].identity
        ctx.suite.verify(public, entry.signature, header.signed, part="signature")
        if entry.body is not None and not ctx.pair:
            verify_body(entry, ctx.suite)

    def _shown(self, entry: Entry) -> bool:
        """Whether we hold this very entry: its author has forgotten it since, and says it again."""
        header, ctx = entry.header, self.ctx
        key = (header.party, header.generation, header.position)
        feed = ctx.feeds.find(header.party, header.generation)
        if feed is None or not feed.durable(header.position) or key in ctx.damage.places:
            return False
        return feed.leaf(header.position) == entry.leaf(ctx.suite)

    def _accept(self, entry: Entry, opened: Opened, kind: str, link_name: str, now_ns: int) -> None:
        header, ctx = entry.header, self.ctx
        leaf = entry.leaf(ctx.suite)
        key = (header.party, header.generation, header.position)
        feed = ctx.feeds.get(header.party, header.generation)
        held = feed.leaf(header.position)
        if held is not None:
            if held != leaf:
                self._two_histories(entry, opened)
                others = not ctx.pair and header.party not in {ctx.own, self.peer}
                if others and feed.durable(header.position):
                    # Whoever showed us the other history has done so: it need not say it again.
                    self._acknowledge(opened, link_name)
            elif feed.durable(header.position) and key in ctx.damage.places:
                self._mend(entry, header, leaf, kind)
                self._wait(key, opened, link_name)
            elif feed.durable(header.position):
                self._pay_again(header, entry.body, opened.incarnation)
                self._acknowledge(opened, link_name)
            else:
                self._wait(key, opened, link_name)
            return
        if ctx.feeds.falls(header):
            ctx.channels[self.peer].forget(opened)
            name = ctx.charter.parties[header.party].id
            text = f"an entry of {name} under a version of the charter that it had left"
            raise RemoteProtocolError(text, rule="AMEND-6")
        if feed.closed_at is not None and header.position > feed.closed_at:
            ctx.notice(NoticeKind.ANOMALY, self.peer, "an entry past the end of its generation")
        if not self._affords(entry, opened.incarnation, now_ns):
            ctx.channels[self.peer].forget(opened)
            return
        if feed.announced.get(header.position, leaf) != leaf:
            ctx.notice(NoticeKind.ANOMALY, self.peer, ANNOUNCED_OTHERWISE, position=header.position)
        self._history(header)
        ctx.feeds.note(header)
        feed.pending[header.position] = leaf
        self._wait(key, opened, link_name)
        record = EntryRecord(
            header.party, header.generation, header.position, leaf, header.signed, entry.signature,
            entry.body, entry.salt, ctx.clock.now_ms(), ctx.clock.quality(), kind,
        )  # fmt: skip
        reserve = header.precedence is Precedence.FLASH or header.kind is not Kind.MESSAGE
        ctx.persist(
            (record,),
            lambda at: self._durable(record, header, at),
            lambda full, reason, _at: self._refused(record, header, full, reason),
            reserve=reserve,
            urgent=header.precedence is Precedence.FLASH,
        )

    def _mend(self, entry: Entry, header: Header, leaf: bytes, kind: str) -> None:
        """Another party's copy of a damaged entry takes its place."""
        ctx = self.ctx
        record = EntryRecord(
            header.party, header.generation, header.position, leaf, header.signed, entry.signature,
            entry.body, entry.salt, ctx.clock.now_ms(), ctx.clock.quality(), kind,
        )  # fmt: skip
        key = (header.party, header.generation, header.position)
        if key in ctx.storing:
            return

        def done(_now_ns: int) -> None:
            for bringer, opened, link in ctx.storing.pop(key, []):
                bringer.kept(opened, link)
            ctx.effects.append(Mended(record, ctx.damage.mended(key)))
            ctx.mended(record, header)

        def refused(_full: bool, _reason: str, _now_ns: int) -> None:
            for bringer, opened, _ in ctx.storing.pop(key, []):
                bringer.not_kept(opened)

        ctx.persist((record,), done, refused, reserve=True)

    def _wait(self, key: Key, opened: Opened, link: str) -> None:
        """The frame is acknowledged when its entry is durable, and may come again if it is not."""
        self.ctx.storing.setdefault(key, []).append((self, opened, link))
        self.unkept.add(opened.place)

    def kept(self, opened: Opened, link: str) -> None:
        """What a frame carried is durable: say so."""
        self.unkept.discard(opened.place)
        self._acknowledge(opened, link)

    def not_kept(self, opened: Opened) -> None:
        """What a frame carried was not stored: it may come again."""
        self.unkept.discard(opened.place)
        self.ctx.channels[self.peer].forget(opened)

    def _durable(self, record: EntryRecord, header: Header, now_ns: int) -> None:
        ctx = self.ctx
        feed = ctx.feeds.get(record.party, record.generation)
        before = feed.size
        feed.hold(record.position, record.leaf, now_ns)
        key = (record.party, record.generation, record.position)
        self.refused.discard(key)
        if key in ctx.damage.places:
            ctx.damage.mended(key)
        for bringer, opened, link in ctx.storing.pop(key, []):
            bringer.kept(opened, link)
        newest = ctx.feeds.current(ctx.own).generation
        if record.party == ctx.own and record.generation >= newest:
            ctx.feeds.advance(ctx.own, record.generation)
            ctx.given_back = ctx.ready
        ctx.effects.append(Stored(record, feed.missing_before(record.position)))
        if record.party == ctx.own:
            ctx.taken = max(ctx.taken, key[1:])
        if header.kind is Kind.EVENT:
            follow(ctx, self.peer, record, header)
        # Beyond a gap no more than so many are receipted: what closes the gap receipts the rest.
        rest = feed.size - before > BEYOND_MAX
        addressed = header.addressees >> ctx.own & 1
        if record.party != ctx.own and addressed and (rest or header.kind is not Kind.RECEIPT):
            ctx.owe(key, header, now_ns)

    def _refused(self, record: EntryRecord, header: Header, full: bool, reason: str) -> None:
        """Not stored: not acknowledged; the same frame may come again."""
        feed = self.ctx.feeds.get(record.party, record.generation)
        feed.withdraw(record.position)
        key = (record.party, record.generation, record.position)
        for bringer, opened, _ in self.ctx.storing.pop(key, []):
            bringer.not_kept(opened)
        self._pay(header, -cost_bytes(header.signed, record.body))
        if header.kind is Kind.MESSAGE and key not in self.refused:
            if len(self.refused) < REFUSED_MAX:
                self.refused.add(key)
            self.ctx.effects.append(NotStored(record, "disk full" if full else reason))

    def _acknowledge(self, opened: Opened, link_name: str) -> None:
        link = self.outbox.links.get(link_name) or next(iter(self.outbox.links.values()), None)
        if link is not None:
            link.acks.append(opened.place)

    def _two_histories(self, entry: Entry, opened: Opened) -> None:
        """One key signed two entries at one place: keep the proof, name no cause."""
        ctx, header = self.ctx, entry.header
        key = (header.party, header.generation, header.position)
        if len(self.forked) >= FORKED_MAX:
            return
        other = ctx.kept(*key)
        if other is None:
            ctx.channels[self.peer].forget(opened)
            return
        if key in self.forked:
            return
        self.forked.add(key)
        record = EvidenceRecord(
            header.party, header.generation, header.position, other.header, other.signature,
            header.signed, entry.signature, ctx.clock.now_ms(),
        )  # fmt: skip
        self.unkept.add(opened.place)

        def kept(_at: int) -> None:
            self.unkept.discard(opened.place)
            self.hearsay.proven.add(key[:2])
            ctx.effects.append(Evidence(record))

        def refused(_full: bool, _reason: str, _at: int) -> None:
            # Not shown and not acknowledged: the same frame comes again, and with it the proof.
            self.unkept.discard(opened.place)
            self.forked.discard(key)
            ctx.channels[self.peer].forget(opened)

        ctx.persist((record,), kept, refused, reserve=True)

    def _count(self, incarnation: bytes | None) -> None:
        """Count a start of the peer from nothing, once."""
        if incarnation != self.counted:
            self.consumed, self.counted = 0, incarnation
            self.paid.clear()

    def _pay_again(self, header: Header, body: bytes | None, incarnation: bytes) -> None:
        """The peer's new start has paid for what we held already: that costs us nothing."""
        if header.party == self.ctx.own or incarnation != self.ctx.channels[self.peer].latest:
            return
        self._count(incarnation)
        if _needs_credit(header) and (header.party, header.generation, header.position) not in (
            self.paid
        ):
            size = cost_bytes(header.signed, body)
            self.tokens += size
            self._pay(header, size)

    def _affords(self, entry: Entry, incarnation: bytes, now_ns: int) -> bool:
        """Byte credit; what needs none has an allowance far above what persons write.

        Past either nothing is stored nor acknowledged: it comes again.
        """
        if entry.header.party == self.ctx.own:
            return True
        size = cost_bytes(entry.header.signed, entry.body)
        self._refill(now_ns)
        over = size > (self.tokens if _needs_credit(entry.header) else self.free_tokens)
        if over != self.over_credit:
            self.over_credit = over
            self.ctx.notice(
                NoticeKind.CREDIT, self.peer, "the peer is past its byte credit", state=over
            )
        if over:
            return False
        if incarnation == self.ctx.channels[self.peer].latest:
            self._count(incarnation)
        self._pay(entry.header, size)
        return True

    def _pay(self, header: Header, size: int) -> None:
        if header.party == self.ctx.own:
            return
        if _needs_credit(header):
            self.tokens -= size
            self.consumed = max(0, self.consumed + size)
            self.paid[header.party, header.generation, header.position] = None
            if len(self.paid) > PAID_MAX:
                del self.paid[next(iter(self.paid))]
        else:
            self.free_tokens -= size

    def _history(self, header: Header) -> None:
        """Whether what the author says it saw of our feed is what we signed; of others', ours."""
        if header.party == self.peer:
            self.hearsay.said(header)
        for seen in header.seen:
            feed = self.ctx.feeds.find(self.ctx.own, seen.generation)
            if seen.party != self.ctx.own or feed is None:
                continue
            true = seen.size > feed.size or feed.tree.root(seen.size) == seen.root
            held = ((leaf, feed.leaf(position)) for position, leaf in seen.beyond)
            if not true or any(ours not in {None, leaf} for leaf, ours in held):
                self.ctx.notice(
                    NoticeKind.ANOMALY, self.peer, SEEN_OTHERWISE, position=header.position
                )

    def _refill(self, now_ns: int) -> None:
        terms = self.ctx.charter.terms
        credit, free = terms.credit_bytes, max(terms.credit_bytes, FREE_BYTES_MIN)
        if not self.tokens_ns:
            self.tokens, self.free_tokens = float(credit), float(free)
        else:
            part = (now_ns - self.tokens_ns) / (terms.credit_window_ms * SECOND / 1000)
            self.tokens = min(float(credit), self.tokens + part * credit)
            self.free_tokens = min(float(free), self.free_tokens + part * free)
        self.tokens_ns = max(now_ns, 1)


def _needs_credit(header: Header) -> bool:
    """Messages below FLASH do; receipts, events and FLASH do not."""
    return header.kind is Kind.MESSAGE and header.precedence is not Precedence.FLASH
