"""The ceremony's page as steps: who types what, what must then be seen, what is carried to whom.

    read_page(text) -> tuple[Step, ...]          ConfigError names the line that is no step

A line of the page that is wholly bold is a step; what follows a command's block may say what it
must show.  Everything else is prose for people.  So the page and the rehearsal cannot differ.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from directline.errors import ConfigError

PARTIES = ("ALPHA", "BRAVO", "CHARLIE")
WITNESS = "WITNESS"
NEWCOMER = "DELTA"
"""A party that comes later, to the line that succeeds."""
SELF = "SELF"
"""Stands for the office's own id in what each party types."""
_PART = re.compile(r"## [0-9]+\. ")
_BOLD = re.compile(r"\*\*(.+)\*\*")
_FILES = r"((?:`[^`]+`(?:, | and )?)+)"
_TYPES = re.compile(r"(.+?) types?")
_SENDS = re.compile(rf"(.+?) (?:sends?|hands?) {_FILES} to (.+?)(?: by courier)?\.")
_KEEPS = re.compile(rf"(.+?) takes? {_FILES} to its safe\.")
_BURNS = re.compile(rf"(.+?) destroys? {_FILES}\.")
_STOPS = re.compile(r"(.+?) stops? its station\.")
_MUST = re.compile(r"(It must say|It must be refused with|Repeat it until it says) `([^`]+)`\.")
_SAME = re.compile(r"All must say the same after `([^`]+)`\.")


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part of the ceremony."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """One command that one office types."""

    office: str
    words: tuple[str, ...]
    stays: bool
    """It runs until the end, as a station does."""


@dataclass(frozen=True, slots=True)
class Must:
    """What the commands before must have shown, at each office that typed them."""

    text: str
    again: bool = False
    """The last command is repeated until it shows this."""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """What every office must have seen alike."""

    after: str


@dataclass(frozen=True, slots=True)
class Carry:
    """Files that go from an office to others, to its safe, or into the fire."""

    office: str
    files: tuple[str, ...]
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keep:
    """Files that an office takes out of its station and locks away."""

    office: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Burn:
    """Files that an office destroys."""

    office: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """An office stops its station."""

    office: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Commands that offices type, one office after the other, with what they must show."""

    commands: tuple[Command, ...]
    must: tuple[Must | Same, ...]


Step = Heading | Typed | Carry | Keep | Burn | Stop


def read_page(text: str) -> tuple[Step, ...]:
    """The steps of the page.

    Raises:
        ConfigError: a bold line, a block or a demand is none that this knows; it is named.
    """
    steps: list[Step] = []
    typing: tuple[str, ...] | None = None
    lines = iter(text.splitlines())
    for line in lines:
        if _PART.match(line):
            steps.append(Heading(line[3:]))
        elif line.startswith("```"):
            block = tuple(_block(lines))
            if typing is not None:
                steps.append(Typed(_commands(typing, block), ()))
            elif any(row.startswith("directline ") for row in block):
                raise ConfigError(f"nobody types the block before: {block[0][:60]!r}")
            typing = None
        elif bold := _BOLD.fullmatch(line.strip()):
            if typed := _TYPES.fullmatch(bold[1]):
                typing = _offices(typed[1])
            else:
                steps += _moved(bold[1])
        elif line.startswith(("It must", "Repeat it", "All must")):
            steps[-1:] = [_with(steps[-1] if steps else None, line)]
    return tuple(steps)


def _block(lines: Iterator[str]) -> Iterator[str]:
    """The commands of a block; a backslash at the end joins two lines."""
    held = ""
    for line in lines:
        if line.startswith("```"):
            return
        held += line.strip()
        if held.endswith("\\"):
            held = held[:-1]
        elif held:
            yield held
            held = ""
    raise ConfigError("the page ends inside a block")


def _offices(text: str) -> tuple[str, ...]:
    if text == "Each party":
        return PARTIES
    names = tuple(re.split(r", | and ", text))
    found = tuple(WITNESS if name.lower() == "the witness" else name for name in names)
    if not set(found) <= {*PARTIES, WITNESS, NEWCOMER}:
        raise ConfigError(f"the page names nobody that takes part: {text[:60]!r}")
    return found


def _commands(offices: tuple[str, ...], block: tuple[str, ...]) -> tuple[Command, ...]:
    found = []
    for office in offices:
        for row in block:
            try:
                words = shlex.split(row)
            except ValueError as error:
                raise ConfigError(f"{row[:60]!r} is not a command: {error}") from error
            if len(words) < 2 or words[0] != "directline":
                raise ConfigError(f"only directline is typed in the ceremony, not {row[:60]!r}")
            stays = words[-1] == "&"
            given = words[1:-1] if stays else words[1:]
            mine = tuple(word.replace(SELF, office) for word in given)
            found.append(Command(office, mine, stays))
    return tuple(found)


def _moved(text: str) -> Iterator[Step]:
    """A bold line that is no typing: files that go somewhere, or a station that stops."""
    if sent := _SENDS.fullmatch(text):
        for office in _offices(sent[1]):
            yield Carry(office, _files(sent[2], office), _receivers(sent[3], office))
        return
    for pattern, made in ((_KEEPS, Keep), (_BURNS, Burn)):
        if found := pattern.fullmatch(text):
            for office in _offices(found[1]):
                yield made(office, _files(found[2], office))
            return
    stopped = _STOPS.fullmatch(text)
    if stopped is None:
        raise ConfigError(f"the page has a bold line that is no step: {text[:80]!r}")
    for office in _offices(stopped[1]):
        yield Stop(office)


def _receivers(text: str, office: str) -> tuple[str, ...]:
    if text == "the others":
        return tuple(party for party in PARTIES if party != office)
    if text == "all":
        return tuple(name for name in (*PARTIES, WITNESS) if name != office)
    return _offices(text)


def _files(text: str, office: str) -> tuple[str, ...]:
    return tuple(name.replace(SELF, office) for name in re.findall(r"`([^`]+)`", text))


def _with(step: Step | None, line: str) -> Step:
    must = _MUST.match(line)
    same = _SAME.match(line)
    if not isinstance(step, Typed) or not (must or same):
        raise ConfigError(f"the page demands something that is no step: {line[:80]!r}")
    new: Must | Same
    if must:
        new = Must(must[2], again=must[1].startswith("Repeat"), refused="refused" in must[1])
    else:
        new = Same(same[1]) if same else Same("")
    return Typed(step.commands, (*step.must, new))
