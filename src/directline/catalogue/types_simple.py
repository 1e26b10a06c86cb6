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
    RAW_DEPTH_MAX,
    RAW_ITEMS_MAX,
    TEXT_CHARS_MAX,
)
from directline.catalogue.problems import ValueProblem
from directline.wire.codec import Value

_REF = re.compile(r"([A-Z][A-Z0-9-]{0,15}|#\d{1,2}) (?:(\d{1,9})/)?(\d{1,9})", re.ASCII)
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
        """None when a re-entered value means the same, else the distance in m (-1 for no distance)."""
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

    parts = primary = ("from", "to")

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        if not given.get("from") or not given.get("to"):
            raise ValueProblem("window-both")
        start, end = (instants.parse_instant(given.get(part)) for part in self.parts)
        if start >= end:
            raise ValueProblem("window-order")
        return start, end

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {p: instants.iso_instant(v) for p, v in zip(self.parts, _ints(value), strict=True)}

    def legal(self, field: Field, value: Value) -> bool:
        return (
            isinstance(value, tuple)
            and len(value) == 2
            and all(is_int(v, INSTANT_MIN_MS, INSTANT_MAX_MS) for v in value)
            and _ints(value)[0] < _ints(value)[1]
        )

    def code(self, value: Value) -> str:
        return "--".join(instants.iso_instant(v) for v in _ints(value))

    def agrees(self, field: Field, value: Value, again: Value, tolerance_m: int) -> float | None:
        pairs = zip(_ints(value), _ints(again), strict=True)
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

    parts = ("", "lang")

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


class Contact(ValueType):
    """`poc`: (role, how to reach it)."""

    parts = primary = ("role", "reach")

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        role = parse_role(given.get("role"), ctx)
        reach = given.get("reach").lstrip("+")
        if not text.is_code(reach):
            raise ValueProblem("code", most=str(CODE_CHARS_MAX))
        return role, reach

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        role, reach = cast(tuple[str, str], value)
        return {"role": role, "reach": reach}

    def legal(self, field: Field, value: Value) -> bool:
        return (
            isinstance(value, tuple)
            and len(value) == 2
            and isinstance(value[0], str)
            and text.ROLE.fullmatch(value[0]) is not None
            and isinstance(value[1], str)
            and text.is_code(value[1])
        )

    def code(self, value: Value) -> str:
        return "@".join(cast(tuple[str, str], value))


class Unit(ValueType):
    """`unit`: (kind, count or None, identity or None): what was seen or moves."""

    parts = ("kind", "count", "identity")
    primary = ("kind",)

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        kind = given.get("kind").lower()
        if kind not in field.choices:
            raise ValueProblem("choice", choices=", ".join(field.choices))
        count, identity = given.get("count"), given.get("identity")
        if count and not (count.isascii() and count.isdigit() and len(count) <= 6):
            raise ValueProblem("number-form")
        if identity and not text.is_code(identity):
            raise ValueProblem("code", most=str(CODE_CHARS_MAX))
        return kind, int(count) if count else None, identity or None

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        kind, count, identity = cast(tuple[str, int | None, str | None], value)
        shown = {
            "kind": kind,
            "count": "" if count is None else str(count),
            "identity": identity or "",
        }
        return {part: v for part, v in shown.items() if v}

    def legal(self, field: Field, value: Value) -> bool:
        if not isinstance(value, tuple) or len(value) != 3:
            return False
        kind, count, identity = value
        return (
            isinstance(kind, str)
            and kind in field.choices
            and (count is None or is_int(count, 0, 999_999))
            and (identity is None or (isinstance(identity, str) and text.is_code(identity)))
        )

    def code(self, value: Value) -> str:
        return ",".join("" if v is None else str(v) for v in cast(tuple[Value, ...], value))


class Reference(ValueType):
    """`ref`: (party index, generation, position) of an earlier message, typed `ALPHA 12`."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        match = _REF.fullmatch(" ".join(given.get().upper().split()))
        if match is None:
            raise ValueProblem("reference-form")
        if match[1].startswith("#"):
            party = int(match[1][1:])
        elif match[1] in ctx.parties:
            party = ctx.parties.index(match[1])
        else:
            raise ValueProblem("reference-party", party=match[1])
        value = (party, int(match[2] or 1), int(match[3]))
        if not self.legal(field, value):
            raise ValueProblem("reference-form")
        return value

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": reference(value, ctx.parties)}

    def legal(self, field: Field, value: Value) -> bool:
        return (
            isinstance(value, tuple)
            and len(value) == 3
            and is_int(value[0], 0, 15)
            and is_int(value[1], 1, 999_999_999)
            and is_int(value[2], 1, 999_999_999)
        )

    def code(self, value: Value) -> str:
        return "{}/{}/{}".format(*_ints(value))


class Raw(ValueType):
    """`raw`: nested values that the line reads and no person types."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        raise ValueProblem("not-typed")

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {}

    def legal(self, field: Field, value: Value) -> bool:
        return isinstance(value, tuple) and _bounded(value, RAW_DEPTH_MAX) <= RAW_ITEMS_MAX

    def code(self, value: Value) -> str:
        return raw_code(value)


def raw_code(value: Value) -> str:
    """Any value at all in plain characters: nested values in brackets, bytes in hex."""
    if isinstance(value, tuple):
        return f"({','.join(raw_code(v) for v in value)})"
    if isinstance(value, bytes):
        return f"h'{value[:64].hex()}'"
    if isinstance(value, str):
        return text.visible(value)
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(value)


def reference(value: Value, parties: tuple[str, ...]) -> str:
    """`ALPHA 12`, `ALPHA 2/12` after a new generation; `#0 12` where the party is not known."""
    party, generation, position = _ints(value)
    name = parties[party] if party < len(parties) else f"#{party}"
    return f"{name} {position}" if generation == 1 else f"{name} {generation}/{position}"


def _ints(value: Value) -> tuple[int, ...]:
    return cast(tuple[int, ...], value)


def _choices(field: Field) -> tuple[str, ...]:
    base = ("yes", "no") if field.type == "ynu" else field.choices
    return (*base, "unknown") if field.unknown_ok and "unknown" not in base else base


def _bounds(field: Field) -> tuple[int, int]:
    return field.minimum, field.maximum or INT_MAX


def _bounded(value: Value, depth: int) -> int:
    """How many items a nested value has; more than allowed when it nests too deep."""
    if isinstance(value, tuple):
        if depth == 0:
            return RAW_ITEMS_MAX + 1
        return 1 + sum(_bounded(v, depth - 1) for v in value)
    if isinstance(value, str | bytes) and len(value) > TEXT_CHARS_MAX:
        return RAW_ITEMS_MAX + 1
    return 1
