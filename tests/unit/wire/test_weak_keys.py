"""A party whose key fits every text could deny every message: no charter takes such a key."""

from dataclasses import replace

import pytest

from directline.errors import LocalProtocolError
from directline.wire import charter
from directline.wire.suite import REAL_SUITE
from tests.unit.transcript.sample import Sample

PRIME = 2**255 - 19
D = -121665 * pow(121666, -1, PRIME) % PRIME


def order_divides_eight(y: int) -> bool:
    """Double the point with this y three times, by hand; only the neutral point is left."""
    x_squared = (y * y - 1) * pow(D * y * y + 1, -1, PRIME) % PRIME
    for _ in range(3):
        # Only x^2 and y are needed: the doubling formulas of the curve -x^2 + y^2 = 1 + d x^2 y^2.
        square, product = y * y % PRIME, x_squared * y * y % PRIME
        y = (square + x_squared) * pow(1 - D * product, -1, PRIME) % PRIME
        x_squared = 4 * product * pow(1 + D * product, -2, PRIME) % PRIME
    return (x_squared, y) == (0, 1)


@pytest.mark.parametrize("key", sorted(charter._WEAK_KEYS), ids=lambda key: key.hex()[:8])
def test_the_list_holds_points_of_small_order(key: bytes) -> None:
    assert order_divides_eight(int.from_bytes(key, "little") % PRIME)


def test_one_signature_under_such_a_key_fits_any_text() -> None:
    neutral = b"\x01" + bytes(31)
    for text in (b"I said this", b"I never said that"):
        REAL_SUITE.verify(neutral, neutral + bytes(32), text, part="signature")


@pytest.mark.parametrize("use", ["identity", "checkpoint", "cosigner", "tls", "recovery"])
@pytest.mark.parametrize("sign", [0, 0x80])
def test_no_charter_takes_such_a_key(use: str, sign: int) -> None:
    drafted = Sample().charter
    for weak in charter._WEAK_KEYS:
        key = weak[:-1] + bytes([weak[-1] | sign])
        party = replace(drafted.parties[1], **{use: key})  # type: ignore[arg-type]
        with pytest.raises(LocalProtocolError, match="binds nobody"):
            replace(drafted, parties=(drafted.parties[0], party)).encode()
