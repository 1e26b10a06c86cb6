"""Key events: who may declare which keys lost, for which line, and which keys then are."""

from dataclasses import replace

import pytest

from directline.errors import RemoteProtocolError, VerificationError
from directline.wire.codec import encode
from directline.wire.keyevent import (
    FORMAT,
    NOT_SAID,
    KeyEvent,
    decode_key_event,
    lost_keys,
    read_key_event,
)
from tests.unit.wire.test_chain import FIRST, NOON, SIDES, chain, following, other, signed

EVENT = KeyEvent(FIRST.line_id, 1, 1, NOON, NOON - 60_000, "a disk is missing")
RECOVERY = 4


def said(event: KeyEvent, side: int = 1, key: int = RECOVERY) -> bytes:
    return event.encode(SIDES[side].keys[key].sign(event.signed_bytes()))


@pytest.mark.spec("KEY-2")
def test_the_recovery_key_declares_its_own_partys_keys_lost() -> None:
    assert read_key_event(said(EVENT), FIRST) == EVENT
    silent = replace(EVENT, claimed_ms=NOT_SAID, why="")
    assert read_key_event(said(silent), FIRST) == silent
    assert silent.fingerprint != EVENT.fingerprint


@pytest.mark.spec("KEY-2")
@pytest.mark.parametrize(
    "data",
    [
        *(said(EVENT, key=key) for key in (0, 1, 2, 3, 5)),
        said(EVENT, side=0),
        said(replace(EVENT, line=bytes(16))),
        said(replace(EVENT, version=2)),
        said(replace(EVENT, party=3)),
        said(EVENT)[:-1] + bytes((said(EVENT)[-1] ^ 1,)),
        said(EVENT).replace(b"disk", b"dusk"),
    ],
)
def test_nobody_else_and_for_nothing_else(data: bytes) -> None:
    with pytest.raises(VerificationError):
        read_key_event(data, FIRST)


@pytest.mark.spec("KEY-1")
@pytest.mark.parametrize(
    "value",
    [
        (FORMAT, (FIRST.line_id, 1, 1, NOON, NOON, "x"), bytes(63)),
        (FORMAT, (FIRST.line_id, 1, 1, NOON, NOON), bytes(64)),
        (FORMAT, (FIRST.line_id, 1, 0, NOON, NOON, "x"), bytes(64)),
        (FORMAT, (FIRST.line_id, 16, 1, NOON, NOON, "x"), bytes(64)),
        (FORMAT, (FIRST.line_id, 1, 1, -1, NOON, "x"), bytes(64)),
        (FORMAT, (FIRST.line_id, 1, 1, NOON, -2, "x"), bytes(64)),
        (FORMAT, (FIRST.line_id, 1, 1, NOON, NOON, "x" * 201), bytes(64)),
        (FORMAT, (FIRST.line_id, 1, 1, NOON, NOON, "x\n"), bytes(64)),
        (FORMAT, (bytes(15), 1, 1, NOON, NOON, "x"), bytes(64)),
        ("directline/key-event/v2", (FIRST.line_id, 1, 1, NOON, NOON, "x"), bytes(64)),
        (FORMAT, bytes(3_000), bytes(64)),
    ],
)
def test_another_layout_is_refused(value: tuple[object, ...]) -> None:
    with pytest.raises(RemoteProtocolError) as refused:
        decode_key_event(encode(value))  # type: ignore[arg-type]
    assert refused.value.rule == "KEY-1"


@pytest.mark.spec("KEY-3")
def test_lost_are_the_keys_of_the_version_whatever_a_later_one_names() -> None:
    assert lost_keys((EVENT,), FIRST, "tls") == {FIRST.parties[1].tls}
    fresh = SIDES[1].keys[6].public()
    renewed = following(FIRST, parties=other(tls=fresh, identity=SIDES[1].keys[5].public()))
    newest = chain(signed(FIRST), signed(renewed, 0, RECOVERY, 0)).verify()
    assert lost_keys((EVENT,), newest, "tls") == {FIRST.parties[1].tls}
    assert fresh not in lost_keys((EVENT,), newest, "tls")
    kept = chain(signed(FIRST), signed(following(FIRST))).verify()
    assert lost_keys((EVENT,), kept, "tls") == {FIRST.parties[1].tls}, "it changed other things"
    again = following(renewed, parties=FIRST.parties)
    returned = chain(
        signed(FIRST), signed(renewed, 0, RECOVERY, 0), signed(again, 0, RECOVERY, 0)
    ).verify()
    assert lost_keys((EVENT,), returned, "tls") == {FIRST.parties[1].tls}, "lost stays lost"
    assert lost_keys((), newest, "tls") == frozenset()


@pytest.mark.spec("AMEND-4")
def test_whose_recovery_key_signed_is_told() -> None:
    renewed = following(FIRST, parties=other(identity=SIDES[1].keys[5].public()))
    whole = chain(
        signed(FIRST), signed(renewed, 0, RECOVERY, 0), signed(following(renewed), 0, 5, 0)
    )
    assert whole.vouched() == {2: frozenset({1}), 3: frozenset()}
    assert signed(FIRST).vouched() == {}
