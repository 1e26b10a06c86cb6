"""One command on a terminal of its own, with somebody who answers what it asks.

screen = Screen.open(words, folder, environment)
code = screen.finish(answer)              until it ends
screen.wait(answer, "is on the line")     until it shows this, and goes on running
screen.end()                              as an operator stops a station
"""

import os
import pty
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from directline.errors import ConfigError

Answer = Callable[[str], str | None]
"""Given what was shown since the last answer: what a person types now, or None."""
SHOWN_CHARS_MAX = 1_000_000
COMMAND_S = 120.0
"""A command that takes longer has hung; the slowest derives keys from passphrases."""
STOP_S = 20.0
_PAUSE_S = 0.2
_READ_BYTES = 65_536


class Screen:
    """A child process whose terminal is ours."""

    def __init__(self, pid: int, terminal: int, name: str) -> None:
        self._pid = pid
        self._terminal = terminal
        self._name = name
        self._code: int | None = None
        self._answered = 0
        self.shown = ""

    @classmethod
    def open(
        cls, run: Callable[[], int], folder: Path, environment: Mapping[str, str], name: str
    ) -> Self:
        """Start `run` in a process and on a terminal of its own, inside `folder`."""
        sys.stdout.flush()
        sys.stderr.flush()
        pid, terminal = pty.fork()
        if pid == 0:
            code = 1
            try:
                os.chdir(folder)
                os.environ.clear()
                os.environ.update(environment)
                code = run()
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                if sys.exc_info()[0] is not None:
                    traceback.print_exc()
                    sys.stderr.flush()
                os._exit(code)
        return cls(pid, terminal, name)

    def finish(self, answer: Answer) -> int:
        """Answer its questions until it ends; its exit code.

        Raises:
            ConfigError: it neither asks nor ends.
        """
        end = time.monotonic() + COMMAND_S
        while self._read():
            self._type(answer)
            self._in_time(end, "did not end")
        return self._reap()

    def wait(self, answer: Answer, text: str) -> None:
        """Answer its questions until it shows `text`.

        Raises:
            ConfigError: it ended, or never showed it.
        """
        end = time.monotonic() + COMMAND_S
        while text not in self.shown:
            if not self._read():
                raise ConfigError(f"`{self._name}` ended: {self.shown[-800:]}")
            self._type(answer)
            self._in_time(end, f"did not say {text!r}")

    def drain(self) -> None:
        """Take what it showed meanwhile, so that it never waits for us."""
        while select.select([self._terminal], [], [], 0)[0] and self._read():
            pass

    def end(self) -> None:
        """Stop it as an operator does; the hard way only when that fails."""
        if self._code is not None:
            return
        os.kill(self._pid, signal.SIGTERM)
        end = time.monotonic() + STOP_S
        while self._read():
            if time.monotonic() > end:
                os.kill(self._pid, signal.SIGKILL)
                end = float("inf")
        self._reap()

    def _read(self) -> bool:
        """Read what is there; False once it has ended."""
        if self._code is not None:
            return False
        if not select.select([self._terminal], [], [], _PAUSE_S)[0]:
            return True
        try:
            piece = os.read(self._terminal, _READ_BYTES)
        except OSError:  # what Linux says of a terminal whose other end has gone
            piece = b""
        text = piece.decode("utf-8", "replace").replace("\r\n", "\n")
        self.shown = (self.shown + text)[-SHOWN_CHARS_MAX:]
        return bool(piece)

    def _type(self, answer: Answer) -> None:
        typed = answer(self.shown[self._answered :])
        if typed is not None:
            self._answered = len(self.shown)
            os.write(self._terminal, typed.encode() + b"\n")

    def _in_time(self, end: float, what: str) -> None:
        if time.monotonic() > end:
            shown = self.shown[-800:]
            self.end()
            raise ConfigError(f"`{self._name}` {what}; it showed: {shown}")

    def _reap(self) -> int:
        if self._code is None:
            _, status = os.waitpid(self._pid, 0)
            self._code = os.waitstatus_to_exitcode(status)
            os.close(self._terminal)
        return self._code
