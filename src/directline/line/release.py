"""Own entries: position and signature at release, durable before anything leaves."""

from dataclasses import dataclass, field, replace

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.line.context import Context, Key
from directline.line.effects import Draft, NotReleased, Stored, Ticket
from directline.line.inbox import Inbox
from directline.line.ladder import DELIVERED, receipt_body
from directline.line.limits import RESUBMIT_NS
from directline.line.outbox import Outbox
from directline.line.ports import EntryRecord
from directline.wire.body import Body, commitment, decode_body, encode_body
from directline.wire.codec import Value
from directline.wire.entry import Header, Read, Seen
from directline.wire.limits import BEYOND_MAX, SALT_BYTES
from directline.wire.values import ClockQuality, Kind, Precedence

Carried = tuple[tuple[Inbox, Key, int], ...]
"""(to whom, target, lane) of the receipts that an entry carries."""


@dataclass(slots=True)
class Releases:
    """The own feed's writer."""

    ctx: Context
    outboxes: dict[int, Outbox]
    inboxes: dict[int, Inbox]
    next: int = 1
    """The position that the next release gets."""
    generation: int = 1
    """The generation that `next` counts in."""
    named: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    """Positions past gaps that an entry of ours has named: each is signed for once."""
    ahead: dict[tuple[int, int], tuple[EntryRecord, Header]] = field(default_factory=dict)
    """By (generation, position): durable, and waiting for an earlier one that is not yet."""
    stuck: list[tuple[int, EntryRecord, Header, int, Carried]] = field(default_factory=list)
    """(due in ns, record, header, ticket, receipts): later positions already follow them."""

    def release(self, draft: Draft, now_ns: int, *, generation: int | None = None) -> Ticket:
        """Sign a draft at the next position and ask for it to be made durable.

        `generation`: what `seen` names of the only addressee's feed, if not the newest.
        """
        ctx = self.ctx
        feed = ctx.feeds.current(ctx.own)
        if feed.generation != self.generation or feed.durable(self.next):
            self.resume()
        parties = len(ctx.charter.parties)
        addressees = draft.addressees or ((1 << parties) - 1) & ~(1 << ctx.own)
        if addressees >> parties or addressees >> ctx.own & 1:
            raise LocalProtocolError("a message is addressed to other parties of the line")
        body = decode_body_of(draft)
        position = self.next
        salt = ctx.salt(ctx.own, feed.generation, position) or ctx.entropy.bytes(SALT_BYTES)
        header = Header(
            line=ctx.charter.line_id,
            charter_version=ctx.charter.version,
            party=ctx.own,
            generation=feed.generation,
            position=position,
            addressees=addressees,
            instant_ms=ctx.clock.now_ms(),
            quality=ClockQuality(ctx.clock.quality()),
            precedence=Precedence(draft.precedence),
            drill=draft.drill,
            kind=Kind(draft.kind),
            signer=0,
            seen=self._seen(addressees, generation),
            read=self._read(draft),
            commitment=commitment(body, salt, ctx.suite),
        )
        signature = b"" if ctx.sign_later else ctx.signer.sign(header.signed)
        record = EntryRecord(
            ctx.own, feed.generation, position, ctx.suite.sha256(header.signed), header.signed,
            signature, draft.body, salt, header.instant_ms, header.quality, "",
        )  # fmt: skip
        self.next = position + 1
        ctx.feeds.note(header)
        feed.pending[position] = record.leaf
        carried = []
        for number, inbox in self.inboxes.items():
            if addressees >> number & 1:
                named = generation or ctx.feeds.current(number).generation
                due = inbox.receipts.settle(named, now_ns)
                if due is not None:
                    carried.append((inbox, due.target, due.lane))
        token = self._persist(record, header, carried=tuple(carried))
        return Ticket(token, feed.generation, position)

    def delivered(self, target: tuple[int, int, int], lane: int) -> Draft:
        """The machine's signed step for everything committed together: level 2."""
        body = encode_body(receipt_body(target, DELIVERED))
        return Draft(Kind.RECEIPT, body, lane, addressees=1 << target[0])

    def event(self, code: str, fields: tuple[Value, ...], precedence: int = 0) -> Draft:
        """A line event of our own."""
        return Draft(Kind.EVENT, encode_body(Body(code, 1, fields)), precedence)

    def restored(self, header: Header, shown: dict[int, dict[int, int]]) -> None:
        """Fold one archived entry: our next position, and what peers have shown to hold of ours."""
        own = self.ctx.own
        if header.party == own:
            self.resume()
            return
        for seen in header.seen:
            if seen.party == own:
                sizes = shown[header.party]
                sizes[seen.generation] = max(sizes.get(seen.generation, 0), seen.size)

    def resume(self) -> None:
        """Go on behind everything that is held or pending of our newest generation."""
        feed = self.ctx.feeds.current(self.ctx.own)
        ahead = max((*feed.beyond, *feed.pending), default=0)
        self.next, self.generation = max(feed.size, ahead) + 1, feed.generation

    def tick(self, now_ns: int) -> None:
        """Try again to store what later positions already follow."""
        due = [item for item in self.stuck if item[0] <= now_ns]
        self.stuck = [item for item in self.stuck if item[0] > now_ns]
        for _, record, header, ticket, carried in due:
            self._persist(record, header, reserve=True, carried=carried, ticket=ticket)

    def next_ns(self) -> int:
        """When `tick` is next due."""
        return min((item[0] for item in self.stuck), default=2**62)

    def _persist(
        self,
        record: EntryRecord,
        header: Header,
        *,
        reserve: bool = False,
        carried: Carried = (),
        ticket: int = 0,
    ) -> int:
        """Ask for it to be signed, where it is not yet, and then to be durable.

        Receipts that it carries stay due if it is taken back.  `ticket` is the token that its
        releaser was given, when this is not the first asking.
        """
        keep = reserve or header.precedence is Precedence.FLASH or header.kind is not Kind.MESSAGE
        token = 0

        def refused(full: bool, reason: str, now_ns: int) -> None:
            first = ticket or token
            if not self._taken_back(first, record, header, full=full, reason=reason, now_ns=now_ns):
                self.stuck.append((now_ns + RESUBMIT_NS, record, header, first, carried))
                return
            for inbox, target, lane in carried:
                inbox.receipts.again(target, lane, now_ns + RESUBMIT_NS)

        def signed(signature: bytes) -> None:
            whole = replace(record, signature=signature)
            self._persist(whole, header, reserve=reserve, carried=carried, ticket=ticket or token)

        if not record.signature:
            token = self.ctx.sign(header.signed, signed, refused)
            return token
        token = self.ctx.persist(
            (record,),
            lambda at: self._durable(record, header, at),
            refused,
            reserve=keep,
            urgent=True,
        )
        return token

    def _durable(self, record: EntryRecord, header: Header, now_ns: int) -> None:
        ctx = self.ctx
        feed = ctx.feeds.get(record.party, record.generation)
        before = feed.size
        feed.hold(record.position, record.leaf, now_ns)
        ctx.effects.append(Stored(record))
        ready = [record.position] if feed.size > before else []
        ready += range(record.position + 1, feed.size + 1)
        self.ahead[feed.generation, record.position] = record, header
        for position in ready:
            kept = self.ahead.pop((feed.generation, position), None)
            if kept is not None:
                self._queue(*kept)

    def mended(self, record: EntryRecord, header: Header) -> None:
        """An own entry can be read again: whoever lacks it gets it."""
        if record.party == self.ctx.own:
            self._queue(record, header)

    def _queue(self, record: EntryRecord, header: Header) -> None:
        """Every party gets every entry; who is not addressed gets it without its body."""
        key = (record.party, record.generation, record.position)
        for outbox in self.outboxes.values():
            outbox.add(key, header, record=record)

    def _taken_back(
        self,
        token: int,
        record: EntryRecord,
        header: Header,
        *,
        full: bool,
        reason: str,
        now_ns: int,
    ) -> bool:
        """Take the entry back if it is the last; where later ones follow it, it must be kept.

        Line events are kept in any case: a generation without its opening could not be followed.

        Returns:
            Whether it was taken back.
        """
        feed = self.ctx.feeds.get(record.party, record.generation)
        last = (record.generation, record.position) == (self.generation, self.next - 1)
        if last and header.kind is not Kind.EVENT:
            self.next -= 1
            self._unname(header)
            self._owe_again(record, header, now_ns)
            feed.withdraw(record.position)
            self.ctx.effects.append(
                NotReleased(token, record.generation, record.position, full, reason)
            )
            return True
        return False

    def _owe_again(self, record: EntryRecord, header: Header, now_ns: int) -> None:
        """A machine's `delivered` step was taken back: it stays due."""
        body = decode_body(record.body) if record.body is not None else None
        if header.kind is not Kind.RECEIPT or body is None or body.fields[3:4] != (DELIVERED,):
            return
        party, generation, position = (int(v) for v in body.fields[:3] if isinstance(v, int))
        target = (party, generation, position)
        self.inboxes[party].receipts.again(target, header.precedence, now_ns + RESUBMIT_NS)

    def _seen(self, addressees: int, generation: int | None) -> tuple[Seen, ...]:
        seen = []
        for party in range(len(self.ctx.charter.parties)):
            if party == self.ctx.own:
                continue
            feed = self.ctx.feeds.current(party)
            if generation is not None and addressees == 1 << party:
                feed = self.ctx.feeds.get(party, generation)
            named = self.named.setdefault((party, feed.generation), set())
            named.intersection_update(feed.beyond)
            fresh = sorted(feed.beyond.keys() - named)[-BEYOND_MAX:]
            named.update(fresh if addressees >> party & 1 else ())
            beyond = tuple((position, feed.beyond[position]) for position in fresh)
            seen.append(Seen(party, feed.generation, feed.size, feed.tree.root(), beyond))
        return tuple(seen)

    def _unname(self, header: Header) -> None:
        """An entry was taken back: what it named beyond gaps is to be named again."""
        for seen in header.seen:
            named = self.named.setdefault((seen.party, seen.generation), set())
            named.difference_update(position for position, _ in seen.beyond)

    def _read(self, draft: Draft) -> tuple[Read, ...]:
        given = {party: (generation, position) for party, generation, position in draft.read}
        read = []
        for party in range(len(self.ctx.charter.parties)):
            if party == self.ctx.own:
                continue
            feed = self.ctx.feeds.current(party)
            generation, position = given.get(party, (feed.generation, feed.size))
            read.append(Read(party, generation, position))
        return tuple(read)


def decode_body_of(draft: Draft) -> Body:
    """The body of our own draft.

    Raises:
        LocalProtocolError: it is none.
    """
    try:
        return decode_body(draft.body)
    except RemoteProtocolError as error:
        raise LocalProtocolError(f"the draft's body cannot be sent: {error.message}") from error
