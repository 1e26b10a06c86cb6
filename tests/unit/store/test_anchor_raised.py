"""A crash between an entry and its anchor, then a backup: the next opening raises the anchor."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from directline.line.ports import Anchor
from directline.store import SqliteStore
from directline.store.anchor import AnchorFile
from directline.wire.control import Head
from directline.wire.frame import FrameType
from tests.support.liar import Liar
from tests.support.pair import World
from tests.unit.store.conftest import OpenSqlite
from tests.unit.store.records import entry


def anchored(tmp_path: Path, anchor: Anchor | None) -> None:
    """The anchor's file as it was before the crash."""
    (tmp_path / "anchor").unlink(missing_ok=True)
    if anchor is not None:
        file = AnchorFile(tmp_path / "anchor")
        file.write(anchor)
        file.close()


@pytest.mark.spec("START-1")
def test_an_opening_raises_the_anchor_to_the_last_entry_of_its_own(
    tmp_path: Path, open_sqlite: OpenSqlite
) -> None:
    store = open_sqlite()
    given_back = replace(entry(0, 4, generation=2), bearer="tls")
    own = [entry(0, 1), entry(0, 2), entry(0, 1, generation=2), entry(0, 2, generation=2)]
    store.commit([*own, entry(0, 3, generation=2), given_back, entry(1, 9)], reserve=True)
    store.close()
    for before in (Anchor(1, 0, bytes(32)), Anchor(1, 2, own[1].leaf), Anchor(2, 2, own[3].leaf)):
        anchored(tmp_path, before)
        store = open_sqlite()
        assert store.read_anchor() == Anchor(2, 3, entry(0, 3, generation=2).leaf)
        store.close()
    assert AnchorFile(tmp_path / "anchor").read() == Anchor(2, 3, entry(0, 3, generation=2).leaf)


@pytest.mark.spec("START-1", "START-2")
@pytest.mark.parametrize("before", [None, Anchor(1, 2, bytes(32)), Anchor(3, 7, bytes(32))])
def test_an_opening_makes_no_anchor_and_lowers_none(
    before: Anchor | None, tmp_path: Path, open_sqlite: OpenSqlite
) -> None:
    store = open_sqlite()
    store.commit([entry(0, 1), entry(0, 2), replace(entry(0, 3), bearer="tls")], reserve=True)
    store.close()
    anchored(tmp_path, before)
    assert open_sqlite().read_anchor() == before


@pytest.mark.spec("START-1", "DAMAGE-1")
def test_a_damaged_entry_does_not_become_the_anchor(
    tmp_path: Path, open_sqlite: OpenSqlite
) -> None:
    store = open_sqlite()
    store.commit([entry(0, n) for n in (1, 2, 3)], reserve=True)
    store.close()
    anchored(tmp_path, Anchor(1, 1, entry(0, 1).leaf))
    with sqlite3.connect(tmp_path / "line.db") as database:
        database.execute(
            "UPDATE entries SET leaf = ?, body = x'00' WHERE position = 3", (bytes(32),)
        )
    database.close()
    assert open_sqlite().read_anchor() == Anchor(1, 2, entry(0, 2).leaf)


@pytest.mark.spec("START-1", "FORK-1")
def test_no_place_is_used_twice_after_a_crash_before_the_anchor_and_a_backup(
    tmp_path: Path, open_sqlite: OpenSqlite
) -> None:
    world = World()
    alpha, liar = world.alpha, Liar(world)

    def start(store: SqliteStore) -> None:
        world.crash(0)
        alpha.store = store  # type: ignore[assignment]
        alpha.anchor = store.read_anchor()
        world.restart(0)
        liar.start()
        liar.meet()
        for _ in range(5):
            liar.beat()
            world.run(0.5)

    anchored(tmp_path, alpha.anchor)
    alpha.fresh = True
    start(open_sqlite())
    alpha.release(text="one")
    world.run(0.2)
    alpha.store.close()
    backup, before = tmp_path / "backup.db", AnchorFile(tmp_path / "anchor").read()
    shutil.copy(tmp_path / "line.db", backup)
    liar.heads = (Head(0, 1, 1, 1), Head(1, 1, 0, 0))
    start(open_sqlite())
    world.cut()
    assert alpha.release(text="two, in the database").position == 2
    alpha.store.close()
    anchored(tmp_path, before)  # The crash came before the anchor's write.
    liar.got.clear()
    start(open_sqlite())
    liar.listen()
    entries = {FrameType.ENTRY_EXPLICIT, FrameType.ENTRY_IMPLIED}
    assert any(opened.type in entries for opened in liar.got), "it has left"
    alpha.store.close()
    shutil.copy(backup, tmp_path / "line.db")
    start(open_sqlite())
    ticket = alpha.release(text="another two")
    assert (ticket.generation, ticket.position) != (1, 2)
