"""Canonical CBOR (RFC 8949), arrays only: one value has one spelling.

Libraries' decoders accept more than one spelling of a value, and know tags that build dates,
patterns and cycles.  So the reader here is its own: it takes the few kinds that are allowed, each
in its one spelling, in one pass, and builds nothing of what it refuses.
"""

from collections.abc import Sequence

import cbor2

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.wire.limits import VALUE_DEPTH_MAX, VALUE_ITEMS_MAX

Value = int | str | bytes | bool | None | tuple["Value", ...]
"""What may stand in a body: no maps, no floats, no tags, no undefined."""

INTEGER_MAX = 2**63 - 1
"""Integers are signed 64 bit, so that every other implementation can hold them."""

_NEGATIVE, _OCTETS, _TEXT, _ARRAY = 1, 2, 3, 4
_FALSE, _TRUE, _NULL = 0xF4, 0xF5, 0xF6
_BOOLEANS = (_FALSE, _TRUE)
_INFO_1_BYTE, _INFO_8_BYTES = 24, 27
_MARKED_DEPTH = 2
_PLAIN = frozenset({type(None), bool, bytes})


def encode(value: Value | Sequence[Value]) -> bytes:
    """The one spelling of a value.

    Raises:
        LocalProtocolError: the value is none of the kinds of `Value`, or too deep or large.
    """
    kind = type(value)
    plain = (
        kind in _PLAIN
        or (kind is int and -INTEGER_MAX <= value <= INTEGER_MAX)  # type: ignore[operator]
        or (kind is str and value.isascii())  # type: ignore[union-attr]
    )
    if not plain:  # most fields are small: they are not looked at twice
        problem = _problem(value, 0)
        if problem:
            raise LocalProtocolError(f"this value cannot be encoded: {problem}")
    return cbor2.dumps(value)


def decode(data: bytes, *, bytes_max: int, rule: str) -> Value:
    """The value of bytes from outside; arrays come back as tuples.

    Args:
        data: All of the bytes, no more.
        bytes_max: Refuse more than this before any work.
        rule: The rule of `spec/` that a refusal names.

    Raises:
        RemoteProtocolError: too long, not the one spelling, or a kind that is not allowed.
    """
    return decode_marked(data, bytes_max=bytes_max, rule=rule)[0]


def decode_marked(data: bytes, *, bytes_max: int, rule: str) -> tuple[Value, list[int]]:
    """The value of bytes from outside, and where in them it and its items begin.

    Marked are the value, its items, and theirs, in the order of the bytes: so whoever hashes
    items one by one need not spell them anew.

    Raises:
        RemoteProtocolError: as `decode` does.
    """
    if len(data) > bytes_max:
        raise RemoteProtocolError(
            f"{len(data)} bytes where {bytes_max} are allowed", rule=rule, excerpt=data
        )
    found: list[Value] = []
    marks: list[int] = []
    try:
        end = _read(data, 0, 1, 0, found, marks)
    except IndexError:
        raise RemoteProtocolError("cut short", rule=rule, excerpt=data) from None
    except ValueError as error:  # A text that is not UTF-8 is one too.
        raise RemoteProtocolError(f"not allowed here: {error}", rule=rule, excerpt=data) from error
    if end != len(data):
        raise RemoteProtocolError("bytes are left over", rule=rule, excerpt=data)
    return found[0], marks


def array(value: Value, count: int, rule: str) -> tuple[Value, ...]:
    """The value as an array of exactly `count` items.

    Raises:
        RemoteProtocolError: it is none.
    """
    if not isinstance(value, tuple) or len(value) != count:
        raise RemoteProtocolError(f"an array of {count} items is needed", rule=rule)
    return value


def items(value: Value, count_max: int, rule: str) -> tuple[Value, ...]:
    """The value as an array of at most `count_max` items."""
    if not isinstance(value, tuple) or len(value) > count_max:
        raise RemoteProtocolError(f"an array of at most {count_max} items is needed", rule=rule)
    return value


