"""The types of the catalogue that are not places: instants, counts, choices, texts, references.

A type says how inputs become a value (`parse`), how the value is shown for editing (`inputs`),
which values from outside are legal (`legal`), how it stands in the code line (`code`), and
whether a re-entered value means the same (`agrees`).
"""

import re
from typing import ClassVar, cast

from directline.catalogue import instants, text
from directline.catalogue.context import ROLES, Given, ParseContext, is_int
from directline.catalogue.forms import Field
from directline.catalogue.limits import (
    CODE_CHARS_MAX,
    INSTANT_MAX_MS,
    INSTANT_MIN_MS,
    INT_MAX,
    MS_PER_DAY,
    TEXT_CHARS_MAX,
)
from directline.catalogue.problems import ValueProblem
from directline.wire.codec import Value

_NUMBER = re.compile(r"-?\d{1,15}", re.ASCII)


class ValueType:
    """Base of the types."""

    parts: ClassVar[tuple[str, ...]] = ("",)
    primary: ClassVar[tuple[str, ...]] = ("",)
    """Parts that make the field given; the others are pre-set selections."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        """The value of the inputs.  Raises ValueProblem."""
        raise NotImplementedError

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        """Inputs by part that `parse` turns into the same value."""
        raise NotImplementedError

    def legal(self, field: Field, value: Value) -> bool:
        """Whether a value from outside may stand in the field."""
        raise NotImplementedError

    def code(self, value: Value) -> str:
        """The value in the code line: plain characters, the same in every language."""
        return str(value)

    def agrees(self, field: Field, value: Value, again: Value, tolerance_m: int) -> float | None:
        """None when a re-entered value means the same, else how far in m (-1: no distance)."""
        return None if value == again else -1.0


class Instant(ValueType):
    """`t`: integer of milliseconds, UTC."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        return instants.parse_instant(given.get())

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": instants.iso_instant(cast(int, value))}

    def legal(self, field: Field, value: Value) -> bool:
        return is_int(value, INSTANT_MIN_MS, INSTANT_MAX_MS)

    def code(self, value: Value) -> str:
        return instants.iso_instant(cast(int, value))

    def agrees(self, field: Field, value: Value, again: Value, tolerance_m: int) -> float | None:
        # What is shown ends at the second, so nobody can re-enter more.
        return None if abs(cast(int, value) - cast(int, again)) < 1_000 else -1.0


class Date(ValueType):
    """`d`: integer of days, UTC."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        return instants.parse_date(given.get())

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": instants.iso_date(cast(int, value))}

    def legal(self, field: Field, value: Value) -> bool:
        return is_int(value, INSTANT_MIN_MS // MS_PER_DAY, INSTANT_MAX_MS // MS_PER_DAY)

    def code(self, value: Value) -> str:
        return instants.iso_date(cast(int, value))


class Window(ValueType):
    """`win`: (from, to), both instants, the first before the second."""

    parts: ClassVar[tuple[str, ...]] = ("from", "to")
    primary: ClassVar[tuple[str, ...]] = ("from", "to")

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        if not given.get("from") or not given.get("to"):
            raise ValueProblem("window-both")
        start, end = (instants.parse_instant(given.get(part)) for part in self.parts)
        if start >= end:
            raise ValueProblem("window-order")
        return start, end

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {p: instants.iso_instant(v) for p, v in zip(self.parts, ints(value), strict=True)}

    def legal(self, field: Field, value: Value) -> bool:
        return (
            isinstance(value, tuple)
            and len(value) == 2
            and all(is_int(v, INSTANT_MIN_MS, INSTANT_MAX_MS) for v in value)
            and ints(value)[0] < ints(value)[1]
        )

    def code(self, value: Value) -> str:
        return "--".join(instants.iso_instant(v) for v in ints(value))

    def agrees(self, field: Field, value: Value, again: Value, tolerance_m: int) -> float | None:
        pairs = zip(ints(value), ints(again), strict=True)
        return None if all(abs(a - b) < 1_000 for a, b in pairs) else -1.0


class Count(ValueType):
    """`n` and `int`: an integer with a counting definition or a unit."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        raw = given.get().replace(" ", "")
        if not _NUMBER.fullmatch(raw):
            raise ValueProblem("number-form")
        low, high = _bounds(field)
        if not low <= int(raw) <= high:
            raise ValueProblem("number-range", low=str(low), high=str(high))
        return int(raw)

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": str(value)}

    def legal(self, field: Field, value: Value) -> bool:
        return is_int(value, *_bounds(field))


