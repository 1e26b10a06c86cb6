"""One line as a sans-I/O state machine: what comes in, what goes out, what must be durable first.

Theory of operation.  The station calls `release`, `receive`, `confirm`, `tick` and the link
events, then `effects`, and performs what it is told in order.  Everything of one peer lives in
four parts: its `Outbox` (what it has still to get), its `Inbox` (what it sent us), its
`Supervision` (does its station live) and its `Renewal` (the roots of secrecy).  An own entry gets
its position at release, is made durable, and only then queues for its addressees; a peer's entry
is verified, made durable, and only then acknowledged and shown.
"""

from collections.abc import Collection
from dataclasses import dataclass

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.line.context import Context
from directline.line.effects import (
    BooksReceived,
    Draft,
    Effect,
    LineStatus,
    NoteReceived,
    Ticket,
    Transmit,
)
from directline.line.feeds import Feeds
from directline.line.inbox import Inbox
from directline.line.limits import HELLO_NS, REQUEST_PAUSE_NS, RESUBMIT_NS
from directline.line.links import Link
from directline.line.outbox import Outbox
from directline.line.ports import Anchor, Entropy, Signer, Store, WallClock
from directline.line.release import Releases
from directline.line.renewal import Renewal
from directline.line.secrecy import Channel, Opened
from directline.line.serving import restore, serve
from directline.line.start import Start
from directline.line.supervision import ATTENDED_NO, ATTENDED_YES, Supervision
from directline.line.tending import acknowledge, acknowledged, read_again, tend, tend_at_ns
from directline.transcript.tree import Tree
from directline.wire.charter import SignedCharter
from directline.wire.comparing import announcement
from directline.wire.control import REQUESTS_MAX, Ack, Note, Request
from directline.wire.frame import FrameType
from directline.wire.limits import INCARNATION_BYTES
from directline.wire.sealing import decode_roots
from directline.wire.suite import REAL_SUITE, Suite

CONTROL_LANE = 3
UNACKNOWLEDGED = frozenset({FrameType.HEARTBEAT, FrameType.ACK, FrameType.RESYNC})
"""Frames that are said anew where they were lost, and so need no acknowledgement."""


@dataclass(slots=True)
class Peer:
    """One other party as this line deals with it."""

    channel: Channel
    outbox: Outbox
    inbox: Inbox
    supervision: Supervision
    renewal: Renewal
    asked_ns: int = -REQUEST_PAUSE_NS
    compares: bytes | None = None
    """The start of the peer that said that it compares books."""


