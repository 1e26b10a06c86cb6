"""Mutations of inputs: of bytes, of CBOR, of JSON and of text; every choice from one seed."""

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

import cbor2

from directline.transcript.bundle import LENGTH_BYTES, MAGIC
from tests.fuzz.target import Shape

INTERESTING = (0, 1, 2, 15, 16, 23, 24, 31, 32, 63, 64, 65, 127, 128, 254, 255)
NUMBERS = (
    -(2**63), -(2**63) + 1, -(2**31), -2, -1, 0, 1, 2, 3, 4, 15, 16, 17, 23, 24, 30, 31, 64, 65,
    255, 256, 4_096, 4_097, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**48 - 1, 2**48,
    2**53, 2**62, 2**63 - 1, 2**63, 2**64,
)  # fmt: skip
WORDS = (
    b"\x00", b"\n", b"\r\n", b"\n\n", b"\t", b" ", b"=", b"..", b"/", b"+", b"-", b"#", b":", b";",
    b"%", b"%00", b"%ff", b"%2e%2e%2f", b"&", b"'", b'"', b"\\", b"{", b"}", b"[", b"]", b"[" * 60,
    b"0", b"-0", b"00", b"1e9", b"0x10", b"NaN", b"Infinity", b"null", b"true", b"unknown", b"?",
    b"9" * 20, b"9" * 5_000, b"-1", b"2147483648", b"18446744073709551616",
    "٣".encode(), "²".encode(), "Ⅷ".encode(), "ß".encode(), "İ".encode(), "ﬁ".encode(),
    "\u202e".encode(), "\u200b".encode(), "\ufeff".encode(), "\u2028".encode(), "\u0085".encode(),
    "e\u0301".encode(), "\U0001f600".encode(), b"\xed\xa0\x80", b"\xff", b"\xc0\xaf", b"\\ud800",
    b"\\u0000", "\u2014".encode(), "°".encode(), b"Z", b"2026-02-30T25:61Z", b"FL999", b"\x1b[31m",
)  # fmt: skip
METHODS = (b"GET", b"POST", b"PUT", b"DELETE", b"HEAD", b"OPTIONS", b"PATCH", b"TRACE")
TREE_DEPTH_MAX = 12
"""Deeper trees are mutated as bytes."""

Change = Callable[[bytes], bytes]


