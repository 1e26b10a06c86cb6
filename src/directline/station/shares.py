"""The couriered secret in two shares, each useless alone, printable and typed back without doubt.

    a, b = make_shares(entropy32, entropy32, mark3)     texts of two files
    share_text(share, line_name) -> str                  what is written to a share's file
    read_share(text) -> Share                            from the file, or as typed
    join_shares(a, b) -> bytes (32)                      LocalProtocolError says what is wrong
    check_line(number, typed) -> bytes                   one typed line by itself

A share is the letter, a mark that both halves have in common, 32 bytes and a checksum.
It is printed in eight lines of ten characters; each line carries a check of its own, so that every
slip in one character, and every two changed about, is found in the line where it was made.
"""

import hashlib
import re
from dataclasses import dataclass, field

from directline.errors import LocalProtocolError
from directline.station.groups import ALPHABET, from_groups, normal_groups, to_groups

SECRET_BYTES = 32
MARK_BYTES = 3
LINES = 8
LINE_CHARS = 10
SHARE_TEXT_CHARS_MAX = 8_192
"""A share's file is half a page."""
_VERSION = 1
_LINE_BYTES = 5
_SUM_BYTES = 4
_FIELD = 0b100101
"""x^5 + x^2 + 1: a character is an element of the field of 32."""
_CONTEXT = b"directline/share/v1\n"
_LABEL = re.compile(r"^\s*[1-8IilL]\s*[:.)]\s*")


@dataclass(frozen=True, slots=True)
class Share:
    """One of the two shares."""

    letter: str
    mark: bytes
    half: bytes = field(repr=False)


def make_shares(secret: bytes, pad: bytes, mark: bytes) -> tuple[Share, Share]:
    """Split a secret: share A is the pad, share B the secret under the pad.

    Args:
        secret: 32 unpredictable bytes.
        pad: 32 more, independent of them.
        mark: 3 bytes that say which two shares belong together.
    """
    if len(secret) != SECRET_BYTES or len(pad) != SECRET_BYTES or len(mark) != MARK_BYTES:
        raise LocalProtocolError("a secret and its pad have 32 bytes, a mark has 3")
    return Share("A", mark, pad), Share("B", mark, _xor(secret, pad))


def join_shares(one: Share, other: Share) -> bytes:
    """The secret of two shares.

    Raises:
        LocalProtocolError: the same share twice, or shares of two different secrets.
    """
    if one.letter == other.letter:
        raise LocalProtocolError(
            f"both are share {one.letter}", remedy="give share A and share B of the same secret"
        )
    if one.mark != other.mark:
        raise LocalProtocolError(
            "these two shares belong to different secrets",
            remedy="compare the marks printed at their heads",
        )
    return _xor(one.half, other.half)


def share_text(share: Share, line_name: str = "") -> str:
    """The printable file of a share."""
    lines = "\n".join(
        f"{number}: {typed[:5]}-{typed[5:]}" for number, typed in enumerate(share_lines(share), 1)
    )
    name = "".join(c for c in line_name if c.isprintable())
    return (
        f"# directline secret, share {share.letter}, mark {share.mark.hex().upper()}"
        f"{', line ' + name if name else ''}\n"
        "# Each share is useless alone.  Send A and B by different couriers, show neither on a\n"
        "# network, and destroy both once every party has joined the line.\n"
        f"{lines}\n"
    )


def share_lines(share: Share) -> tuple[str, ...]:
    """The eight lines of ten characters."""
    head = bytes((_VERSION << 4 | (0 if share.letter == "A" else 1),))
    content = head + share.mark + share.half
    content += _sum(content)
    return tuple(
        _line(number, content[(number - 1) * _LINE_BYTES : number * _LINE_BYTES])
        for number in range(1, LINES + 1)
    )


def check_line(number: int, typed: str) -> bytes:
    """The five bytes of one typed line.

    Raises:
        LocalProtocolError: it was mistyped; the line is named.
    """
    chars = normal_groups(typed)
    again = f"type line {number} again: ten of 0-9 and A-Z without I, L, O and U"
    if len(chars) != LINE_CHARS:
        raise LocalProtocolError(
            f"line {number} of the share has {len(chars)} characters, not {LINE_CHARS}",
            remedy=again,
        )
    try:
        content = from_groups(chars[: LINE_CHARS - 2])
    except LocalProtocolError as error:
        raise LocalProtocolError(f"line {number} of the share is mistyped", remedy=again) from error
    if not set(chars) <= set(ALPHABET) or _sums(number, chars) != (0, 0):
        raise LocalProtocolError(f"line {number} of the share is mistyped", remedy=again)
    return content


def read_share(text: str) -> Share:
    """The share of a file's text, or of what a person typed.

    Raises:
        LocalProtocolError: it was mistyped, or is no share; the first wrong line is named.
    """
    if len(text) > SHARE_TEXT_CHARS_MAX:
        raise LocalProtocolError("this is too long to be a share")
    kept = [
        _LABEL.sub("", line)
        for line in text.splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    chars = normal_groups(" ".join(kept))
    if len(kept) != LINES:
        # Typed without line breaks: cut by count.
        kept = [chars[at : at + LINE_CHARS] for at in range(0, len(chars), LINE_CHARS)]
    if len(kept) != LINES:
        raise LocalProtocolError(
            f"a share has {LINES} lines of {LINE_CHARS} characters, this has {len(chars)}",
            remedy="give the share's whole file, or type all eight lines",
        )
    return share_of(b"".join(check_line(number, line) for number, line in enumerate(kept, 1)))


def share_of(content: bytes) -> Share:
    """The share of its forty bytes.

    Raises:
        LocalProtocolError: the checksum does not hold, or it is of another version.
    """
    body, total = content[:-_SUM_BYTES], content[-_SUM_BYTES:]
    if len(content) != LINES * _LINE_BYTES or total != _sum(body):
        raise LocalProtocolError(
            "the share's checksum does not hold", remedy="compare every line with the paper"
        )
    if body[0] >> 4 != _VERSION or body[0] & 15 > 1:
        raise LocalProtocolError("this share is of a version that this software does not know")
    return Share("AB"[body[0] & 15], body[1 : 1 + MARK_BYTES], body[1 + MARK_BYTES :])


def _line(number: int, content: bytes) -> str:
    """Eight characters of content and two that check them, bound to the line's number."""
    chars = to_groups(content, LINE_CHARS)
    plain, _ = _sums(number, chars)
    ends = (one + ALPHABET[plain ^ value] for value, one in enumerate(ALPHABET))
    return next(chars + end for end in ends if _sums(number, chars + end)[1] == 0)


def _sums(number: int, chars: str) -> tuple[int, int]:
    """What a line's number and characters add up to, plainly and by the powers of x.

    Both are zero in a line that holds.  Any one or two characters changed leave one that is not,
    whichever they are and wherever they stand (a Reed-Solomon code of distance 3).
    """
    plain = weighed = 0
    for value in (*map(ALPHABET.index, reversed(chars)), number):
        weighed <<= 1
        weighed ^= (_FIELD if weighed >> 5 else 0) ^ value
        plain ^= value
    return plain, weighed


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(_CONTEXT + b"whole\n" + content).digest()[:_SUM_BYTES]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
