"""The liar: a party with valid keys and real TLS that keeps no rule for long.

It speaks to a station for as long as it is told, by chance from a seed: garbage, floods, replays,
two histories, false acknowledgements, withheld positions, resyncs, half-open connections, slow
reading, churn, and every frame spoilt under a seal that opens.  Between its lies it beats and
acknowledges like a good station, so that its connections live.
"""

import contextlib
import socket
import ssl
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import replace
from random import Random

from directline.bearers.certificates import client_context
from directline.bearers.framing import frame_units
from directline.conform.feed import EMPTY
from directline.conform.fuzz import mutated
from directline.conform.peer import Manners, Peer
from directline.conform.samples import offer, sample
from directline.conform.seals import Sent
from directline.wire.body import Body
from directline.wire.control import Ack, EpochStep, Head, Heartbeat, Leaves, Note, Request
from directline.wire.entry import Entry, Seen
from directline.wire.frame import FrameType, encode_explicit, split
from directline.wire.limits import UNIT_BYTES_MAX
from directline.wire.values import Kind, Precedence

FLOOD = 40
LARGE_BYTES = 15_000
SENT_MAX = 512
STRANGERS_MAX = 24
"""Connections of nobody that are held open at once."""
MOOD_S = (0.5, 8.0)
THINK_S = 0.04
"""Between two acts, on average: some two dozen acts a second, floods among them."""
MOODS = (
    "no heartbeats", "no acknowledgements", "dead", "no credit", "another echo", "wrong clock",
    "holds nothing", "does not read", "", "", "", "",
)  # fmt: skip
"""What it leaves undone for a while; mostly nothing."""
GENERATIONS_MAX = 3
"""New generations that it claims in a run, so that an honest one can follow it."""


