"""What parsing and rendering need to know of the line: parties, language, tolerance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from directline.catalogue.forms import Form
from directline.catalogue.limits import INPUT_CHARS_MAX
from directline.catalogue.problems import ValueProblem
from directline.wire.codec import Value

UNKNOWN = "unknown"
"""The value, in any field, of what the author does not know.  It is a legal answer."""

ROLES = (
    "DUTY-OFFICER", "WATCH-SUPERVISOR", "AIR-OPERATIONS", "MARITIME-OPERATIONS",
    "GROUND-OPERATIONS", "AIR-DEFENCE", "LIAISON-OFFICER", "SEARCH-AND-RESCUE",
    "HUMANITARIAN-CELL", "CONVOY-LEADER", "EXCHANGE-COORDINATOR", "COMMANDER", "DUTY-DIPLOMAT",
)  # fmt: skip
"""Roles of the catalogue; a charter may name more.  An addressee is one of these, never a name."""


@dataclass(frozen=True, slots=True)
class ParseContext:
    """How the author's station reads inputs.

    `language` is the author's: of free text, and of the error messages.
    `position_tolerance_m` is the charter's, where the author states no accuracy.
    `roles` are the charter's role ids, allowed beside those of the catalogue.
    `forms` finds a form by its code, for corrections.
    """

    parties: tuple[str, ...] = ()
    language: str = "en"
    position_tolerance_m: int = 100
    roles: tuple[str, ...] = ()
    forms: Callable[[str], Form | None] = lambda _code: None
    unknown_word: str = ""
    """How the author's language says `unknown`; the word itself always does."""


@dataclass(frozen=True, slots=True)
class Given:
    """The inputs of one field: its own name alone, or `name.part` for each part."""

    inputs: Mapping[str, str]
    name: str

    def get(self, part: str = "") -> str:
        """The stripped input of a part, empty when it was not given.

        Raises:
            ValueProblem: far longer than anything a person types.
        """
        text = self.inputs.get(f"{self.name}.{part}" if part else self.name, "")
        if len(text) > INPUT_CHARS_MAX:
            raise ValueProblem("text-long", length=str(len(text)), most=str(INPUT_CHARS_MAX))
        return text.strip()


def is_int(value: Value, low: int, high: int) -> bool:
    """True for an integer (no boolean) in bounds."""
    return type(value) is int and low <= value <= high
