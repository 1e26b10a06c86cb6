"""What the witness has seen of the line: brings it heads, checks and keeps what it signed.

Nothing on the line waits for the witness.  Its silence is shown with its age and becomes an alarm;
a head that it refuses because it signed another history is an alarm at once.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from directline.errors import (
    DirectlineError,
    RemoteProtocolError,
    VerificationError,
)
from directline.line.ports import NoteRecord
from directline.station.alarms import AlarmKind
from directline.station.config import WitnessConfig
from directline.station.forks import keep_fork, prove_fork
from directline.station.localdb import Memos
from directline.station.runtime import LineRuntime
from directline.station.scribe import Scribe
from directline.station.views import WitnessedView
from directline.station.witness_client import WitnessCall
from directline.store.sqlite import SqliteStore
from directline.transcript.checkpoint import Checkpoint, log_key, open_checkpoint, origin
from directline.transcript.note import Note, VerifierKey
from directline.transcript.submission import Answer, Request, check_cosignatures
from directline.transcript.tree import sha256
from directline.transcript.witness import CONFLICT, UNPROCESSABLE, own_lines
from directline.wire.charter import Charter
from directline.wire.suite import REAL_SUITE

OK = 200
FIRST_S_MAX = 15.0
"""After a start the witness is asked this soon at the latest."""
ASKS_MAX = 3
"""Calls for one head in one round: after a 409 the size is known."""
FEEDS_MAX = 64
"""Feeds brought in one round; the rest have their turn in the next."""
REFUSALS_MAX = 3
"""A refusal that comes this often in a row is no accident."""

_log = structlog.get_logger("witness")
FeedKey = tuple[int, int]
Raise = Callable[[AlarmKind, str, bool, dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class Seen:
    """The largest head of a feed that the witness has signed for us."""

    size: int
    at_s: int
    record: NoteRecord


class Witnessed:
    """One station's dealings with the witness that its settings pin.

    Args:
        config: where it is, and its keys.
        own: our party index.
        charter: the charter in force.
        runtime: knows the trees.
        store: holds the heads that their authors signed.
        scribe: keeps a head with the witness's lines on it.
        memos: remembers, over a restart, what the witness signed.
        folder: where proofs of two histories are kept.
        now_ms: the civil clock.
        alarm: told (kind, subject, holds, arguments).
        client: calls the witness.
    """

    def __init__(
        self, config: WitnessConfig, own: int, charter: Charter, *, runtime: LineRuntime,
        store: SqliteStore, scribe: Scribe, memos: Memos, folder: Path,
        now_ms: Callable[[], int], alarm: Raise, client: WitnessCall,
    ) -> None:  # fmt: skip
        self._config = config
        self._keys: tuple[VerifierKey, ...] = config.keys
        self._client = client
        self._own, self._charter = own, charter
        self._runtime, self._store, self._scribe = runtime, store, scribe
        self._memos, self._folder = memos, folder
        self._now_ms, self._alarm = now_ms, alarm
        self._seen: dict[FeedKey, Seen] = {}
        self._known: dict[FeedKey, int] = {}
        self._waiting: dict[FeedKey, int] = {}
        self._refusals = 0
        self._turn = 0
        for party, generation, _ in runtime.line.heads():
            self._remember(party, generation)

    @property
    def name(self) -> str:
        """The witness's name."""
        return self._keys[0].name

    # --- what is known ---------------------------------------------------------------------------

    def views(self) -> tuple[WitnessedView, ...]:
        """Up to where the witness has signed each feed that has entries."""
        found = []
        for party, generation, size in self._runtime.line.heads():
            seen = self._seen.get((party, generation))
            if size or seen is not None:
                found.append(
                    WitnessedView(
                        witness=self.name,
                        party=self._charter.parties[party].id,
                        generation=generation,
                        position=0 if seen is None else seen.size,
                        of=size,
                        at_ms=None if seen is None else seen.at_s * 1000,
                    )
                )
        return tuple(found)

    def records(self) -> Iterator[NoteRecord]:
        """The heads with the witness's lines on them, for the export."""
        for seen in self._seen.values():
            yield seen.record

    def _memo(self, place: FeedKey) -> str:
        return f"witnessed/{self._charter.line_id.hex()}/{place[0]}/{place[1]}"

    def _remember(self, party: int, generation: int) -> None:
        """Find again what the witness had signed; what does not hold is as if not there."""
        data = self._memos.get(self._memo((party, generation)))
        if data is None:
            return
        try:
            note = Note.parse(data)
            checkpoint = Checkpoint.parse(note.text)
            known = {(key.name, key.key_id) for key in self._keys}
            lines = (line for line in note.lines if (line.name, line.key_id) in known)
            body = "".join(line.encode() for line in lines).encode()
            _, held = check_cosignatures(body, checkpoint, self._keys, REAL_SUITE)
        except (RemoteProtocolError, VerificationError):
            return
        record = NoteRecord(party, generation, checkpoint.size, data)
        at_s = max(one.timestamp_s for one in held)
        self._seen[party, generation] = Seen(checkpoint.size, at_s, record)
        self._known[party, generation] = checkpoint.size

    # --- asking ----------------------------------------------------------------------------------

    async def run(self) -> None:
        """Bring heads at the checkpoint interval until cancelled."""
        interval_s = self._scribe.interval_ms / 1000
        await asyncio.sleep(min(interval_s, FIRST_S_MAX))
        while True:
            await self.round()
            await asyncio.sleep(interval_s)

    async def round(self) -> None:
        """Bring every head that has grown, once."""
        heads = [head for head in self._runtime.line.heads() if head[2]]
        self._turn = self._turn % len(heads) if heads else 0
        for party, generation, _ in (heads[self._turn :] + heads[: self._turn])[:FEEDS_MAX]:
            self._turn += len(heads) > FEEDS_MAX
            record = self._store.note(party, generation)
            seen = self._seen.get((party, generation))
            if record is None or (seen is not None and record.size <= seen.size):
                continue
            self._waiting.setdefault((party, generation), self._now_ms())
            try:
                await self._bring(record)
            except (OSError, TimeoutError, UnicodeError) as error:
                _log.info("the witness was not reached", reason=type(error).__name__)
                break  # it is one address for all of them
            except (RemoteProtocolError, VerificationError) as error:
                self._refused(error.message)
            except DirectlineError as error:
                _log.error("what the witness signed is not kept", reason=error.message)
        self._ages()

    def _ages(self) -> None:
        """A head that waits too long for the witness is an alarm, until the witness has signed."""
        late_ms = self._config.overdue_min * 60_000
        now_ms = self._now_ms()
        late = any(now_ms - since > late_ms for since in self._waiting.values())
        holds = late or self._refusals >= REFUSALS_MAX
        self._alarm(AlarmKind.WITNESS, self.name, holds, {"detail": self.name})

    def _refused(self, reason: str) -> None:
        self._refusals += 1
        _log.warning("the witness refuses, or answers what does not hold", reason=reason)

    async def _bring(self, record: NoteRecord) -> None:
        """One head: ask, and again with the size that a 409 names."""
        place = (record.party, record.generation)
        checkpoint = Checkpoint.parse(Note.parse(record.note).text)
        tree = self._runtime.line.tree(*place)
        if checkpoint.size > tree.size or tree.root(checkpoint.size) != checkpoint.root:
            return  # the scribe has said so already
        for _ in range(ASKS_MAX):
            old = self._known.get(place, 0)
            if old > checkpoint.size:
                return  # others brought a later head: ours follows
            path = tree.consistency(old, checkpoint.size) if old else ()
            own = own_lines(record.note, self._log_key(*place))
            answer = await self._client.add_checkpoint(Request(old, path, own))
            if answer.status == CONFLICT:
                self._known[place] = answer.size()
                continue
            if answer.status == OK:
                self._signed(record, checkpoint, answer)
            elif answer.status == UNPROCESSABLE:
                await self._forked(record, checkpoint)
            else:
                self._refused(f"status {answer.status}")
            return
        self._refused("the size that it names changes each time")

    def _signed(self, record: NoteRecord, checkpoint: Checkpoint, answer: Answer) -> None:
        signed, held = check_cosignatures(answer.body, checkpoint, self._keys, REAL_SUITE)
        at_s = max(one.timestamp_s for one in held)
        place = (record.party, record.generation)
        kept = self._scribe.witnessed(record, signed.lines)
        self._seen[place] = Seen(checkpoint.size, at_s, kept)
        self._known[place] = checkpoint.size
        self._waiting.pop(place, None)
        self._refusals = 0
        self._memos.put(self._memo(place), kept.note)
        _log.info("witnessed", log=checkpoint.origin, size=checkpoint.size)

    # --- two histories ---------------------------------------------------------------------------

    async def _forked(self, record: NoteRecord, checkpoint: Checkpoint) -> None:
        """The witness signed a head that ours does not extend: prove it if both can be shown."""
        place = (record.party, record.generation)
        party = self._charter.parties[record.party].id
        _log.critical("the witness signed another history", party=party, size=checkpoint.size)
        answer = await self._client.checkpoint(sha256(checkpoint.origin.encode()).hex())
        proof = self._proof(record, answer)
        if proof is None:
            # Its word alone: an alarm of refusal, no claim against a party.
            self._refusals = max(self._refusals, REFUSALS_MAX)
            return
        name = keep_fork(self._folder, party, record.generation, proof)
        self._waiting.pop(place, None)
        self._alarm(AlarmKind.WITNESS_FORK, party, True, {"party": party, "detail": name})

    def _proof(self, record: NoteRecord, answer: Answer) -> bytes | None:
        """The proof of two histories, if the witness shows a head that its author signed."""
        key = self._log_key(record.party, record.generation)
        tree = self._runtime.line.tree(record.party, record.generation)
        try:
            theirs = open_checkpoint(answer.body, key, (), REAL_SUITE).checkpoint
        except (RemoteProtocolError, VerificationError):
            return None
        if not 0 < theirs.size <= record.size:
            return None
        return prove_fork(answer.body, record.note, key, tree)

    def _log_key(self, party: int, generation: int) -> VerifierKey:
        author = self._charter.parties[party]
        return log_key(origin(self._charter.line_id, author.id, generation), author.checkpoint)
