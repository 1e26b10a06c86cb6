"""What a charter pins of the catalogue, and how a file carries a part of it that shows as much.

A *unit* is one form's file, or one word in one language.  The digest is a tree over all units, as
RFC 6962 has it, so that a bundle carries the few that its messages need, and for the rest a hash
here and there.  Languages of one word stand side by side: who needs one needs all.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping

from directline.catalogue.forms import Form
from directline.catalogue.words import messages
from directline.errors import RemoteProtocolError

CONTEXT = b"directline/catalogue/v2\n"
UNITS_MAX = 1 << 20
"""A catalogue of 80 forms in six languages has some 12,000."""
_HASH_BYTES = 32
_PRUNED, _UNIT = b"\x00", b"\x01"
_RULE = "FORM-40"
_FORM = re.compile(r'^code = "([^"\n]*)"$|^version = ([0-9]+)$', re.MULTILINE)

Units = Mapping[str, str]
"""Texts by name: `forms/<file>` and `words/<key>/<language>`."""


def units_of(files: Mapping[str, str]) -> dict[str, str]:
    """The units of a catalogue's files, in order of their names."""
    found: dict[str, str] = {}
    for name, text in files.items():
        plain = text.replace("\r\n", "\n")
        kind, _, rest = name.partition("/")
        if kind == "forms":
            found[name] = plain
            continue
        language = rest.partition("/")[0]
        for key, message in messages(plain):
            found.setdefault(f"words/{key}/{language}", message.rstrip("\n") + "\n")
    return dict(sorted(found.items(), key=lambda item: item[0].encode()))


def form_named(toml: str) -> tuple[str, int]:
    """Code and version in the text of a form's file."""
    code, version = "", 0
    for match in _FORM.finditer(toml.partition("[[")[0]):
        code, version = match[1] or code, int(match[2] or version)
    return code, version


def needed_words(forms: Iterable[Form]) -> set[str]:
    """The keys of the words that some forms need; one that ends in a dash stands for many."""
    keys = {"choice-unknown"}
    for form in forms:
        keys.add(form.name_key)
        for field in form.fields:
            keys |= {f"field-{field.word}", *_BY_TYPE.get(field.type, ())}
            keys |= {f"choice-{field.vocabulary}-{choice}" for choice in field.choices}
            if field.quantity:
                keys.add(f"quantity-{field.quantity}")
            if field.vocabulary and not field.choices:
                keys.add(f"{field.vocabulary}-")
    return keys


_BY_TYPE = {
    "role": ("role-",), "poc": ("role-",), "alt": ("datum-",),
    "ynu": ("choice-ynu-yes", "choice-ynu-no"),
}  # fmt: skip


def digest_of(units: Units) -> bytes:
    """What the charter pins."""
    leaves = [_leaf(name, text) for name, text in units.items()]
    return _pin(len(leaves), _root(leaves))


def carried(units: Units, wanted: Collection[str]) -> bytes:
    """The bytes that carry some units, and show that they are of the catalogue that is pinned."""
    rows = list(units.items())
    leaves = [_leaf(name, text) for name, text in rows]
    shown = [name in wanted for name, _ in rows]
    parts = [CONTEXT, len(rows).to_bytes(4)]

    def write(first: int, count: int) -> None:
        if not any(shown[first : first + count]):
            root = _root(leaves[first : first + count])
            parts.extend((_PRUNED, count.to_bytes(4), root))
        elif count == 1:
            parts.append(_UNIT + _sized(*rows[first]))
        else:
            left = _split(count)
            write(first, left)
            write(first + left, count - left)

    write(0, len(rows))
    return b"".join(parts)


def carried_digest(data: bytes) -> bytes:
    """The digest that a charter must pin for such bytes.

    Raises:
        RemoteProtocolError: not such bytes.
    """
    if not data.startswith(CONTEXT):
        return hashlib.sha256(data).digest()
    return _Reader(data).digest()


def carried_units(data: bytes) -> dict[str, str]:
    """The units that such bytes carry; none where they are of an earlier kind.

    Raises:
        RemoteProtocolError: not such bytes.
    """
    if not data.startswith(CONTEXT):
        return {}
    reader = _Reader(data)
    reader.digest()
    return reader.units


class _Reader:
    """Reads the rows of a tree from left to right."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = len(CONTEXT)
        self.units: dict[str, str] = {}
        self.last = b""

    def digest(self) -> bytes:
        count = self._number()
        if not 1 <= count <= UNITS_MAX:
            raise _wrong("a catalogue of no units, or of too many")
        root = self._node(count)
        if self.at != len(self.data):
            raise _wrong("bytes are left over")
        return _pin(count, root)

    def _node(self, count: int) -> bytes:
        """The hash over the next so many units.  It goes no deeper than their number's bits."""
        kind = self.data[self.at : self.at + 1]
        if kind == _PRUNED and int.from_bytes(self.data[self.at + 1 : self.at + 5]) == count:
            self.at += 5
            return self._take(_HASH_BYTES)
        if count > 1:
            left = _split(count)
            return hashlib.sha256(b"\x01" + self._node(left) + self._node(count - left)).digest()
        if kind != _UNIT:
            raise _wrong("neither a unit nor the hash of as many as stand here")
        self.at += 1
        start = self.at
        name, text = self._take(self._number()), self._take(self._number())
        if name <= self.last:
            raise _wrong("units: in order of their names")
        self.last = name
        try:
            self.units[name.decode()] = text.decode()
        except UnicodeDecodeError:
            raise _wrong("a unit that is not UTF-8") from None
        return hashlib.sha256(b"\x00" + self.data[start : self.at]).digest()

    def _number(self) -> int:
        return int.from_bytes(self._take(4))

    def _take(self, count: int) -> bytes:
        found = self.data[self.at : self.at + count]
        if len(found) != count:
            raise _wrong("cut short")
        self.at += count
        return found


def _wrong(why: str) -> RemoteProtocolError:
    return RemoteProtocolError(f"no catalogue: {why}", rule=_RULE)


def _sized(name: str, text: str) -> bytes:
    parts = (name.encode(), text.encode())
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def _leaf(name: str, text: str) -> bytes:
    return hashlib.sha256(b"\x00" + _sized(name, text)).digest()


def _root(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    left = _split(len(leaves))
    return hashlib.sha256(b"\x01" + _root(leaves[:left]) + _root(leaves[left:])).digest()


def _split(count: int) -> int:
    """The largest power of two below a number above 1."""
    return 1 << ((count - 1).bit_length() - 1)


def _pin(count: int, root: bytes) -> bytes:
    return hashlib.sha256(CONTEXT + count.to_bytes(4) + root).digest()