class Mutator:
    """Changes inputs of one shape, within a length."""

    def __init__(self, rng: random.Random, shape: Shape, bytes_max: int) -> None:
        self.rng = rng
        self._bytes_max = bytes_max
        self.others: Sequence[bytes] = ()
        """Other inputs, for splices."""
        plain: list[Change] = [
            self._flip, self._set, self._cut, self._insert, self._drop, self._repeat, self._length,
            self._splice, self._swap,
        ]  # fmt: skip
        text: list[Change] = [self._word, self._word, self._digit, self._line, self._case]
        shaped: dict[Shape, list[Change]] = {
            Shape.BINARY: [],
            Shape.CBOR: [self._cbor] * 12,
            Shape.TEXT: text * 3,
            Shape.JSON: [*text, *[self._json] * 9],
            Shape.BUNDLE: [self._bundle] * 16,
            Shape.REQUEST: [*text, *[self._request] * 12],
        }
        self._changes = [*plain, *shaped[shape]]

    def mutate(self, data: bytes) -> bytes:
        """One to four changes, one after another."""
        for _ in range(self.rng.choice((1, 1, 1, 2, 2, 3, 4))):
            # Cut each time: repeats of repeats would grow past all bounds.
            data = self.rng.choice(self._changes)(data)[: self._bytes_max]
        return data

    # --- bytes -----------------------------------------------------------------------------------

    def _flip(self, data: bytes) -> bytes:
        if not data:
            return data
        at = self.rng.randrange(len(data))
        return data[:at] + bytes([data[at] ^ 1 << self.rng.randrange(8)]) + data[at + 1 :]

    def _set(self, data: bytes) -> bytes:
        at = self.rng.randrange(len(data) + 1)
        return data[:at] + bytes([self.rng.choice(INTERESTING)]) + data[at + 1 :]

    def _cut(self, data: bytes) -> bytes:
        return data[: self.rng.randrange(len(data) + 1)]

    def _insert(self, data: bytes) -> bytes:
        at = self.rng.randrange(len(data) + 1)
        return data[:at] + self.rng.randbytes(self.rng.choice((1, 1, 2, 4, 8, 40))) + data[at:]

    def _drop(self, data: bytes) -> bytes:
        at = self.rng.randrange(len(data) + 1)
        return data[:at] + data[at + self.rng.choice((1, 1, 2, 4, 16, 64)) :]

    def _repeat(self, data: bytes) -> bytes:
        at, end = self._range(data)
        return data[:end] + data[at:end] * self.rng.choice((1, 1, 2, 5, 70)) + data[end:]

    def _length(self, data: bytes) -> bytes:
        """Treat some bytes as a length or number, and change it a little or very much."""
        width = self.rng.choice((1, 2, 2, 3, 4, 8))
        if len(data) < width:
            return data
        at = self.rng.randrange(len(data) - width + 1)
        number = int.from_bytes(data[at : at + width])
        rest = len(data) - at - width
        number = self.rng.choice(
            (number + 1, number - 1, number * 2, rest, rest + 1, rest - 1, 0, (1 << 8 * width) - 1,
             1 << 8 * width - 1, self.rng.getrandbits(8 * width))
        )  # fmt: skip
        return data[:at] + (number % (1 << 8 * width)).to_bytes(width) + data[at + width :]

    def _splice(self, data: bytes) -> bytes:
        if not self.others:
            return data
        other = self.rng.choice(self.others)
        at = self.rng.randrange(len(data) + 1)
        start, end = self._range(other)
        keep = self.rng.choice((at, at, at + end - start))
        return data[:at] + other[start:end] + data[keep:]

    def _swap(self, data: bytes) -> bytes:
        at, end = self._range(data)
        middle = (at + end) // 2
        return data[:at] + data[middle:end] + data[at:middle] + data[end:]

    def _range(self, data: bytes) -> tuple[int, int]:
        at = self.rng.randrange(len(data) + 1)
        return at, min(len(data), at + self.rng.choice((1, 4, 16, 64, 512, len(data))))

    # --- text ------------------------------------------------------------------------------------

    def _word(self, data: bytes) -> bytes:
        at = self.rng.randrange(len(data) + 1)
        return data[:at] + self.rng.choice(WORDS) + data[at + self.rng.choice((0, 0, 1, 5)) :]

    def _digit(self, data: bytes) -> bytes:
        places = [at for at, byte in enumerate(data[:4_096]) if 48 <= byte <= 57]
        if not places:
            return self._word(data)
        at = self.rng.choice(places)
        new = self.rng.choice((*(b"%d" % n for n in (0, 5, 9, 60, 99)), b"-1", "٣".encode()))
        return data[:at] + new + data[at + 1 :]

    def _line(self, data: bytes) -> bytes:
        lines = data.split(b"\n")
        at, other = self.rng.randrange(len(lines)), self.rng.randrange(len(lines))
        choice = self.rng.randrange(4)
        if choice == 0:
            del lines[at]
        elif choice == 1:
            lines.insert(at, lines[other])
        elif choice == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif self.others:
            lines.insert(at, self.rng.choice(self.rng.choice(self.others).split(b"\n")))
        return b"\n".join(lines)

    def _case(self, data: bytes) -> bytes:
        at, end = self._range(data)
        return data[:at] + data[at:end].swapcase() + data[end:]

    # --- trees -----------------------------------------------------------------------------------

    def _cbor(self, data: bytes) -> bytes:
        try:
            tree = cbor2.loads(data)
        except (cbor2.CBORError, ValueError, OverflowError, RecursionError, TypeError):
            return self._flip(data)
        try:
            return bytes(cbor2.dumps(self._tree(tree, 0, binary=True)))
        except (cbor2.CBORError, ValueError, OverflowError, RecursionError, TypeError):
            return self._length(data)

    def _json(self, data: bytes) -> bytes:
        try:
            tree = json.loads(data)
        except (ValueError, RecursionError):
            return self._word(data)
        return json.dumps(self._tree(tree, 0, binary=False)).encode()

    def _tree(self, node: Any, depth: int, *, binary: bool) -> Any:
        """The tree with one of its nodes changed."""
        rng = self.rng
        if isinstance(node, list | dict) and node and depth < TREE_DEPTH_MAX and rng.random() < 0.9:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            key = rng.choice(keys)
            copy = node.copy()
            choice = rng.randrange(10)
            if choice == 0:
                del copy[key]
            elif choice == 1 and isinstance(copy, list):
                copy.insert(key, rng.choice(node))
            elif choice == 2 and isinstance(copy, list):
                copy[key : key + 1] = [node[key]] * rng.choice((2, 3, 17, 65))
            elif choice == 3:
                copy[key] = node[rng.choice(keys)]
            else:
                copy[key] = self._tree(node[key], depth + 1, binary=binary)
            return copy
        return self._leaf(node, binary=binary)

    def _leaf(self, node: Any, *, binary: bool) -> Any:
        rng = self.rng
        choice = rng.randrange(6)
        if choice == 0:
            return self._stranger(binary=binary)
        if choice == 1:
            return [node]
        if isinstance(node, bytes):
            return self._cbor(node) if rng.random() < 0.5 else self._flip(self._length(node))
        if isinstance(node, str):
            change = rng.choice((self._word, self._digit, self._drop, self._repeat))
            return change(node.encode("utf-8", "surrogatepass"))[:20_000].decode("utf-8", "replace")
        if isinstance(node, int):
            return rng.choice((node + 1, node - 1, -node, node * 2, rng.choice(NUMBERS)))
        return self._stranger(binary=binary)

    def _stranger(self, *, binary: bool) -> Any:
        """A value that nobody expects there."""
        rng = self.rng
        values: list[Any] = [
            None, True, False, [], "", "A", rng.choice(NUMBERS), 0.5, {}, {"a": 1},
            rng.choice(WORDS).decode("utf-8", "replace"), "x" * rng.choice((17, 201, 5_000)),
        ]  # fmt: skip
        nested: Any = []
        for _ in range(rng.choice((3, 9, 40))):
            nested = [nested]
        values.append(nested)
        if binary:
            values += [b"", rng.randbytes(rng.choice((8, 16, 32, 33, 64))), bytes(32), [0] * 70]
        else:
            values.append("\ud800")
        return rng.choice(values)

    # --- files and requests ----------------------------------------------------------------------

    def _bundle(self, data: bytes) -> bytes:
        """Change one part of an evidence bundle, and mend its length."""
        parts, end = bundle_parts(data)
        if not parts:
            return self._length(data)
        at = self.rng.randrange(len(parts))
        choice = self.rng.randrange(12)
        if choice == 0:
            del parts[at]
        elif choice == 1:
            parts.insert(at, self.rng.choice(parts))
        else:
            parts[at] = self._cbor(parts[at])
        return joined_parts(parts) + data[end:]

    def _request(self, data: bytes) -> bytes:
        """Change one place of a request: method, path, a header, or its body by what it is."""
        rng = self.rng
        head, gap, body = data.partition(b"\n\n")
        lines = head.split(b"\n")
        choice = rng.randrange(8)
        if choice == 0:
            lines[0] = rng.choice(METHODS) + b" " + lines[0].partition(b" ")[2]
        elif choice == 1:
            lines[0] = self._word(lines[0])
        elif choice == 2 and len(lines) > 1:
            at = rng.randrange(1, len(lines))
            name, colon, value = lines[at].partition(b": ")
            lines[at] = name + colon + rng.choice((self._word, self._flip, self._digit))(value)
        elif choice == 3 and self.others:
            other = rng.choice(self.others).partition(b"\n\n")[0].split(b"\n")
            lines.append(rng.choice(other[1:] or [b"x: y"]))
        elif choice == 4 and self.others:
            body = rng.choice(self.others).partition(b"\n\n")[2]
        elif body.lstrip()[:1] in {b"{", b"["}:
            body = self._json(body)
        else:
            body = rng.choice((self._word, self._digit, self._splice, self._drop))(body)
        return b"\n".join(lines) + gap + body


def bundle_parts(data: bytes) -> tuple[list[bytes], int]:
    """The parts of a file that begins as an evidence bundle, and where they end."""
    at, parts = len(MAGIC), []
    while data.startswith(MAGIC) and at + LENGTH_BYTES <= len(data) - 32:
        size = int.from_bytes(data[at : at + LENGTH_BYTES])
        if at + LENGTH_BYTES + size > len(data):
            break
        parts.append(data[at + LENGTH_BYTES : at + LENGTH_BYTES + size])
        at += LENGTH_BYTES + size
    return parts, at


def joined_parts(parts: Sequence[bytes]) -> bytes:
    """The beginning of an evidence bundle with these parts."""
    return MAGIC + b"".join(len(part).to_bytes(LENGTH_BYTES) + part for part in parts)
