"""Reads a message back from what is seen of it, in one language, as a person would."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from directline.catalogue import load
from directline.catalogue.context import ROLES, UNKNOWN
from directline.catalogue.forms import Field, Form
from directline.catalogue.instants import dtg, parse_date, parse_instant
from directline.catalogue.mgrs import format_mgrs
from directline.catalogue.positions import Point, parse_lat_lon
from directline.wire.codec import Value
from tests.words.values import NO_ISOLATES
from tests.words.visible import Seen, rows_of_lines

_INSTANT = re.compile(r"(\w+) \((.+)\)")
_STOP = re.compile(r"([^(]+?)(?: \((\w+ \(.+\))\))?")
_UNIT = re.compile(r"(?:(\d+) × )?(.+)", re.DOTALL)
_FL = re.compile(r"FL(-?\d+) … (?:FL(-?\d+)|UNL)")
_HEIGHT = re.compile(r"(-?\d+) (?:(ft|m) … UNL|… (-?\d+) (ft|m)) (AMSL|AGL)")
_REFERENCE = re.compile(r"([A-Z][A-Z0-9-]*|#\d+) (?:(\d+)/)?(\d+)")


class Reader:
    """Somebody who reads one language, with the form before them."""

    def __init__(self, language: str, parties: tuple[str, ...]) -> None:
        self.language = language
        self.parties = parties
        self.kinds: Mapping[str, Callable[[Field, Seen], Value]] = {
            "t": lambda _, s: self.instant(s.text),
            "d": lambda _, s: parse_date(s.text),
            "win": lambda _, s: tuple(self.instant(part) for part in s.text.split(" — ")),
            "n": self.number,
            "int": self.number,
            "enum": self.choice,
            "ynu": self.choice,
            "txt": self.text,
            "str": lambda _, s: s.text,
            "code": self.code,
            "codes": lambda _, s: tuple(s.text.split(", ")),
            "role": lambda _, s: self.role(s.text),
            "poc": lambda _, s: (self.role(s.text), s.detail),
            "unit": self.unit,
            "ref": lambda _, s: self.reference(s.text),
            "raw": lambda _, s: Nested(s.text).value(),
            "pos": lambda _, s: self.position(s.text, s.detail.split(" · ")),
            "circ": lambda _, s: self.circle(s),
            "poly": lambda _, s: self.boundary(s),
            "route": lambda _, s: tuple(self.stop(part) for part in s.text.split(" → ")),
            "alt": self.altitude,
        }

    def values(self, form: Form, rows: Sequence[Seen]) -> tuple[Value, ...]:
        """The values of a whole form; what has no row was not given."""
        by_label = {self.label(field): index for index, field in enumerate(form.fields)}
        assert len(by_label) == len(form.fields), "two labels read alike"
        found: list[Value] = [None] * len(form.fields)
        for row in rows:
            index = by_label.pop(row.label)
            field = form.fields[index]
            if field.type == "changes":
                code = str(found[form.by_name["original_form"]])
                found[index] = self.changes(load().find(code), row.text)
            else:
                found[index] = self.value(field, row)
        return tuple(found)

    def value(self, field: Field, row: Seen) -> Value:
        """The value of one row."""
        if (row.text, row.detail) == (self.word("choice-unknown"), "UNKNOWN"):
            return UNKNOWN
        return self.kinds[field.type](field, row)

    def word(self, key: str, **args: str) -> str:
        """A word as it is seen."""
        return load().word(key, self.language, **args).translate(NO_ISOLATES)

    def label(self, field: Field) -> str:
        """What a field is called."""
        return self.word(f"field-{field.word}")

    def instant(self, text: str) -> int:
        """An instant, whose two spellings must agree."""
        found = _INSTANT.fullmatch(text)
        assert found, text
        instant_ms = parse_instant(found[2])
        assert dtg(instant_ms) == found[1]
        return instant_ms

    def number(self, field: Field, row: Seen) -> Value:
        """A number with its definition or unit beside it."""
        assert row.detail == (self.word(f"quantity-{field.quantity}") if field.quantity else "")
        return int(row.text)

    def choice(self, field: Field, row: Seen) -> Value:
        """A choice by its words; the code beside it must be the same."""
        found = choices(field.vocabulary or "ynu", field.choices or ("yes", "no"), self.language)
        assert found[row.text] == row.detail
        return found[row.text]

    def text(self, field: Field, row: Seen) -> Value:
        """A text, in the reader's own language unless another is named."""
        if not row.detail:
            return self.language, row.text
        found = self.slot("shown-author-language", "language", row.detail)
        assert found, row.detail
        return found, row.text

    def code(self, field: Field, row: Seen) -> Value:
        """A code: beside its words, where it has any."""
        if not row.detail:
            return row.text
        assert row.text == self.word(f"{field.vocabulary}-{row.detail.lower()}")
        return row.detail

    def role(self, text: str) -> str:
        """A role by its words; a charter's own stands as it is."""
        return roles(self.language).get(text, text)

    def unit(self, field: Field, row: Seen) -> Value:
        """Kind, number, identity."""
        found = _UNIT.fullmatch(row.text)
        assert found
        kind = choices(field.vocabulary, field.choices, self.language)[found[2]]
        return kind, int(found[1]) if found[1] else None, row.detail or None

    def reference(self, text: str) -> Value:
        """Party, generation and position."""
        found = _REFERENCE.fullmatch(text)
        assert found, text
        known = not found[1].startswith("#")
        party = self.parties.index(found[1]) if known else int(found[1][1:])
        return party, int(found[2] or 1), int(found[3])

    def position(self, text: str, beside: Sequence[str]) -> tuple[int, int, int | None]:
        """A point, its other notation and its accuracy."""
        point = parse_lat_lon(text)
        assert format_mgrs(*point) in beside
        stated = [part for part in beside if part.startswith("± ")]
        return *point, int(self.slot("shown-m", "n", stated[0][2:])) if stated else None

    def circle(self, row: Seen) -> Value:
        """A point and a radius with its unit."""
        size, *beside = row.detail.split(" · ")
        found = self.slot("shown-radius", "radius", size)
        number, unit = self.length(found)
        whole, _, part = number.partition(".")
        radius = int(whole) * 1_000 + int(part.ljust(3, "0"))
        return *self.position(row.text, beside), radius, unit

    def length(self, text: str) -> tuple[str, str]:
        """A radius: its number and its unit, in words."""
        for unit in ("km", "nm"):
            before, _, after = self.word(f"shown-{unit}", n="\ue000").partition("\ue000")
            number = text.removeprefix(before).removesuffix(after)
            if re.fullmatch(r"[\d.]+", number):
                return number, unit
        raise AssertionError(text)

    def boundary(self, row: Seen) -> Value:
        """Points in order; as many as are said to be there."""
        points = tuple(self.point(part) for part in row.text.split("; "))
        squares = row.detail.split(" · ")[1].split("; ")
        assert squares == [format_mgrs(*point) for point in points]
        return points

    def point(self, text: str) -> Point:
        """One point."""
        return parse_lat_lon(text)

    def stop(self, text: str) -> Value:
        """A point of a route, with a time where there is one."""
        found = _STOP.fullmatch(text)
        assert found, text
        return *self.point(found[1]), self.instant(found[2]) if found[2] else None

    def altitude(self, _: Field, row: Seen) -> Value:
        """Lowest and highest with unit and datum; the datum also in words."""
        if found := _FL.fullmatch(row.text):
            value = int(found[1]), int(found[2]) if found[2] else None, "FL", "FL"
        else:
            found = _HEIGHT.fullmatch(row.text)
            assert found, row.text
            high = int(found[3]) if found[3] else None
            value = int(found[1]), high, found[2] or found[4], found[5]
        assert row.detail == self.word(f"datum-{value[3]}")
        return value

    def changes(self, original: Form | None, text: str) -> Value:
        """Corrected fields, each by its label; raw where the original form is not known."""
        if original is None:
            return Nested(text).value()
        by_label = {self.label(field): index for index, field in enumerate(original.fields)}
        found = []
        for row in rows_of_lines(text.split("\n"), tuple(by_label)):
            index = by_label[row.label]
            gone = (row.text, row.detail) == ("", self.word("shown-removed"))
            found.append((index, None if gone else self.value(original.fields[index], row)))
        return tuple(found)

    def slot(self, key: str, name: str, text: str) -> str:
        """What stands in the place of a word that names something."""
        before, _, after = self.word(key, **{name: "\ue000"}).partition("\ue000")
        assert text.startswith(before)
        assert text.endswith(after)
        return text[len(before) : len(text) - len(after)]


