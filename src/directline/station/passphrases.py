"""Where a passphrase comes from: a file descriptor, a file, the environment, or a person.

Never a command-line argument: those are shown to every account of the machine.

    read_passphrase("Passphrase of ALPHA's keys", fd=None, variable=HOME_VARIABLE) -> str
    new_passphrase(...)      the same, asked twice and checked for length
"""

import getpass
import os
import stat
import sys
from collections.abc import Mapping

from directline.errors import ConfigError, CustodyError
from directline.station.custody import PASSPHRASE_CHARS_MAX, check_new_passphrase
from directline.station.party import plain
from directline.station.tokens import AskPin, Pin

HOME_VARIABLE = "DIRECTLINE_PASSPHRASE"
"""The home's passphrase: also `..._FD` and `..._FILE`."""
OFFICER_VARIABLE = "DIRECTLINE_OFFICER_PASSPHRASE"
"""An officer's own passphrase, kept apart: also `..._FD` and `..._FILE`."""
PIN_VARIABLE = "DIRECTLINE_PIN"
"""A token's PIN: also `..._FD` and `..._FILE`."""
FD_DIGITS_MAX = 9
"""What the system's calls take as a descriptor."""
_PIN_REMEDY = f"--pin-fd N, or {PIN_VARIABLE}_FILE in the environment"
_LINE_BYTES_MAX = 4 * PASSPHRASE_CHARS_MAX


def pin_source(fd: int | None = None) -> AskPin:
    """Asks for tokens' PINs: by descriptor, file or environment, else a person."""

    def ask(label: str) -> Pin:
        return Pin(
            read_passphrase(
                f"PIN of token {plain(label)}", fd=fd, variable=PIN_VARIABLE, remedy=_PIN_REMEDY
            )
        )

    return ask


def _line_of(handle: int) -> str:
    """One line from a descriptor, byte by byte, so that the next line is left for the next call."""
    line = bytearray()
    try:
        while len(line) <= _LINE_BYTES_MAX:
            byte = os.read(handle, 1)
            if byte in (b"", b"\n"):
                break
            line += byte
    except OSError as error:
        raise ConfigError(
            f"the passphrase's file descriptor cannot be read: {error.strerror}",
            remedy="for example: directline run ... --passphrase-fd 3 3< FILE",
        ) from error
    text = bytes(line).removesuffix(b"\r")
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError("the passphrase is not UTF-8 text") from None


def _from_file(name: str) -> str:
    try:
        handle = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise ConfigError(f"the passphrase file cannot be read: {error.strerror}") from error
    try:
        # Group bits are left alone: service managers hand credentials over with an access list.
        if os.fstat(handle).st_mode & (stat.S_IRWXO | stat.S_IWGRP):
            raise ConfigError(
                "the passphrase file can be read by every account, or written by its group",
                remedy=f"chmod 600 {name}",
            )
        return _line_of(handle)
    finally:
        os.close(handle)


def _given(fd: int | None, variable: str, environ: Mapping[str, str]) -> str | None:
    if fd is not None:
        return _line_of(fd)
    if text := environ.get(f"{variable}_FD"):
        if not text.isascii() or not text.isdigit() or len(text) > FD_DIGITS_MAX:
            raise ConfigError(f"{variable}_FD is not the number of a file descriptor")
        return _line_of(int(text))
    if name := environ.get(f"{variable}_FILE"):
        return _from_file(name)
    return environ.get(variable) or None


def _ask(prompt: str, remedy: str) -> str:
    if not sys.stdin.isatty():
        raise CustodyError("a passphrase is needed and nobody is there to type it", remedy=remedy)
    try:
        return getpass.getpass(f"{prompt}: ")
    except EOFError:
        raise CustodyError("no passphrase was typed") from None


def read_passphrase(
    prompt: str,
    *,
    fd: int | None = None,
    variable: str = HOME_VARIABLE,
    environ: Mapping[str, str] | None = None,
    remedy: str = "",
) -> str:
    """One passphrase, from the first source that is given.

    Args:
        prompt: What a person is asked; nothing typed is shown.
        fd: An open file descriptor: one line is read.
        variable: `HOME_VARIABLE`, `OFFICER_VARIABLE` or `PIN_VARIABLE`.
        environ: The environment; the process's own when None.
        remedy: What to do where nobody is there to type it; for a passphrase when empty.

    Raises:
        CustodyError, ConfigError: none was given, or it cannot be read.
    """
    given = _given(fd, variable, os.environ if environ is None else environ)
    if given is None:
        remedy = remedy or f"--passphrase-fd N, or {variable}_FILE in the environment"
        given = _ask(prompt, remedy)
    if not given:
        raise CustodyError("the passphrase is empty")
    return given


def new_passphrase(
    prompt: str,
    *,
    fd: int | None = None,
    variable: str = HOME_VARIABLE,
    environ: Mapping[str, str] | None = None,
) -> str:
    """A new passphrase: a person types it twice, and a short one is refused.

    Raises:
        CustodyError, ConfigError: as `read_passphrase`, or too short, or typed differently.
    """
    given = _given(fd, variable, os.environ if environ is None else environ)
    if given is None:
        remedy = f"--passphrase-fd N, or {variable}_FILE in the environment"
        given = _ask(prompt, remedy)
        check_new_passphrase(given)
        if _ask("The same again", remedy) != given:
            raise CustodyError("the two passphrases differ", remedy="try again; nothing was made")
    check_new_passphrase(given)
    return given
