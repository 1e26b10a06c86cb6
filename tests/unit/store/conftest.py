"""Stores for the tests: one suite runs on every kind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from directline.store import MemoryStore, SqliteStore

AnyStore = SqliteStore | MemoryStore
OpenSqlite = Callable[..., SqliteStore]


@pytest.fixture
def open_sqlite(tmp_path: Path) -> Iterator[OpenSqlite]:
    opened: list[SqliteStore] = []

    def open_one(**options: Any) -> SqliteStore:
        options.setdefault("own_party", 0)
        options.setdefault("reserve_bytes", 64 * 1024)
        store = SqliteStore(
            tmp_path / "line.db",
            anchor_path=tmp_path / "anchor",
            reserve_path=tmp_path / "reserve",
            **options,
        )
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, open_sqlite: OpenSqlite) -> AnyStore:
    return MemoryStore(own_party=0) if request.param == "memory" else open_sqlite()


@pytest.fixture(params=["memory", "sqlite"])
def small_store(request: pytest.FixtureRequest, open_sqlite: OpenSqlite) -> AnyStore:
    if request.param == "memory":
        return MemoryStore(own_party=0, bytes_max=256 * 1024, reserve_bytes=64 * 1024)
    return open_sqlite(bytes_max=256 * 1024, reserve_bytes=64 * 1024)
