"""A model for each table: its events, done to real lines, and the state read off them."""

from typing import TYPE_CHECKING

from directline.line.effects import Held, NotReleased, NotStored, Sent, Stored
from directline.line.items import Item
from directline.line.ladder import Ladder, receipt_body
from directline.line.outbox import Outbox
from directline.line.renewal import Renewal
from directline.wire.body import Body
from directline.wire.control import Request
from directline.wire.entry import Header
from directline.wire.frame import FrameType
from directline.wire.values import Kind, Precedence
from tests.support.entries import ALPHA, BRAVO, T0, Feeds
from tests.support.pair import Station
from tests.unit.line.tables.model import ImpossibleError, Model

if TYPE_CHECKING:
    from directline.line.links import Link

ENTRIES = tuple((0, kind) for kind in (FrameType.ENTRY_IMPLIED, FrameType.ENTRY_EXPLICIT))
THEIRS = tuple((1, kind) for kind in (FrameType.ENTRY_IMPLIED, FrameType.ENTRY_EXPLICIT))
PLACE = (0, 1, 1)
"""The entry that most tables follow: ALPHA's first."""


def outbox(station: Station, peer: int = 1) -> Outbox:
    return station.line._peers[peer].outbox


class LinkModel(Model):
    """ALPHA's side of one link."""

    def begin(self) -> None:
        self.world.blocked.add(("bulk", 1))

    @property
    def state(self) -> str:
        link: Link | None = self.world.alpha.line._links.get("bulk")
        if link is None:
            return "down"
        if link.doubtful(self.world.now_ns):
            return "doubted"
        return "proven" if link.known else "up"

    def do_connect(self) -> None:
        self.connect()

    def do_heard(self) -> None:
        self.world.blocked.clear()
        self.world.run(12)
        self.world.blocked.add(("bulk", 1))

    def do_unacknowledged(self) -> None:
        self.world.alpha.release(precedence=Precedence.FLASH)
        self.world.run(0.7)

    def do_silence(self) -> None:
        self.world.run(30)

    def do_lost(self) -> None:
        self.world.cut()


class FrameModel(Model):
    """The frame of ALPHA's first entry."""

    def begin(self) -> None:
        self.world.alpha.release(text="one")
        self.drop(*ENTRIES)
        self.places: list[tuple[int, int]] = []

    @property
    def item(self) -> Item | None:
        return outbox(self.world.alpha).items.get(PLACE)

    @property
    def state(self) -> str:
        item = self.item
        if item is None:
            return "done"
        if item.sealed is None:
            return "queued"
        place = (item.sealed.lane, item.sealed.index)
        flights = [
            link.flight[place]
            for link in self.world.alpha.line._links.values()
            if place in link.flight
        ]
        if not flights:
            return "waiting"
        return "repeated" if flights[0].repeated else "in_flight"

    def do_link(self) -> None:
        before = self.item.sealed if self.item else None
        self.connect()
        self.world.run(1.5)
        after = self.item.sealed if self.item else None
        assert before is None or after is None or before is after, "other bytes"

    def do_lost(self) -> None:
        self.world.cut()

    def do_unanswered(self) -> None:
        self.world.run(13)

    def do_arrives(self) -> None:
        self.dropped.clear()
        self.world.run(25)

    def do_asked(self) -> None:
        item = self.item
        if item is None or item.sealed is None or not self.world.alive:
            raise ImpossibleError
        before = (item.sealed.lane, item.sealed.index)
        request = Request(frames=(before,)).encode()
        outbox(self.world.bravo, 0).control(FrameType.REQUEST, request)
        self.world.bravo.perform()
        self.world.run(0.1)
        assert item.sealed is not None
        assert item.sealed.index > before[1]
        assert item.explicit

    def do_resync(self) -> None:
        self.world.alpha.line._peers[1].renewal.begin(self.world.now_ns)


class OutgoingModel(Model):
    """ALPHA's first entry, at ALPHA."""

    def begin(self) -> None:
        self.world.alpha.holding = True
        self.world.alpha.release(text="one")
        self.drop(*ENTRIES)

    @property
    def state(self) -> str:
        alpha = self.world.alpha
        seen = alpha.seen
        if any(isinstance(e, NotReleased) for e in seen):
            return "withdrawn"
        theirs = [Header.parse(r.header) for _, r in alpha.store.entries() if r.party == 1]
        if any(s.size >= 1 for h in theirs for s in h.seen):
            return "receipted"
        kinds = ((Held, "held"), (Sent, "sent"))
        for kind, name in kinds:
            if any(isinstance(e, kind) and e.position == 1 for e in seen):
                return name
        stored = any(isinstance(e, Stored) and e.record.position == 1 for e in seen)
        return "durable" if stored else "released"

    def do_stored(self) -> None:
        self.world.alpha.let_go()

    def do_refused(self) -> None:
        self.world.alpha.stuffed = True
        self.world.alpha.let_go()

    def do_refused_followed(self) -> None:
        alpha = self.world.alpha
        if not alpha.held:
            raise ImpossibleError
        alpha.release(text="two")
        alpha.stuffed = True
        alpha._persist(alpha.held.pop(0), self.world.now_ns)
        alpha.stuffed = False

    def do_link(self) -> None:
        self.connect()
        self.world.run(1.5)

    def do_acknowledged(self) -> None:
        self.drop(*THEIRS)
        self.world.run(15)
        self.drop(*ENTRIES, *THEIRS)

    def do_receipt(self) -> None:
        self.dropped.clear()
        self.world.run(25)


