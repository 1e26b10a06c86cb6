"""Writes `docs/commands.md`, `docs/forms.md` and `docs/ceremony.md` from the program itself.

`make docs` writes them; a tidy test fails while they differ from what the program says.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from directline import catalogue
from directline.catalogue import CORE, Catalogue, Form
from directline.catalogue.forms import Rule
from directline.cli.main import build
from tools.env import ROOT

CEREMONY = ROOT / "src" / "directline" / "cli" / "rehearsal" / "ceremony.md"
"""`directline rehearse` follows it, so it comes with the program; docs/ has a copy."""
GENERATED = "Written by `make docs` from the program itself; change it there."


def cell(text: str) -> str:
    """A text as it may stand in a table's cell."""
    return " ".join(text.split()).replace("|", "\\|")


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    """A table, or nothing where there are no rows."""
    if rows:
        yield "| " + " | ".join(head) + " |"
        yield "|" + " --- |" * len(head)
        for row in rows:
            yield "| " + " | ".join(cell(text) for text in row) + " |"
        yield ""


def parameters(command: Any) -> list[tuple[str, ...]]:
    """Arguments and options of a command, without `--help`."""
    rows: list[tuple[str, ...]] = []
    for item in command.params:
        if "--help" in item.opts or getattr(item, "hidden", False):
            continue
        names = [*item.opts, *item.secondary_opts]
        spelled = f"`{item.name.upper()}`" if item.param_type_name == "argument" else ""
        spelled = spelled or ", ".join(f"`{name}`" for name in names)
        words = (getattr(item, "help", None) or "").strip()
        rows.append((spelled, f"Required. {words}".strip() if item.required else words))
    return rows


def leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command that does something, with the words that call it."""
    below = getattr(command, "commands", None)
    if below is None:
        yield path, command
        return
    for name, child in below.items():
        if not child.hidden:
            yield from leaves(child, f"{path} {name}")


def command_tree() -> Any:
    """The whole `directline` command, as Typer gives it to click."""
    return typer.main.get_command(build())


def commands() -> str:
    """The page of commands."""
    lines = ["# Commands", "", GENERATED, ""]
    for path, command in leaves(command_tree(), "directline"):
        lines += [f"## {path}", "", *(command.help or "").strip().splitlines(), ""]
        lines += table(("given", "meaning"), parameters(command))
    return "\n".join(lines).rstrip() + "\n"


def duration(ms: int) -> str:
    """A time as a person says it."""
    for unit, size in (("h", 3_600_000), ("min", 60_000), ("s", 1_000)):
        if ms >= size and ms % size == 0:
            return f"{ms // size} {unit}"
    return f"{ms} ms"


def facts(form: Form) -> Iterator[str]:
    """What holds for the form as a whole."""
    yield f"- Precedence: {form.precedence.name}" + (
        ", or that of the message it refers to" if form.precedence_of_reference else ""
    )
    if form.profile != CORE:
        yield f"- Profile: {form.profile}, off: a charter cannot turn it on yet"
    if form.life_saving:
        yield "- Life-saving: one officer may release it alone"
    if form.survives_suspension:
        yield "- Survives any suspension"
    elif form.subject:
        yield f"- Subject that may be suspended: {form.subject}"
    if not form.composable:
        yield "- Sent by stations, never composed by a person"
    if form.all_answers:
        yield "- Answers: " + ", ".join(form.all_answers)
    if form.reply_forms:
        yield "- Replies: " + ", ".join(form.reply_forms)
    for due in form.deadlines:
        yield f"- Due, {due.what}: {duration(due.ms)} ({due.source})"
    yield from map(rule_line, form.rules)


def rule_line(rule: Rule) -> str:
    """A rule over several fields as a sentence."""
    names, condition = ", ".join(rule.fields), f"{rule.when} is {rule.value}"
    said = {
        "one-of": f"one at least of {names}",
        "when": f"{names} needed when {condition}",
        "never": f"never {names} when {condition}",
        "order": f"in order of time: {names}",
        "as-many": " has as many as ".join(rule.fields),
        "pair": f"{names} follows from {rule.when}: "
        + ", ".join(f"{first} {second}" for first, second in rule.pairs),
    }
    return f"- Rule: {said[rule.kind]}"


def fields(form: Form, words: Catalogue) -> list[tuple[str, ...]]:
    """The fields of a form, in the order of its body."""
    rows: list[tuple[str, ...]] = []
    for item in form.fields:
        marks = [
            word
            for word, holds in (("required", item.required), ("read back", item.critical))
            if holds
        ]
        name = words.word(f"field-{item.word or item.name}", "en")
        choices = ", ".join(item.choices)
        rows.append((f"`{item.name}`", name, f"`{item.type}`", ", ".join(marks), choices))
    return rows


def forms() -> str:
    """The page of forms."""
    words = catalogue.load()
    lines = ["# Forms", "", GENERATED, "", f"Digest of the catalogue: `{words.digest.hex()}`", ""]
    for code, form in words.forms.items():
        lines += [f"## {code} {words.word(form.name_key, 'en')}, version {form.version}", ""]
        lines += [*facts(form), ""]
        lines += table(("field", "name", "type", "", "choices"), fields(form, words))
    return "\n".join(lines).rstrip() + "\n"


def pages() -> dict[Path, str]:
    """Every generated page with what it should hold."""
    docs = ROOT / "docs"
    return {
        docs / "commands.md": commands(),
        docs / "forms.md": forms(),
        docs / "ceremony.md": CEREMONY.read_text(),
    }


def main() -> int:
    """Write the pages that differ."""
    for path, text in pages().items():
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            print(f"== {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
