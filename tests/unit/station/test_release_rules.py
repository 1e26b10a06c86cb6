"""Who may release: the two-person rule, its life-saving exceptions, raised precedence."""

from dataclasses import replace

import pytest

from directline.catalogue.forms import Form
from directline.errors import AccessError, LocalProtocolError
from directline.station.release_rules import DraftFacts, judge, needs_second
from directline.wire.values import Precedence


def form(code: str, precedence: Precedence, **more: bool) -> Form:
    return Form(code, 1, f"form-{code}", precedence, (), **more)  # type: ignore[arg-type]


STOP = form("I1", Precedence.FLASH, life_saving=True)
NOTICE = form("A6", Precedence.PRIORITY)
CANCEL = form("L6", Precedence.ROUTINE, life_saving_by_reference=True, precedence_of_reference=True)
PROTEST = form("Q6", Precedence.ROUTINE)
RECEIPT = form("L4", Precedence.ROUTINE, life_saving=True, composable=False)


def draft(of: Form, drafter: int = 1, **changes: object) -> DraftFacts:
    base = DraftFacts(of, drafter, of.precedence)
    return replace(base, **changes)  # type: ignore[arg-type]


def test_one_officer_alone_releases_a_life_saving_form_and_a_second_confirms_later() -> None:
    assert judge(draft(STOP), 1).second_pending


def test_a_life_saving_form_that_two_handled_needs_no_confirmation() -> None:
    assert not judge(draft(STOP), 2).second_pending


def test_the_drafter_may_not_release_any_other_form() -> None:
    with pytest.raises(AccessError):
        judge(draft(NOTICE), 1)
    assert not judge(draft(NOTICE), 2).second_pending
    assert needs_second(draft(NOTICE))


def test_a_cancel_follows_what_it_cancels() -> None:
    of_stop = draft(
        CANCEL, referred=STOP, referred_precedence=Precedence.FLASH, precedence=Precedence.FLASH
    )
    assert judge(of_stop, 1).second_pending
    of_notice = draft(
        CANCEL, referred=NOTICE, referred_precedence=Precedence.PRIORITY,
        precedence=Precedence.PRIORITY,
    )  # fmt: skip
    with pytest.raises(AccessError):
        judge(of_notice, 1)


def test_a_cancel_may_not_go_below_its_original() -> None:
    with pytest.raises(LocalProtocolError):
        judge(draft(CANCEL, referred=STOP, referred_precedence=Precedence.FLASH), 2)


def test_precedence_is_never_lowered() -> None:
    with pytest.raises(LocalProtocolError):
        judge(draft(STOP, precedence=Precedence.ROUTINE), 1)


def test_a_raised_precedence_needs_another_officer_than_the_one_who_raised_it() -> None:
    raised = draft(NOTICE, precedence=Precedence.FLASH, raised_by=2)
    with pytest.raises(AccessError):
        judge(raised, 2)
    assert not judge(raised, 3).second_pending


def test_even_a_life_saving_form_is_not_raised_by_one_alone() -> None:
    low = form("I5", Precedence.IMMEDIATE, life_saving=True)
    with pytest.raises(AccessError):
        judge(draft(low, precedence=Precedence.FLASH, raised_by=1), 1)


def test_a_protest_is_never_flash() -> None:
    with pytest.raises(LocalProtocolError, match="never be FLASH"):
        judge(draft(PROTEST, precedence=Precedence.FLASH, raised_by=1), 2)


def test_a_system_may_draft_but_an_officer_must_take_it_over() -> None:
    with pytest.raises(AccessError, match="taken this draft over"):
        judge(draft(NOTICE, drafter=0), 1)
    assert judge(draft(STOP, drafter=0), 1).second_pending


def test_receipts_are_not_composed_by_hand() -> None:
    with pytest.raises(LocalProtocolError):
        judge(draft(RECEIPT), 2)
