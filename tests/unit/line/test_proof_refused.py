"""The proof of two histories, on a disk that does not take it."""

import pytest

from directline.line.effects import Evidence
from directline.wire.frame import FrameType, encode_explicit
from tests.support.liar import Liar
from tests.support.pair import World


@pytest.mark.spec("FORK-1")
def test_a_proof_that_was_refused_is_not_told_and_comes_again_with_its_frame() -> None:
    world = World()
    liar = Liar(world)
    liar.meet()
    liar.send(liar.entry(1, "one"))
    world.run(0.1)
    world.alpha.stuffed = True
    second = liar.entry(1, "two")
    frame = liar.frame(FrameType.ENTRY_EXPLICIT, encode_explicit(second, with_salt=False), 0)
    liar.say(frame)
    world.run(0.1)
    assert not world.alpha.store.evidence()
    assert not world.alpha.of(Evidence), "nothing is told that is not kept"
    world.alpha.stuffed = False
    liar.say(frame)
    world.run(0.1)
    assert len(world.alpha.store.evidence()) == 1
    assert len(world.alpha.of(Evidence)) == 1