class Line:
    """One line of one station."""

    def __init__(
        self, charter: SignedCharter, own: int, *, signer: Signer, clock: WallClock,
        entropy: Entropy, archive: Store, roots: bytes, anchor: Anchor | None, fresh: bool,
        now_ns: int, suite: Suite = REAL_SUITE, sign_later: bool = False, in_force: int = 0,
        lost: frozenset[bytes] = frozenset(), compares: bool = False,
    ) -> None:  # fmt: skip
        """Restore a line from its archive.

        Args:
            charter: Signed by all parties; checked here.
            own: Our index in it.
            signer: Our identity key.
            clock: The civil clock.
            entropy: Fresh bytes: the incarnation, salts, key agreement.
            archive: The durable feeds, for reading.
            roots: The content of the roots file.
            anchor: Our feed's head as kept outside the database; None when it is missing.
            fresh: This is the first start after founding: there is nobody to ask.
            now_ns: The monotonic instant of the start.
            suite: The cryptographic operations.
            sign_later: The identity key answers slowly: ask for signatures by `Sign`.
            in_force: The version under which we sign; 0: the newest of the file.
            lost: Identity keys that were declared lost: no resync by them is taken.
            compares: The station compares books: peers are told, and may send frames of it.

        Raises:
            VerificationError: a party has not signed the charter.
            LocalProtocolError: the roots file does not fit.
        """
        newest = charter.verify(suite)
        verified = (newest.of(in_force) if in_force else None) or newest
        feeds = Feeds(len(verified.parties), suite)
        incarnation = entropy.bytes(INCARNATION_BYTES)
        channels = {
            r.peer: Channel(r, verified.line_id, own, incarnation, suite)
            for r in decode_roots(roots)
        }
        if sorted([own, *channels]) != list(range(len(verified.parties))):
            raise LocalProtocolError("the roots file is not of this line's parties")
        self._ctx = ctx = Context(
            verified, own, signer, suite, clock, entropy, archive, feeds, channels, lost, sign_later
        )
        self._compares = compares
        self._links: dict[str, Link] = {}
        self._peers: dict[int, Peer] = {}
        for number, channel in channels.items():
            outbox = Outbox(ctx, number, channel)
            inbox = Inbox(ctx, number, outbox)
            supervision = Supervision(ctx, number, channel, outbox, inbox, now_ns)
            renewal = Renewal(ctx, number, channel, outbox, now_ns)
            self._peers[number] = Peer(channel, outbox, inbox, supervision, renewal)
        self._start = Start(ctx, anchor, fresh=fresh, now_ns=now_ns)
        self._releases = Releases(
            ctx,
            {n: p.outbox for n, p in self._peers.items()},
            {n: p.inbox for n, p in self._peers.items()},
        )
        ctx.owe = lambda key, header, at: self._peers[key[0]].inbox.receipts.owe(key, header, at)
        ctx.mended = self._releases.mended
        owed = restore(ctx, self._releases, {n: p.outbox for n, p in self._peers.items()}, now_ns)
        for number, peer in self._peers.items():
            peer.inbox.receipts.owed(owed[number], now_ns)
        self._start.tick(self._releases, self._supervisions(), now_ns)

    @property
    def charter_version(self) -> int:
        """The charter in force."""
        return self._ctx.charter.version

    def release(self, draft: Draft, now_ns: int, *, generation: int | None = None) -> Ticket:
        """Give a draft its position, sign it and ask for it to be made durable.

        Args:
            draft: What is to be signed.
            now_ns: The monotonic instant.
            generation: What `seen` is to name of the only addressee's feed, if not the newest.

        Raises:
            LocalProtocolError: the station still compares its head after the start (a FLASH does
                not wait for that), or the draft cannot be sent.
        """
        self._mind_given_back(now_ns)
        if not self._start.ready:
            if draft.precedence < CONTROL_LANE:
                raise LocalProtocolError(
                    "the station is comparing its own feed after the start",
                    remedy="release again in some seconds; a FLASH does not wait",
                )
            self._start.begin_generation(
                self._releases, "a FLASH did not wait for the asking", now_ns
            )
        return self._releases.release(draft, now_ns, generation=generation)

    def send_note(
        self, party: int, generation: int, size: int, note: bytes, to: Collection[int] | None = None
    ) -> None:
        """Send a checkpoint or cosigned checkpoint to each of these peers; None: to every one."""
        content = Note(party, generation, size, note).encode()
        for number, peer in self._peers.items():
            if peer.outbox.links and (to is None or number in to):
                peer.outbox.control(FrameType.NOTES, content, 0)

    def compares(self, peer: int) -> bool:
        """Whether the present start of a peer has said that it compares books."""
        told = self._peers[peer].compares
        return told is not None and told == self._peers[peer].channel.latest

    def send_books(self, peer: int, content: bytes) -> bool:
        """Send a frame of the comparison of books, after all else; False: it cannot go now."""
        outbox = self._peers[peer].outbox
        return self.compares(peer) and bool(outbox.links) and outbox.compare(content)

    def attend(self, attended: bool | None, now_ns: int) -> None:
        """Desk presence to be told in heartbeats; None: the charter lets nothing be said."""
        value = 2 if attended is None else ATTENDED_YES if attended else ATTENDED_NO
        for peer in self._peers.values():
            if peer.supervision.own_attended != value:
                peer.supervision.own_attended = value
                for link in peer.outbox.links.values():
                    link.heartbeat_due_ns = now_ns

    def link_up(
        self, link: str, peer: int, *, kind: str, urgent: bool, unit_bytes_max: int, now_ns: int
    ) -> None:
        """A bearer has an authenticated connection to a peer."""
        if peer not in self._peers or link in self._links:
            raise LocalProtocolError(f"link {link} to party {peer} cannot come up")
        made = Link(link, peer, kind, urgent, unit_bytes_max, now_ns, now_ns)
        self._links[link] = made
        self._peers[peer].outbox.links[link] = made

    def link_down(self, link: str, now_ns: int) -> None:
        """The connection is gone; what it alone carried waits for the next."""
        gone = self._links.pop(link, None)
        if gone is not None:
            self._peers[gone.peer].outbox.down(gone)

    def receive(self, link: str, unit: bytes, now_ns: int) -> None:
        """A unit has come from a link.

        Raises:
            RemoteProtocolError: it broke a rule.  Nothing changed but the link's own counters.
        """
        found = self._links.get(link)
        if found is None:
            return
        frame = found.reassembly.take(unit)
        if frame is None:
            found.stirred_ns = now_ns
            return
        peer = self._peers[found.peer]
        try:
            opened = peer.channel.open(frame)
        except RemoteProtocolError:
            found.unopened, found.stirred_ns = found.unopened + 1, now_ns
            peer.renewal.unopened(found, now_ns)
            raise
        found.opened += 1
        if opened.fresh:
            found.heard_ns = now_ns
            if opened.type is FrameType.HEARTBEAT:
                # It beats, so it is there: what an enemy says again of an earlier start is not.
                peer.channel.latest = opened.incarnation
        if opened.type is not FrameType.RESYNC:
            peer.renewal.opened(opened, now_ns)
        self._dispatch(peer, found, opened, now_ns)

    def damaged(self, party: int, generation: int, position: int, *, shown: bool) -> None:
        """The station has found an entry that does not read as it was written.

        Args:
            party: Its author.
            generation: Where it stands.
            position: Where it stands.
            shown: The desk was shown it in this run.
        """
        self._ctx.damage.found((party, generation, position), shown=shown)

    def confirm(self, token: int, now_ns: int) -> None:
        """The store (or the roots file) has what this token asked for."""
        done, _ = self._ctx.settle(token)
        done(now_ns)

    def signed(self, token: int, signature: bytes) -> None:
        """The identity key has signed what this token asked for."""
        done = self._ctx.signing[token]
        self._ctx.settle(token)
        done(signature)

    def refuse(self, token: int, *, full: bool, reason: str, now_ns: int) -> None:
        """The store, or the key that was to sign, could not: nothing of it was kept."""
        _, refused = self._ctx.settle(token)
        refused(full, reason, now_ns)

    def tick(self, now_ns: int) -> None:
        """Do what is due by the clock."""
        self._start.tick(self._releases, self._supervisions(), now_ns)
        self._releases.tick(now_ns)
        for peer in self._peers.values():
            peer.supervision.check(now_ns)
            peer.renewal.tick(now_ns)
            read_again(peer.outbox)
            tend(peer.outbox, now_ns)
            self._receipt(peer, now_ns)

    def next_deadline(self) -> int:
        """The monotonic instant at which `tick` and `effects` are next due."""
        due = min(self._start.next_ns(), self._releases.next_ns())
        for peer in self._peers.values():
            outbox, inbox = peer.outbox, peer.inbox
            due = min(
                due,
                inbox.receipts.next_ns(),
                peer.supervision.next_ns(),
                peer.renewal.next_ns(),
                tend_at_ns(outbox),
            )
            for link in outbox.links.values():
                due = min(due, link.heartbeat_due_ns)
                if any(link.units):
                    due = min(due, link.pace_ns)
            if outbox.links:
                asks = peer.supervision.earlier.next_ns()
                due = min(due, max(asks, peer.asked_ns + REQUEST_PAUSE_NS))
            if self._ctx.damage.places and outbox.links:
                ask_ns = self._ctx.damage.next_ns(peer.supervision.peer)
                due = min(due, max(ask_ns, peer.asked_ns + REQUEST_PAUSE_NS))
        return due

    def effects(self, now_ns: int) -> list[Effect]:
        """What is to be done now, in order; each is given once."""
        if not self._start.ready:
            self._start.tick(self._releases, self._supervisions(), now_ns)
        self._mind_given_back(now_ns)
        for peer in self._peers.values():
            self._receipt(peer, now_ns)
            self._logged(peer, now_ns)
            self._heartbeats(peer, now_ns)
            self._ask(peer, now_ns)
            if self._compares:
                self._announce(peer, now_ns)
            peer.outbox.pump(now_ns)
            acknowledge(peer.outbox, peer.inbox.grant, now_ns)
        effects, self._ctx.effects = self._ctx.effects, []
        return effects

    def _mind_given_back(self, now_ns: int) -> None:
        """A peer holds entries of ours that we lack, and did not say so: leave these positions."""
        if self._ctx.given_back:
            self._ctx.given_back = False
            why = "a peer holds entries of our own that are not here"
            self._start.begin_generation(self._releases, why, now_ns)

    def status(self, now_ns: int) -> LineStatus:
        """The line as it stands."""
        own = self._ctx.feeds.current(self._ctx.own)
        peers = tuple(p.supervision.status(now_ns) for p in self._peers.values())
        epoch = max(p.channel.roots.send for p in self._peers.values())
        return LineStatus(self._start.ready, own.generation, own.size, peers, epoch)

    def root(self, party: int, generation: int, size: int | None = None) -> tuple[int, bytes]:
        """(size, root) of a feed's durable prefix, for checkpoints and cosignatures."""
        feed = self._ctx.feeds.get(party, generation)
        held = feed.size if size is None else size
        return held, feed.tree.root(held)

    def tree(self, party: int, generation: int) -> Tree:
        """The tree over a feed's durable prefix, to make proofs of; nobody else appends to it."""
        return self._ctx.feeds.get(party, generation).tree

    def leaf(self, party: int, generation: int, position: int) -> bytes | None:
        """The leaf at a position of a feed, or None; what follows a gap has one too."""
        return self._ctx.feeds.get(party, generation).leaf(position)

    def heads(self) -> tuple[tuple[int, int, int], ...]:
        """(party, generation, size) of every feed: a cut that both sides may compare."""
        return tuple((f.party, f.generation, f.size) for f in self._ctx.feeds.all())

    def _dispatch(self, peer: Peer, link: Link, opened: Opened, now_ns: int) -> None:
        kind = opened.type
        if kind in {FrameType.ENTRY_IMPLIED, FrameType.ENTRY_EXPLICIT}:
            if opened.fresh:
                peer.inbox.entry(opened, link.kind, link.name, now_ns)
            else:
                peer.inbox.repeated(opened, link.name)
            return
        if kind is FrameType.BELL or (kind is FrameType.BOOKS and not self._compares):
            # Neither now nor when it comes again: an acknowledgement would say that it was taken.
            raise RemoteProtocolError(
                "a type of frame that this version does not use", rule="FRAME-2"
            )
        if not opened.fresh:
            if kind not in UNACKNOWLEDGED:
                link.acks.append(opened.place)
            return
        if kind is FrameType.HEARTBEAT:
            if peer.supervision.heard(opened, link, now_ns):
                link.heartbeat_due_ns = now_ns
        elif kind is FrameType.ACK:
            self._acked(peer, link, opened, now_ns)
        elif kind is FrameType.RESYNC:
            peer.renewal.resync(opened.content, now_ns)
        else:
            link.acks.append(opened.place)
            self._control(peer, kind, opened, now_ns)

    def _control(self, peer: Peer, kind: FrameType, opened: Opened, now_ns: int) -> None:
        content = opened.content
        if kind is FrameType.LEAVES:
            peer.inbox.leaves(content, now_ns)
        elif kind is FrameType.EPOCH:
            peer.renewal.step(opened, now_ns)
        elif kind is FrameType.REQUEST:
            request = Request.decode(content)
            if request == announcement(peer.supervision.peer):
                peer.compares = opened.incarnation
            else:
                serve(self._ctx, peer.outbox, request)
        elif kind is FrameType.BOOKS:
            self._ctx.effects.append(BooksReceived(peer.supervision.peer, content))
        else:
            assert kind is FrameType.NOTES
            note = Note.decode(content)
            self._ctx.effects.append(
                NoteReceived(
                    peer.supervision.peer, note.party, note.generation, note.size, note.note
                )
            )

    def _acked(self, peer: Peer, link: Link, opened: Opened, now_ns: int) -> None:
        ack = Ack.decode(opened.content)
        if not peer.supervision.acknowledged(ack.echo, link, now_ns):
            return
        peer.outbox.granted(ack.credit)
        sent_ns = acknowledged(peer.outbox, opened.incarnation, ack.ranges, now_ns)
        peer.supervision.reached(sent_ns, now_ns)

    def _announce(self, peer: Peer, now_ns: int) -> None:
        """Say on each link that books are compared here; again where a resync may have lost it."""
        now = (peer.channel.latest, peer.channel.roots.send)
        for link in peer.outbox.links.values():
            if link.known and link.compares_told != now:
                link.compares_told = now
                content = announcement(self._ctx.own).encode()
                peer.outbox.hand_beside(link, FrameType.REQUEST, CONTROL_LANE, content, now_ns)

    def _receipt(self, peer: Peer, now_ns: int) -> None:
        """The machine's signed `delivered` step, when it is due and may be released."""
        receipts = peer.inbox.receipts
        due = receipts.due(now_ns)
        if due is None:
            return
        if not self._start.ready and (due.old or due.lane < CONTROL_LANE):
            due.due_ns = now_ns + RESUBMIT_NS
            return
        receipts.settle(due.target[1], now_ns)
        draft = self._releases.delivered(due.target, due.lane)
        self.release(draft, now_ns, generation=due.target[1])

    def _logged(self, peer: Peer, now_ns: int) -> None:
        """A renewal of the roots is logged as a line event, once releases may go."""
        if peer.renewal.logged is not None and self._start.ready:
            epoch, why = peer.renewal.logged
            peer.renewal.logged = None
            self.release(self._releases.event("E-EPOCH", (epoch, why)), now_ns)

    def _heartbeats(self, peer: Peer, now_ns: int) -> None:
        for link in peer.outbox.links.values():
            if now_ns < link.heartbeat_due_ns:
                continue
            content = peer.supervision.heartbeat(link, now_ns)
            sealed = peer.channel.seal(FrameType.HEARTBEAT, CONTROL_LANE, content)
            frame = peer.channel.wire(sealed, known=link.known)
            self._ctx.effects.append(Transmit(link.name, (frame,)))
            interval_ns = peer.supervision.interval_ns
            link.heartbeat_due_ns = now_ns + (
                interval_ns if link.known else min(HELLO_NS, interval_ns)
            )

    def _ask(self, peer: Peer, now_ns: int) -> None:
        """Ask the peer for entries of our own, or of others, that it shows and we lack."""
        heads = peer.supervision.heads
        if now_ns - peer.asked_ns < REQUEST_PAUSE_NS or not peer.outbox.links:
            return
        spans = self._start.lacking(heads) + peer.supervision.earlier.spans(now_ns)
        spans += self._ctx.damage.spans(peer.supervision.peer, now_ns)
        if not self._ctx.pair and now_ns >= peer.inbox.hearsay.look_ns:
            spans += peer.inbox.hearsay.spans(heads, now_ns)
        if spans:
            peer.asked_ns = now_ns
            peer.outbox.control(FrameType.REQUEST, Request(spans[:REQUESTS_MAX]).encode())

    def _supervisions(self) -> list[Supervision]:
        return [p.supervision for p in self._peers.values()]
