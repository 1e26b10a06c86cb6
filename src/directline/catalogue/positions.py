"""Latitude and longitude: reading degrees, minutes and seconds, and writing them."""

import re
from fractions import Fraction

from directline.catalogue.problems import ValueProblem

LAT_E7_MAX = 900_000_000
LON_E7_MAX = 1_800_000_000
_INPUT_CHARS_MAX = 80
_SIGNS = str.maketrans(dict.fromkeys("°º˚'′’‘\"″”“:", " ") | {"−": "-", "–": "-"})
_TOKEN = re.compile(r"[+-]?\d{1,7}(?:\.\d{1,9})?|[NSEW]", re.ASCII)
_PACKED = {"N": 2, "S": 2, "E": 3, "W": 3}
Point = tuple[int, int]


def parse_lat_lon(text: str) -> Point:
    """A point in units of 1e-7 degree.

    Accepts decimal degrees (`55.75 37.6167`, `55.75N 37.6167E`), degrees and minutes
    (`55 45.000 N 037 37.000 E`), degrees, minutes and seconds, and the packed form
    (`554500N0373700E`).

    Raises:
        ValueProblem: not readable without doubt, or off the globe.
    """
    if len(text) > _INPUT_CHARS_MAX:
        raise ValueProblem("position-form")
    spaced = text.upper().translate(_SIGNS)
    if re.search(r"\d,\d", spaced):
        raise ValueProblem("position-comma")
    spaced = spaced.replace(",", " ").replace(";", " ")
    tokens = _TOKEN.findall(spaced)
    if "".join(tokens) != "".join(spaced.split()):
        raise ValueProblem("position-form")
    letters = [t for t in tokens if t in _PACKED]
    if not letters:
        if len(tokens) != 2:
            raise ValueProblem("position-hemisphere")
        lat, lon = (Fraction(t) for t in tokens)
    else:
        lat, lon = _with_letters(tokens, letters)
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueProblem("position-range")
    return round(lat * 10**7), round(lon * 10**7)


def _with_letters(tokens: list[str], letters: list[str]) -> tuple[Fraction, Fraction]:
    if len(letters) != 2 or letters[0] not in "NS" or letters[1] not in "EW":
        raise ValueProblem("position-hemisphere")
    first, second = tokens.index(letters[0]), len(tokens) - 1 - tokens[::-1].index(letters[1])
    if first == 0:
        lat, lon = tokens[1:second], tokens[second + 1 :]
    elif second == len(tokens) - 1:
        lat, lon = tokens[:first], tokens[first + 1 : second]
    else:
        raise ValueProblem("position-form")
    return _degrees(lat, letters[0]), _degrees(lon, letters[1])


def _degrees(numbers: list[str], letter: str) -> Fraction:
    if not 1 <= len(numbers) <= 3 or any(n[0] in "+-" for n in numbers):
        raise ValueProblem("position-form")
    if any("." in n for n in numbers[:-1]):
        raise ValueProblem("position-form")
    whole = numbers[0].split(".")[0]
    width = _PACKED[letter]
    if len(numbers) == 1 and len(whole) > 3:
        if len(whole) not in (width + 2, width + 4):
            raise ValueProblem("position-form")
        cut = [whole[:width], whole[width : width + 2], whole[width + 2 :]]
        fraction = numbers[0][len(whole) :]
        numbers = [c for c in cut if c]
        numbers[-1] += fraction
    parts = [Fraction(n) for n in numbers]
    if any(p >= 60 for p in parts[1:]):
        raise ValueProblem("position-minutes")
    size = sum((p / 60**k for k, p in enumerate(parts)), Fraction(0))
    return -size if letter in "SW" else size


def is_point(value: object) -> bool:
    """True for a pair of integers on the globe."""
    return (
        isinstance(value, tuple)
        and len(value) == 2
        and all(type(v) is int for v in value)
        and abs(value[0]) <= LAT_E7_MAX
        and abs(value[1]) <= LON_E7_MAX
    )


def decimal(point: Point) -> str:
    """`35.3361111N 040.1411111E`: exact, and the form of the code line."""
    return f"{_decimal(point[0], 2, 'NS')} {_decimal(point[1], 3, 'EW')}"


def _decimal(value_e7: int, width: int, letters: str) -> str:
    whole, part = divmod(abs(value_e7), 10**7)
    return f"{whole:0{width}d}.{part:07d}{letters[value_e7 < 0]}"


def minutes(point: Point) -> str:
    """`35°20.167'N 040°08.467'E`: degrees and minutes to the thousandth (1.9 m).

    Where the thousandth is not exact, the minutes have six decimals, which always are.
    """
    return f"{_minutes(point[0], 2, 'NS')} {_minutes(point[1], 3, 'EW')}"


def _minutes(value_e7: int, width: int, letters: str) -> str:
    size, places = abs(value_e7), 3
    shown = (size * 60 + 5_000) // 10_000
    if (shown * 1_000 + 3) // 6 != size:  # what they are read as, to the nearest
        shown, places = size * 6, 6
    whole, part = divmod(shown, 60 * 10**places)
    minute, rest = divmod(part, 10**places)
    return f"{whole:0{width}d}°{minute:02d}.{rest:0{places}d}'{letters[value_e7 < 0]}"
