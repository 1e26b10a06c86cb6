"""Hello and choice: exact layouts, and every other byte string refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directline.bearers.hello import Choice, Hello, decode_choice, decode_hello
from directline.errors import RemoteProtocolError

LINE = bytes(range(16))
HELLO = bytes.fromhex("4448 01 01 0002 000102030405060708090a0b0c0d0e0f")
CHOICE = bytes.fromhex("4443 1122334455667788 00000009")


def test_the_layouts_are_those_of_the_specification() -> None:
    assert Hello(LINE, 2, urgent=True).encode() == HELLO
    assert decode_hello(HELLO) == Hello(LINE, 2, urgent=True)
    choice = Choice(bytes.fromhex("1122334455667788"), 9)
    assert choice.encode() == CHOICE
    assert decode_choice(CHOICE) == choice


@pytest.mark.spec("TLS-11", "TLS-12")
@pytest.mark.parametrize(
    ("unit", "rule"),
    [
        (b"", "TLS-11"),
        (HELLO[:-1], "TLS-11"),
        (HELLO + b"\x00", "TLS-11"),
        (b"XX" + HELLO[2:], "TLS-11"),
        (HELLO[:3] + b"\x02" + HELLO[4:], "TLS-11"),
        (HELLO[:2] + b"\x02" + HELLO[3:], "TLS-12"),
        (CHOICE, "TLS-11"),
    ],
)
def test_another_first_unit_is_refused_by_its_rule(unit: bytes, rule: str) -> None:
    with pytest.raises(RemoteProtocolError) as caught:
        decode_hello(unit)
    assert caught.value.rule == rule


@pytest.mark.spec("TLS-15")
@pytest.mark.parametrize("unit", [b"", CHOICE[:-1], CHOICE + b"\x00", b"XX" + CHOICE[2:], HELLO])
def test_another_second_unit_is_refused(unit: bytes) -> None:
    with pytest.raises(RemoteProtocolError) as caught:
        decode_choice(unit)
    assert caught.value.rule == "TLS-15"


@given(st.binary(max_size=40))
def test_no_bytes_do_anything_else(data: bytes) -> None:
    """Each decoder returns what encodes to the same bytes, or refuses."""
    for decode in (decode_hello, decode_choice):
        try:
            value = decode(data)
        except RemoteProtocolError:
            continue
        assert value.encode() == data
