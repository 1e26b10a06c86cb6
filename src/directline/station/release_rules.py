"""Who may release what: two officers by rule, one alone for the life-saving forms.  Pure.

The rule binds persons, not passwords: a draft that a party's own system made has no drafting
officer, so an officer must take it over before a second one may release it.
"""

from dataclasses import dataclass

from directline.catalogue.forms import Form
from directline.errors import AccessError, LocalProtocolError
from directline.wire.values import Precedence

NEVER_FLASH = frozenset({"Q5", "Q6"})
"""Leader calls and protests: they keep out of the safety queue and never ring it."""


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What the rules need to know of a draft.

    `drafter` is an officer's number, 0 when a party's own system drafted.
    `raised_by` is the officer who raised the precedence above the form's, 0 when nobody did.
    `referred` is the form of the message that the draft refers to, where it refers to one.
    """

    form: Form
    drafter: int
    precedence: Precedence
    raised_by: int = 0
    referred: Form | None = None
    referred_precedence: Precedence | None = None

    @property
    def least(self) -> Precedence:
        """The precedence that the form gives: fixed by type; a CANCEL follows its original."""
        return self.form.precedence_for(self.referred_precedence)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The release may go; `second_pending` when another officer must confirm afterwards."""

    second_pending: bool


def check_precedence(draft: DraftFacts) -> bool:
    """Check the precedence that a draft asks for.

    Returns:
        True when it is raised above what the form gives (then a second officer is needed).

    Raises:
        LocalProtocolError: it is lowered, or the form may never be FLASH.
    """
    least = draft.least
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
    return draft.precedence > draft.least or not draft.form.one_officer(draft.referred)


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
    if draft.form.one_officer(draft.referred):
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
