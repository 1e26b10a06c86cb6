"""Units on a stream, whole and byte by byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.bearers.framing import TICK, UnitDecoder, frame_units
from directline.bearers.limits import UNIT_BYTES_MAX
from directline.errors import LocalProtocolError, RemoteProtocolError

UNITS = st.lists(st.binary(min_size=1, max_size=300), max_size=20)


@pytest.mark.spec("TLS-10")
@given(units=UNITS, cuts=st.lists(st.integers(1, 400), max_size=40))
def test_units_come_out_as_they_went_in_however_the_stream_was_cut(
    units: list[bytes], cuts: list[int]
) -> None:
    stream = frame_units(units)
    decoder = UnitDecoder()
    found: list[bytes] = []
    for cut in cuts:
        found += decoder.feed(stream[:cut])
        stream = stream[cut:]
    found += decoder.feed(stream)
    assert found == units


def test_byte_by_byte() -> None:
    units = [b"a", bytes(UNIT_BYTES_MAX), b"\x00\x00"]
    decoder = UnitDecoder()
    found = [unit for byte in frame_units(units) for unit in decoder.feed(bytes([byte]))]
    assert found == units


@pytest.mark.spec("TLS-8")
def test_empty_units_are_left_out() -> None:
    assert UnitDecoder().feed(TICK + frame_units([b"x"]) + TICK) == [b"x"]


@pytest.mark.spec("TLS-7")
@pytest.mark.parametrize("size", [0, UNIT_BYTES_MAX + 1, 70_000])
def test_a_unit_of_a_forbidden_size_is_not_framed(size: int) -> None:
    with pytest.raises(LocalProtocolError):
        frame_units([b"good", bytes(size)])


@pytest.mark.spec("TLS-9")
@pytest.mark.parametrize("size", [UNIT_BYTES_MAX + 1, 0xFFFF])
def test_an_announced_size_beyond_the_bound_is_refused_before_it_comes(size: int) -> None:
    with pytest.raises(RemoteProtocolError) as caught:
        UnitDecoder().feed(size.to_bytes(2, "big"))
    assert caught.value.rule == "TLS-9"


@given(st.binary(max_size=2000))
def test_whatever_comes_is_units_or_refused(data: bytes) -> None:
    """Never anything but RemoteProtocolError, never more held than one unit."""
    decoder = UnitDecoder()
    try:
        for byte in data:
            decoder.feed(bytes([byte]))
            assert len(decoder._rest) <= UNIT_BYTES_MAX + 2
    except RemoteProtocolError:
        return
