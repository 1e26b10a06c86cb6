"""A type of frame that has a place and is not in use yet: refused, however well it is sealed."""

import pytest

from directline.wire.control import Ack
from directline.wire.frame import FrameType
from tests.support.liar import Liar
from tests.support.pair import World


@pytest.mark.spec("FRAME-2")
def test_a_bell_is_refused_and_never_acknowledged() -> None:
    liar = Liar(World())
    liar.meet()
    bell = liar.frame(FrameType.BELL, b"\x80")
    for _ in range(2):
        liar.say(bell)
    liar.world.run(0.1)
    assert [error.rule for error in liar.world.alpha.errors] == ["FRAME-2", "FRAME-2"]
    acked = [
        (lane, first)
        for opened in liar.listen()
        if opened.type is FrameType.ACK
        for lane, first, _ in Ack.decode(opened.content).ranges
    ]
    assert acked == []
