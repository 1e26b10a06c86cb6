"""Every value type by its short name, and what is common to all: not given, unknown, default."""

from collections.abc import Mapping
from typing import cast

from directline.catalogue import types_parts as parts
from directline.catalogue import types_place as place
from directline.catalogue import types_simple as simple
from directline.catalogue.context import UNKNOWN, Given, ParseContext, is_int
from directline.catalogue.forms import Field, Form
from directline.catalogue.limits import CHANGES_MAX, FIELDS_MAX
from directline.catalogue.problems import ValueProblem
from directline.wire.codec import Value


class Changes(simple.ValueType):
    """`changes`: pairs (field index, new value) of the form that a correction names."""

    def parse(self, field: Field, given: Given, ctx: ParseContext) -> Value:
        form = ctx.forms(given.inputs.get("original_form", "").strip().upper())
        if form is None:
            raise ValueProblem("changes-form")
        inputs = _assignments(given.get())
        names = dict.fromkeys(key.partition(".")[0] for key in inputs)
        if unknown := [name for name in names if name not in form.by_name]:
            raise ValueProblem("no-such-field", name=unknown[0])
        if not 1 <= len(names) <= CHANGES_MAX:
            raise ValueProblem("changes-none", most=str(CHANGES_MAX))
        return tuple(
            (form.by_name[name], parse_field(form.field(name), inputs, ctx))
            for name in sorted(names, key=form.by_name.__getitem__)
        )

    def inputs(self, value: Value, ctx: ParseContext) -> dict[str, str]:
        return {"": self.code(value)}

    def legal(self, field: Field, value: Value) -> bool:
        return (
            isinstance(value, tuple)
            and 1 <= len(value) <= CHANGES_MAX
            and all(
                isinstance(p, tuple) and len(p) == 2 and is_int(p[0], 0, FIELDS_MAX - 1)
                for p in value
            )
            and parts.Raw().legal(field, value)
        )

    def code(self, value: Value) -> str:
        return parts.raw_code(value)

    def with_names(self, value: Value, form: Form, ctx: ParseContext) -> str:
        """The assignments that `parse` reads, one a line."""
        lines: list[str] = []
        for index, changed in cast(tuple[tuple[int, Value], ...], value):
            field = form.fields[index]
            lines.extend(f"{k} = {v}" for k, v in field_inputs(field, changed, ctx).items())
        return "\n".join(lines)


_NUMBER, _CHOICE = simple.Count(), simple.Choice()
REGISTRY: Mapping[str, simple.ValueType] = {
    "t": simple.Instant(),
    "d": simple.Date(),
    "win": simple.Window(),
    "n": _NUMBER,
    "int": _NUMBER,
    "enum": _CHOICE,
    "ynu": _CHOICE,
    "txt": simple.Text(),
    "str": simple.Name(),
    "code": simple.Code(),
    "codes": parts.Codes(),
    "role": simple.Role(),
    "poc": parts.Contact(),
    "unit": parts.Unit(),
    "ref": parts.Reference(),
    "raw": parts.Raw(),
    "pos": place.Position(),
    "circ": place.Circle(),
    "poly": place.Boundary(),
    "route": place.RouteType(),
    "alt": place.Altitude(),
    "changes": Changes(),
}


_WRITTEN = frozenset({"txt", "str", "code", "codes"})
"""What an author writes freely: there the word for it in a language may be meant as it stands."""


def _assignments(raw: str) -> dict[str, str]:
    """`field = value` by line; a line without `=` goes on with the value before it."""
    found: dict[str, str] = {}
    last = ""
    for line in raw.splitlines():
        name, equals, value = line.partition("=")
        if equals:
            last = name.strip().lower()
            found[last] = value.strip()
        elif last and line.strip():
            found[last] += "\n" + line.strip()
    return found


def is_given(field: Field, inputs: Mapping[str, str]) -> bool:
    """Whether any primary part of a field has an input."""
    given = Given(inputs, field.name)
    primary = REGISTRY[field.type].primary
    return any(given.get(part) for part in primary) or bool(given.get())


def parse_field(field: Field, inputs: Mapping[str, str], ctx: ParseContext) -> Value:
    """The value of one field: None when it was not given.

    Raises:
        ValueProblem: required and not given, or not right.
    """
    kind = REGISTRY[field.type]
    given = Given(inputs, field.name)
    if not is_given(field, inputs):
        if field.default:
            return kind.parse(field, Given({field.name: field.default}, field.name), ctx)
        if field.required:
            raise ValueProblem("required" if field.unknown_ok else "required-known")
        return None
    words = {UNKNOWN, "?"} if field.type in _WRITTEN else {UNKNOWN, "?", ctx.unknown_word.lower()}
    if any(given.get(part).lower() in words - {""} for part in ("", *kind.primary)):
        if not field.unknown_ok:
            raise ValueProblem("unknown-not-here")
        return UNKNOWN
    return kind.parse(field, given, ctx)


def field_inputs(field: Field, value: Value, ctx: ParseContext) -> dict[str, str]:
    """The inputs, under their full names, that `parse_field` turns into the value."""
    if value is None:
        return {}
    kind = REGISTRY[field.type]
    shown = {kind.primary[0]: UNKNOWN} if value == UNKNOWN else kind.inputs(value, ctx)
    return {f"{field.name}.{part}" if part else field.name: text for part, text in shown.items()}


def legal(field: Field, value: Value) -> bool:
    """Whether a value from outside may stand in a field."""
    if value is None:
        return not field.required
    if value == UNKNOWN and field.type != "str":
        return field.unknown_ok
    return REGISTRY[field.type].legal(field, value)


def input_names(form: Form) -> frozenset[str]:
    """Every input name that a form knows."""
    return frozenset(
        f"{field.name}.{part}" if part else field.name
        for field in form.fields
        for part in ("", *REGISTRY[field.type].parts)
    )
