"""The witness in the world: heads brought to it, its disk, its crashes, and one that lies.

Stations bring their own heads and the others' at a cadence.  A liar signs for each of the others
the head of what it showed that one.  What the witness wrote and did not sync is lost or kept at a
crash; it starts again out of what its disk holds.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from directline.errors import VerificationError
from directline.simulator.checkers.base import Checker
from directline.simulator.clocks import FOUNDED_MS, MS
from directline.simulator.keys import KeyRing, WatchedSuite
from directline.simulator.stations import House, Station
from directline.transcript.checkpoint import (
    Checkpoint,
    cosign,
    cosigner_key,
    log_key,
    open_checkpoint,
    origin,
    sign_checkpoint,
)
from directline.transcript.note import Note, VerifierKey
from directline.transcript.tree import Tree
from directline.transcript.witness import (
    CONFLICT,
    UNPROCESSABLE,
    Cosigned,
    Keep,
    Refusal,
    Witness,
    fork_proof,
    verify_fork,
)

NAME = "neutral.example/witness"
LOST_SHARE = 0.2
"""Submissions and answers that never arrive."""
CRASH_SHARE = 0.05
"""Submissions at which the witness crashes."""
CALLS_MAX = 4
"""A submitter asks again at once this often: after a 409 it knows the size."""


class Neighbourhood(House, Protocol):
    """The world as the witness sees it."""

    healed: bool
    honest: list[Station]
    parties: int
    liars: frozenset[int]
    names: tuple[str, ...]
    checkers: list[Checker]


@dataclass(frozen=True, slots=True)
class Shown:
    """One head on its way to the witness, with the history that its bringer holds."""

    bringer: int
    party: int
    name: str
    note: bytes
    checkpoint: Checkpoint
    tree: Tree
    leaves: tuple[bytes, ...]


@dataclass(slots=True)
class Neutral:
    """The house of one witness."""

    world: Neighbourhood
    ring: KeyRing
    line: bytes
    suite: WatchedSuite
    chance: Random
    lying: bool
    every_ns: int
    logs: dict[str, VerifierKey] = field(default_factory=dict)
    synced: dict[str, bytes] = field(default_factory=dict)
    known: dict[tuple[int, str], int] = field(default_factory=dict)
    """What each bringer believes was signed last."""
    notes: dict[str, list[bytes]] = field(default_factory=dict)
    """Heads of honest logs that a lying witness has signed."""
    witness: Witness = field(init=False)
    life: int = 0

    def begin(self) -> None:
        """Start the witness; bring heads from now on."""
        self._start()
        for station in self.world.honest:
            self.world.after(self.chance.randint(0, self.every_ns), self._bring, station)

    def _start(self) -> None:
        self.life += 1
        key = self.ring.signer("WITNESS cosigner")
        self.witness = Witness(NAME, key, self.suite, self.logs, self.synced.values())

    def _crash(self) -> None:
        self.world.happened("witness-crash")
        self._start()

    def _bring(self, station: Station) -> None:
        """One station's turn: a feed's head, its own or another's."""
        self.world.after(self.every_ns, self._bring, station)
        if not station.up:
            return
        party = self.chance.randrange(self.world.parties)
        generations = sorted(g for p, g, size in station.line.heads() if p == party and size)
        if generations and self.chance.random() > LOST_SHARE:
            shown = self._head(station, party, self.chance.choice(generations))
            if shown is not None:
                self.world.after(self.chance.randint(1, 500) * MS, self._submit, shown, CALLS_MAX)

    def _head(self, station: Station, party: int, generation: int) -> Shown | None:
        """The head that the party signs for what this station holds, if it is its own history."""
        tree = station.line._ctx.feeds.get(party, generation).tree
        size = tree.size
        if party not in self.world.liars and party != station.number:
            author = next(s for s in self.world.honest if s.number == party)
            theirs = author.line._ctx.feeds.find(party, generation)
            if not author.up or theirs is None or theirs.size < size:
                return None
            tree = theirs.tree  # The author signs what it holds itself.
        name = origin(self.line, self.world.names[party], generation)
        signer = self.ring.signer(f"{self.world.names[party]} checkpoint")
        self.logs[name] = log_key(name, signer.public())
        checkpoint = Checkpoint(name, size, tree.root(size))
        note = Note(checkpoint.text, (sign_checkpoint(checkpoint, signer),)).encode()
        disk = station.disk.index
        places = ((party, generation, n) for n in range(1, size + 1))
        leaves = tuple(disk[place].leaf for place in places)
        return Shown(station.number, party, name, note, checkpoint, Tree(leaves), leaves)

    def _submit(self, shown: Shown, calls: int) -> None:
        if self.chance.random() < CRASH_SHARE:
            self._crash()
            return
        old = self.known.get((shown.bringer, shown.name), 0)
        size = shown.checkpoint.size
        if old > size:
            return
        path = shown.tree.consistency(old, size) if old else ()
        now_s = (FOUNDED_MS + self.world.now_ns // MS) // 1000
        if self.lying:
            self._sign_anything(shown, now_s)
            return
        answer = self.witness.add_checkpoint(old, path, shown.note, now_s)
        if isinstance(answer, Keep):
            wait = self.chance.randint(1, 2_000) * MS
            self.world.after(wait, self._kept, self.life, answer, shown)
        elif isinstance(answer, Cosigned):
            self._signed(answer, shown)
        else:
            self._refused(answer, shown, calls)

    def _kept(self, life: int, keep: Keep, shown: Shown) -> None:
        """The write has ended; or a crash came between, and it is there or not."""
        if life != self.life:
            return
        if self.chance.random() < CRASH_SHARE:
            if self.chance.random() < 0.5:
                self.synced[keep.origin] = keep.record
            self._crash()
            return
        self.synced[keep.origin] = keep.record
        self._signed(self.witness.kept(keep.token), shown)

    def _signed(self, answer: Cosigned, shown: Shown) -> None:
        checkpoint = shown.checkpoint
        for checker in self.world.checkers:
            checker.cosigned(shown.party, shown.name, checkpoint.root, shown.leaves)
        if self.chance.random() < LOST_SHARE:
            return
        key = cosigner_key(NAME, self.ring.signer("WITNESS cosigner").public())
        log = self.logs[shown.name]
        opened = open_checkpoint(shown.note + answer.line, log, (key,), self.suite)
        assert opened.cosignatures
        self.known[shown.bringer, shown.name] = checkpoint.size
        self.world.mark("cosigned")

    def _refused(self, answer: Refusal, shown: Shown, calls: int) -> None:
        if answer.status == CONFLICT and answer.size is not None and calls:
            self.known[shown.bringer, shown.name] = answer.size
            self._submit(shown, calls - 1)
        elif answer.status == UNPROCESSABLE:
            self.world.mark("fork-refused")
            exposed = any(self._proves(p, shown) for p in self._proofs(answer, shown))
            for checker in self.world.checkers:
                checker.forked(shown.party, shown.name, exposed=exposed)

    def _proofs(self, answer: Refusal, shown: Shown) -> list[bytes]:
        """The witness's proof, and the one that the bringer makes of what both hold."""
        found = [] if answer.fork is None else [answer.fork]
        held = self.witness.checkpoint(shown.name)
        if held is not None and answer.size is not None and answer.size <= shown.checkpoint.size:
            found.append(fork_proof(held, shown.note, shown.tree))
        return found

    def _proves(self, proof: bytes, shown: Shown) -> bool:
        try:
            verify_fork(proof, self.logs[shown.name], self.suite)
        except VerificationError:
            return False
        return True

    def _sign_anything(self, shown: Shown, now_s: int) -> None:
        """A witness that lies signs what it has not looked at, a made-up head too."""
        self.world.happened("witness-lies")
        key = self.ring.signer("WITNESS cosigner")
        made_up = Checkpoint(shown.name, shown.checkpoint.size, self.chance.randbytes(32))
        for checkpoint in (shown.checkpoint, made_up):
            cosign(checkpoint, NAME, key, now_s)
        if shown.party in self.world.liars:
            return
        heads = self.notes.setdefault(shown.name, [])
        heads.append(shown.note)
        false = Note(made_up.text, (cosign(made_up, NAME, key, now_s),)).encode()
        for head in (*heads[-3:], false):
            older, newer = sorted((head, shown.note), key=_size)
            if _size(newer) > shown.tree.size:
                continue
            if self._proves(fork_proof(older, newer, shown.tree), shown):
                for checker in self.world.checkers:
                    checker.forked(shown.party, shown.name, exposed=True)
        for checker in self.world.checkers:
            checker.vouched_falsely(shown.party)


def _size(note: bytes) -> int:
    return Checkpoint.parse(Note.parse(note).text).size
