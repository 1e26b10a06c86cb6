"""The types of several parts that are not places: contacts, units, references, raw values."""

import re
from typing import ClassVar, cast

from directline.catalogue import text
from directline.catalogue.context import Given, ParseContext, is_int
from directline.catalogue.forms import Field
from directline.catalogue.limits import (
    CODE_CHARS_MAX,
    CODES_MAX,
    RAW_DEPTH_MAX,
    RAW_ITEMS_MAX,
    TEXT_CHARS_MAX,
)
from directline.catalogue.problems import ValueProblem
from directline.catalogue.types_simple import ValueType, ints, parse_role
from directline.wire.codec import Value

_REF = re.compile(r"([A-Z][A-Z0-9-]{0,15}|#\d{1,2}) (?:(\d{1,9})/)?(\d{1,9})", re.ASCII)

_LISTED = re.compile(r"[A-Za-z0-9][A-Za-z0-9./:+()-]{0,23}", re.ASCII)
_BETWEEN_CODES = re.compile(r"[,;]")


class Contact(ValueType):
    """`poc`: (role, how to reach it)."""

    parts: ClassVar[tuple[str, ...]] = ("role", "reach")
    primary: ClassVar[tuple[str, ...]] = ("role", "reach")

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

    parts: ClassVar[tuple[str, ...]] = ("kind", "count", "identity")
    primary: ClassVar[tuple[str, ...]] = ("kind",)

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


class Codes(ValueType):
    """`codes`: one or more codes, none twice: entries of a list, seals of containers."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        found = tuple(_BETWEEN_CODES.sub(" ", given.get()).split())
        if not self.legal(field, found):
            raise ValueProblem("codes", most=str(CODES_MAX))
        return found

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": "\n".join(cast(tuple[str, ...], value))}

    def legal(self, field: Field, value: Value) -> bool:
        return (
            isinstance(value, tuple)
            and 1 <= len(value) <= CODES_MAX
            and all(isinstance(code, str) and _LISTED.fullmatch(code) for code in value)
            and len(set(value)) == len(value)
        )

    def code(self, value: Value) -> str:
        return ", ".join(cast(tuple[str, ...], value))


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
        return "{}/{}/{}".format(*ints(value))


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


def raw_text(value: Value) -> str:
    """A nested value so that nothing of it is lost: texts in quotes, bytes whole."""
    if isinstance(value, tuple):
        return f"({', '.join(raw_text(v) for v in value)})"
    if isinstance(value, bytes):
        return f"h'{value.hex()}'"
    if isinstance(value, str):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return '"' + "".join(_escaped(c) for c in quoted) + '"'
    return raw_code(value)


def _escaped(char: str) -> str:
    return f"\\u{{{ord(char):04X}}}" if text.forbidden_character(char) else char


def reference(value: Value, parties: tuple[str, ...]) -> str:
    """`ALPHA 12`, `ALPHA 2/12` after a new generation; `#0 12` where the party is not known."""
    party, generation, position = ints(value)
    name = parties[party] if party < len(parties) else f"#{party}"
    return f"{name} {position}" if generation == 1 else f"{name} {generation}/{position}"


def _bounded(value: Value, depth: int) -> int:
    """How many items a nested value has; more than allowed when it nests too deep."""
    if isinstance(value, tuple):
        if depth == 0:
            return RAW_ITEMS_MAX + 1
        return 1 + sum(_bounded(v, depth - 1) for v in value)
    if isinstance(value, str | bytes) and len(value) > TEXT_CHARS_MAX:
        return RAW_ITEMS_MAX + 1
    return 1
