"""A party that hides some entries from one and other ones from another hides none from either."""

from dataclasses import replace
from itertools import pairwise

import pytest

from directline.line.hearsay import Hearsay
from directline.line.limits import EARLIER_ASKED_NS_MAX, SECOND
from directline.wire.control import Head
from tests.unit.line.test_many import ALPHA, BRAVO, CHARLIE, Three, held, say

LAST = 12


@pytest.mark.spec("REQUEST-3")
def test_two_give_each_other_what_was_hidden_from_either() -> None:
    source, world = Three(), Three()
    for number in range(LAST):
        say(source, ALPHA, str(number))
    for number in (BRAVO, CHARLIE):
        for position in range(number, LAST + 1, 2):
            record = replace(held(source, ALPHA, (0, 1, position)), bearer="tls")
            world.stations[number].store.commit([record], reserve=True)
        world.restart(number)
    world.meet((1, 2))
    world.run(40)
    for number in (BRAVO, CHARLIE):
        missing = [p for p in range(1, LAST + 1) if not world.stations[number].store.entry(0, 1, p)]
        assert not missing, f"station {number}"


def test_what_nobody_gives_is_asked_for_less_and_less_and_what_is_new_at_once() -> None:
    world = Three()
    hearsay = Hearsay(world.stations[BRAVO].line._ctx, CHARLIE)

    def asked(until_s: int, *heads: Head, since_s: int = 0) -> list[int]:
        return [s for s in range(since_s, until_s) if hearsay.spans(heads, s * SECOND)]

    times = asked(30_000, Head(ALPHA, 1, 0, 2**40))
    gaps = [b - a for a, b in pairwise(times)]
    assert gaps[0] <= 4
    assert gaps == sorted(gaps)
    assert max(gaps) == EARLIER_ASKED_NS_MAX // SECOND
    assert asked(30_020, Head(ALPHA, 1, 3, 2**40), since_s=30_000), "it holds more than before"
