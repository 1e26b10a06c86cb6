"""Valid values of a form, drawn by chance: all types, their ends, and texts that look like ours."""

from collections.abc import Callable, Mapping
from random import Random
from typing import cast
from unicodedata import normalize

from directline.catalogue import LANGUAGES, load
from directline.catalogue.context import ROLES, UNKNOWN
from directline.catalogue.forms import Field, Form, Rule
from directline.catalogue.limits import (
    ACCURACY_M_MAX,
    CODE_CHARS_MAX,
    CODES_MAX,
    INSTANT_MAX_MS,
    INSTANT_MIN_MS,
    INT_MAX,
    MS_PER_DAY,
    POINTS_MAX,
    RADIUS_MILLI_MAX,
    TEXT_CHARS_MAX,
)
from directline.catalogue.positions import LAT_E7_MAX, LON_E7_MAX, Point, parse_lat_lon
from directline.catalogue.registry import legal
from directline.errors import RemoteProtocolError
from directline.wire.codec import Value

Kinds = Mapping[str, Callable[[Field], Value]]
CODE_CHARS = "ABCXYZabcxyz0123456789"
CODE_SIGNS = CODE_CHARS + " ./:+()-"
LETTERS = {
    "en": "abcdefghij XYZ,.;:!?-'\"()",
    "ru": "абвгдежзиё ЩЭЯ,.«»–№",
    "uk": "абвгґеєжзиії Ґ’,.",
    "ar": "ابتثجحخدذ رزسش،؟ ١٢٣",
    "zh": "不详停止位置高度，。：（）“”",
    "fr": "àâçéèêëîï œŒ«» ’!?",
    "de": "äöüß ÄÖÜ",
    "zh-Hans": "边境领土 北京",
}
"""By tag; two that are none of the catalogue's languages."""


