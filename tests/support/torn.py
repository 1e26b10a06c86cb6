"""A short run of commits on a disk that fails at one step, and what must be true after it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Event

from directline.errors import StoreError
from directline.line.ports import Anchor, EvidenceRecord, MetaRecord, NoteRecord, Record
from directline.simulator.platter import FATES
from directline.simulator.torn import PLACE, TornDisk
from directline.store import GroupWriter, MemoryStore, SqliteStore
from tests.unit.store.records import entry

OWN = 0
CHANGES = ("write", "sync", "cut", "names")
AFTERWARDS = 99
"""The position of the entry that is committed when everything is well again."""


class WrongError(Exception):
    """The store did what it must not."""


@dataclass(frozen=True, slots=True)
class Case:
    """What goes wrong at one step, counted among the steps of its kind.

    `what` is "power" (the step is done in part, then nothing works), "error" (it fails so many
    `times`), or "full" (the disk fills up there and has room again at the end).
    `later` is how many changing steps after an error the power is gone; None: at the end.
    """

    what: str
    kinds: tuple[str, ...]
    at: int
    share: float = 0.0
    times: int = 1
    later: int | None = None
    fates: tuple[str, ...] = FATES
    seed: int = 0


@dataclass(slots=True)
class Bench:
    """One run."""

    case: Case
    open_store: Callable[[TornDisk], SqliteStore]
    disk: TornDisk = field(init=False)
    confirmed: list[tuple[Record, ...]] = field(default_factory=list)
    unknown: list[tuple[Record, ...]] = field(default_factory=list)
    """What was under way when the store stopped: one batch, or those of one merged commit."""
    stopped: bool = False
    faulted: bool = False
    count: int = 0
    left: int = 0
    counting_down: bool = False

    def run(self) -> None:
        """The run, the power cut, the start after it.  Raises WrongError."""
        self.disk = TornDisk(Random(self.case.seed))
        platter = self.disk.platter
        try:
            platter.before = self._before
            self._live()
            platter.before = lambda *_: None
            platter.power_off()
            platter.power_on(self.case.fates)
            platter.room_bytes = 1 << 40
            self._after()
        finally:
            self.disk.end()

    # --- the fault -------------------------------------------------------------------------------

    def _before(self, what: str, name: str, size: int) -> None:
        case = self.case
        if self.counting_down and what in CHANGES:
            self.left -= 1
            if self.left == 0:
                self.disk.platter.power_off()
                return
        if what not in case.kinds:
            return
        self.count += 1
        if not case.at <= self.count < case.at + case.times:
            return
        self.faulted = True
        if case.what == "power":
            self.disk.platter.partly = int(size * case.share) if what == "write" else 0
            self.disk.platter.power_off()
        elif case.what == "full":
            self.disk.platter.room_bytes = self.disk.platter.used_bytes()
        else:
            if case.later is not None:
                self.counting_down, self.left = True, case.later
            raise OSError(5, "Input/output error")

    # --- the run ---------------------------------------------------------------------------------

    def _live(self) -> None:
        try:
            store = self.open_store(self.disk)
        except StoreError as error:
            _says_what_to_do(error)
            return
        try:
            for number, batch in enumerate(batches()):
                if number in (4, 9):
                    self._tidy(store)
                self._commit(store, batch)
            self._together(store)
            self._look(store)
        finally:
            store.close()

    def _commit(self, store: SqliteStore, batch: tuple[Record, ...]) -> None:
        try:
            store.commit(batch, reserve=True)
        except StoreError as error:
            self._refused(batch, error)
        else:
            self._accepted(batch)

    def _accepted(self, batch: tuple[Record, ...]) -> None:
        if self.stopped:
            raise WrongError("a store that had stopped goes on")
        self.confirmed.append(batch)

    def _refused(self, batch: tuple[Record, ...], error: StoreError) -> None:
        _says_what_to_do(error)
        if "has stopped" in error.message and not self.stopped:
            self.stopped = True
            self.unknown.append(batch)
        elif not self.faulted:
            raise WrongError(f"refused without a reason: {error}")

    def _tidy(self, store: SqliteStore) -> None:
        try:
            store.checkpoint()
        except StoreError as error:
            _says_what_to_do(error)

    def _together(self, store: SqliteStore) -> None:
        """Batches that wait for the writer and are merged into one commit."""
        outcomes: list[list[int] | StoreError] = []
        gate = Event()
        given = group()
        writer = GroupWriter(_Gated(store, gate), post=lambda call, *values: call(*values))
        for batch in given:
            writer.submit(batch, reserve=True, done=outcomes.append)
        gate.set()
        writer.stop()
        stopped_before = self.stopped
        if len(outcomes) != len(given):
            raise WrongError("a batch was never answered")
        for batch, outcome in zip(given, outcomes, strict=True):
            if isinstance(outcome, StoreError):
                if self.stopped and not stopped_before:
                    self.unknown.append(batch)
                self._refused(batch, outcome)
            else:
                self._accepted(batch)

    def _look(self, store: SqliteStore) -> None:
        """While the store is up it shows what it confirmed, or an error."""
        try:
            entries = list(store.entries())
        except StoreError as error:
            _says_what_to_do(error)
            return
        if entries not in [list(model.entries()) for model in self._models()]:
            raise WrongError("the running store shows what was not confirmed")

    # --- after it --------------------------------------------------------------------------------

    def _models(self) -> list[MemoryStore]:
        """What may be there: all that was confirmed, and whole batches of what is not known."""
        models = []
        for more in range(len(self.unknown) + 1):
            models.append(MemoryStore(own_party=OWN))
            for batch in [*self.confirmed, *self.unknown[:more]]:
                models[-1].commit(batch, reserve=True)
        return models

    def _after(self) -> None:
        try:
            store = self.open_store(self.disk)
        except StoreError as error:
            raise WrongError(f"does not open after the power cut: {error}") from error
        try:
            models = self._models()
            if state(store) not in [state(model) for model in models]:
                raise WrongError(_difference(state(models[0]), state(store)))
            if store.damaged():
                raise WrongError("damaged entries after a power cut")
            self._anchor(store, models)
            last = (entry(OWN, AFTERWARDS),)
            store.commit(last, reserve=True)
            if store.entry(OWN, 1, AFTERWARDS) != last[0]:
                raise WrongError("what was committed afterwards is not there")
        except StoreError as error:
            raise WrongError(f"does not work after the power cut: {error}") from error
        finally:
            store.close()

    def _anchor(self, store: SqliteStore, models: Sequence[MemoryStore]) -> None:
        """No further back than what was confirmed, no further than what the database holds."""
        kept = _order(store.read_anchor())
        least = _order(models[0].read_anchor())
        most = max(
            ((r.generation, r.position) for _, r in store.entries() if r.party == OWN),
            default=(0, 0),
        )
        if not least <= kept <= most:
            raise WrongError(f"the anchor says {kept}, not from {least} to {most}")


class _Gated:
    """Holds the first commit until all batches wait behind it."""

    def __init__(self, store: SqliteStore, gate: Event) -> None:
        self._store, self._gate = store, gate

    def commit(self, records: Sequence[Record], *, reserve: bool) -> list[int]:
        self._gate.wait()
        return self._store.commit(records, reserve=reserve)


def batches() -> Iterator[tuple[Record, ...]]:
    """Everything that the line hands to a store, in small and larger batches."""
    yield (entry(1, 40), MetaRecord("act", b"first"))
    for n in range(1, 13):
        own = entry(OWN, n, body=bytes([n]) * (5000 if n == 6 else 200))
        if n % 4 == 1:
            yield (own,)
        elif n % 4 == 2:
            yield (own, entry(1, n), MetaRecord("act", bytes([n]) * 40))
        elif n % 4 == 3:
            evidence = EvidenceRecord(1, 1, n, b"a", b"sa", b"b", b"sb", n)
            yield (own, NoteRecord(OWN, 1, n, bytes([n]) * 300), evidence)
        else:
            yield (own, entry(1, n, text="x"), entry(1, n + 20), MetaRecord(f"act {n}", b"v"))
            yield (MetaRecord("act", bytes([n]) * 4), NoteRecord(1, 1, n, bytes([n])))


def group() -> list[tuple[Record, ...]]:
    """Batches that are committed together."""
    return [(entry(OWN, n), entry(1, n), MetaRecord("group", bytes([n]))) for n in range(50, 54)]


def state(store: SqliteStore | MemoryStore) -> dict[str, object]:
    """Everything that a store answers."""
    keys = ["act", "group", *(f"act {n}" for n in range(1, 13))]
    found: dict[str, object] = {f"meta {key}": store.meta(key) for key in keys}
    found["entries"] = list(store.entries())
    found["notes"] = [store.note(OWN, 1), store.note(1, 1)]
    found["evidence"] = store.evidence()
    return found


def open_store(disk: TornDisk) -> SqliteStore:
    """The store as the station opens it, on this disk; its log is copied after a few pages."""
    store = SqliteStore(
        PLACE / "line.db",
        own_party=OWN,
        anchor_path=PLACE / "anchor",
        reserve_path=PLACE / "reserve",
        reserve_bytes=65536,
        connect=disk.connect,
        files=disk,
    )
    store._write("PRAGMA wal_autocheckpoint = 12")
    return store


def steps(kinds: tuple[str, ...]) -> int:
    """How many steps of these kinds a run without faults takes."""
    bench = Bench(Case("error", kinds, 10**9), open_store)
    bench.run()
    return bench.count


def every_cut(seed: int) -> Iterator[Case]:
    """The power is gone at each change in turn: before it, in half of it, somewhere, after it."""
    chance = Random(seed)
    for at in range(1, steps(CHANGES) + 1):
        for share in (0.0, 0.5, chance.random(), 1.0):
            fates = chance.choice((("lost",), ("kept",), ("lost", "kept"), FATES))
            yield Case("power", CHANGES, at, share, fates=fates, seed=chance.getrandbits(32))


def every_error(seed: int) -> Iterator[Case]:
    """Each sync, change and read fails in turn, once or more often; then the power is cut."""
    chance = Random(seed)
    for kinds, often in ((("sync",), (1, 2, 3)), (("write", "cut"), (1, 3)), (("read",), (1, 4))):
        for at in range(1, steps(kinds) + 1):
            for times in often:
                fates = chance.choice((("lost",), FATES))
                yield Case(
                    "error", kinds, at, times=times, fates=fates, seed=chance.getrandbits(32)
                )
    for at in range(1, steps(("write",)) + 1):
        yield Case("full", ("write",), at, seed=chance.getrandbits(32))


def every_pair(seed: int) -> Iterator[Case]:
    """Syncs fail, and soon afterwards the power is gone."""
    chance = Random(seed)
    for at in range(1, steps(("sync",)) + 1):
        for later in range(1, 25, 2):
            yield Case(
                "error", ("sync",), at, times=chance.choice((1, 2, 3)),
                later=later + chance.randrange(2),
                fates=chance.choice((("lost",), ("lost", "kept"), FATES)),
                seed=chance.getrandbits(32),
            )  # fmt: skip


Cases = Callable[[int], Iterator[Case]]
"""Makes the cases of a seed."""


def first_wrong(
    cases: Iterator[Case], opener: Callable[[TornDisk], SqliteStore] = open_store
) -> tuple[int, Case | None, str]:
    """How many cases were run, and the first that went wrong."""
    number, case = 0, None
    try:
        for number, case in enumerate(cases, 1):  # noqa: B007 - they are returned
            Bench(case, opener).run()
    except WrongError as error:
        return number, case, str(error)
    return number, None, ""


def _order(anchor: Anchor | None) -> tuple[int, int]:
    return (0, 0) if anchor is None else (anchor.generation, anchor.position)


def _says_what_to_do(error: StoreError) -> None:
    if not error.remedy:
        raise WrongError(f"an error without a remedy: {error.message}")


def _difference(wanted: dict[str, object], found: dict[str, object]) -> str:
    parts = [f"{name}: {found[name]!r:.200}" for name in wanted if wanted[name] != found[name]]
    return "not what was confirmed: " + "; ".join(parts)
