"""The books as tables for a terminal and as plain values for programs."""

from collections.abc import Callable, Sequence
from typing import Any

from directline.books import Books
from directline.books.deadlines import DueView
from directline.books.incidents import Stage
from directline.books.notices import LATE, Lead, NoticeView
from directline.books.rows import entry_key
from directline.cli.bookwords import NEVER, Rows, Table, code_of, instant, precedence, span
from directline.cli.output import plain
from directline.cli.undertakingtables import undertakings, undertakings_table


def rows_of(books: Books, name: str, at_ms: int) -> Rows:
    """A book's rows as plain values."""
    return _ROWS[name](books, at_ms)


def tables_of(books: Books, name: str, at_ms: int) -> list[str]:
    """A book's rows as lines for a terminal."""
    lines: list[str] = []
    for table in _TABLES[name](_ROWS[name](books, at_ms)):
        lines += ["", *drawn(table)] if lines else drawn(table)
    return lines


def drawn(table: Table) -> list[str]:
    """One table as lines."""
    heading, columns, rows = table
    return [heading, *(_aligned(columns, rows) if rows else ["  none"])]


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    cells = [list(columns), *([plain(cell) for cell in row] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(columns))]
    lines = [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    lines.insert(1, "  " + "  ".join("-" * width for width in widths))
    return lines


# --- rows ----------------------------------------------------------------------------------------


def _messages(books: Books, _at_ms: int) -> Rows:
    rules = books.rules
    return [
        {
            "message": rules.name(key),
            "code": message.code,
            "drill": message.drill,
            "precedence": precedence(message.precedence),
            "released": instant(message.instant_ms),
            "crossed": [rules.name(other) for other in message.crossed],
            "cancelled_by": None
            if message.cancelled_by is None
            else rules.name(message.cancelled_by),
            "sides": [
                {
                    "party": rules.party(side.party),
                    "received": instant(side.held_ms) if side.held else None,
                    "level": max(side.level, 2 if side.held else 0),
                    "steps": [
                        {
                            "level": step.level,
                            "at": instant(step.at_ms),
                            "says": step.answer or step.reason or step.unit or step.role,
                        }
                        for step in side.steps
                    ],
                }
                for side in message.sides
            ],
        }
        for key, message in (
            (entry_key(row), message) for row, message in books.messages.rows.items()
        )
    ]


def _deadlines(books: Books, at_ms: int) -> Rows:
    rules = books.rules

    def row(due: DueView) -> dict[str, Any]:
        owed, heard = due.owed, due.heard
        clock = rules.party(owed.party if owed.signed else due.message[0])
        return {
            "message": rules.name(due.message),
            "code": due.code,
            "drill": due.drill,
            "precedence": precedence(due.precedence),
            "owed_by": rules.party(owed.party),
            "owed": owed.what,
            "since": instant(owed.since_ms),
            "clock": clock,
            "due": instant(owed.due_ms),
            "late": due.late,
            "silence": str(due.silence),
            "reason": owed.reason,
            "last_heard": None if heard is None else instant(heard.at_ms),
        }

    return [row(due) for due in books.deadlines.view(at_ms)]


def _line(books: Books, at_ms: int) -> Rows:
    rules = books.rules
    months: Rows = [
        {
            "month": month.month,
            "party": rules.party(month.party),
            "due": month.due,
            "run": month.run,
            "answered": month.answered,
            "missed": month.missed,
        }
        for month in books.line.months(at_ms)
    ]
    speeds: Rows = [
        {
            "precedence": precedence(speed.precedence),
            "party": rules.party(speed.party),
            "what": speed.what,
            "messages": speed.messages,
            "median_ms": speed.median_ms,
            "worst_ms": speed.worst_ms,
            "worst": rules.name(speed.worst),
        }
        for speed in books.line.speeds()
    ]
    return months + speeds


def _incidents(books: Books, _at_ms: int) -> Rows:
    rules = books.rules

    def stage(one: Stage) -> dict[str, Any]:
        return {
            "stage": one.what,
            "clock": rules.party(one.party),
            "at": None if one.at_ms is None else instant(one.at_ms),
            "says": one.says,
        }

    found = []
    for row, incident in books.incidents.rows.items():
        root = entry_key(row)
        found.append(
            {
                "incident": rules.name(root),
                "code": incident.code,
                "drill": incident.drill,
                "state": incident.state,
                "near": [rules.name(other) for other in incident.near],
                "messages": [
                    {
                        "message": rules.name(key),
                        "party": rules.party(key[0]),
                        "code": message.code,
                        "stages": [stage(one) for one in stages],
                    }
                    for key, message, stages in books.incidents.timeline(root)
                ],
            }
        )
    return found


def _notices(books: Books, at_ms: int) -> Rows:
    rules = books.rules

    def lead(one: Lead) -> dict[str, Any]:
        return {
            "party": rules.party(one.party),
            "by_receipt_ms": one.by_receipt_ms,
            "by_release_ms": one.by_release_ms,
            "late": one.word,
        }

    def row(seen: NoticeView) -> dict[str, Any]:
        notice = seen.notice
        cancelled = notice.cancelled_by
        return {
            "notice": rules.name(seen.key),
            "code": notice.code,
            "drill": notice.drill,
            "by": rules.party(notice.party),
            "state": seen.state,
            "from": instant(notice.from_ms),
            "to": instant(notice.to_ms),
            "lead": [lead(one) for one in notice.leads],
            "passed": [
                {"party": rules.party(one.party), "unit": one.unit, "at": instant(one.at_ms)}
                for one in notice.passed
            ],
            "corrections": [
                {
                    "entry": rules.name(one.entry),
                    "at": instant(one.at_ms),
                    "lead": [lead(part) for part in one.leads],
                }
                for one in notice.corrections
            ],
            "cancelled_by": None if cancelled is None else rules.name(cancelled),
            "not_passed": seen.reminder_ms is not None,
            "to_narrow": seen.to_narrow,
            "meets": [rules.name(other) for other in seen.meets],
        }

    return [row(seen) for seen in books.notices.view(at_ms)]


def _watch(books: Books, at_ms: int) -> Rows:
    rules = books.rules
    return [
        {
            "item": item.kind,
            "entry": rules.name(item.message),
            "code": item.code,
            "drill": item.drill,
            "party": rules.party(item.party),
            "state": item.state,
            "at": instant(item.at_ms),
        }
        for item in books.watch.view(at_ms)
    ]


_ROWS: dict[str, Callable[[Books, int], Rows]] = {
    "messages": _messages,
    "deadlines": _deadlines,
    "line": _line,
    "incidents": _incidents,
    "notices": _notices,
    "undertakings": undertakings,
    "watch": _watch,
}

# --- tables --------------------------------------------------------------------------------------


def _messages_table(rows: Rows) -> list[Table]:
    cells = [
        (
            row["message"], code_of(row["code"], drill=row["drill"]), row["precedence"],
            row["released"], side["party"], side["received"] or NEVER, str(side["level"]),
        )
        for row in rows
        for side in row["sides"]
    ]  # fmt: skip
    names = ("message", "form", "precedence", "released", "to", "received", "level")
    return [("Messages", names, cells)]


def _deadlines_table(rows: Rows) -> list[Table]:
    cells = [
        (
            row["message"], code_of(row["code"], drill=row["drill"]), row["precedence"],
            row["owed_by"], row["owed"] if not row["reason"] else f"declined: {row['reason']}",
            f"{row['since']} ({row['clock']})", row["due"] + (" LATE" if row["late"] else ""),
            row["silence"], row["last_heard"] or "-",
        )
        for row in rows
    ]  # fmt: skip
    names = ("message", "form", "precedence", "owed by", "what", "since (whose clock)", "due",
             "silence", "last heard")  # fmt: skip
    return [("Owed", names, cells)]


def _line_table(rows: Rows) -> list[Table]:
    months = [
        (
            row["month"], row["party"], str(row["due"]), str(row["run"]), str(row["answered"]),
            str(row["missed"]), f"{100 * row['answered'] / row['due']:.1f} %",
        )
        for row in rows
        if "month" in row
    ]  # fmt: skip
    words = {
        "opened": "opened, by their clock",
        "answered": "answered, by their clock",
        "known": "answer here, by the author's clock",
    }
    speeds = [
        (
            row["precedence"], row["party"], words[row["what"]], str(row["messages"]),
            span(row["median_ms"]), span(row["worst_ms"]), row["worst"],
        )
        for row in rows
        if "month" not in row
    ]  # fmt: skip
    return [
        ("Line tests", ("month", "by", "due", "run", "answered", "missed", "available"), months),
        (
            "Time to a person's step",
            ("precedence", "party", "step", "messages", "median", "worst", "which"),
            speeds,
        ),
    ]


def _incidents_table(rows: Rows) -> list[Table]:
    tables: list[Table] = []
    for row in rows:
        cells = [
            (
                message["message"], message["code"] or "(not shown)", stage["stage"],
                stage["at"] or NEVER, stage["clock"], stage["says"],
            )
            for message in row["messages"]
            for stage in message["stages"]
        ]  # fmt: skip
        near = f", near in place and time: {', '.join(row['near'])}" if row["near"] else ""
        code = code_of(row["code"], drill=row["drill"])
        heading = f"{row['incident']} {code}: {row['state']}{near}"
        names = ("message", "form", "stage", "at", "whose clock", "says")
        tables.append((heading, names, cells))
    return tables or [("Incidents", (), [])]


def _notices_table(rows: Rows) -> list[Table]:
    cells = []
    for row in rows:
        notes = [f"passed to {one['unit'] or 'a unit'} ({one['party']})" for one in row["passed"]]
        notes += [f"corrected by {one['entry']}" for one in row["corrections"]]
        notes += [f"cancelled by {row['cancelled_by']}"] if row["cancelled_by"] else []
        notes += ["not passed to an operating unit"] if row["not_passed"] else []
        notes += ["to be narrowed"] if row["to_narrow"] else []
        notes += [f"meets {', '.join(row['meets'])}"] if row["meets"] else []
        for lead in row["lead"] or [None]:
            cells.append(  # noqa: PERF401 - two loops in one line help nobody
                (
                    row["notice"],
                    code_of(row["code"], drill=row["drill"]),
                    row["state"],
                    row["from"],
                    row["to"],
                    _lead(lead),
                    "; ".join(notes),
                )
            )
    names = ("notice", "form", "state", "from", "to", "lead by receipt / by release", "")
    return [("Notices", names, cells)]


def _lead(lead: dict[str, Any] | None) -> str:
    if lead is None:
        return "-"
    receipt = lead["by_receipt_ms"]
    told = "no receipt" if receipt is None else span(receipt)
    word = "LATE" if lead["late"] == LATE else lead["late"]
    return f"{lead['party']}: {told} / {span(lead['by_release_ms'])} {word}".rstrip()


def _watch_table(rows: Rows) -> list[Table]:
    cells = [
        (
            row["item"], row["entry"], code_of(row["code"], drill=row["drill"]), row["party"],
            row["state"], row["at"],
        )
        for row in rows
    ]  # fmt: skip
    return [("Open at relief", ("item", "entry", "form", "party", "state", "at"), cells)]


_TABLES: dict[str, Callable[[Rows], list[Table]]] = {
    "messages": _messages_table,
    "deadlines": _deadlines_table,
    "line": _line_table,
    "incidents": _incidents_table,
    "notices": _notices_table,
    "undertakings": undertakings_table,
    "watch": _watch_table,
}
