"""The catalogue that a charter pins, kept beside it: what was agreed is read after any upgrade.

A station writes it when it starts with the software that carries it, and needs it when it starts
with another: then it reads, shows and exports with the forms and words that all parties signed.
"""

from collections.abc import Iterator

import structlog

from directline.catalogue import Catalogue, load, of_charter
from directline.catalogue.pinned import carried_digest
from directline.errors import ConfigError, RemoteProtocolError
from directline.station.files import read_bounded, write_atomic
from directline.station.home import LineDir
from directline.wire.charter import Charter

_log = structlog.get_logger("station")

KEPT_BYTES_MAX = 8 << 20
"""As much as a bundle may carry; the whole catalogue has 1 MB."""


def catalogue_of(line: LineDir, charter: Charter) -> Catalogue:
    """The forms and words that the charter names, whatever this software carries."""
    ours = load()
    try:
        keep(line, charter, ours)
    except ConfigError as error:
        _log.warning("the catalogue is not kept beside the charter", reason=error.message)
    return of_charter(charter, kept(line, charter, ours))


def keep(line: LineDir, charter: Charter, ours: Catalogue) -> None:
    """Keep the catalogue of this software where a version of the charter pins it.

    Raises:
        ConfigError: the disk refuses.
    """
    path = line.catalogue_path(ours.digest)
    if ours.digest in set(_pins(charter)) and not path.exists():
        write_atomic(path, ours.canonical())


def kept(line: LineDir, charter: Charter, ours: Catalogue) -> dict[bytes, bytes]:
    """The catalogues that versions of the charter pin and that this software is not, by digest.

    One that is missing or damaged is left out: a station starts without.
    """
    found: dict[bytes, bytes] = {}
    for pin in _pins(charter):
        path = line.catalogue_path(pin)
        if pin == ours.digest or not path.exists():
            continue
        try:
            data = read_bounded(path, KEPT_BYTES_MAX)
            if carried_digest(data) == pin:
                found[pin] = data
        except (ConfigError, RemoteProtocolError):
            continue
    return found


def _pins(charter: Charter) -> Iterator[bytes]:
    yield from dict.fromkeys(one.catalogue for one in (*charter.versions, charter))
