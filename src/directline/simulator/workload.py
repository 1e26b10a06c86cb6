"""The officers: they release, open, answer, come and go, and remember what they did."""

from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from directline.line.effects import Draft, Ticket
from directline.line.ladder import receipt_body
from directline.line.ports import EntryRecord
from directline.simulator.checkers.headers import header_of
from directline.simulator.clocks import SECOND
from directline.simulator.disk import Place
from directline.simulator.stations import House, Station
from directline.simulator.subjects import next_body
from directline.wire.body import Body, encode_body
from directline.wire.values import Kind, Precedence

PRECEDENCES = (0, 0, 0, 0, 1, 1, 2, 2, 3)
"""How often each is used."""
LARGE_SHARE = 0.05
FORGET_SHARE = 0.1
COPIES_MATTER = ("backup", "rot", "unreadable", "suspend")
"""Where another's copy may be asked for, or words are read at rest."""
BURST_SHARE = 0.1
RETRIES_MAX = 3


class Desk(Protocol):
    """The world as an officer sees it."""

    healed: bool
    leaves: dict[Place, bytes]
    """The leaf last signed for each place."""


@dataclass(slots=True)
class Officer:
    """The duty officer of one station.  What was released by a person is the ladder's truth."""

    house: House
    desk: Desk
    station: Station
    chance: Random
    think_ns: int
    stepped: dict[Place, int] = field(default_factory=dict)
    """Of each message of the peer: the highest level really released."""
    receipts: dict[bytes, tuple[Place, int]] = field(default_factory=dict)
    """By the leaf of the receipt: what it is about, and its level."""
    opened: dict[tuple[int, int], int] = field(default_factory=dict)
    released: int = 0

    def begin(self) -> None:
        """Come on duty."""
        self._later()
        self.station.attend(attended=True)

    def saw(self, record: EntryRecord) -> None:
        """The desk shows an entry: perhaps it is opened after a while, perhaps answered."""
        if record.party == self.station.number or self.desk.healed:
            return
        header = header_of(record.header)
        shown = header.kind is Kind.MESSAGE and record.body is not None
        if shown and self.chance.random() < 0.7:
            wait = int(self.chance.expovariate(1.0) * self.think_ns / 4)
            place = (record.party, record.generation, record.position)
            self.house.after(wait, self._open, place, int(header.precedence))

    def last_word(self) -> None:
        """One more message, after which there is nothing new to say."""
        self._release(Draft(Kind.MESSAGE, encode_body(Body("Q1", 1, ("last",))), 0))
        self.station.poke()

    def _later(self) -> None:
        wait = int(self.chance.expovariate(1.0) * self.think_ns) + 1
        self.house.after(wait, self._act)

    def _act(self) -> None:
        if self.desk.healed:
            return
        self._later()
        if self.chance.random() < 0.1:
            self.station.attend(attended=self.chance.random() < 0.7)
        count = self.chance.randint(2, 12) if self.chance.random() < BURST_SHARE else 1
        for _ in range(count):
            self._release(self._draft())
        self._forget()
        if self.station.up:
            self.station.poke()

    def _forget(self) -> None:
        """Now and then a message is forgotten that all have; only where no copy is lost or asked.

        On a line of two, whose disks keep what they have.
        """
        plan, station = self.house.plan, self.station
        if not plan.has("books") or plan.parties > 2 or any(map(plan.has, COPIES_MATTER)):
            return
        chance = self.house.streams.get(f"forget/{station.name}")
        if not station.up or chance.random() >= FORGET_SHARE:
            return
        ladder, own = station.ladder, station.number
        known = [
            key for key, thread in ladder.threads.items()
            if station.disk.index[key].body is not None
            and (key[0] != own or all(ladder.delivered(key, p) for p in ladder.addressees(thread)))
        ]  # fmt: skip
        if known:
            station.forget(chance.choice(sorted(known)))

    def _draft(self) -> Draft:
        chance = self.chance
        large = self.house.plan.has("large") and chance.random() < LARGE_SHARE
        length = chance.randint(2_000, 15_000) if large else chance.randint(1, 120)
        self.released += 1
        text = f"{self.station.name} {self.released} ".ljust(length, "x")
        read = tuple((p, g, n) for (p, g), n in sorted(self.opened.items())[-1:])
        return Draft(
            Kind.MESSAGE, encode_body(self._body(text)), chance.choice(PRECEDENCES),
            drill=chance.random() < 0.1, read=read, addressees=self._addressees(),
        )  # fmt: skip

    def _body(self, text: str) -> Body:
        """A question; in worlds of suspended subjects, whatever may be said."""
        if not self.house.plan.has("suspend"):
            return Body("Q1", 1, (text,))
        topics = self.house.streams.get(f"topics/{self.station.name}")
        parties, now_ms = self.house.plan.parties, self.station.clock.now_ms()
        held = self.station.disk.index.values()
        body, kept_back = next_body(text, topics, parties, held, now_ms)
        if kept_back:
            self.house.mark("subject-suspended")
            for checker in self.house.checkers:
                checker.barred(self.station.number, kept_back)
        return body

    def _addressees(self) -> int:
        """All others; on a line of many sometimes only some."""
        parties, own = self.house.plan.parties, self.station.number
        if parties == 2 or self.house.plan.has("suspend") or self.chance.random() < 0.6:
            return 0
        others = [p for p in range(parties) if p != own]
        some = self.chance.sample(others, self.chance.randint(1, len(others)))
        return sum(1 << p for p in some)

    def _open(self, place: Place, precedence: int, tries: int = 0) -> None:
        """Open a message: a person's step, perhaps with an answer."""
        if place not in self.station.disk.index:
            return
        level = self.chance.choice((3, 3, 4, 6))
        if level <= self.stepped.get(place, 0):
            return
        answer = "WILCO" if level == 6 else None
        body = encode_body(receipt_body(place, level, role="duty-officer", answer=answer))
        draft = Draft(Kind.RECEIPT, body, int(Precedence(precedence)), addressees=1 << place[0])
        ticket = self._release(draft)
        if ticket is None:
            if tries < RETRIES_MAX and not self.desk.healed:
                self.house.after(5 * SECOND, self._open, place, precedence, tries + 1)
            return
        self.stepped[place] = level
        own = (self.station.number, ticket.generation, ticket.position)
        self.receipts[self.desk.leaves[own]] = (place, level)
        feed = place[:2]
        self.opened[feed] = max(self.opened.get(feed, 0), place[2])
        if self.station.up:
            self.station.poke()

    def _release(self, draft: Draft) -> Ticket | None:
        return self.station.release(draft)
