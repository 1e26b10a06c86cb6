"""Which amendments this home has signed: a second one of the same number may hold up the line.

signed_before(home.path, charter)       the fingerprint of another charter of its number, or ""
remember_signed(home.path, charter)     after we have signed it
"""

from pathlib import Path

from directline.errors import ConfigError
from directline.station.files import PRIVATE_DIR_MODE, read_bounded, write_atomic
from directline.wire.charter import Charter

FOLDER = "amendments"
FINGERPRINT_BYTES_MAX = 64
"""Ten groups of four, and what joins them."""


def signed_before(home: Path, charter: Charter) -> str:
    """The fingerprint of another charter of this number that we have signed; empty: of none.

    Raises:
        ConfigError: the home cannot be read.
    """
    path = _path(home, charter)
    if charter.version == 1 or not path.exists():
        return ""
    held = read_bounded(path, FINGERPRINT_BYTES_MAX).decode("ascii", "replace").strip()
    return "" if held == charter.fingerprint else held


def remember_signed(home: Path, charter: Charter) -> None:
    """Note that we have signed a charter; the first one of a line has no other of its number.

    Raises:
        ConfigError: the home cannot be written.
    """
    if charter.version == 1:
        return
    try:
        (home / FOLDER).mkdir(mode=PRIVATE_DIR_MODE, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{home / FOLDER} cannot be made: {error.strerror}") from error
    write_atomic(_path(home, charter), (charter.fingerprint + "\n").encode())


def _path(home: Path, charter: Charter) -> Path:
    return home / FOLDER / f"{charter.line_id.hex()}-{charter.version}"
