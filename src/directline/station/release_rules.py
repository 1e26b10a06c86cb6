"""Who may release what: two officers by rule, one alone for the life-saving forms.  Pure.

The rule binds persons, not passwords: a draft that a party's own system made has no drafting
officer, so an officer must take it over before a second one may release it.
"""

from dataclasses import dataclass

from directline.errors import AccessError, LocalProtocolError
from directline.wire.values import Precedence

LIFE_SAVING_BY_REFERENCE = frozenset({"L6", "L7"})
"""Correction, cancel and query: one officer alone when they refer to a life-saving message."""
NEVER_FLASH = frozenset({"Q5", "Q6"})
"""Leader calls and protests: they keep out of the safety queue and never ring it."""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What the rules need to know of a form."""

    code: str
    life_saving: bool
    precedence: Precedence
    composable: bool = True


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What the rules need to know of a draft.

    `drafter` is an officer's number, 0 when a party's own system drafted.
    `raised_by` is the officer who raised the precedence above the form's, 0 when nobody did.
    `referred` is the form of the message that the draft refers to, where it refers to one.
    """

    form: FormFacts
    drafter: int
    precedence: Precedence
    raised_by: int = 0
    referred: FormFacts | None = None
    referred_precedence: Precedence | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """The release may go; `second_pending` when another officer must confirm afterwards."""

    second_pending: bool


def one_alone(form: FormFacts, referred: FormFacts | None) -> bool:
    """Whether one officer may release this form by himself."""
    if form.life_saving:
        return True
    return form.code in LIFE_SAVING_BY_REFERENCE and referred is not None and referred.life_saving


def least_precedence(draft: DraftFacts) -> Precedence:
    """The precedence that the form gives: fixed by type; a CANCEL follows its original."""
    least = draft.form.precedence
    if draft.form.code in LIFE_SAVING_BY_REFERENCE and draft.referred_precedence is not None:
        least = max(least, draft.referred_precedence)
    return least


def check_precedence(draft: DraftFacts) -> bool:
    """Check the precedence that a draft asks for.

    Returns:
        True when it is raised above what the form gives (then a second officer is needed).

    Raises:
        LocalProtocolError: it is lowered, or the form may never be FLASH.
    """
    least = least_precedence(draft)
    if draft.precedence < least:
        raise LocalProtocolError(
            f"{draft.form.code} goes at {least.name} or above",
            remedy="precedence is fixed by the form and can only be raised",
        )
    if draft.form.code in NEVER_FLASH and draft.precedence is Precedence.FLASH:
        raise LocalProtocolError(
            f"{draft.form.code} can never be FLASH",
            remedy="release it at IMMEDIATE or below",
        )
    return draft.precedence > least


def needs_second(draft: DraftFacts) -> bool:
    """Whether the releaser must be another officer than the drafter."""
    raised = draft.precedence > least_precedence(draft)
    return raised or not one_alone(draft.form, draft.referred)


def judge(draft: DraftFacts, releaser: int) -> Ruling:
    """Decide whether this officer may release this draft.

    Raises:
        AccessError: another officer is needed.
        LocalProtocolError: the form or its precedence does not allow it at all.
    """
    if not draft.form.composable:
        raise LocalProtocolError(f"{draft.form.code} is made by the station, not by hand")
    raised = check_precedence(draft)
    if raised and draft.raised_by in (0, releaser):
        raise AccessError(
            "the officer who raised the precedence may not release it",
            remedy="a second officer logs in and releases it",
        )
    if one_alone(draft.form, draft.referred):
        return Ruling(second_pending=draft.drafter in (0, releaser))
    if draft.drafter == 0:
        raise AccessError(
            "no officer has taken this draft over: a system wrote it",
            remedy="an officer reads it and saves it; then another officer releases it",
        )
    if draft.drafter == releaser:
        raise AccessError(
            "the drafter may not release this form",
            remedy="a second officer logs in and releases it",
        )
    return Ruling(second_pending=False)
