"""Whether a form can stand by itself: its rules, deadlines and fields fit one another."""

from directline.catalogue.forms import PROPOSED, Form, Rule

DEADLINES = frozenset(("human", "answer", "outcome", "lead", "report", "window"))


def form_problems(form: Form) -> list[str]:
    """What is wrong with one form by itself."""
    found = [
        f"{form.code}: the deadline {d.what} has no source"
        for d in form.deadlines
        if d.source != PROPOSED and len(d.source) < len("1972 agreement")
    ]
    found += [f"{form.code}: {f.name} is a count without a definition" for f in form.fields
              if f.type == "n" and not f.quantity]  # fmt: skip
    for rule in form.rules:
        names = (*rule.fields, *((rule.when,) if rule.when else ()))
        found += [f"{form.code}: a rule names {n}" for n in names if n not in form.by_name]
        found += _rule_problems(form, rule) if form.by_name.keys() >= set(names) else []
    for what, name in (
        ("lead", form.starts), ("report", form.happened), ("window", form.starts),
    ):  # fmt: skip
        if name and name not in form.by_name:
            found.append(f"{form.code}: there is no field {name} to count from")
        if form.deadline_ms(what) is not None and not name:
            found.append(f"{form.code}: the deadline {what} counts from no field")
    found += [f"{form.code}: no such deadline as {d.what}" for d in form.deadlines
              if d.what not in DEADLINES]  # fmt: skip
    for field in form.fields:
        if field.type in ("enum", "unit") and not field.choices:
            found.append(f"{form.code}: {field.name} has no choices")
        if field.type == "txt" and not field.chars_max:
            found.append(f"{form.code}: {field.name} has no chars_max")
    return found


def _rule_problems(form: Form, rule: Rule) -> list[str]:
    """Whether a rule can hold: its types fit, and a pair knows every choice."""
    fields = [form.field(name) for name in rule.fields]
    types = [field.type for field in fields]
    if rule.kind == "order" and (len(set(types)) != 1 or types[0] not in ("t", "d")):
        return [f"{form.code}: an order of {', '.join(types)}"]
    if rule.kind == "as-many" and types != ["n", "codes"]:
        return [f"{form.code}: as many {' as '.join(types)}"]
    if rule.kind != "pair":
        return []
    given = {first for first, _ in rule.pairs} ^ set(form.field(rule.when).choices)
    other = {second for _, second in rule.pairs} - set(fields[0].choices)
    return [f"{form.code}: the pair of {word} is not right" for word in sorted(given | other)]
