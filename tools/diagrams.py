"""Draws the line's transition tables: `spec/tables/*.toml` into one page and one picture each.

Run from the repository's root: `python -m tools.diagrams`.  The tables are data, so that three
readers use the same: the page `spec/tables.md`, the pictures in `spec/diagrams/`, and the tests,
which drive the real line through every transition.  Running it again changes nothing.
"""

import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "spec" / "tables"
PAGE = ROOT / "spec" / "tables.md"
PICTURES = ROOT / "spec" / "diagrams"
ORDER = (
    "link", "frame", "outgoing", "incoming", "ladder", "supervision", "start", "renewal", "resync",
)  # fmt: skip
COLUMN, ROW, MARGIN, HEAD = 150, 46, 24, 64
"""Pixels: between two states, between two transitions, around, and the states' names."""
LABEL_CHARS = 92
OPENING = """# Tables: the line's rules as transitions

Written by `tools/diagrams.py` from `spec/tables/*.toml`; the rules themselves are in [line.md](line.md) and [wire.md](wire.md).
An event that a state does not list changes nothing there.
`tests/unit/line/tables` drives a real line through every transition, and through every event that is not listed, and compares the state before and after.
"""  # noqa: E501 - one sentence a line, as everywhere in spec/


@dataclass(frozen=True, slots=True)
class Transition:
    """In which states an event leads where, and what is done."""

    sources: tuple[str, ...]
    event: str
    what: str
    target: str
    does: str
    emits: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One automaton; an event that a state does not list changes nothing there."""

    name: str
    title: str
    about: str
    subject: str
    initial: str
    states: dict[str, str]
    transitions: tuple[Transition, ...]

    @property
    def events(self) -> tuple[str, ...]:
        """Every event, once, in the order of the table."""
        return tuple(dict.fromkeys(t.event for t in self.transitions))

    def find(self, state: str, event: str) -> Transition | None:
        """What an event does in a state, or None: nothing."""
        return next((t for t in self.transitions if state in t.sources and event == t.event), None)

    def path(self, state: str) -> tuple[str, ...]:
        """The shortest row of events that leads from the initial state to this one.

        Raises:
            LookupError: none does.
        """
        ways: dict[str, tuple[str, ...]] = {self.initial: ()}
        ahead = [self.initial]
        while ahead:
            here = ahead.pop(0)
            for step in self.transitions:
                if here in step.sources and step.target not in ways:
                    ways[step.target] = (*ways[here], step.event)
                    ahead.append(step.target)
        if state not in ways:
            raise LookupError(f"{self.name}: nothing leads to {state}")
        return ways[state]


def load(path: Path) -> Table:
    """Read one table.

    Raises:
        ValueError: a state is not named, or one event leads from one state to two.
    """
    raw = tomllib.loads(path.read_text())
    steps = tuple(
        Transition(
            tuple(t["from"]), t["event"], t["what"], t["to"], t["does"],
            tuple(t.get("emits", ())), tuple(t["rules"]),
        )
        for t in raw["transition"]
    )  # fmt: skip
    table = Table(
        path.stem, raw["title"], raw["about"], raw["subject"], raw["initial"], raw["states"], steps
    )
    pairs = [(source, t.event) for t in steps for source in t.sources]
    named = {table.initial, *(t.target for t in steps), *(source for source, _ in pairs)}
    if named - table.states.keys():
        raise ValueError(f"{path.name}: no such state: {sorted(named - table.states.keys())}")
    if len(set(pairs)) != len(pairs):
        raise ValueError(f"{path.name}: one event leads from one state to two")
    return table


def tables() -> tuple[Table, ...]:
    """Every table, in the page's order."""
    return tuple(load(TABLES / f"{name}.toml") for name in ORDER)


def shown(name: str) -> str:
    """A state or event as people read it."""
    return name.replace("_", " ")


def picture(table: Table) -> str:
    """One table as a picture: a column a state, a row a transition, an arrow from one to another.

    A transition that leaves several states alike has a dot on each, and a ring where it stays.
    """
    places = {state: MARGIN + 60 + COLUMN * n for n, state in enumerate(table.states)}
    width = MARGIN * 2 + COLUMN * (len(places) - 1) + 120 + 240
    height = HEAD + ROW * len(table.transitions) + MARGIN
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"',
        f' height="{height}" font-family="sans-serif" font-size="12">',
        f"<title>{escape(table.title)}</title>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8"',
        ' markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for state, x in places.items():
        edge = 2 if state == table.initial else 1
        rows.append(
            f'<line x1="{x}" y1="40" x2="{x}" y2="{height - 12}" stroke="#bbb"/>'
            f'<rect x="{x - 58}" y="14" width="116" height="26" rx="4" fill="#eef" '
            f'stroke="#336" stroke-width="{edge}"/>'
            f'<text x="{x}" y="31" text-anchor="middle" font-weight="bold">{shown(state)}</text>'
        )
    for number, step in enumerate(table.transitions):
        rows += _arrow(step, places, HEAD + 22 + ROW * number)
    return "\n".join([*rows, "</svg>", ""])


def _arrow(step: Transition, places: dict[str, int], y: int) -> list[str]:
    sources = sorted(places[state] for state in step.sources)
    target = places[step.target]
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3.5"/>' for x in sources if x != target)
    if target in sources:
        dots += f'<circle cx="{target}" cy="{y}" r="9" fill="none" stroke="#000"/>'
    lines = []
    before, after = [x for x in sources if x < target], [x for x in sources if x > target]
    if before:
        lines.append(f"M{before[0]} {y}H{target}")
    if after:
        lines.append(f"M{after[-1]} {y}H{target}")
    if not before and not after:
        lines.append(f"M{target} {y}h26v14h-26")
    paths = "".join(
        f'<path d="{line}" fill="none" stroke="#000" marker-end="url(#head)"/>' for line in lines
    )
    left = min([target, *sources]) + 6
    text = wrap(f"{shown(step.event)}: {step.what}", LABEL_CHARS)[0]
    cut = text if text.endswith(step.what[-3:]) else text + " ..."
    label = (
        f'<text x="{left}" y="{y - 6}" paint-order="stroke" stroke="#fff" stroke-width="4">'
        f"{escape(cut)}</text>"
    )
    return [paths + dots + label]


def page() -> str:
    """All tables as one page."""
    parts = [OPENING]
    for table in tables():
        parts.append(f"## {table.title}\n")
        parts.append(table.about + "\n")
        parts.append(f"![{table.title}](diagrams/{table.name}.svg)\n")
        states = "\n".join(
            f"| {shown(state)}{' (first)' if state == table.initial else ''} | {text} |"
            for state, text in table.states.items()
        )
        parts.append(f"| the {table.subject} is | |\n|---|---|\n{states}\n")
        rows = "\n".join(
            f"| {', '.join(map(shown, t.sources))} | *{shown(t.event)}*: {t.what} "
            f"| {shown(t.target)} | {t.does} | {', '.join(t.rules)} |"
            for t in table.transitions
        )
        parts.append(f"| in | when | becomes | and | rules |\n|---|---|---|---|---|\n{rows}\n")
    return "\n".join(parts)


def files() -> dict[Path, str]:
    """Everything that is written, by its place."""
    drawn = {PICTURES / f"{table.name}.svg": picture(table) for table in tables()}
    return {PAGE: page(), **drawn}


def main() -> None:
    """Write the page and the pictures."""
    PICTURES.mkdir(exist_ok=True)
    for path, text in files().items():
        path.write_text(text)
    print(f"{len(files())} files")


if __name__ == "__main__":
    main()
