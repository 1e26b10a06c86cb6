"""The scribe: which head is the newest, whom it is sent to again, what the others cosigned."""

import asyncio
import hashlib
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from directline.line.effects import NoteReceived
from directline.line.ports import NoteRecord
from directline.station.cosigned import Cosigned
from directline.station.custody import KeySigner
from directline.station.localdb import LocalDb, Memos
from directline.station.scribe import Scribe
from directline.transcript.checkpoint import Checkpoint, cosign, cosigner_name
from directline.transcript.note import Note
from directline.wire.charter import SignedCharter
from tests.support.stations import until
from tests.unit.transcript.sample import Key, Sample


class SlowKey:
    """A key kept elsewhere: each signature waits until it is let go."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self.gates: list[threading.Event] = []

    def public(self) -> bytes:
        return self._key.public()

    def sign(self, message: bytes) -> bytes:
        gate = threading.Event()
        self.gates.append(gate)
        assert gate.wait(60)
        return self._key.sign(message)


class Bench:
    """A scribe of ALPHA with a line and a store that only remember."""

    def __init__(self, path: Path, *, elsewhere: bool) -> None:
        self.sample = Sample("scribe", ("ALPHA", "BRAVO", "CHARLIE"))
        self.sent: list[tuple[int, tuple[int, ...] | None]] = []
        self.gone: set[int] = set()
        self.kept: dict[int, NoteRecord] = {}
        self.memos = Memos(LocalDb(path))
        self.slow = SlowKey(self.sample.key(0, "checkpoint"))
        here = KeySigner(hashlib.sha256(b"scribe ALPHA checkpoint").digest())
        self.charter = self.sample.charter
        line: Any = SimpleNamespace(root=self.root, heads=self.heads)
        runtime: Any = SimpleNamespace(
            status=lambda: SimpleNamespace(generation=1), line=line, send_note=self.send
        )
        keys: Any = SimpleNamespace(checkpoint=self.slow if elsewhere else here, mldsa=None)
        store: Any = SimpleNamespace(note=self.note)
        writer: Any = SimpleNamespace(submit=self.submit)
        other: Any = None
        self.scribe = Scribe(
            0, SignedCharter.decode(self.sample.signed_charter), self.charter, keys=keys,
            clock=other, store=store, writer=writer, runtime=runtime, catalogue=other,
            cosigned=self.cosigned(), left=self.gone.__contains__, forked=self.forked,
            anomaly=self.anomaly,
        )  # fmt: skip

    def cosigned(self) -> Cosigned:
        return Cosigned(0, self.charter, self.memos)

    def note(self, _p: int, _g: int, size: int | None = None) -> NoteRecord | None:
        return self.kept.get(max(self.kept, default=0) if size is None else size)

    def root(self, party: int, generation: int, size: int | None = None) -> tuple[int, bytes]:
        tree = self.sample.trees[party, generation]
        return tree.size, tree.root(tree.size if size is None else size)

    def heads(self) -> list[tuple[int, int, int]]:
        return [(0, 1, self.sample.trees[0, 1].size)]

    def send(self, _p: int, _g: int, size: int, _note: bytes, to: Any = None) -> None:
        self.sent.append((size, None if to is None else tuple(sorted(to))))

    def submit(
        self, records: tuple[NoteRecord, ...], *, reserve: bool, done: Callable[[None], None]
    ) -> None:
        assert not reserve
        for record in records:
            self.kept[record.size] = record
        done(None)

    def forked(self, party: int, _generation: int, _proof: bytes) -> None:
        raise AssertionError(party)

    def anomaly(self, party: int, reason: str) -> None:
        raise AssertionError((party, reason))

    def comes_back(self, size: int, party: int, at_s: int) -> None:
        """Our head of this size, with a party's cosignature."""
        note = Note.parse(self.kept[size].note)
        note = Note(note.text, note.lines[:1])
        head = Checkpoint.parse(note.text)
        name = cosigner_name(self.charter.line_id, self.charter.parties[party].id)
        line = cosign(head, name, self.sample.key(party, "cosigner"), at_s)
        self.scribe.received(NoteReceived(party, 0, 1, size, note.with_line(line).encode()))


async def test_of_two_heads_signed_elsewhere_the_larger_stays_the_newest(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "desk.db", elsewhere=True)
    bench.sample.message(0)
    first = bench.scribe.sign_head()
    await until(lambda: len(bench.slow.gates) == 1, "the first is being signed")
    bench.sample.message(0)
    second = bench.scribe.sign_head()
    await until(lambda: len(bench.slow.gates) == 2, "the second too")
    assert first is not None
    assert second is not None
    bench.slow.gates[1].set()
    await asyncio.wait_for(second, 60)
    bench.slow.gates[0].set()
    await asyncio.wait_for(first, 60)
    assert set(bench.kept) == {1, 2}, "both are kept"
    assert bench.sent == [(2, None)], "the older one is news to nobody"
    bench.scribe.repeat()
    assert bench.sent[1:] == [(2, (1, 2))]


async def test_a_head_is_sent_again_to_those_who_owe_a_cosignature_and_stay(
    tmp_path: Path,
) -> None:
    bench = Bench(tmp_path / "desk.db", elsewhere=False)
    bench.sample.message(0)
    bench.scribe.announce()
    bench.scribe.announce()
    assert bench.sent == [(1, None), (1, (1, 2))]
    bench.comes_back(1, 1, 1_474_117_500)
    bench.scribe.announce()
    assert bench.sent[2:] == [(1, (2,))], "BRAVO has cosigned it"
    bench.gone.add(2)
    bench.scribe.announce()
    assert len(bench.sent) == 3, "CHARLIE has left the line"


async def test_what_each_party_cosigned_last_is_known_after_a_restart(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "desk.db", elsewhere=False)
    for size in (1, 2):
        bench.sample.message(0)
        bench.scribe.announce()
        bench.comes_back(size, 1, 1_474_117_500 + size)
    bench.comes_back(1, 2, 1_474_117_900)
    bench.comes_back(1, 1, 1_474_117_999)
    for known in (bench.scribe.cosigned, bench.cosigned()):
        bravo, charlie = known.of(1), known.of(2)
        assert bravo is not None
        assert charlie is not None
        assert (bravo.generation, bravo.size, bravo.at_s) == (1, 2, 1_474_117_502)
        assert (charlie.generation, charlie.size, charlie.at_s) == (1, 1, 1_474_117_900)
        assert [record.size for record in known.records()] == [2, 1]
        assert len(Note.parse(charlie.record.note).lines) == 2, "ours and CHARLIE's alone"
    both = {line.name.rpartition("/")[2] for line in Note.parse(bench.kept[1].note).lines}
    assert both == {"g1", "BRAVO", "CHARLIE"}, "a late line voids none that is kept"


@pytest.mark.parametrize("spoil", [b"", b"not a note"])
async def test_what_does_not_hold_is_as_if_not_remembered(tmp_path: Path, spoil: bytes) -> None:
    bench = Bench(tmp_path / "desk.db", elsewhere=False)
    bench.sample.message(0)
    bench.scribe.announce()
    bench.comes_back(1, 1, 1_474_117_500)
    key = f"cosigned/{bench.charter.line_id.hex()}/1"
    data = bench.memos.get(key)
    assert data is not None
    bench.memos.put(key, spoil or data.replace(b"/g1\n", b"/g2\n"))
    assert bench.cosigned().of(1) is None
    bench.memos.put(key, data)
    assert bench.cosigned().of(1) is not None