class Liar:
    """Plays until `until`.

    Args:
        peer: One start of the kit; it has met the station.
        seed: Decides what is done, though not when.
    """

    def __init__(self, peer: Peer, seed: int) -> None:
        self.peer = peer
        self.chance = Random(seed)
        self.acts: Counter[str] = Counter()
        self.sent: deque[bytes] = deque(maxlen=SENT_MAX)
        self.doubles: deque[tuple[Entry, Entry]] = deque(maxlen=64)
        self.position = 0
        self.frames = 0
        self.opened_generations = 0
        self.strangers: deque[socket.socket] = deque()
        self._mood_ends = 0.0
        self._calm = Manners()
        self._lies = self._table()

    def play(self, seconds: float, say: Callable[[str], None] = lambda _text: None) -> None:
        """Lie for so long."""
        end, said = time.monotonic() + seconds, time.monotonic()
        while time.monotonic() < end:
            self.peer.pump(self.chance.expovariate(1 / THINK_S))
            self.peer.faults.clear()
            self._mood()
            if self.peer.net.up() or self.chance.random() < 0.2:
                name, act = self.chance.choice(self._lies)
                self.acts[name] += 1
                act()
            if time.monotonic() - said > 10:
                said = time.monotonic()
                say(f"{self.acts.total()} acts, {self.frames} frames, position {self.position}")
        self._leave()

    def report(self) -> dict[str, object]:
        """What was done."""
        return {
            "acts": dict(sorted(self.acts.items())),
            "acts_total": self.acts.total(),
            "frames": self.frames,
            "positions": self.position,
            "links_lost": len(self.peer.net.closed),
            "dialled_by_them": len(self.peer.net.accepted_at),
        }

    def _leave(self) -> None:
        """Be polite again, for whoever comes after."""
        while self.strangers:
            self.strangers.popleft().close()
        self.peer.manners = self._calm
        self.peer.state.generation = max(self.peer.state.generation, self.peer.generation)

    def _table(self) -> list[tuple[str, Callable[[], None]]]:
        lies: tuple[tuple[int, Callable[[], None]], ...] = (
            (6, self._honest), (3, self._equivocate), (3, self._withhold), (3, self._replay),
            (1, self._backdate), (2, self._flood), (1, self._flood_large), (4, self._garbage),
            (3, self._nonsense), (2, self._false_seen), (2, self._false_leaves),
            (3, self._false_acks), (2, self._forged), (1, self._resync), (1, self._epoch),
            (2, self._requests), (1, self._generation), (1, self._again), (12, self._fuzz_content),
            (6, self._fuzz_frame), (2, self._fragments), (1, self._churn), (1, self._half_open),
            (1, self._strange_tls), (1, self._long_unit), (1, self._drip), (1, self._notes),
            (1, self._false_beat),
        )  # fmt: skip
        return [(act.__name__.strip("_"), act) for weight, act in lies for _ in range(weight)]

    def _mood(self) -> None:
        """Now and then one duty is not done for a while."""
        peer, now = self.peer, time.monotonic()
        if now < self._mood_ends:
            return
        for wire in peer.net.up():
            wire.reading = True
        peer.manners, peer.net.ticking = Manners(), True
        self._mood_ends = now + self.chance.uniform(*MOOD_S)
        name = self.chance.choice(MOODS)
        if name:
            self.acts[f"mood: {name}"] += 1
            self._feel(name)

    def _feel(self, mood: str) -> None:
        peer, manners = self.peer, self.peer.manners
        manners.beats = mood not in {"no heartbeats", "dead"}
        manners.acks = mood not in {"no acknowledgements", "dead"}
        peer.net.ticking = mood != "dead"
        if mood == "no credit":
            manners.credit = 0
        elif mood == "another echo":
            manners.echo = self.chance.randbytes(8)
        elif mood == "wrong clock":
            manners.wall_ms = self.chance.choice((-(10**9), 10**9, 86_400_000))
        elif mood == "holds nothing":
            manners.heads = (Head(0, 1, 0, 0), Head(1, 1, 0, 0))
        for wire in peer.net.up():
            wire.reading = mood != "does not read"

    # --- entries ---------------------------------------------------------------------------------

    def _next(self, text: str = "x", **how: object) -> Entry:
        self.position += 1
        return self._at(self.position, text, **how)

    def _at(self, position: int, text: str = "x", **how: object) -> Entry:
        how.setdefault("seen", (Seen(self.peer.other, 1, 0, EMPTY),))
        return self.peer.entry(text, position=position, **how)  # type: ignore[arg-type]

    def _give(self, entry: Entry, *, lane: int | None = None) -> None:
        lane = int(entry.header.precedence) if lane is None else lane
        urgent = self.chance.random() < 0.8 if lane == 3 else self.chance.random() < 0.1
        self._frame(
            FrameType.ENTRY_EXPLICIT, encode_explicit(entry, with_salt=False), lane, urgent=urgent
        )

    def _honest(self) -> None:
        self._give(self._next(precedence=self.chance.choice((0, 0, 1, 2, 3))))

    def _equivocate(self) -> None:
        first = self._next("one")
        second = self._at(self.position, "two", precedence=self.chance.choice((0, 3)))
        self._give(first)
        self._give(second)
        self.doubles.append((first, second))
        if self.chance.random() < 0.3:
            for entry in self.chance.choice(self.doubles):
                self._give(entry)

    def _withhold(self) -> None:
        self.position += self.chance.randint(1, 5)
        self._give(self._next(precedence=Precedence.FLASH))

    def _backdate(self) -> None:
        self._give(self._next(instant_ms=self.chance.choice((0, 1, 2**48 - 1, 10**12))))

    def _flood(self) -> None:
        lane = self.chance.randrange(4)
        kind = self.chance.choice((Kind.MESSAGE, Kind.MESSAGE, Kind.RECEIPT, Kind.EVENT))
        for _ in range(FLOOD):
            self._give(self._next("x" * self.chance.choice((1, 500)), precedence=lane, kind=kind))

    def _flood_large(self) -> None:
        body = Body("KIT", 1, (self.chance.randbytes(LARGE_BYTES),))
        for _ in range(self.chance.randint(1, 8)):
            self._give(self._next(body=body, precedence=self.chance.randrange(4)))

    def _false_seen(self) -> None:
        size = self.chance.randint(0, 50)
        beyond = ((size + 2, self.chance.randbytes(32)),) if self.chance.random() < 0.5 else ()
        generation = self.chance.randint(1, 3)
        root = self.chance.randbytes(32)
        self._give(self._next(seen=(Seen(self.peer.other, generation, size, root, beyond),)))

    def _forged(self) -> None:
        entry = self._at(self.position + 1)
        changes = self.chance.choice((
            {"party": self.peer.other, "addressees": 1 << self.peer.own, "seen": (), "read": ()},
            {"instant_ms": 1}, {"drill": True}, {"charter_version": 2}, {"signer": 1},
            {"addressees": 1 << 9}, {"addressees": 0}, {"line": bytes(16)},
            {"position": 2**48 - 1}, {"generation": 2**32 - 1},
        ))  # fmt: skip
        header = replace(entry.header, **changes)
        if self.chance.random() < 0.3 and not changes.keys() & {"position", "generation"}:
            entry = self.peer.signed(header, entry.body, entry.salt)
        else:
            entry = Entry(header, entry.signature, entry.body, entry.salt)
        self._give(entry, lane=self.chance.choice((None, 0, 3)))

    def _generation(self) -> None:
        """An opening of a generation that names nonsense, or a real one."""
        peer = self.peer
        fields = self.chance.choice(((1, 0, "x"), (1, 2**48, ""), ("x",), (), (9, 9, 9)))
        body = Body("E-GENERATION", 1, fields)
        if self.opened_generations < GENERATIONS_MAX and self.chance.random() < 0.02:
            self.opened_generations += 1
            peer.generation += 1
            peer.feeds[peer.generation] = type(peer.feeds[peer.generation - 1])()
            self.position = 0
        entry = self._at(1, body=body, kind=Kind.EVENT, precedence=Precedence.FLASH)
        self._give(entry)

    # --- frames ----------------------------------------------------------------------------------

    def _frame(
        self, kind: int, content: bytes, lane: int = 3, *, urgent: bool = False,
        recovery: bool = False,
    ) -> Sent:  # fmt: skip
        self.frames += 1
        sent = self.peer.frame(kind, content, lane, urgent=urgent, recovery=recovery)
        if len(sent.frame) <= UNIT_BYTES_MAX:
            self.sent.append(sent.frame)
        return sent

    def _unit(self, *units: bytes) -> None:
        self.frames += len(units)
        self.peer.units(*units, urgent=self.chance.random() < 0.3)

    def _replay(self) -> None:
        for _ in range(self.chance.choice((1, 1, 20))):
            if self.sent:
                self._unit(self.chance.choice(self.sent))

    def _garbage(self) -> None:
        self._unit(
            self.chance.randbytes(self.chance.choice((1, 3, 19, 60, 400, UNIT_BYTES_MAX))),
            bytes([self.chance.randrange(256)]) * self.chance.randint(1, 100),
        )

    def _nonsense(self) -> None:
        """Sealed rightly, and nonsense inside."""
        content = self.chance.choice((
            b"", b"\x80", b"\x9f\xff", b"\x83\x01\x02\x03", self.chance.randbytes(60),
            b"\x82" * 200, b"\xa0", b"\x84\x00\x02\x58\x20" + bytes(32) + b"\x40",
        ))  # fmt: skip
        kind = self.chance.choice((*range(10), 12, 15))
        self._frame(kind, content, self.chance.randrange(4), recovery=self.chance.random() < 0.2)

    def _sample(self) -> tuple[int, bytes, int]:
        entry = self._at(self.position + 1, "fuzz")
        return sample(self.peer, self.chance, entry)

    def _fuzz_content(self) -> None:
        kind, content, lane = self._sample()
        recovery = kind == FrameType.RESYNC
        self._frame(kind, mutated(content, self.chance)[:30_000], lane, recovery=recovery)

    def _fuzz_frame(self) -> None:
        kind, content, lane = self._sample()
        sent = self.peer.seals.seal(kind, content, lane)
        frame = mutated(sent.frame, self.chance)
        for unit in split(frame, UNIT_BYTES_MAX) if frame else ():
            self._unit(unit)

    def _fragments(self) -> None:
        lane = self.chance.randrange(4)
        for _ in range(self.chance.randint(1, 12)):
            head = 14 << 4 | lane << 2 | self.chance.randrange(4)
            self._unit(bytes([head]) + self.chance.randbytes(self.chance.choice((0, 9, 4_000))))

    def _false_leaves(self) -> None:
        first = self.chance.choice((self.position + 1, self.position + 10**6, 2**48 - 40, 1))
        leaves = tuple(self.chance.randbytes(32) for _ in range(self.chance.randint(1, 30)))
        self._frame(FrameType.LEAVES, Leaves(self.peer.generation, first, leaves).encode(), 2)

    def _false_acks(self) -> None:
        echo = (self.peer.seals.latest or bytes(8))[:8]
        ranges = tuple(
            (self.chance.randrange(4), self.chance.choice((0, 1, 50, 2**40)), 2**16)
            for _ in range(self.chance.choice((1, 64)))
        )
        credit = self.chance.choice((0, 10**9, 2**62))
        self._frame(FrameType.ACK, Ack(echo, ranges, credit).encode())

    def _false_beat(self) -> None:
        echo = (self.peer.seals.latest or bytes(8))[:8]
        top = self.chance.choice((0, 2**48 - 1))
        generation = self.chance.choice((1, 2, 2**32 - 1))
        pair = (Head(self.peer.other, generation, top, top), Head(self.peer.own, 1, top, top))
        heads = tuple(sorted(pair, key=lambda head: head.party))
        beat = Heartbeat(2**48 - 1, 3, echo, 2**48 - 1, 0, 0, 2, 0, heads)
        self._frame(FrameType.HEARTBEAT, beat.encode())

    def _requests(self) -> None:
        spans = tuple((p, g, 1, 4_000) for p in (0, 1) for g in (1, 2))
        frames = tuple((lane, index) for lane in range(4) for index in range(4))
        for _ in range(self.chance.choice((1, 5, 20))):
            self._frame(FrameType.REQUEST, Request(spans, frames).encode())

    def _resync(self) -> None:
        step = offer(self.peer, self.chance)
        if self.chance.random() < 0.3:
            step = replace(step, signature=self.chance.randbytes(64))
        for _ in range(self.chance.choice((1, 1, 10))):
            self._frame(FrameType.RESYNC, step.encode(), recovery=True)

    def _epoch(self) -> None:
        share = self.chance.choice((bytes(32), self.chance.randbytes(32)))
        meant = self.peer.seals.latest or bytes(16)
        step = EpochStep(self.chance.randrange(2), self.chance.randint(2, 9), share, meant=meant)
        self._frame(FrameType.EPOCH, step.encode())

    def _notes(self) -> None:
        note = self.chance.randbytes(self.chance.choice((0, 200, 4_000)))
        self._frame(FrameType.NOTES, Note(self.peer.own, 1, self.position, note).encode(), 0)

    # --- connections -----------------------------------------------------------------------------

    def _again(self) -> None:
        self.peer.restart()
        self.sent.clear()

    def _churn(self) -> None:
        for _ in range(self.chance.randint(1, 6)):
            self.peer.net.drop(urgent=self.chance.choice((None, True, False)))
            self.peer.pump(self.chance.choice((0.0, 0.02, 0.2)))

    def _plain(self) -> socket.socket | None:
        target = self.peer.net.target
        if target is None:
            return None
        while len(self.strangers) >= STRANGERS_MAX:
            self.strangers.popleft().close()
        try:
            plain = socket.create_connection((target.host, target.port), timeout=2.0)
        except OSError:
            return None
        self.strangers.append(plain)
        return plain

    def _half_open(self) -> None:
        """A connection that says nothing, or only the beginning of something."""
        for _ in range(self.chance.choice((1, 3, 10))):
            plain = self._plain()
            if plain is not None:
                with contextlib.suppress(OSError):
                    plain.sendall(
                        self.chance.choice((b"", b"\x16\x03\x01\x02\x00\x01", b"GET /\r\n"))
                    )

    def _strange_tls(self) -> None:
        """TLS with the right key or another, then a hello of somebody, then nothing."""
        plain = self._plain()
        if plain is None:
            return
        key = self.peer.net.tls_key if self.chance.random() < 0.6 else self.chance.randbytes(32)
        context = client_context(key, self.peer.net.their_key)
        self.strangers.remove(plain)
        try:
            tls = context.wrap_socket(plain)
            self.strangers.append(tls)
            tls.sendall(frame_units([mutated(bytes(22), self.chance)[:4_000] or b"x"]))
        except (OSError, ssl.SSLError, ValueError):
            plain.close()

    def _raw(self, data: bytes) -> None:
        wire = self.peer.wire(urgent=self.chance.random() < 0.3)
        if wire is not None:
            wire.raw(data, now=self.peer.net.now())

    def _long_unit(self) -> None:
        self._raw(b"\xff\xff" + self.chance.randbytes(100))

    def _drip(self) -> None:
        """A unit of which the rest comes a byte at a time."""
        data = frame_units([self.chance.randbytes(30)])
        wire = self.peer.wire()
        for at in range(len(data)):
            if wire is not None:
                wire.raw(data[at : at + 1], now=self.peer.net.now())
            self.peer.pump(0.005)
