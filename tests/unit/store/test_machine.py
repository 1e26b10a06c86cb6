"""Both stores do the same, whatever is committed in whatever order, over closes and reopens."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from directline.errors import StoreError
from directline.line.ports import EvidenceRecord, MetaRecord, NoteRecord, Record
from directline.store import MemoryStore, SqliteStore
from tests.unit.store.records import entry

SMALL = st.integers(1, 4)
ENTRIES = st.builds(
    lambda party, generation, position, text, body: entry(
        party, position, generation=generation, text=text, body=body
    ),
    st.integers(0, 2),
    st.integers(1, 2),
    SMALL,
    st.sampled_from(["", "", "", "other"]),
    st.none() | st.binary(max_size=40),
)
METAS = st.builds(MetaRecord, st.sampled_from("abc"), st.binary(max_size=20))
NOTES = st.builds(NoteRecord, st.integers(0, 1), SMALL, st.integers(0, 5), st.binary(max_size=20))
EVIDENCE = st.builds(
    EvidenceRecord, SMALL, SMALL, SMALL, *[st.binary(max_size=5)] * 4, st.integers(0, 9)
)
FAULTY = st.sampled_from([replace(entry(), position=0), MetaRecord("", b"")])
BATCHES = st.lists(ENTRIES | METAS | NOTES | EVIDENCE, max_size=6)


class TwoStores(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        self.memory = MemoryStore(own_party=0)
        self.sqlite = self.open()

    def open(self) -> SqliteStore:
        home = Path(self.directory.name)
        return SqliteStore(
            home / "line.db",
            own_party=0,
            anchor_path=home / "anchor",
            reserve_path=home / "reserve",
            reserve_bytes=4096,
        )

    def both(self, records: Sequence[Record], *, reserve: bool) -> None:
        outcomes: list[object] = []
        for store in (self.memory, self.sqlite):
            try:
                outcomes.append(store.commit(records, reserve=reserve))
            except StoreError as error:
                outcomes.append((type(error), error.message))
        assert outcomes[0] == outcomes[1]

    @rule(records=BATCHES, reserve=st.booleans())
    def commit(self, records: list[Record], reserve: bool) -> None:
        self.both(records, reserve=reserve)

    @rule(records=BATCHES, bad=FAULTY)
    def commit_what_cannot_be_kept(self, records: list[Record], bad: Record) -> None:
        self.both([*records, bad], reserve=False)

    @rule(places=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 2), SMALL), max_size=3))
    def forget(self, places: list[tuple[int, int, int]]) -> None:
        assert self.memory.forget(places) == self.sqlite.forget(places)

    @rule()
    def search_for_rot(self) -> None:
        found = self.sqlite.scrub()
        assert (found.damaged, found.misfiled) == ((), False)

    @rule()
    def reopen(self) -> None:
        self.sqlite.close()
        self.sqlite = self.open()

    @rule()
    def checkpoint(self) -> None:
        self.sqlite.checkpoint()

    @invariant()
    def same(self) -> None:
        one, two = self.memory, self.sqlite
        assert list(one.entries()) == list(two.entries())
        assert one.last_serial() == two.last_serial()
        assert one.read_anchor() == two.read_anchor()
        assert one.evidence() == two.evidence()
        for key in "abcd":
            assert one.meta(key) == two.meta(key)
        for party in range(2):
            for generation in range(1, 4):
                assert one.note(party, generation) == two.note(party, generation)

    def teardown(self) -> None:
        self.sqlite.close()
        self.directory.cleanup()


TwoStores.TestCase.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
TestTwoStores = TwoStores.TestCase
