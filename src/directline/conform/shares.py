"""The two shares of the couriered secret, written and read as `spec/founding.md` section 2 says."""

import hashlib

from directline.errors import ConfigError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CONTEXT = b"directline/share/v1\n"
_LINES = 8
_MODULUS = 0b100101
_LOOKALIKES = str.maketrans("ILOU", "110V", " -")


def make_shares(secret: bytes, pad: bytes, mark: bytes) -> tuple[str, str]:
    """The texts of share A (the pad) and share B (the secret under the pad)."""
    under = bytes(s ^ p for s, p in zip(secret, pad, strict=True))
    return _text(0x10, mark, pad), _text(0x11, mark, under)


def read_share(text: str) -> bytes:
    """The forty bytes of a share's text.

    Raises:
        ConfigError: a line or the sum does not hold.
    """
    lines = [line.partition(":")[2] for line in text.splitlines() if not line.startswith("#")]
    content = b""
    for number, line in enumerate(lines, 1):
        chars = line.upper().translate(_LOOKALIKES)
        part = _bits(chars[:8]).to_bytes(5) if len(chars) == 10 else b""
        if not part or _line(number, part) != chars:
            raise ConfigError(f"line {number} of a share does not hold")
        content += part
    if len(lines) != _LINES or content[36:] != _sum(content[:36]):
        raise ConfigError("a share does not hold")
    return content


def join_shares(a: bytes, b: bytes) -> bytes:
    """The secret of the forty bytes of share A and of share B."""
    if (a[0], b[0]) != (0x10, 0x11) or a[1:4] != b[1:4]:
        raise ConfigError("these two shares do not belong together")
    return bytes(x ^ y for x, y in zip(a[4:36], b[4:36], strict=True))


def _text(head: int, mark: bytes, half: bytes) -> str:
    content = bytes([head]) + mark + half
    content += _sum(content)
    lines = [_line(n, content[5 * n - 5 : 5 * n]) for n in range(1, _LINES + 1)]
    return "# a test line's secret\n" + "".join(
        f"{number}: {line[:5]}-{line[5:]}\n" for number, line in enumerate(lines, 1)
    )


def _line(number: int, part: bytes) -> str:
    eight = _chars(int.from_bytes(part), 8)
    both = (eight + _chars(ends, 2) for ends in range(1 << 10))
    return next(line for line in both if _holds(number, line))


def _holds(number: int, line: str) -> bool:
    """Whether the sum of the values and the sum of their multiples by x^i are both zero."""
    plain, weighed = 0, 0
    for place, value in enumerate([number, *map(_ALPHABET.index, line)]):
        plain ^= value
        product = value
        for _ in range(place):
            product = product << 1 ^ (_MODULUS if product & 16 else 0)
        weighed ^= product
    return plain == weighed == 0


def _chars(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> 5 * at & 31] for at in range(count - 1, -1, -1))


def _bits(chars: str) -> int:
    number = 0
    for char in chars:
        if char not in _ALPHABET:
            return 0
        number = number << 5 | _ALPHABET.index(char)
    return number


def _sum(data: bytes) -> bytes:
    return hashlib.sha256(_CONTEXT + b"whole\n" + data).digest()[:4]
