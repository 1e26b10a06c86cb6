"""Walks through the page's steps with three parties and a witness in folders of their own.

walk = Walk(folder, run=main.run, say=print)
walk.follow(read_page(text))                 ConfigError says which step went otherwise
"""

import os
import re
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from directline.cli.ports import free_port
from directline.cli.rehearsal.page import (
    NEWCOMER,
    PARTIES,
    WITNESS,
    Burn,
    Carry,
    Command,
    Heading,
    Keep,
    Must,
    Same,
    Step,
    Stop,
    Typed,
)
from directline.cli.rehearsal.screen import Screen
from directline.errors import ConfigError

LINE_NAME = "NORTHERN AIR"
REHEARSAL_NAME = "REHEARSAL"
"""What the line is called here, so that nothing of it is ever taken for the real one."""
SAFE = "safe"
DESTROYED = "destroyed"
"""Where a rehearsal puts what the page destroys."""
AGAIN_S = 90.0
"""How long a command is repeated until it shows what it must."""
_AGAIN_PAUSE_S = 0.5
_PRINT = "FINGERPRINT"
_FINGERPRINT = re.compile(r"fingerprint:? ((?:[0-9A-Z]{4}-){9}[0-9A-Z]{4})")
_PASSPHRASE = re.compile(r"(?:of|for) ([^\n]+?)(?:'s keys)?: $")
_ROW = re.compile(r"<td>([1-8])</td><td>([0-9A-Z]{5}-[0-9A-Z]{5})</td>")
_ASKED = re.compile(r"share ([AB]), line ([1-8]): $")
_GROUP = re.compile(r"type the last group: $")
_ADDRESS = re.compile(r"127\.0\.0\.1:(\d+)")


