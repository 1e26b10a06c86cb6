"""The classes of silence are told apart and never name a motive."""

from dataclasses import replace

import pytest

from directline.station.silence import MessageFacts, PeerFacts, of_message, of_peer
from directline.station.views import Silence

WELL = PeerFacts(own_cut_off=False, connected=True, blackout=False, hears_us=True, attended=True)
WAITS = MessageFacts(waits=True, level=2, declined=False, suspended=False, overdue=True)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (WELL, Silence.NONE),
        (replace(WELL, own_cut_off=True, connected=False, blackout=True), Silence.OWN_CUT_OFF),
        (replace(WELL, own_cut_off=True), Silence.NONE),
        (replace(WELL, connected=False), Silence.UNREACHABLE),
        (replace(WELL, blackout=True), Silence.UNREACHABLE),
        (replace(WELL, hears_us=False), Silence.NOT_HEARD),
        (replace(WELL, hears_us=False, blackout=True), Silence.NOT_HEARD),
        (replace(WELL, hears_us=None, attended=None), Silence.NONE),
        (replace(WELL, attended=False), Silence.NOBODY_AT_DESK),
        (replace(WELL, opened_overdue=True), Silence.OPENED_NOT_ANSWERED),
        (replace(WELL, suspended=True), Silence.SUSPENDED),
    ],
)
def test_peer(facts: PeerFacts, expected: Silence) -> None:
    assert of_peer(facts) is expected


@pytest.mark.parametrize(
    ("facts", "peer", "expected"),
    [
        (WAITS, Silence.UNREACHABLE, Silence.UNREACHABLE),
        (WAITS, Silence.NONE, Silence.NOBODY_AT_DESK),
        (replace(WAITS, overdue=False), Silence.NONE, Silence.NONE),
        (replace(WAITS, level=3), Silence.NONE, Silence.OPENED_NOT_ANSWERED),
        (replace(WAITS, level=3, overdue=False), Silence.NONE, Silence.NONE),
        (replace(WAITS, declined=True, waits=False), Silence.NONE, Silence.DECLINED),
        (replace(WAITS, suspended=True), Silence.NONE, Silence.SUSPENDED),
        (replace(WAITS, waits=False), Silence.UNREACHABLE, Silence.NONE),
    ],
)
def test_message(facts: MessageFacts, peer: Silence, expected: Silence) -> None:
    assert of_message(facts, peer) is expected


def test_no_class_names_a_motive() -> None:
    for silence in Silence:
        assert not {"ignored", "refused", "hostile", "unwilling"} & set(silence.value.split("-"))
