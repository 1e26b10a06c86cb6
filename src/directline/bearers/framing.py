"""Units on a stream: a 2-byte length, then so many bytes; an empty unit only shows life."""

from collections.abc import Iterable

from directline.bearers.limits import UNIT_BYTES_MAX
from directline.errors import LocalProtocolError, RemoteProtocolError

LENGTH_BYTES = 2

TICK = bytes(LENGTH_BYTES)
"""The empty unit."""


def frame_units(units: Iterable[bytes]) -> bytes:
    """The bytes of these units on a stream.

    Raises:
        LocalProtocolError: a unit is empty or too long.
    """
    parts: list[bytes] = []
    for unit in units:
        if not 0 < len(unit) <= UNIT_BYTES_MAX:
            raise LocalProtocolError(f"a unit has {len(unit)} bytes, not 1 to {UNIT_BYTES_MAX}")
        parts.append(len(unit).to_bytes(LENGTH_BYTES, "big"))
        parts.append(unit)
    return b"".join(parts)


class UnitDecoder:
    """Takes a stream apart into units, however it was cut on its way."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[bytes]:
        """The units that are now complete; empty ones are left out.

        Raises:
            RemoteProtocolError: a unit is longer than the rule allows.
        """
        data = self._rest + data
        units: list[bytes] = []
        start = 0
        while len(data) - start >= LENGTH_BYTES:
            size = int.from_bytes(data[start : start + LENGTH_BYTES], "big")
            if size > UNIT_BYTES_MAX:
                raise RemoteProtocolError(
                    f"a unit announces {size} bytes", rule="TLS-9", excerpt=data[start:]
                )
            end = start + LENGTH_BYTES + size
            if end > len(data):
                break
            if size:
                units.append(data[start + LENGTH_BYTES : end])
            start = end
        self._rest = data[start:]
        return units