class Walk:
    """One rehearsal."""

    def __init__(
        self, folder: Path, run: Callable[[Sequence[str]], int], say: Callable[[str], None]
    ) -> None:
        self.folder = folder
        self._run = run
        self._say = say
        self._running: dict[tuple[str, tuple[str, ...]], Screen] = {}
        self._heard: dict[str, str] = {}
        """The fingerprint that each office last had before its eyes, for reading aloud."""
        self._ports: dict[str, int] = {}
        self._typed = ""
        self._slipped = False
        self.typed = 0
        """Commands of the page that were typed, each counted once."""

    def follow(self, steps: Sequence[Step]) -> None:
        """Do every step; stop what runs in the end, however it went.

        Raises:
            ConfigError: a step went otherwise than the page says.
        """
        for office in (*PARTIES, WITNESS, NEWCOMER):
            self._desk(office).mkdir(parents=True)
        try:
            for step in steps:
                self._step(step)
        finally:
            for screen in self._running.values():
                screen.end()

    def _step(self, step: Step) -> None:
        match step:
            case Heading(text):
                self._say(f"\n{text}")
            case Typed():
                self._type(step)
            case Carry(office, files, to):
                self._carry(office, files, to)
                self._say(f"  [x] {office} sends {', '.join(files)} to {', '.join(to)}")
            case Keep(office, files):
                self._aside(office, files, SAFE)
                self._say(f"  [x] {office} locks {', '.join(files)} away")
            case Burn(office, files):
                self._aside(office, files, DESTROYED)
                self._say(f"  [x] {office} destroys {', '.join(files)}")
            case Stop(office):
                self._stop(office)

    def _stop(self, office: str) -> None:
        key = (office, ("run", "--home"))
        if key not in self._running:
            raise ConfigError(f"{office} has no station that runs")
        self._running.pop(key).end()
        self._say(f"  [x] {office} stops its station (Ctrl-C)")

    def _carry(self, office: str, files: Sequence[str], to: Sequence[str]) -> None:
        for name in files:
            source = self._desk(office) / name
            for other in to:
                shutil.copyfile(source, self._desk(other) / source.name)

    def _aside(self, office: str, files: Sequence[str], folder: str) -> None:
        """Into the safe; what is destroyed is kept aside too, so that one can look at the cards."""
        aside = self._desk(office) / folder
        aside.mkdir(exist_ok=True, mode=0o700)
        for name in files:
            source = self._desk(office) / name
            source.rename(aside / source.name)

    def _type(self, step: Typed) -> None:
        shown: dict[str, str] = {}
        refused = any(isinstance(must, Must) and must.refused for must in step.must)
        for command in step.commands:
            last = self._command(command, step, refused=refused)
            shown[command.office] = shown.get(command.office, "") + last
            for screen in self._running.values():
                screen.drain()
        for must in step.must:
            _check(must, shown)

    def _command(self, command: Command, step: Typed, *, refused: bool) -> str:
        words = tuple(self._word(word, command.office) for word in command.words)
        name = " ".join(("directline", *words))
        if command.stays:
            return self._start(command, words, step)
        again = [m.text for m in step.must if isinstance(m, Must) and m.again]
        is_last = command == [c for c in step.commands if c.office == command.office][-1]
        end = time.monotonic() + (AGAIN_S if again else 0.0)
        while True:
            screen = self._open(command.office, words)
            code = screen.finish(lambda text: self._answer(command.office, text))
            for found in _FINGERPRINT.findall(screen.shown):
                self._heard[command.office] = found
            shown = not is_last or all(text in screen.shown for text in again)
            if shown and (code != 0) == (refused and is_last):
                break
            if time.monotonic() > end:
                raise ConfigError(
                    f"{command.office}: `{name}` gave {code}: {screen.shown[-1500:]}",
                    remedy=f"everything is left in {self.folder}",
                )
            time.sleep(_AGAIN_PAUSE_S)
        self.typed += 1
        self._say(f"  [x] {command.office}: {name}")
        return screen.shown

    def _start(self, command: Command, words: tuple[str, ...], step: Typed) -> str:
        """A command that stays, as a station does."""
        key = (command.office, words[:2])
        if key in self._running:
            raise ConfigError(f"{command.office} has that running already: {' '.join(words)}")
        screen = self._open(command.office, words)
        self._running[key] = screen
        self.typed += 1
        musts = [must.text for must in step.must if isinstance(must, Must)]
        for text in musts or [""]:
            wanted = text.replace("SELF", command.office).replace(LINE_NAME, REHEARSAL_NAME)
            screen.wait(lambda shown: self._answer(command.office, shown), wanted)
        self._say(f"  [x] {command.office}: {' '.join(('directline', *words))} &")
        return screen.shown

    def _open(self, office: str, words: tuple[str, ...]) -> Screen:
        environment = {
            name: text for name, text in os.environ.items() if not name.startswith("DIRECTLINE_")
        }
        desk = self._desk(office)
        environment["DIRECTLINE_SESSION_FILE"] = str(desk / "session.json")
        return Screen.open(lambda: self._run(words), desk, environment, " ".join(words))

    def _answer(self, office: str, text: str) -> str | None:
        """What a person types at this prompt."""
        if _GROUP.search(text):
            return self._aloud(office)[-4:].lower()
        if asked := _ASKED.search(text):
            return self._from_card(office, asked[1], asked[2])
        if text.endswith("The same again: "):
            return self._typed
        if named := _PASSPHRASE.search(text.splitlines()[-1] if text else ""):
            self._typed = f"rehearsal words of {named[1]}"
            return self._typed
        return None

    def _from_card(self, office: str, letter: str, number: str) -> str:
        page = (self._desk(office) / f"card-{letter.lower()}.html").read_text()
        rows: dict[str, str] = dict(_ROW.findall(page))
        typed = rows[number].lower()
        if not self._slipped and number == "5":
            self._slipped = True
            self._say(f"  [x] {office} mistypes row 5 of its card on purpose, and is told")
            return ("1" if typed[0] != "1" else "2") + typed[1:]
        return typed

    def _aloud(self, office: str) -> str:
        """The fingerprint as another party reads it aloud, from its own screen."""
        for other in PARTIES:
            if other != office and other in self._heard:
                return self._heard[other]
        raise ConfigError("nobody has a fingerprint to read aloud yet")

    def _word(self, word: str, office: str) -> str:
        word = _ADDRESS.sub(lambda found: f"127.0.0.1:{self._port(found[1])}", word)
        word = word.replace(LINE_NAME, REHEARSAL_NAME)
        return word.replace(_PRINT, self._aloud(office)) if _PRINT in word else word

    def _port(self, named: str) -> int:
        """A port that nobody uses here, the same for the same number of the page."""
        while named not in self._ports:
            port = free_port()
            if port not in self._ports.values():
                self._ports[named] = port
        return self._ports[named]

    def _desk(self, office: str) -> Path:
        return self.folder / office.lower()


def _check(must: Must | Same, shown: dict[str, str]) -> None:
    if isinstance(must, Must):
        for office, text in shown.items():
            wanted = must.text.replace("SELF", office).replace(LINE_NAME, REHEARSAL_NAME)
            if wanted not in text:
                raise ConfigError(f"{office} did not see {wanted!r}: {text[-1500:]}")
        return
    seen = set()
    for office, text in shown.items():
        found = re.search(re.escape(must.after) + r"[ :]+(\S+)", text)
        if found is None:
            raise ConfigError(f"{office} saw no {must.after!r}: {text[-1500:]}")
        seen.add(found[1].rstrip(":,"))
    if len(seen) != 1:
        raise ConfigError(f"the offices saw different values after {must.after!r}")
