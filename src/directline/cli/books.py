"""Command `book`: one book of a line, from a transcript file or from the running station."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from directline.books import NAMES, Books, Cut, Difference, Entry, Key, Rules, differs
from directline.catalogue import load, of_charter, parse_instant
from directline.cli.availability import availability_lines, availability_of
from directline.cli.bookformats import FORMATS, JSON, TABLE, check_format, exported
from directline.cli.booktables import rows_of, tables_of
from directline.cli.bookwords import instant
from directline.cli.client import Station
from directline.cli.options import JsonOption, SessionOption
from directline.cli.output import emit, plain
from directline.cli.transcripts import BUNDLE_BYTES_MAX
from directline.cli.verifying import checker, opened
from directline.errors import ConfigError, FieldError
from directline.interchange.announced import Copy
from directline.interchange.notam import NO_REGION
from directline.transcript.facts import Facts
from directline.transcript.verify import check_bundle

DIGITS = 16
"""Of a digest, read aloud; `--json` has it whole."""


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("book")(book)


def book(
    name: Annotated[str, typer.Argument(help=f"Which: {', '.join(NAMES)}.")],
    file: Annotated[
        Path | None,
        typer.Option("--file", help="An exported transcript; without it the station is asked."),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", help="The other side's export: compare the books over both."),
    ] = None,
    at: Annotated[
        str, typer.Option("--at", help="The instant of the view, UTC; default: of the export.")
    ] = "",
    charter: Annotated[
        str, typer.Option(help="The charter's fingerprint, as you know it from elsewhere.")
    ] = "",
    how: Annotated[
        str, typer.Option("--format", help=f"{', '.join(FORMATS)}; --json is the same as json.")
    ] = TABLE,
    entry: Annotated[str, typer.Option(help="One notice alone, as ALPHA-12.")] = "",
    region: Annotated[
        str, typer.Option("--fir", help="The flight information region in a NOTAM's text.")
    ] = NO_REGION,
    session_file: SessionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a book: messages, deadlines, line, incidents, notices, undertakings or watch.

    The transcript is verified first.  Both sides compute the same book: --against compares it with
    the other side's over what both hold, and exits 1 when they differ, naming entry and value.
    The other formats are unsigned copies and say so; geojson, ical, cap and notam are of notices.
    """
    if name not in NAMES:
        raise typer.BadParameter(f"no book {plain(name[:20])!r}; there are {', '.join(NAMES)}")
    check_format(name, how, region)
    with transcript_at(file, session_file) as path:
        held = read_whole(path, charter)
        if against is not None:
            found = _compare(name, held, read_whole(against, charter))
            emit(found, _compared_lines(found), as_json=as_json)
            if found["differences"]:
                raise typer.Exit(1)
            return
        facts = held.facts
        books = held.books(frozenset({facts.head.exporter}))
        at_ms = facts.head.exported_ms if not at else _instant(at)
        rows = rows_of(books, name, at_ms)
        copy = Copy(
            facts.charter.name, facts.charter.line_id.hex(),
            books.rules.party(facts.head.exporter), facts.head.exported_ms,
        )  # fmt: skip
        if how not in (TABLE, JSON):
            text = exported(books, rows, copy, at_ms, how=how, entry=entry, region=region)
            sys.stdout.write(text)
            return
        value, lines = _shown(held, books, name, at_ms)
        value |= {"copy": copy.words(), "rows": rows}
        if name == "line":
            value["availability"] = availability_of(session_file) if file is None else None
            lines += ["", *availability_lines(value["availability"])]
        emit(value, lines, as_json=as_json or how == JSON)


def _shown(held: "Held", books: Books, name: str, at_ms: int) -> tuple[dict[str, Any], list[str]]:
    """What a book is said to be, without its rows; and all of it for a terminal."""
    facts, digest = held.facts, books.digest(name).hex()
    value: dict[str, Any] = {
        "book": name,
        "line": facts.charter.name,
        "fingerprint": facts.charter.fingerprint,
        "exporter": books.rules.party(facts.head.exporter),
        "at": instant(at_ms),
        "digest": digest,
        "catalogue_known": _known(facts),
    }
    lines = [
        f"Line {plain(facts.charter.name)}, as {value['exporter']} holds it; at {value['at']}",
        f"Digest {digest[:DIGITS]}",
        *([] if _known(facts) else ["The charter pins a catalogue that is not this one's."]),
        "",
        *tables_of(books, name, at_ms),
    ]
    return value, lines


@contextmanager
def transcript_at(file: Path | None, session_file: Path | None) -> Iterator[Path]:
    """The file, or a fresh export of the station for as long as it is read."""
    if file is not None:
        yield file
        return
    with TemporaryDirectory(prefix="directline-book-") as folder:
        path = Path(folder) / "transcript"
        Station.of(session_file).download("/export", path)
        yield path


