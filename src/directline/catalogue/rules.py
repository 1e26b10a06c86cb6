"""The rules of a form over several of its fields."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from directline.catalogue.context import is_int
from directline.catalogue.forms import Form, Rule
from directline.catalogue.limits import INT_MAX
from directline.catalogue.problems import ValueProblem
from directline.wire.codec import Value

Named = Mapping[str, Value]
Broken = list[tuple[str, ValueProblem]]


def rule_problems(form: Form, values: tuple[Value, ...]) -> Broken:
    """The rules over several fields that values break: (field, problem)."""
    named = {field.name: value for field, value in zip(form.fields, values, strict=True)}
    return [broken for rule in form.rules for broken in _CHECKS[rule.kind](rule, named)]


def paired(form: Form, values: Sequence[Value]) -> list[Value]:
    """The values, those filled in that a `pair` gives and the author left out."""
    filled = list(values)
    for rule in form.rules:
        at = form.by_name[rule.fields[0]]
        if rule.kind == "pair" and filled[at] is None:
            filled[at] = _partner(rule, filled[form.by_name[rule.when]])
    return filled


def _partner(rule: Rule, value: Value) -> str | None:
    return next((second for first, second in rule.pairs if first == value), None)


def _one_of(rule: Rule, named: Named) -> Broken:
    if any(named[name] is not None for name in rule.fields):
        return []
    return [(rule.fields[0], ValueProblem("one-of", fields=", ".join(rule.fields)))]


def _when(rule: Rule, named: Named) -> Broken:
    if named[rule.when] != rule.value:
        return []
    return [(name, ValueProblem("required")) for name in rule.fields if named[name] is None]


def _never(rule: Rule, named: Named) -> Broken:
    if named[rule.when] != rule.value:
        return []
    return [(name, ValueProblem("never")) for name in rule.fields if named[name] is not None]


def _order(rule: Rule, named: Named) -> Broken:
    found: Broken = []
    for first, second in pairwise(rule.fields):
        early, late = named[first], named[second]
        if isinstance(early, int) and isinstance(late, int) and early >= late:
            found.append((second, ValueProblem("order")))
    return found


def _as_many(rule: Rule, named: Named) -> Broken:
    count, listed = (named[name] for name in rule.fields)
    if not is_int(count, 0, INT_MAX) or not isinstance(listed, tuple) or count == len(listed):
        return []
    return [(rule.fields[0], ValueProblem("as-many", count=str(len(listed))))]


def _pair(rule: Rule, named: Named) -> Broken:
    name, wanted = rule.fields[0], _partner(rule, named[rule.when])
    return [] if named[name] == wanted else [(name, ValueProblem("pair", wanted=str(wanted)))]


_CHECKS: Mapping[str, Callable[[Rule, Named], Broken]] = {
    "one-of": _one_of,
    "when": _when,
    "never": _never,
    "order": _order,
    "as-many": _as_many,
    "pair": _pair,
}
