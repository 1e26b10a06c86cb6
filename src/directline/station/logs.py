"""The station's log: one JSON object a line, for operators, without anything secret.

Bodies of messages, names of officers and keys never come here: the transcript and the watch log
are their places.  A value under a name that sounds like a secret is struck out all the same.
"""

import contextlib
import io
import logging
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog

SECRET_WORDS = (
    "passphrase",
    "password",
    "token",
    "secret",
    "cookie",
    "private",
    "salt",
    "roots",
    "pin",
)
"""Parts of names whose values never reach a log."""
VALUE_CHARS_MAX = 400
"""A value longer than this is cut: a peer may not fill our log with its own bytes."""
BYTES_SHOWN_MAX = 32
"""How much of foreign bytes is written: enough to find them in a capture."""


def strike_out(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace secrets, turn bytes into short hexadecimal, cut what is long."""
    for name, value in list(event.items()):
        if any(word in name.lower() for word in SECRET_WORDS):
            event[name] = "(struck out)"
        elif isinstance(value, bytes):
            event[name] = value[:BYTES_SHOWN_MAX].hex() + (
                "..." if len(value) > BYTES_SHOWN_MAX else ""
            )
        elif isinstance(value, str) and len(value) > VALUE_CHARS_MAX:
            event[name] = value[:VALUE_CHARS_MAX] + "..."
    return event


class _Steady(io.StringIO):
    """A log file that a full disk cannot turn against the program: a line is lost, and that is all.

    Every line is written whole and at once, so that nothing half written waits.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = path.open("ab", buffering=0)

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            self._file.write(text.encode("utf-8", "backslashreplace"))
        return len(text)

    def close(self) -> None:
        self._file.close()
        super().close()


def configure(*, file: Path | None = None, level: str = "info") -> TextIO:
    """Send the log to a file, or to standard error.

    Returns:
        The stream in use; the caller closes it when it is a file.
    """
    stream: TextIO = sys.stderr if file is None else _Steady(file)
    threshold = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            strike_out,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
    return stream