@dataclass(frozen=True, slots=True)
class Held:
    """A verified transcript, and all that it holds entry by entry."""

    facts: Facts
    entries: list[Entry]
    leaves: list[tuple[Key, bytes]]

    def books(self, readers: frozenset[int]) -> Books:
        """The books that all of these parties may read."""
        books = Books(Rules(self.facts.charter, of_charter(self.facts.charter)), readers)
        books.take(self.entries, self.leaves)
        return books


def read_whole(path: Path, charter: str) -> Held:
    """A whole transcript, verified.

    Raises:
        ConfigError: it holds chosen messages only.
    """
    with opened(path, BUNDLE_BYTES_MAX) as source:
        facts = check_bundle(source, fingerprint=charter or None, each=checker(None, source.size))
        if facts.head.selection is not None:
            raise ConfigError(
                f"{plain(str(path))} holds chosen messages only",
                remedy="a book needs the whole transcript: directline export",
            )
        held = Held(facts, [], [])
        for (party, generation), feed in facts.feeds.items():
            for index, position in enumerate(feed.columns.positions):
                key, leaf = (party, generation, position), feed.leaf(index)
                if feed.columns.flags[index]:
                    item = feed.entry(index).item
                    held.entries.append(Entry(key, leaf, item.header, item.body))
                else:
                    held.leaves.append((key, leaf))
        return held


def _known(facts: Facts) -> bool:
    return facts.charter.catalogue == load().digest


def _compare(name: str, first: Held, second: Held) -> dict[str, Any]:
    """One book of two sides over what both hold."""
    if first.facts.charter.line_id != second.facts.charter.line_id:
        raise ConfigError("the two files are not of one line")
    exporters = (first.facts.head.exporter, second.facts.head.exporter)
    mine, theirs = first.books(frozenset(exporters)), second.books(frozenset(exporters))
    cut = common_cut(mine, theirs)
    with mine.within(cut) as ours, theirs.within(cut) as others:
        found = differs(ours, others, (name,))
        rules = mine.rules
        return {
            "book": name,
            "sides": [rules.party(exporter) for exporter in exporters],
            "cut": [
                {"party": rules.party(party), "generation": generation, "size": size}
                for (party, generation), size in sorted(cut.sizes.items())
            ],
            "forgotten": [rules.name(key) for key in sorted(cut.forgotten)],
            "digests": [ours.digest(name).hex(), others.digest(name).hex()],
            "differences": [_difference(rules, one) for one in found],
        }


def common_cut(mine: Books, theirs: Books) -> Cut:
    """What both hold: so much of each feed, without the bodies that one of them lacks."""
    first, second = mine.order.sizes(), theirs.order.sizes()
    sizes = {feed: min(size, second[feed]) for feed, size in first.items() if feed in second}
    lacking = {
        key
        for key, entry in mine.order.entries.items()
        if key in theirs.order.entries
        and (entry.body is None) != (theirs.order.entries[key].body is None)
    }
    return Cut(sizes, frozenset(lacking))


def _difference(rules: Rules, one: Difference) -> dict[str, Any]:
    entry = one.entry
    return {
        "entry": None if entry is None else rules.name(entry),
        "table": one.table,
        "values": list(one.fields),
        "first": None if one.mine is None else _plain(one.mine, one.fields),
        "second": None if one.theirs is None else _plain(one.theirs, one.fields),
    }


def _plain(row: Any, fields: tuple[str, ...]) -> str:
    shown = [f"{name}={getattr(row, name)!r}" for name in fields] or [repr(row)]
    return "; ".join(shown)[:2_000]


def _compared_lines(found: dict[str, Any]) -> list[str]:
    names = found["sides"]
    lines = [f"Book {found['book']} of {names[0]} and {names[1]} over what both hold:"]
    lines += [
        f"  {row['party']} up to {row['size']}"
        + (f" of generation {row['generation']}" if row["generation"] > 1 else "")
        for row in found["cut"]
    ]
    if found["forgotten"]:
        lines.append(f"  read without the words of {', '.join(found['forgotten'])}")
    digests = found["digests"]
    if not found["differences"]:
        return [*lines, f"The same: digest {digests[0][:DIGITS]}"]
    lines.append(f"They differ: {digests[0][:DIGITS]} and {digests[1][:DIGITS]}")
    for one in found["differences"]:
        what = ", ".join(one["values"]) or "only one side has it"
        lines.append(f"  {one['entry'] or one['table']} ({one['table']}): {what}")
        lines += [f"    {names[n]}: {plain(one[side] or 'nothing')}" for n, side in _SIDES]
    return lines


_SIDES = ((0, "first"), (1, "second"))


def _instant(text: str) -> int:
    try:
        return parse_instant(text)
    except (FieldError, ValueError) as error:
        raise typer.BadParameter(
            f"{plain(text[:40])!r}: an instant such as 2026-11-21T22:30Z"
        ) from error
