"""What is still to be receipted after a start is found in work that grows with the archive."""

from random import Random
from typing import Any

import pytest

from directline.line import serving
from directline.line.serving import OWED_KEPT
from directline.wire.entry import Header, Seen
from directline.wire.values import ClockQuality, Kind, Precedence

ROOT = bytes(32)
HEADER = Header(
    bytes(16), 1, 1, 1, 1, 1, 0, ClockQuality.SYNCED, Precedence.ROUTINE, False, Kind.MESSAGE, 0,
    (), (), ROOT,
)  # fmt: skip


def naive(held: dict[Any, Header], seen: Seen) -> dict[Any, Header]:
    """What the rule says: below the prefix, or named beyond it."""
    beyond = {position for position, _ in seen.beyond}
    return {
        key: header
        for key, header in held.items()
        if key[1] != seen.generation or (key[2] > seen.size and key[2] not in beyond)
    }


@pytest.mark.parametrize("seed", range(20))
def test_it_finds_what_looking_through_all_of_it_would_find(seed: int) -> None:
    chance = Random(seed)
    owed, plain = serving._Unreceipted(full=8), {}
    sizes = {1: 0, 2: 0}
    there: dict[int, set[int]] = {1: set(), 2: set()}
    for _ in range(400):
        generation = chance.choice((1, 2))
        if chance.random() < 0.6:
            position = chance.randint(sizes[generation] + 1, sizes[generation] + 40)
            if position not in there[generation]:
                there[generation].add(position)
                owed.add((1, generation, position), HEADER)
                plain[1, generation, position] = HEADER
            continue
        while sizes[generation] + 1 in there[generation]:
            sizes[generation] += 1
        ahead = sorted(p for p in there[generation] if p > sizes[generation] + 1)
        named = tuple((p, ROOT) for p in ahead if chance.random() < 0.3)
        seen = Seen(1, generation, sizes[generation], ROOT, named)
        owed.receipted(seen)
        plain = naive(plain, seen)
        assert owed.left() == plain


def test_a_gap_that_stays_open_does_not_make_each_receipt_look_through_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = 0
    real = serving._Unreceipted.left

    def left(self: serving._Unreceipted) -> serving.Owed:
        nonlocal looked
        looked += len(self.held)
        return real(self)

    monkeypatch.setattr(serving._Unreceipted, "left", left)
    owed, count = serving._Unreceipted(), 20 * OWED_KEPT
    for number in range(count):
        owed.add((1, 1, number + 2), HEADER)
        owed.receipted(Seen(1, 1, 0, ROOT, ()))
    assert len(owed.left()) == count
    assert looked < 4 * count
