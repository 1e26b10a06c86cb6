"""Canonical CBOR (RFC 8949), arrays only: one value has one spelling.

The library's decoder accepts more than one spelling of a value, so what was decoded is encoded
again and compared: anything else than the one spelling is refused.
"""

from collections.abc import Sequence
from typing import cast

import cbor2

from directline.errors import LocalProtocolError, RemoteProtocolError
from directline.wire.limits import VALUE_DEPTH_MAX, VALUE_ITEMS_MAX

Value = int | str | bytes | bool | None | tuple["Value", ...]
"""What may stand in a body: no maps, no floats, no tags, no undefined."""

INTEGER_MAX = 2**63 - 1
"""Integers are signed 64 bit, so that every other implementation can hold them."""

_STRINGS, _ARRAY, _MAP_OR_TAG, _SIMPLE = frozenset({2, 3}), 4, frozenset({5, 6}), 7
_FALSE_TRUE_NULL = frozenset({20, 21, 22})
_INFO_1_BYTE, _INFO_8_BYTES = 24, 27


def encode(value: Value | Sequence[Value]) -> bytes:
    """The one spelling of a value.

    Raises:
        LocalProtocolError: the value is none of the kinds of `Value`, or too deep or large.
    """
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
    if len(data) > bytes_max:
        raise RemoteProtocolError(
            f"{len(data)} bytes where {bytes_max} are allowed", rule=rule, excerpt=data
        )
    spelling = _spelling(data)
    if spelling:
        raise RemoteProtocolError(f"not allowed here: {spelling}", rule=rule, excerpt=data)
    try:
        raw = cbor2.loads(data)
    except (
        cbor2.CBORError,
        ValueError,
        OverflowError,
        RecursionError,
        MemoryError,
        TypeError,
    ) as error:
        raise RemoteProtocolError("not CBOR", rule=rule, excerpt=data) from error
    value = _tuples(raw, 0)
    problem = _problem(value, 0)
    if problem:
        raise RemoteProtocolError(f"not allowed here: {problem}", rule=rule, excerpt=data)
    if cbor2.dumps(value) != data:
        raise RemoteProtocolError("not the one spelling of its value", rule=rule, excerpt=data)
    return cast(Value, value)


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


def _tuples(raw: object, depth: int) -> object:
    if isinstance(raw, list) and depth <= VALUE_DEPTH_MAX:
        return tuple(_tuples(item, depth + 1) for item in raw)
    return raw


def _problem(value: object, depth: int) -> str:
    if value is None or isinstance(value, bool | bytes):
        return ""
    if isinstance(value, str):
        return "" if _is_utf8(value) else "a text with a lone surrogate"
    if isinstance(value, int):
        return "" if -INTEGER_MAX <= value <= INTEGER_MAX else "an integer beyond 64 bits"
    if isinstance(value, tuple):
        if depth >= VALUE_DEPTH_MAX:
            return "arrays nest too deep"
        if len(value) > VALUE_ITEMS_MAX:
            return "an array is too long"
        return next((found for item in value if (found := _problem(item, depth + 1))), "")
    return f"a {type(value).__name__}"


def _is_utf8(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _spelling(data: bytes) -> str:
    """What is wrong with the heads of these bytes, before any library builds a value of them.

    A decoder knows tags that build dates, patterns and cycles: none of them gets that far.
    """
    at, due = 0, [1]
    while due:
        if not due[-1]:
            due.pop()
            continue
        due[-1] -= 1
        if at >= len(data):
            return "cut short"
        major, info = data[at] >> 5, data[at] & 31
        at += 1
        if major == _SIMPLE:
            if info not in _FALSE_TRUE_NULL:
                return "a float or another simple value"
            continue
        if major in _MAP_OR_TAG or info > _INFO_8_BYTES:
            return "a map, a tag or an indefinite length"
        count, at = _argument(data, at, info)
        if count < 0:
            return "a number that is cut short or not in its shortest form"
        if major == _ARRAY:
            if len(due) > VALUE_DEPTH_MAX or count > VALUE_ITEMS_MAX:
                return "arrays nest too deep or are too long"
            due.append(count)
        at += count if major in _STRINGS else 0
    return "" if at == len(data) else "its length"


def _argument(data: bytes, at: int, info: int) -> tuple[int, int]:
    """(argument of a head, where it ends); -1 where it is cut short or not the shortest."""
    if info < _INFO_1_BYTE:
        return info, at
    size = 1 << (info - _INFO_1_BYTE)
    number = int.from_bytes(data[at : at + size])
    shortest = number >= (_INFO_1_BYTE if size == 1 else 1 << 4 * size)
    return (number if shortest and at + size <= len(data) else -1), at + size