class Drawn:
    """Draws values with one source of chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.kinds: Kinds = {
            "t": lambda _: self.instant(),
            "d": lambda _: self.instant() // MS_PER_DAY,
            "win": lambda _: self.window(),
            "n": self.number,
            "int": self.number,
            "enum": self.choice,
            "ynu": self.choice,
            "txt": self.text,
            "str": lambda f: self.text(f)[1],
            "code": self.code,
            "codes": lambda _: self.codes(),
            "role": lambda _: self.role(),
            "poc": lambda f: (self.role(), self.code(f)),
            "unit": self.unit,
            "ref": lambda _: self.reference(),
            "raw": lambda _: self.changes(self.any_form()),
            "pos": lambda _: (*self.point(), self.accuracy_m()),
            "circ": lambda _: self.circle(),
            "poly": lambda _: self.boundary(),
            "route": lambda _: self.route(),
            "alt": lambda _: self.altitude(),
        }

    def values(self, form: Form) -> tuple[Value, ...]:
        """Values that the whole form allows."""
        for _ in range(200):
            values = [self.value(field) for field in form.fields]
            self._mend(form, values)
            try:
                load().check(form, tuple(values))
            except RemoteProtocolError:
                continue
            return tuple(values)
        raise AssertionError(f"no values of {form.code} in 200 attempts")

    def value(self, field: Field) -> Value:
        """A value of a field: nothing, unknown, or one of its type."""
        if field.type == "changes" or (not field.required and self.chance.random() < 0.25):
            return None
        if field.unknown_ok and field.type != "str" and self.chance.random() < 0.12:
            return UNKNOWN
        return self.kinds[field.type](field)

    def _mend(self, form: Form, values: list[Value]) -> None:
        """What the rules ask for; what they cannot, another draw does."""
        if "changes" in form.by_name and self.chance.random() < 0.8:
            original = self.any_form()
            values[form.by_name["original_form"]] = original.code
            values[form.by_name["changes"]] = self.changes(original)
        for rule in form.rules:
            self._follow(form, rule, values)

    def _follow(self, form: Form, rule: Rule, values: list[Value]) -> None:
        at = [form.by_name[name] for name in rule.fields]
        when = values[form.by_name[rule.when]] if rule.when else None
        if rule.kind == "pair":
            values[at[0]] = dict(rule.pairs).get(str(when))
        elif rule.kind == "as-many" and isinstance(values[at[1]], tuple):
            values[at[0]] = len(cast(tuple[Value, ...], values[at[1]]))
        elif rule.kind == "one-of" and all(values[index] is None for index in at):
            values[at[0]] = self.kinds[form.fields[at[0]].type](form.fields[at[0]])
        elif rule.kind == "order":
            given = [index for index in at if isinstance(values[index], int)]
            sorted_ = sorted(cast(int, values[index]) for index in given)
            for index, value in zip(given, sorted_, strict=True):
                values[index] = value
        elif rule.kind in ("when", "never") and when == rule.value:
            self._fill(form, at, values, empty=rule.kind == "never")

    def _fill(self, form: Form, at: list[int], values: list[Value], *, empty: bool) -> None:
        for index in at:
            if empty:
                values[index] = None
            while not empty and values[index] is None and form.fields[index].type != "changes":
                values[index] = self.value(form.fields[index])

    def any_form(self) -> Form:
        """A form that can be corrected field by field."""
        known = [
            form for form in load().forms.values()
            if not {"changes", "raw"} & {field.type for field in form.fields}
        ]  # fmt: skip
        return self.chance.choice(known)

    def changes(self, form: Form) -> Value:
        """New values of some fields of a form, each by its place."""
        places = self.chance.sample(range(len(form.fields)), min(4, len(form.fields)))
        found = []
        for index in sorted(places[: self.chance.randint(1, 4)]):
            value = self.value(form.fields[index])
            found.append((index, value))
        return tuple(found)

    def instant(self) -> int:
        """An instant: to the minute, the second or the millisecond."""
        ends = (INSTANT_MIN_MS, INSTANT_MAX_MS, self.chance.randint(INSTANT_MIN_MS, INSTANT_MAX_MS))
        at = self.chance.choice(ends)
        step = self.chance.choice((1, 1_000, 60_000, 60_000))
        return max(INSTANT_MIN_MS, at - at % step)

    def window(self) -> Value:
        """Two instants, one before the other."""
        first = min(self.instant(), INSTANT_MAX_MS - 1)
        return first, min(first + self.chance.choice((1, 60_000, 10**8)), INSTANT_MAX_MS)

    def number(self, field: Field) -> int:
        """A number in the field's bounds, often an end of them."""
        low, high = field.minimum, field.maximum or INT_MAX
        return self.chance.choice((low, high, self.chance.randint(low, min(high, low + 9_999))))

    def choice(self, field: Field) -> str:
        """One of a field's choices."""
        given = ("yes", "no") if field.type == "ynu" else field.choices
        return self.chance.choice((*given, UNKNOWN) if field.unknown_ok else given)

    def text(self, field: Field) -> tuple[str, str]:
        """A language and a text, at times one that looks like what is shown around it."""
        language = self.chance.choice(tuple(LETTERS))
        most = field.chars_max or TEXT_CHARS_MAX
        letters = LETTERS[language] + self.chance.choice(("", "\n  ", "\n", "\\ \t"[:1]))
        size = self.chance.choice((1, 12, 40, min(most, 90)))
        said = "".join(self.chance.choices(letters, k=size))
        if self.chance.random() < 0.3:
            said = self.chance.choice((self._like_ours(), f"{said}\n{self._like_ours()}"))
        clean = normalize("NFC", said)[:most].strip()
        return language, clean or "0"

    def _like_ours(self) -> str:
        word, language = load().word, self.chance.choice(LANGUAGES)
        note = word("shown-author-language", language, language="ru").translate(NO_ISOLATES)
        return self.chance.choice(
            (word("choice-unknown", language), "UNKNOWN", f"x ({note})", f"– {note}", "│ x", "—",
             f"{word('field-remark', language)}: x", word("shown-removed", language), "a  b", '"')
        )  # fmt: skip

    def code(self, field: Field) -> str:
        """A short code."""
        most = field.chars_max or CODE_CHARS_MAX
        size = self.chance.choice((0, 3, most - 2))
        inner = "".join(self.chance.choices(CODE_SIGNS, k=max(0, size)))
        first, last = self.chance.choices(CODE_CHARS, k=2)
        return self.chance.choice((first + inner + last, "WILCO", first))[:most].strip()

    def codes(self) -> Value:
        """A list of codes in an order of its own."""
        count = self.chance.choice((1, 2, 3, 3, 4, CODES_MAX))
        return tuple(
            f"{self.chance.choice(CODE_CHARS)}{self.chance.choice('./:+()-')}{n}"
            for n in self.chance.sample(range(1_000), count)
        )

    def role(self) -> str:
        """A role of the catalogue, or a charter's own."""
        return self.chance.choice((*ROLES, "HARBOUR-MASTER", "R2"))

    def unit(self, field: Field) -> Value:
        """What was seen, at times how many and which."""
        count = self.chance.choice((None, 0, 1, 999_999, self.chance.randint(1, 400)))
        identity = self.code(field) if self.chance.random() < 0.5 else None
        return self.chance.choice(field.choices), count, identity

    def reference(self) -> Value:
        """A message of a party that is known, or of one that is not."""
        some = (1, 2, 999_999_999, self.chance.randint(1, 5_000))
        return self.chance.choice((0, 1, 2, 15)), *self.chance.sample(some, 2)

    def point(self) -> Point:
        """A point: as typed to the thousandth of a minute, to the end of the unit, or a corner."""
        typed = (
            f"{self.chance.randint(0, 89)} {self.chance.randint(0, 59_999) / 1000:.3f} "
            f"{self.chance.choice('NS')} {self.chance.randint(0, 179)} "
            f"{self.chance.randint(0, 59_999) / 1000:.3f} {self.chance.choice('EW')}"
        )
        anywhere = (
            self.chance.randint(-LAT_E7_MAX, LAT_E7_MAX),
            self.chance.randint(-LON_E7_MAX, LON_E7_MAX),
        )
        corner = (LAT_E7_MAX, -LON_E7_MAX), (-1, 1), (0, 0)
        return self.chance.choice(
            (parse_lat_lon(typed), anywhere, anywhere, self.chance.choice(corner))
        )

    def accuracy_m(self) -> int | None:
        """An accuracy, or none stated."""
        return self.chance.choice((None, 1, 100, ACCURACY_M_MAX))

    def circle(self) -> Value:
        """A circle."""
        radius = self.chance.choice((1, RADIUS_MILLI_MAX, 12_500, self.chance.randint(1, 99_999)))
        return *self.point(), self.accuracy_m(), radius, self.chance.choice(("km", "nm"))

    def boundary(self) -> Value:
        """A boundary that does not cross itself; some lie across the date line."""
        field = Field("area", "poly")
        while True:
            lat = self.chance.randint(-800_000_000, 800_000_000)
            lon = self.chance.choice((1_799_000_000, self.chance.randint(-(10**9), 10**9)))
            corners = [(0, 0), (0, 1), (1, 2), (2, 1), (2, 0)][: self.chance.randint(3, 5)]
            size = self.chance.randint(1, 2_000_000)
            points = tuple(
                (lat + y * size, (lon + x * size + 1_800_000_000) % 3_600_000_000 - 1_800_000_000)
                for y, x in corners
            )
            if legal(field, points):
                return points

    def route(self) -> Value:
        """Points in order, some with a time."""
        count = self.chance.choice((2, 3, 3, 4, POINTS_MAX if self.chance.random() < 0.1 else 5))
        times = iter(sorted(self.instant() for _ in range(count)))
        timed = [(next(times), self.chance.random() < 0.5) for _ in range(count)]
        return tuple((*self.point(), at if given else None) for at, given in timed)

    def altitude(self) -> Value:
        """An altitude with unit and datum; some without an upper end."""
        unit, datum = self.chance.choice(
            (("ft", "AMSL"), ("ft", "AGL"), ("m", "AMSL"), ("m", "AGL"), ("FL", "FL"))
        )
        low = self.chance.choice((-2_000, -1, 0, self.chance.randint(0, 900)))
        return low, self.chance.choice((None, low, low + 1_000)), unit, datum


NO_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
"""Nobody sees the marks that keep a foreign run in order."""
