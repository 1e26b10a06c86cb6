"""An act on an undertaking is refused before its release where the terms do not allow it."""

import pytest

from directline.catalogue import load
from directline.errors import FormErrors, LocalProtocolError
from directline.station.undertaken import check_act
from directline.wire.body import Body
from directline.wire.codec import Value
from tests.unit.books.made import DAY, HOUR, T0, message
from tests.unit.catalogue.sample_parts import CTX
from tests.unit.catalogue.samples import SAMPLES
from tests.unit.catalogue.samples import values_of as sample_of

ACT = load().form("U2")
OFFER = load().form("U1")


def checked(of: Body | None, **more: Value) -> None:
    values: dict[str, Value] = {
        "ref": (0, 1, 1), "undertaking_act": "denounce", "ground": "own-terms",
        "effect_at": T0 + 3 * DAY, "humanitarian": "no", **more,
    }  # fmt: skip
    held = None if of is None else (load().find(of.code), of)
    check_act(ACT, message("U2", **values), held, T0)


def offer(**more: Value) -> Body:
    values: dict[str, Value] = {"humanitarian": "no", "notice_hours": 48, **more}
    return message("U1", **values)


def test_an_act_within_the_terms_may_go() -> None:
    checked(offer())
    checked(offer(notice_hours=72))
    checked(offer(notice_hours=90), ground="response-to-breach")  # the release rule is the book's
    checked(message("H6"), effect_at=T0)  # it says nothing of notice
    checked(offer(humanitarian="yes"), humanitarian="yes")
    check_act(load().form("I1"), message("I1"), None, T0)


def test_a_denunciation_before_its_notice_is_refused() -> None:
    with pytest.raises(LocalProtocolError, match="48 hours after"):
        checked(offer(), effect_at=T0 + 48 * HOUR - 1)
    checked(offer(), effect_at=T0 + 48 * HOUR)


def test_a_humanitarian_undertaking_cannot_be_called_otherwise() -> None:
    with pytest.raises(LocalProtocolError, match="it is humanitarian"):
        checked(offer(humanitarian="yes"), ground="response-to-breach")


def test_and_called_so_it_cannot_name_a_claim() -> None:
    """Together with the rule above: no suspension of it in answer to a breach is ever released."""
    assert sample_of("U2")
    with pytest.raises(FormErrors, match="claim"):
        load().parse(ACT, SAMPLES["U2"] | {"humanitarian": "yes"}, ctx=CTX)


@pytest.mark.parametrize("of", [None, message("A1"), Body("Z9", 1, ())])
def test_an_act_on_nothing_is_refused(of: Body | None) -> None:
    with pytest.raises(LocalProtocolError, match="no undertaking"):
        checked(of)
