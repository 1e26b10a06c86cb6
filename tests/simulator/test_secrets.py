"""The checker of keys: none is forgotten in a way that would let it be used again."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from directline.simulator.checkers import secrets
from directline.simulator.checkers.base import Sealing, ViolationError
from directline.simulator.checkers.secrets import OneKey

RECENT = 50


@pytest.fixture
def checker(monkeypatch: pytest.MonkeyPatch) -> OneKey:
    monkeypatch.setattr(secrets, "RECENT_MAX", RECENT)
    made = OneKey(cast(Any, SimpleNamespace(liars=frozenset())))
    for index in range(1_000):
        seal(made, index)
    return made


def seal(checker: OneKey, index: int, *, key: bytes = b"", plain: bytes = b"x") -> None:
    sealing = Sealing(0, 1, 1, bytes(16), 3, 3, index, plain)
    checker.sealed(sealing, key or index.to_bytes(32), b"associated", None)


def test_memory_stays_bounded_and_new_keys_pass(checker: OneKey) -> None:
    assert len(checker._used) == RECENT
    assert len(checker._old) < 100
    seal(checker, 1_000)
    seal(checker, 1_000)


@pytest.mark.parametrize("index", [0, 63, 64, 100, 949, 950, 999])
def test_an_index_is_never_used_for_something_else(checker: OneKey, index: int) -> None:
    with pytest.raises(ViolationError, match="twice"):
        seal(checker, index, plain=b"other")


@pytest.mark.parametrize("index", [3, 640, 990])
def test_a_key_of_another_stream_is_known_again(checker: OneKey, index: int) -> None:
    sealing = Sealing(0, 1, 2, bytes(16), 3, 3, 0, b"x")
    with pytest.raises(ViolationError, match="twice"):
        checker.sealed(sealing, index.to_bytes(32), b"other associated", None)


def test_a_counter_that_goes_back_is_seen_with_keys_long_forgotten(checker: OneKey) -> None:
    with pytest.raises(ViolationError, match="twice"):
        seal(checker, 500, key=b"n" * 32)