def integer(value: Value, low: int, high: int, rule: str) -> int:
    """The value as an integer from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise RemoteProtocolError(f"an integer from {low} to {high} is needed", rule=rule)
    return value


def octets(value: Value, count: int, rule: str) -> bytes:
    """The value as a byte string of exactly `count` bytes."""
    if not isinstance(value, bytes) or len(value) != count:
        raise RemoteProtocolError(f"{count} bytes are needed", rule=rule)
    return value


def text(value: Value, chars_max: int, rule: str) -> str:
    """The value as a text of at most `chars_max` characters."""
    if not isinstance(value, str) or len(value) > chars_max:
        raise RemoteProtocolError(f"a text of at most {chars_max} characters is needed", rule=rule)
    return value


def boolean(value: Value, rule: str) -> bool:
    """The value as true or false."""
    if not isinstance(value, bool):
        raise RemoteProtocolError("true or false is needed", rule=rule)
    return value


def _read(  # noqa: C901
    data: bytes, at: int, count: int, depth: int, found: list[Value], marks: list[int]
) -> int:
    """Append so many items to `found`, and where they begin to `marks`; return where they end.

    One function, and no call for the usual item: every byte that comes in goes through here.

    Raises:
        IndexError: the bytes end too soon.
        ValueError: not the one spelling, or a kind that is not allowed; says what.
    """
    for _ in range(count):
        marks.append(at)
        head = data[at]
        at += 1
        if head < _INFO_1_BYTE:
            found.append(head)
            continue
        major, number = head >> 5, head & 31
        if number == _INFO_1_BYTE and major <= _ARRAY:  # most lengths, and many numbers
            number = data[at]
            at += 1
            if number < _INFO_1_BYTE:
                raise ValueError("a number that is not in its shortest form")
        elif number > _INFO_1_BYTE:
            if major > _ARRAY or number > _INFO_8_BYTES:
                raise ValueError("a map, a tag, a float or an indefinite length")
            size = 1 << (number - _INFO_1_BYTE)
            number = int.from_bytes(data[at : at + size])
            at += size
            if at > len(data):
                raise IndexError
            if number < 1 << 4 * size:
                raise ValueError("a number that is not in its shortest form")
        if major <= _NEGATIVE:
            if number > INTEGER_MAX - major:
                raise ValueError("an integer beyond 64 bits")
            found.append(-1 - number if major else number)
        elif major <= _TEXT:
            part = data[at : at + number]
            if len(part) != number:
                raise IndexError
            at += number
            found.append(part if major == _OCTETS else part.decode())
        elif major == _ARRAY:
            if depth >= VALUE_DEPTH_MAX or number > VALUE_ITEMS_MAX:
                raise ValueError("arrays nest too deep or are too long")
            inner: list[Value] = []
            at = _read(data, at, number, depth + 1, inner, marks if depth < _MARKED_DEPTH else [])
            found.append(tuple(inner))
        elif head == _NULL:
            found.append(None)
        elif head in _BOOLEANS:
            found.append(head == _TRUE)
        else:
            raise ValueError("a map, a tag or another simple value")
    return at


def _problem(value: object, depth: int) -> str:
    kind = type(value)
    if kind is tuple or isinstance(value, tuple):
        if depth >= VALUE_DEPTH_MAX:
            return "arrays nest too deep"
        if len(value) > VALUE_ITEMS_MAX:  # type: ignore[arg-type]
            return "an array is too long"
        for item in value:  # type: ignore[attr-defined]
            if type(item) is int and -INTEGER_MAX <= item <= INTEGER_MAX:
                continue
            found = _problem(item, depth + 1)
            if found:
                return found
        return ""
    if kind in _PLAIN or isinstance(value, bytes):
        return ""
    if isinstance(value, str):
        return "" if value.isascii() or _is_utf8(value) else "a text with a lone surrogate"
    if isinstance(value, int):
        return "" if -INTEGER_MAX <= value <= INTEGER_MAX else "an integer beyond 64 bits"
    return f"a {kind.__name__}"


def _is_utf8(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
