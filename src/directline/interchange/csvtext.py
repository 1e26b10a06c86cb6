"""A book as CSV (RFC 4180): one row a line, what is nested as JSON in its cell."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A cell of text that begins so, a spreadsheet would compute: it gets an apostrophe before it."""


def csv_of(rows: Sequence[Mapping[str, Any]], copy: str) -> str:
    """Rows as CSV: the columns are all names that any row has, and `copy` in each row.

    Args:
        rows: As the book's JSON has them.
        copy: What the file says of itself.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [_line([*names, "copy"])]
    lines += [_line([*(_cell(row.get(name)) for name in names), copy]) for row in rows]
    return "".join(lines)


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\r\n"


def _quoted(text: str) -> str:
    if any(char in text for char in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RISKY) else value
    return json.dumps(value, ensure_ascii=False)