class IncomingModel(Model):
    """ALPHA's first entry, at BRAVO."""

    def begin(self) -> None:
        self.connect()
        self.world.run(1)
        self.world.bravo.holding = True

    @property
    def state(self) -> str:
        bravo = self.world.bravo
        feed = bravo.line._ctx.feeds.get(0, 1)
        if feed.durable(1):
            said = any(isinstance(e, Held) and e.position == 1 for e in self.world.alpha.seen)
            return "acknowledged" if said else "durable"
        if 1 in feed.pending:
            return "pending"
        return "refused" if any(isinstance(e, NotStored) for e in bravo.seen) else "absent"

    def do_opens(self) -> None:
        if self.world.alpha.feed(0):
            raise ImpossibleError
        self.world.alpha.release(text="one")
        self.world.run(0.1)

    def do_confirmed(self) -> None:
        self.world.bravo.let_go()
        self.world.run(0.1)

    def do_confirmed_alone(self) -> None:
        self.world.cut()
        self.world.bravo.let_go()

    def do_full(self) -> None:
        self.world.bravo.stuffed = True
        self.world.bravo.let_go()

    def do_again(self) -> None:
        if self.state == "pending":
            raise ImpossibleError
        self.world.bravo.stuffed = False
        if not self.world.alive:
            self.connect()
        self.world.run(14)


class RenewalModel(Model):
    """Both sides' roots; ALPHA begins the steps."""

    epoch_ms = 20_000

    def begin(self) -> None:
        self.connect()
        self.world.run(1)
        self.agreed = 1

    def renewal(self, number: int) -> Renewal:
        return self.world.stations[number].line._peers[1 - number].renewal

    @property
    def state(self) -> str:
        ours, theirs = (self.renewal(n).channel.roots for n in (0, 1))
        if ours.newest() == theirs.newest():
            stepped = theirs.send != theirs.newest()
            return "stepped" if stepped else "offered" if self.renewal(0).secret else "agreed"
        return "answered"

    def do_interval(self) -> None:
        if self.state == "agreed":
            self.drop((0, FrameType.EPOCH))
        self.world.run(20)

    def do_offer_arrives(self) -> None:
        if self.state == "agreed":
            raise ImpossibleError
        self.drop((1, FrameType.EPOCH))
        self.world.run(35)

    def do_answer_arrives(self) -> None:
        if self.state == "agreed":
            raise ImpossibleError
        self.world.alpha.hold_roots = True
        self.dropped.clear()
        self.world.run(35)
        self.world.blocked.add(("bulk", 0))
        self.world.alpha.hold_roots = False
        self.world.alpha.let_go_roots()

    def do_frame_opens(self) -> None:
        if not self.world.alive:
            raise ImpossibleError
        self.world.blocked.clear()
        self.world.alpha.release()
        self.world.run(0.5)


class ResyncModel(Model):
    """Both sides' roots, where BRAVO's may be older."""

    epoch_ms = 60_000

    def begin(self) -> None:
        self.old = self.world.bravo.roots
        self.connect()
        self.world.run(62)
        self.drop((0, FrameType.RESYNC), (1, FrameType.RESYNC))

    @property
    def state(self) -> str:
        renewals = [s.line._peers[1 - s.number].renewal for s in self.world.stations]
        if any(r.outbox.recovery for r in renewals):
            return "renewing"
        ours, theirs = (r.channel.roots for r in renewals)
        return "agreed" if ours.newest() == theirs.newest() else "lost"

    def do_restored(self) -> None:
        if self.state != "agreed":
            raise ImpossibleError
        bravo = self.world.bravo
        self.world.restart(1, (bravo.store, self.old, bravo.anchor))
        self.connect()

    def do_nothing_opens(self) -> None:
        if self.state == "agreed":
            raise ImpossibleError
        self.keep_up(6)

    def do_answered(self) -> None:
        self.dropped.clear()
        self.keep_up(12)


