"""What the command prints: text for people, or one JSON object for programs."""

import json
import sys
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer


def emit(value: Mapping[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print a result: `value` as JSON, or `lines` as text."""
    if as_json:
        print(json.dumps(value, ensure_ascii=False))
    else:
        for line in lines:
            print(line)


def emit_list(value: Sequence[Mapping[str, Any]], lines: Iterable[str], *, as_json: bool) -> None:
    """Print a list of like things: as one JSON array, or as text."""
    if as_json:
        print(json.dumps(value, ensure_ascii=False))
    else:
        for line in lines:
            print(line)


def print_error(
    code: str,
    message: str,
    remedy: str,
    *,
    as_json: bool,
    more: Mapping[str, str] | None = None,
) -> None:
    """Print why something was refused, and what helps."""
    if as_json:
        error = {"code": code, "message": message, "remedy": remedy, **(more or {})}
        print(json.dumps({"error": error}, ensure_ascii=False))
        return
    print(f"directline: {message}", file=sys.stderr)
    if remedy:
        print(f"  what helps: {remedy}", file=sys.stderr)


def usage_error(error: typer.TyperException, *, as_json: bool) -> None:
    """Print what was wrong with the command line."""
    if as_json:
        print_error("usage", str(error), "directline --help", as_json=True)
        return
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "directline"
    print(f"directline: {error}", file=sys.stderr)
    print(f"  what helps: {path} --help", file=sys.stderr)


def now_ms() -> int:
    """The machine's clock, for what the command writes itself."""
    return time.time_ns() // 1_000_000


_ISOLATES = "\u2068\u2069"
"""Around what our own right-to-left words name: a terminal needs none, and nothing is hidden."""


def plain(text: str) -> str:
    """Text from elsewhere, without what could command a terminal or turn its direction."""
    return "".join(
        char if char.isprintable() or unicodedata.category(char) == "Zs" else "\ufffd"
        for char in text
        if char not in _ISOLATES
    )
