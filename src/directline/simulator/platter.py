"""A disk below files: what was synced, what was only written, and what a power cut leaves of it.

Files are arrays of bytes.  A write is seen at once and durable when its file is synced.  At the
power cut each write that was not is lost, kept, torn or garbled by itself, as if the disk had
done them in any order; names that were not synced may be those from before.  A sync that fails
leaves its writes visible and never writes them: the next sync succeeds and says nothing of them.
"""

import errno
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

SECTOR_BYTES = 512
"""A torn write may break off inside a sector; garbage fills one at most."""

Watcher = Callable[[str, str, int], None]
"""Told of each step (open, read, write, sync, cut, names), its file and its size."""

FATES = ("lost", "kept", "torn", "garbled")


@dataclass(slots=True)
class Step:
    """One write that is not durable: bytes at an offset, or a cut of the file (`None`)."""

    offset: int
    content: bytes | None


@dataclass(slots=True)
class PlatterFile:
    """One file: as programs see it, as it lies on the disk, and what is between the two."""

    live: bytearray = field(default_factory=bytearray)
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)

    def write(self, content: bytes, offset: int) -> None:
        """Write, not durably."""
        step = Step(offset, content)
        _apply(self.live, step)
        self.pending.append(step)

    def cut(self, size: int) -> None:
        """Shorten, not durably."""
        step = Step(size, None)
        _apply(self.live, step)
        self.pending.append(step)

    def sync(self) -> None:
        """Everything written is durable."""
        for step in self.pending:
            _apply(self.durable, step)
        self.pending.clear()

    def sync_fails(self, chance: Random) -> None:
        """Some of what was written reaches the disk, and nothing tries the rest again."""
        for step in self.pending:
            if chance.random() < 0.5:
                _apply(self.durable, step)
        self.pending.clear()
        if chance.random() < 0.25:  # The file system forgot its copy, too.
            self.live = bytearray(self.durable)

    def power_cut(self, chance: Random, fates: tuple[str, ...]) -> Counter[str]:
        """Decide what became of each write that was not durable."""
        counts: Counter[str] = Counter()
        for step in self.pending:
            fate = chance.choice(fates)
            counts[fate] += 1
            if fate != "lost" and not self._held(step):
                _apply(self.durable, self._spoilt(step, fate, chance))
        self.pending.clear()
        self.live = bytearray(self.durable)
        return counts

    def _held(self, step: Step) -> bool:
        """Whether it writes what lies there: then the disk changes nothing, also by halves."""
        content = step.content
        if content is None:
            return len(self.durable) == step.offset
        return self.durable[step.offset : step.offset + len(content)] == content

    def _spoilt(self, step: Step, fate: str, chance: Random) -> Step:
        """What a write leaves that the power cut met: no sector that it does not change suffers."""
        content = step.content
        if content is None or not content:
            return step
        if fate == "torn":
            cuts = (len(content) // 2, chance.randrange(len(content)), len(content) - 1)
            return Step(step.offset, content[: chance.choice(cuts)])
        if fate == "garbled":
            before = self.durable[step.offset : step.offset + len(content)]
            changed = [
                at
                for at in range(0, len(content), SECTOR_BYTES)
                if content[at : at + SECTOR_BYTES] != before[at : at + SECTOR_BYTES]
            ]
            start = chance.choice(changed)
            at = next(
                n for n in range(start, len(content)) if content[n : n + 1] != before[n : n + 1]
            )
            noise = chance.randbytes(min(start + SECTOR_BYTES, len(content)) - at)
            return Step(step.offset, content[:at] + noise + content[at + len(noise) :])
        return step


class Platter:
    """The files of one disk.

    Args:
        chance: decides what a power cut and a failed sync leave.
        room_bytes: how much fits; may be changed.
    """

    def __init__(self, chance: Random, room_bytes: int = 1 << 40) -> None:
        self.chance = chance
        self.room_bytes = room_bytes
        self.names: dict[str, PlatterFile] = {}
        self.cuts = 0
        self.dead = False
        """The power is gone: nothing is read or written until `power_on`."""
        self.before: Watcher = lambda _what, _name, _size: None
        """May raise OSError, or switch the power off."""
        self.partly = 0
        """How many bytes the write that fails next leaves all the same."""
        self._settled: dict[str, PlatterFile] = {}

    def open(self, name: str, *, create: bool) -> PlatterFile:
        """A file by name.  Raises FileNotFoundError."""
        self.step("open", name)
        if name not in self.names:
            if not create:
                raise FileNotFoundError(errno.ENOENT, "No such file or directory")
            self.names[name] = PlatterFile()
        return self.names[name]

    def read(self, name: str, file: PlatterFile, count: int, offset: int) -> bytes:
        """Bytes as programs see them."""
        self.step("read", name, count)
        return bytes(file.live[offset : offset + count])

    def write(self, name: str, file: PlatterFile, content: bytes, offset: int) -> None:
        """Write all, or what fits and then raise."""
        try:
            self.step("write", name, len(content))
        except OSError:
            if self.partly:
                file.write(content[: self.partly], offset)
                self.partly = 0
            raise
        grown = offset + len(content) - len(file.live)
        if grown > 0 and self.used_bytes() + grown > self.room_bytes:
            file.write(content[: len(content) // 2], offset)
            raise OSError(errno.ENOSPC, "No space left on device")
        file.write(content, offset)

    def cut(self, name: str, file: PlatterFile, size: int) -> None:
        """Shorten or lengthen a file."""
        self.step("cut", name, size)
        file.cut(size)

    def sync(self, name: str, file: PlatterFile) -> None:
        """Make a file durable, and the name of a new one; or fail as real ones do."""
        try:
            self.step("sync", name)
        except OSError:
            if not self.dead:
                file.sync_fails(self.chance)
            raise
        file.sync()
        if self.names.get(name) is file:
            self._settled[name] = file

    def rename(self, old: str, new: str) -> None:
        """Give a file another's name."""
        self.step("names", new)
        self.names[new] = self.names.pop(old)

    def remove(self, name: str) -> None:
        """Take a name away.  Raises FileNotFoundError."""
        self.step("names", name)
        if self.names.pop(name, None) is None:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    def sync_names(self) -> None:
        """Make all names durable."""
        self.step("sync", "")
        self._settled = dict(self.names)

    def used_bytes(self) -> int:
        """What all files occupy."""
        return sum(len(file.live) for file in self.names.values())

    def step(self, what: str, name: str, size: int = 0) -> None:
        """One step of a program.  Raises OSError if the power is gone or a fault is planted."""
        if not self.dead:
            self.before(what, name, size)
        if self.dead:
            raise OSError(errno.EIO, "Input/output error")

    def power_off(self) -> None:
        """Nothing works any longer."""
        self.dead = True

    def power_on(self, fates: tuple[str, ...] = FATES) -> Counter[str]:
        """Come back with what is left.

        Returns:
            How many writes met which fate.
        """
        counts: Counter[str] = Counter()
        chosen = self.names if self.chance.random() < 0.5 else self._settled
        for name in sorted({*self.names, *self._settled}):
            for file in _both(self.names.get(name), self._settled.get(name)):
                of_file = fates if self.chance.random() < 0.9 else ("lost",)
                counts.update(file.power_cut(self.chance, of_file))
        self.names = dict(chosen)
        self._settled = dict(chosen)
        self.dead = False
        self.cuts += 1
        return counts


def _both(one: PlatterFile | None, two: PlatterFile | None) -> list[PlatterFile]:
    found = [] if one is None else [one]
    return found if two is None or two is one else [*found, two]


def _apply(content: bytearray, step: Step) -> None:
    if step.content is None:
        if len(content) < step.offset:
            content.extend(bytes(step.offset - len(content)))
        del content[step.offset :]
        return
    if len(content) < step.offset:
        content.extend(bytes(step.offset - len(content)))
    content[step.offset : step.offset + len(step.content)] = step.content
