"""Damaged entries are asked for in turn: what nobody has keeps nothing else back."""

from directline.line.damage import Damage
from directline.line.limits import DAMAGE_ASK_NS, DAMAGE_SPANS_MAX


def test_every_damaged_place_is_asked_of_each_peer_in_turn() -> None:
    damage = Damage(lambda _key, _found: None)
    places = {(1, 1, position) for position in range(1, 3 * DAMAGE_SPANS_MAX)}
    for key in places:
        damage.found(key, shown=False)
    for peer in (0, 2):
        asked: set[tuple[int, int, int]] = set()
        for turn in range(3):
            spans = damage.spans(peer, turn * DAMAGE_ASK_NS)
            assert len(spans) == DAMAGE_SPANS_MAX
            asked |= {span[:3] for span in spans}
        assert asked == places


def test_a_place_is_not_asked_for_twice_in_one_request() -> None:
    damage = Damage(lambda _key, _found: None)
    for position in (5, 9):
        damage.found((0, 1, position), shown=False)
    for turn in range(3):
        spans = damage.spans(1, turn * DAMAGE_ASK_NS)
        assert sorted(spans) == [(0, 1, 5, 5), (0, 1, 9, 9)]
