"""What a person sees of a message: label, value and what stands beside it, from the page alone."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from html import unescape

from directline.catalogue.render import BESIDE, GOES_ON
from tests.words.values import NO_ISOLATES

_TOKEN = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_VOID = frozenset(("input", "br", "hr", "meta", "link", "img", "wbr"))
_UNSEEN = frozenset(("vh", "crit"))
"""Words for screen readers alone, and the mark of a critical field."""


@dataclass
class Seen:
    """One row as it is seen."""

    label: str = ""
    text: str = ""
    detail: str = ""


@dataclass(frozen=True)
class _Element:
    """An open element with what those around it say."""

    tag: str = ""
    kinds: frozenset[str] = frozenset()
    tags: AbstractSet[str] = frozenset()
    language: str = ""


@dataclass
class Reading:
    """The rows of a message in one language."""

    language: str
    rows: list[Seen] = field(default_factory=list)


def readings_of(html: str) -> list[Reading]:
    """Every message on a page: `dl.form`, each in the language that it is marked with.

    The desk escapes what it shows, so that a tag ends at its first `>`.
    """
    found: list[Reading] = []
    opened: list[_Element] = []
    for token in _TOKEN.finditer(html):
        closing, tag, rest, said = token.groups()
        if said:
            _see(said, opened, found)
        elif tag in _VOID:
            continue
        elif closing:
            while opened and opened.pop().tag != tag:
                pass
        else:
            inside = opened[-1] if opened else _Element()
            given = dict(_ATTRIBUTE.findall(rest))
            kinds = frozenset(given.get("class", "").split())
            element = _Element(
                tag, inside.kinds | kinds, {*inside.tags, tag}, given.get("lang") or inside.language
            )
            opened.append(element)
            if tag == "dl" and "form" in kinds:
                found.append(Reading(element.language))
            elif tag == "dt" and "form" in element.kinds:
                found[-1].rows.append(Seen())
    return found


def _see(said: str, opened: list[_Element], found: list[Reading]) -> None:
    inside = opened[-1] if opened else _Element()
    if "form" not in inside.kinds or inside.kinds & _UNSEEN or "bdi" not in inside.tags:
        return
    row, text = found[-1].rows[-1], unescape(said).translate(NO_ISOLATES)
    if "dt" in inside.tags:
        row.label += text
    elif "detail" in inside.kinds:
        row.detail += text
    else:
        row.text += text


def rows_of_lines(lines: Sequence[str], labels: Sequence[str]) -> list[Seen]:
    """The rows of a message in plain lines, up to the first line that has no label."""
    rows: list[Seen] = []
    for line in lines:
        if line.startswith(GOES_ON):
            rows[-1].text += "\n" + line.removeprefix(GOES_ON)
        elif line.startswith(BESIDE):
            rows[-1].detail = line.removeprefix(BESIDE)
        else:
            known = [label for label in labels if f"{line} ".startswith(f"{label}: ")]
            if not known:
                break
            label = max(known, key=len)
            rows.append(Seen(label, line[len(label) + 2 :]))
    return rows