class Nested:
    """Nested values in brackets, as a receipt shows what was read back."""

    _TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|h\'([0-9a-f]*)\'|(-?\d+)|(-)|(true|false)|([(),])')

    def __init__(self, text: str) -> None:
        compact = list(self._TOKEN.finditer(text))
        assert "".join(token[0] for token in compact) == self._bare(text)
        self._tokens = iter(compact)

    def _bare(self, text: str) -> str:
        """The text without the space after a comma, outside quotes."""
        return re.sub(r'("(?:[^"\\]|\\.)*")|, ', lambda m: m[1] or ",", text)

    def value(self) -> Value:
        """The value that the text begins with."""
        return self._value(next(self._tokens))

    def _value(self, token: re.Match[str]) -> Value:
        if token[6] == "(":
            found: list[Value] = []
            for inner in self._tokens:
                if inner[6] == ")":
                    break
                if inner[6] != ",":
                    found.append(self._value(inner))
            return tuple(found)
        if token[1] is not None:
            return re.sub(r"\\(u\{([0-9A-F]+)\}|.)", self._plain, token[1])
        if token[2] is not None:
            return bytes.fromhex(token[2])
        if token[3]:
            return int(token[3])
        return {"true": True, "false": False}.get(token[0])

    def _plain(self, escape: re.Match[str]) -> str:
        if escape[2]:
            return chr(int(escape[2], 16))
        return "\n" if escape[1] == "n" else escape[1]


@cache
def choices(vocabulary: str, codes: tuple[str, ...], language: str) -> Mapping[str, str]:
    """The codes of a vocabulary by their words."""
    word = load().word
    said = {word(f"choice-{vocabulary}-{code}", language): code for code in codes}
    assert len(said) == len(codes), "two choices read alike"
    assert word("choice-unknown", language) not in said
    return said


@cache
def roles(language: str) -> Mapping[str, str]:
    """The roles of the catalogue by their words."""
    said = {load().word(f"role-{role}", language): role for role in ROLES}
    assert len(said) == len(ROLES), "two roles read alike"
    assert not any(re.fullmatch(r"[A-Z0-9-]+", text) for text in said), "reads as a charter's own"
    return said
