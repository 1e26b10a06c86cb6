"""The transcript's scribe: own checkpoints, cosignatures on the others' feeds, the export.

A checkpoint says what our feed holds; the peer's cosignature on it says that the peer has seen so
much of it.  Neither is needed for anything on the line: they add to what signatures prove.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

import structlog

from directline.catalogue import Catalogue
from directline.errors import (
    CustodyError,
    DirectlineError,
    LocalProtocolError,
    RemoteProtocolError,
    VerificationError,
)
from directline.line.effects import NoteReceived
from directline.line.ports import NoteRecord
from directline.station.clock import StationClock
from directline.station.cosigned import Cosigned
from directline.station.custody import KeySigner, PartyKeys, PartySigner
from directline.station.forks import prove_fork
from directline.station.hiding import Asked, fields_of
from directline.station.runtime import LineRuntime
from directline.store.sqlite import SqliteStore
from directline.store.writer import GroupWriter, Outcome
from directline.transcript import (
    Checkpoint,
    Exporter,
    Note,
    NoteLine,
    OpenedCheckpoint,
    cosign,
    cosign_mldsa,
    cosigner_name,
    export_bundle,
    log_key,
    open_checkpoint,
    origin,
    sign_checkpoint,
    verify_bundle,
)
from directline.transcript.bundle import Selection
from directline.transcript.checks import cosigner_keys
from directline.transcript.limits import NOTE_LINES_MAX
from directline.transcript.select import Place, evidence_bundle
from directline.wire.charter import Charter, SignedCharter
from directline.wire.suite import REAL_SUITE

NOTE_TIMEOUT_S = 10.0
"""An export waits so long for its own checkpoint to be durable."""
AGAIN_S = 1.0
"""A head that comes again is answered again, but not more often."""

_log = structlog.get_logger("scribe")
FeedKey = tuple[int, int]


class Scribe:
    """Signs heads of our feed, cosigns heads of the others', writes the export.

    Args:
        own: our party index.
        signed: the charter as all signed it.
        charter: the same, read.
        keys: the checkpoint and cosigner keys are used here.
        clock: the civil clock.
        store: read for the export.
        writer: makes notes durable.
        runtime: knows the trees, sends notes.
        catalogue: goes into the export.
        cosigned: keeps what the others have cosigned of our feed.
        left: whether a party has left the line; then it is not waited for.
        forked: told (party, generation, proof) of a feed whose key signed two histories.
        anomaly: told (party, reason) of a note that does not hold.
    """

    def __init__(
        self,
        own: int,
        signed: SignedCharter,
        charter: Charter,
        *,
        keys: PartyKeys,
        clock: StationClock,
        store: SqliteStore,
        writer: GroupWriter,
        runtime: LineRuntime,
        catalogue: Catalogue,
        cosigned: Cosigned,
        left: Callable[[int], bool],
        forked: Callable[[int, int, bytes], None],
        anomaly: Callable[[int, str], None],
    ) -> None:
        self._own = own
        self._signed = signed
        self._charter = charter
        self._keys = keys
        self._clock = clock
        self._store = store
        self._writer = writer
        self._runtime = runtime
        self._catalogue = catalogue
        self.cosigned = cosigned
        self._left = left
        self._forked = forked
        self._anomaly = anomaly
        self._heads: dict[FeedKey, int] = {}
        self._early: dict[FeedKey, NoteReceived] = {}
        self._lies: dict[FeedKey, NoteReceived] = {}
        self._newest: NoteRecord | None = None
        self._awaited: set[int] = set()
        self._answered: dict[FeedKey, tuple[NoteRecord, float]] = {}
        self._making: set[asyncio.Task[None]] = set()
        self.witnessed_records: Callable[[], Iterable[NoteRecord]] = tuple
        """Heads with a witness's lines on them, beside those in the store."""

    @property
    def interval_ms(self) -> int:
        """How often a head that has grown is signed."""
        return self._charter.terms.checkpoint_interval_ms

    def _origin(self, party: int, generation: int) -> str:
        return origin(self._charter.line_id, self._charter.parties[party].id, generation)

    def _cosigner(self, party: int) -> str:
        return cosigner_name(self._charter.line_id, self._charter.parties[party].id)

    # --- own heads -----------------------------------------------------------------------------

    def sign_head(self) -> asyncio.Future[None] | None:
        """Sign our feed's head if it has grown, keep it and send it to the others."""
        status = self._runtime.status()
        generation = status.generation
        size, root = self._runtime.line.root(self._own, generation)
        if not size or self._heads.get((self._own, generation)) == size:
            return None
        self._heads[self._own, generation] = size
        checkpoint = Checkpoint(self._origin(self._own, generation), size, root)
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def work() -> tuple[NoteLine, ...]:
            return sign_checkpoint(checkpoint, self._keys.checkpoint), *self._quantum(checkpoint)

        def signed(lines: tuple[NoteLine, ...]) -> None:
            record = NoteRecord(self._own, generation, size, Note(checkpoint.text, lines).encode())
            self._keep(record, kept)
            if self._newest is None or _rank(self._newest) < _rank(record):
                # Where a key is kept elsewhere, of two signings the older head may come last.
                self._newest = record
                self._awaited = set(range(len(self._charter.parties))) - {self._own}
                self._send(record)

        def failed() -> None:
            self._heads.pop((self._own, generation), None)
            kept.set_result(None)

        self._make(self._keys.checkpoint, work, signed, failed)
        return kept

    def announce(self) -> None:
        """Sign our feed's head if it has grown; else send it again to those who may lack it."""
        if self.sign_head() is None:
            self.repeat()

    def repeat(self) -> None:
        """Send our newest head again to each party that has not cosigned it and has not left.

        It may have been signed while no link stood, and it or its answer may have been lost.
        """
        to = [party for party in self._awaited if not self._left(party)]
        if self._newest is not None and to:
            self._send(self._newest, to)

    def _send(self, record: NoteRecord, to: Collection[int] | None = None) -> None:
        self._runtime.send_note(record.party, record.generation, record.size, record.note, to)

    def _make(
        self,
        key: PartySigner,
        work: Callable[[], tuple[NoteLine, ...]],
        signed: Callable[[tuple[NoteLine, ...]], None],
        failed: Callable[[], object],
    ) -> None:
        """Make lines of a note: at once, or beside the loop where the key is kept elsewhere."""
        if isinstance(key, KeySigner):
            signed(work())
            return
        task = asyncio.create_task(self._made(work, signed, failed))
        self._making.add(task)
        task.add_done_callback(self._making.discard)

    async def _made(
        self,
        work: Callable[[], tuple[NoteLine, ...]],
        signed: Callable[[tuple[NoteLine, ...]], None],
        failed: Callable[[], object],
    ) -> None:
        try:
            signed(await asyncio.to_thread(work))
        except CustodyError as error:
            _log.warning("a checkpoint is not signed", reason=error.message)
            failed()

    def _quantum(self, checkpoint: Checkpoint) -> tuple[NoteLine, ...]:
        """Our post-quantum line on a head that we have checked, if the charter has our key."""
        key = self._keys.mldsa
        if key is None or key.public() != self._charter.parties[self._own].mldsa:
            return ()
        now_s = self._clock.now_ms() // 1000
        return (cosign_mldsa(checkpoint, self._cosigner(self._own), key, now_s),)

    def _keep(self, record: NoteRecord, kept: asyncio.Future[None] | None = None) -> None:
        """Make a note durable; `kept` is told when that has ended, well or not."""

        def done(outcome: Outcome) -> None:
            if isinstance(outcome, DirectlineError):
                _log.warning("a checkpoint is not kept", reason=outcome.message)
            if kept is not None and not kept.done():
                kept.set_result(None)

        self._writer.submit((record,), reserve=False, done=done)

    # --- the others' heads ---------------------------------------------------------------------

    def received(self, note: NoteReceived) -> None:
        """A peer sent a checkpoint, its own or ours with its cosignature."""
        known = {(party, generation) for party, generation, _ in self._runtime.line.heads()}
        if (note.party, note.generation) not in known:
            return
        try:
            if note.party == note.peer:
                self._cosign(note)
            elif note.party == self._own:
                self._merge(note)
        except (RemoteProtocolError, VerificationError) as error:
            _log.warning("a checkpoint does not hold", peer=note.peer, reason=error.message)
            self._anomaly(note.peer, f"checkpoint: {error.message}")

    def grown(self) -> None:
        """A feed has grown: a head that came early may be checked now."""
        for note in list(self._early.values()):
            self.received(note)

    def _open(self, note: NoteReceived) -> OpenedCheckpoint:
        party = self._charter.parties[note.party]
        key = log_key(self._origin(note.party, note.generation), party.checkpoint)
        opened = open_checkpoint(note.note, key, cosigner_keys(self._charter), REAL_SUITE)
        if opened.checkpoint.size != note.size:
            raise RemoteProtocolError("a note and its checkpoint differ in size", rule="TRANS-5")
        return opened

    def _cosign(self, note: NoteReceived) -> None:
        """Cosign a head of the peer's own feed, if it extends exactly what we hold."""
        opened = self._open(note)
        place = (note.party, note.generation)
        held, _ = self._runtime.line.root(note.party, note.generation)
        if held < note.size:
            self._early[place] = note
            return
        if self._early.get(place) == note:
            del self._early[place]
        _, root = self._runtime.line.root(note.party, note.generation, note.size)
        if root != opened.checkpoint.root:
            self._lies[place] = note
            self._expose(place, self._store.note(*place))
            raise VerificationError(
                f"a signed head of {note.size} entries is not of the feed that we hold",
                part="checkpoint",
            )
        if self._heads.get(place, 0) >= note.size:
            self._answer_again(place, note.size)
            return
        self._heads[place] = note.size
        now_s = self._clock.now_ms() // 1000
        name, key = self._cosigner(self._own), self._keys.cosigner

        def work() -> tuple[NoteLine, ...]:
            line = cosign(opened.checkpoint, name, key, now_s)
            return line, *self._quantum(opened.checkpoint)

        def signed(lines: tuple[NoteLine, ...]) -> None:
            whole = Note.parse(note.note)
            for added in lines:
                whole = whole.with_line(added)
            record = NoteRecord(note.party, note.generation, note.size, whole.encode())
            known, _ = self._answered.get(place, (None, 0.0))
            if known is None or known.size < record.size:
                self._answered[place] = record, _now_s()
            self._keep(record)
            self._send(record)
            self._expose(place, record)

        self._make(key, work, signed, lambda: self._heads.pop(place, None))

    def _expose(self, place: FeedKey, honest: NoteRecord | None) -> None:
        """Prove two histories, once a head of the one that we hold covers the other's."""
        lie = self._lies.get(place)
        if lie is None or honest is None or honest.size < lie.size:
            return
        del self._lies[place]
        key = log_key(self._origin(*place), self._charter.parties[place[0]].checkpoint)
        proof = prove_fork(lie.note, honest.note, key, self._runtime.line.tree(*place))
        if proof is not None:
            self._forked(*place, proof)

    def _answer_again(self, place: FeedKey, size: int) -> None:
        """The peer sends a head that we have cosigned: our answer may have been lost."""
        record, answered_s = self._answered.get(place, (None, 0.0))
        if record is not None and record.size == size and _now_s() >= answered_s + AGAIN_S:
            self._answered[place] = record, _now_s()
            self._send(record)

    def _merge(self, note: NoteReceived) -> None:
        """Our own head with the peer's cosignature on it: keep it, once it is checked."""
        opened = self._open(note)
        held, _ = self._runtime.line.root(self._own, note.generation)
        if note.size > held:
            raise VerificationError("a head of ours that we never signed", part="checkpoint")
        _, root = self._runtime.line.root(self._own, note.generation, note.size)
        if root != opened.checkpoint.root:
            raise VerificationError("a head of ours with another root", part="checkpoint")
        if opened.cosignatures:
            newest = self._newest
            if newest is not None and newest.note.startswith(opened.checkpoint.text.encode()):
                names = {line.name for line in opened.cosignatures}
                self._awaited -= {n for n in self._awaited if self._cosigner(n) in names}
            self._keep(NoteRecord(note.party, note.generation, note.size, self._joined(note)))
            self.cosigned.took(note.generation, opened, note.note)

    def witnessed(self, record: NoteRecord, lines: Sequence[NoteLine]) -> NoteRecord:
        """A witness signed this head: keep its lines beside those that are held already."""
        note = Note.parse(record.note)
        for line in lines:
            if len(note.lines) < NOTE_LINES_MAX:
                note = note.with_line(line)
        whole = NoteRecord(record.party, record.generation, record.size, note.encode())
        kept = NoteRecord(record.party, record.generation, record.size, self._joined(whole))
        self._keep(kept)
        return kept

    def _joined(self, note: NoteReceived | NoteRecord) -> bytes:
        """The note with the lines that we hold of the same head from others."""
        joined = Note.parse(note.note)
        held = self._store.note(note.party, note.generation, note.size)
        if held is not None:
            for line in Note.parse(held.note).lines:
                if line not in joined.lines and len(joined.lines) < NOTE_LINES_MAX:
                    joined = joined.with_line(line)
        return joined.encode()

    # --- the export ----------------------------------------------------------------------------

    async def export(self) -> bytes:
        """The transcript as one file, verified as its reader will verify it."""
        return await self._written(export_bundle)

    async def evidence(
        self, chosen: Collection[Place], selection: Selection, hide: Sequence[Asked] = ()
    ) -> bytes:
        """Chosen messages with what was signed about them, verified likewise."""
        hidden = fields_of(hide, chosen, self._store.entry, self._catalogue)
        return await self._written(
            partial(evidence_bundle, chosen=chosen, selection=selection, hide=hidden)
        )

    async def _written(self, write: Callable[..., bytes]) -> bytes:
        kept = self.sign_head()
        if kept is not None:
            async with asyncio.timeout(NOTE_TIMEOUT_S):
                await kept
        heads = self._runtime.line.heads()
        return await asyncio.to_thread(self._bundle, heads, write)

    def _languages(self) -> frozenset[str]:
        """The languages of the line, in any version of its charter."""
        held = (self._charter, *self._charter.versions)
        return frozenset(language for charter in held for language in charter.languages)

    def _bundle(
        self, heads: tuple[tuple[int, int, int], ...], write: Callable[..., bytes]
    ) -> bytes:
        newest = (self._store.note(party, generation) for party, generation, _ in heads)
        # What the witness, or another party, signed last may be a smaller head: then both go.
        older = (*self.witnessed_records(), *self.cosigned.records())
        notes = _by_place([*older, *(note for note in newest if note)])
        exporter = Exporter(
            self._own, self._keys.checkpoint, self._clock.now_ms(), self._clock.quality()
        )
        data = write(
            signed_charter=self._signed.encode(),
            catalogue=partial(self._catalogue.carried, languages=self._languages()),
            entries=(record for _, record in self._store.entries()),
            notes=notes,
            evidence=self._store.evidence(),
            exporter=exporter,
        )
        try:
            verify_bundle(data)
        except VerificationError as error:
            raise LocalProtocolError(
                f"the export does not verify here: {error.message}",
                remedy="the store may be damaged: ask an operator to check it",
            ) from error
        return data


def _rank(record: NoteRecord) -> tuple[int, int]:
    return record.generation, record.size


def _now_s() -> float:
    return asyncio.get_running_loop().time()


def _by_place(records: Iterable[NoteRecord]) -> list[NoteRecord]:
    """Each head once, with the lines of all its copies."""
    found: dict[tuple[int, int, int], Note] = {}
    for record in records:
        place = (record.party, record.generation, record.size)
        note = Note.parse(record.note)
        held = found.setdefault(place, note)
        for line in note.lines if held.text == note.text else ():
            if len(held.lines) < NOTE_LINES_MAX:
                held = held.with_line(line)
        found[place] = held
    return [NoteRecord(*place, note.encode()) for place, note in found.items()]
