"""Up to where each other party has cosigned our feed, as far as we were shown; over restarts.

Nothing on the line waits for a cosignature.  Its absence is shown with its age, and an export
brings the last head that each has cosigned beside the newest one, so that a reader sees both.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from directline.errors import RemoteProtocolError, VerificationError
from directline.line.ports import NoteRecord
from directline.station.localdb import Memos
from directline.transcript import cosigner_name, log_key, open_checkpoint, origin
from directline.transcript.checkpoint import OpenedCheckpoint
from directline.transcript.checks import cosigner_keys
from directline.transcript.note import Note
from directline.wire.charter import Charter
from directline.wire.suite import REAL_SUITE


@dataclass(frozen=True, slots=True)
class LastCosigned:
    """The largest head of our feed that one other party has cosigned."""

    generation: int
    size: int
    at_s: int
    """By that party's clock."""
    record: NoteRecord
    """Our own line and that party's."""


class Cosigned:
    """What the others have cosigned of our feed.

    Args:
        own: our party index.
        charter: the charter in force.
        memos: remember it over a restart.
    """

    def __init__(self, own: int, charter: Charter, memos: Memos) -> None:
        self._own, self._charter, self._memos = own, charter, memos
        others = (n for n in range(len(charter.parties)) if n != own)
        self._names = {cosigner_name(charter.line_id, charter.parties[n].id): n for n in others}
        self._last: dict[int, LastCosigned] = {}
        for party in self._names.values():
            self._remember(party)

    def of(self, party: int) -> LastCosigned | None:
        """What a party has cosigned last; None: nothing that we were shown."""
        return self._last.get(party)

    def records(self) -> Iterator[NoteRecord]:
        """The last head that each party has cosigned, for the export."""
        for last in self._last.values():
            yield last.record

    def took(self, generation: int, opened: OpenedCheckpoint, note: bytes) -> None:
        """A head of ours came back, and what stands on it holds."""
        for name in {one.name for one in opened.cosignatures} & self._names.keys():
            last = self._of(name, generation, opened, note)
            known = self._last.get(self._names[name])
            if known is None or (known.generation, known.size) < (generation, last.size):
                self._last[self._names[name]] = last
                self._memos.put(self._memo(self._names[name]), last.record.note)

    def _of(
        self, name: str, generation: int, opened: OpenedCheckpoint, note: bytes
    ) -> LastCosigned:
        own, size = opened.checkpoint.origin, opened.checkpoint.size
        at_s = max(one.timestamp_s for one in opened.cosignatures if one.name == name)
        whole = Note.parse(note)
        lines = tuple(line for line in whole.lines if line.name in {own, name})
        data = Note(whole.text, lines).encode()
        return LastCosigned(generation, size, at_s, NoteRecord(self._own, generation, size, data))

    def _memo(self, party: int) -> str:
        return f"cosigned/{self._charter.line_id.hex()}/{party}"

    def _remember(self, party: int) -> None:
        """Find again what a party had cosigned; what does not hold is as if not there."""
        data = self._memos.get(self._memo(party))
        if data is None:
            return
        own = self._charter.parties[self._own]
        begun = origin(self._charter.line_id, own.id, 1).removesuffix("1")
        try:
            name, _, digits = Note.parse(data).text.partition("\n")[0].rpartition("/g")
            generation = int(digits) if digits.isascii() and digits.isdecimal() else 0
            if not generation or f"{name}/g" != begun:
                return
            key = log_key(f"{begun}{generation}", own.checkpoint)
            opened = open_checkpoint(data, key, cosigner_keys(self._charter), REAL_SUITE)
        except (RemoteProtocolError, VerificationError):
            return
        theirs = (name for name, number in self._names.items() if number == party)
        for mine in theirs:
            if any(one.name == mine for one in opened.cosignatures):
                self._last[party] = self._of(mine, generation, opened, data)