class StartModel(Model):
    """ALPHA, started and started again."""

    def begin(self) -> None:
        self.connect()
        self.world.alpha.release()
        self.world.run(1)
        self.backup = self.world.snapshot(0)
        self.generation = 1
        self.world.alpha.release()
        self.world.run(1)
        self.world.cut()

    @property
    def state(self) -> str:
        alpha = self.world.alpha
        status = alpha.line.status(self.world.now_ns)
        if status.ready:
            return "ready" if status.generation == self.generation else "opened"
        if alpha.line._start.anchor is None:
            return "unanchored"
        place = (status.generation, status.position)
        anchor = alpha.line._start.anchor
        return "behind" if (anchor.generation, anchor.position) > place else "asking"

    def restart(self, *, old: bool = False, anchored: bool = True) -> None:
        alpha = self.world.alpha
        store = self.backup[0] if old else alpha.store
        self.world.restart(0, (store, alpha.roots, alpha.anchor if anchored else None))
        self.generation = alpha.line.status(self.world.now_ns).generation

    def do_restart(self) -> None:
        if self.world.alpha.anchor is None or self.state == "behind":
            # Everything is kept: also what a start before had lost.
            self.__init__()  # type: ignore[misc]
        self.restart()

    def do_restart_old(self) -> None:
        if self.state != "ready":
            raise ImpossibleError
        self.restart(old=True)

    def do_restart_lost(self) -> None:
        self.restart(anchored=False)

    def meet(self, seconds: float) -> None:
        if not self.world.alive:
            self.connect()
        self.world.run(seconds)

    def do_peer_shows(self) -> None:
        self.meet(5)

    def do_peer_hides(self) -> None:
        if self.state == "unanchored":
            raise ImpossibleError
        if self.state == "asking":
            raise ImpossibleError
        self.drop((0, FrameType.REQUEST))
        self.meet(11)

    def do_nobody(self) -> None:
        self.world.cut()
        self.world.run(11)

    def do_flash(self) -> None:
        self.world.alpha.release(precedence=Precedence.FLASH)


class SupervisionModel(Model):
    """What ALPHA knows of BRAVO's station."""

    @property
    def state(self) -> str:
        watch = self.world.alpha.line._peers[1].supervision
        if watch.not_heard:
            return "one_way"
        if watch.blackout:
            return "unmet" if watch.heard_ns is None else "blackout"
        return "begun" if watch.heard_ns is None else "two_way"

    def do_both_ways(self) -> None:
        self.world.blocked.clear()
        self.keep_up(15)

    def do_only_theirs(self) -> None:
        self.world.blocked = {("bulk", 0)}
        self.keep_up(70)

    def do_only_ours(self) -> None:
        self.world.blocked = {("bulk", 1)}
        self.keep_up(70)

    def do_nothing(self) -> None:
        self.world.cut()
        self.world.run(35)


class LadderModel(Model):
    """A message of ALPHA's and what BRAVO signs of it, folded."""

    def begin(self) -> None:
        self.feeds, self.ladder = Feeds(), Ladder(ALPHA)
        self.at_ms = T0
        self.fold(ALPHA, Body("Q1", 1, ("a", 1, "b")), seen=0)

    def fold(self, party: int, body: Body, *, kind: Kind = Kind.MESSAGE, seen: int = 0) -> None:
        self.at_ms += 1000
        self.ladder.add(self.feeds.entry(party, body, self.at_ms, kind=kind, seen=seen))

    @property
    def state(self) -> str:
        thread = self.ladder.threads[PLACE]
        if thread.cancelled_by is not None:
            return "cancelled"
        answer = thread.answer()
        if answer is not None and thread.closed():
            return "declined" if answer.reason else "answered"
        names = {3: "opened", 4: "understood", 5: "passed", 6: "standing_by"}
        held = self.ladder.delivered(PLACE, BRAVO) is not None
        return names.get(thread.level(BRAVO), "delivered" if held else "released")

    def step(self, level: int, **words: str) -> None:
        """A receipt that has seen nothing: a level requires none of those below it."""
        body = receipt_body(PLACE, level, role="DUTY-OFFICER", call_sign="WATCH TWO", **words)
        self.fold(BRAVO, body, kind=Kind.RECEIPT)

    def do_seen(self) -> None:
        self.fold(BRAVO, Body("Q1", 1, ("of", 1, "their own")), seen=1)

    def do_opens(self) -> None:
        self.step(3)

    def do_understands(self) -> None:
        self.step(4)

    def do_passes(self) -> None:
        self.step(5)

    def do_stands_by(self) -> None:
        self.step(6, answer="STANDBY")

    def do_answers(self) -> None:
        self.step(6, answer="WILCO")

    def do_declines(self) -> None:
        self.step(6, reason="not-now")

    def do_cancels(self) -> None:
        self.fold(ALPHA, Body("L6", 1, (PLACE, "cancel", "Q1", None, "sent-in-error", None)))


MODELS: dict[str, type[Model]] = {
    "link": LinkModel,
    "frame": FrameModel,
    "outgoing": OutgoingModel,
    "incoming": IncomingModel,
    "renewal": RenewalModel,
    "resync": ResyncModel,
    "start": StartModel,
    "supervision": SupervisionModel,
    "ladder": LadderModel,
}