class Choice(ValueType):
    """`enum` and `ynu`: the code of one of a fixed list."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        folded = given.get().lower().replace(" ", "-")
        for choice in _choices(field):
            if choice.lower() == folded:
                return choice
        raise ValueProblem("choice", choices=", ".join(_choices(field)))

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": str(value)}

    def legal(self, field: Field, value: Value) -> bool:
        return isinstance(value, str) and value in _choices(field)


class Text(ValueType):
    """`txt`: (language tag, text); authentic in that language only."""

    parts: ClassVar[tuple[str, ...]] = ("", "lang")

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        language = given.get("lang") or ctx.language
        if not text.is_tag(language):
            raise ValueProblem("language")
        return language, text.clean_text(given.get(), field.chars_max or TEXT_CHARS_MAX)

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        language, content = cast(tuple[str, str], value)
        return {"": content, "lang": language}

    def legal(self, field: Field, value: Value) -> bool:
        if not isinstance(value, tuple) or len(value) != 2:
            return False
        language, content = value
        return (
            isinstance(language, str)
            and isinstance(content, str)
            and text.is_tag(language)
            and text.is_text(content, field.chars_max or TEXT_CHARS_MAX)
        )

    def code(self, value: Value) -> str:
        language, content = cast(tuple[str, str], value)
        quoted = content.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'{language}"{quoted}"'


class Code(ValueType):
    """`code`: short plain text that is the same in every language."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        raw = given.get()
        if not text.is_code(raw, field.chars_max or CODE_CHARS_MAX):
            raise ValueProblem("code", most=str(field.chars_max or CODE_CHARS_MAX))
        return raw

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": str(value)}

    def legal(self, field: Field, value: Value) -> bool:
        return isinstance(value, str) and text.is_code(value, field.chars_max or CODE_CHARS_MAX)


class Name(ValueType):
    """`str`: a name in any script, without a language: call sign, unit, role of a receipt."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        return text.clean_text(given.get(), field.chars_max or TEXT_CHARS_MAX)

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": str(value)}

    def legal(self, field: Field, value: Value) -> bool:
        return isinstance(value, str) and (
            not value or text.is_text(value, field.chars_max or TEXT_CHARS_MAX)
        )

    def code(self, value: Value) -> str:
        return text.visible(str(value))


class Role(ValueType):
    """`role`: who is addressed, by role.  A person's name is refused."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        return parse_role(given.get(), ctx)

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": str(value)}

    def legal(self, field: Field, value: Value) -> bool:
        return isinstance(value, str) and text.ROLE.fullmatch(value) is not None


def parse_role(raw: str, ctx: ParseContext) -> str:
    """A role of the catalogue or the charter.

    Raises:
        ValueProblem: anything else; a person's name is no role.
    """
    role = raw.upper().replace(" ", "-").replace("_", "-")
    if role not in ROLES and role not in ctx.roles:
        raise ValueProblem("role", roles=", ".join(dict.fromkeys(ROLES + ctx.roles)))
    return role


def ints(value: Value) -> tuple[int, ...]:
    """A value that is known to be integers."""
    return cast(tuple[int, ...], value)


def _choices(field: Field) -> tuple[str, ...]:
    base = ("yes", "no") if field.type == "ynu" else field.choices
    return (*base, "unknown") if field.unknown_ok and "unknown" not in base else base


def _bounds(field: Field) -> tuple[int, int]:
    return field.minimum, field.maximum or INT_MAX
