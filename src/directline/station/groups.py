"""Bytes in groups that a person can read aloud and type back (Crockford's base 32).

to_groups(data, 5) -> "7K3F9-QXAPT"      from_groups(text) -> bytes      normal_groups(text)
"""

from directline.errors import LocalProtocolError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O or U: they are read as 1, 1, 0 and V when somebody types them."""
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_VALUES = {char: value for value, char in enumerate(ALPHABET)}
_BITS = 5


def to_groups(data: bytes, group_chars: int) -> str:
    """The bytes as groups of characters joined by dashes.  Bits must come out even (5 a char)."""
    bits = len(data) * 8
    if bits % _BITS:
        raise LocalProtocolError("groups need a multiple of five bytes")
    value = int.from_bytes(data)
    chars = "".join(ALPHABET[(value >> at) & 31] for at in range(bits - _BITS, -1, -_BITS))
    return "-".join(chars[at : at + group_chars] for at in range(0, len(chars), group_chars))


def normal_groups(text: str) -> str:
    """What a person typed, without dashes and spaces, look-alikes mended."""
    return "".join(text.upper().replace("-", " ").split()).translate(_LOOKALIKES)


def from_groups(text: str) -> bytes:
    """The bytes of typed groups.

    Raises:
        LocalProtocolError: a character that does not occur, or a wrong number of them.
    """
    chars = normal_groups(text)
    if not chars or any(char not in _VALUES for char in chars) or len(chars) * _BITS % 8:
        raise LocalProtocolError(
            "these are not groups of the letters and digits that occur here",
            remedy="type what is printed: 0-9 and A-Z without I, L, O and U",
        )
    value = 0
    for char in chars:
        value = value << _BITS | _VALUES[char]
    return value.to_bytes(len(chars) * _BITS // 8)
