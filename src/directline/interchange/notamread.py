"""A NOTAM's text (items Q and A to G), as what a draft can be made of."""

import re

from directline.catalogue.instants import days_from_civil
from directline.catalogue.positions import parse_lat_lon
from directline.catalogue.problems import ValueProblem
from directline.interchange.found import Found, Heights, Point, clean, unreadable
from directline.interchange.limits import FILE_BYTES_MAX, POINTS_READ_MAX

ITEMS = "QABCDEFG"
_ITEM = re.compile(r"(?:^|(?<=[\s(]))([QABCDEFG])\)", re.MULTILINE)
_HEAD = re.compile(r"\b([A-Z]\d{4}/\d{2})\s+NOTAM([NRC])\b")
_KIND = re.compile(r"\bNOTAM([NRC])\b")
_Q = re.compile(
    r"([A-Z]{4})/(Q[A-Z]{4})/([A-Z]{0,2})/([A-Z]{0,3})/([A-Z]{0,2})/(\d{3})/(\d{3})"
    r"(?:/(\d{4}[NS])(\d{5}[EW])(\d{3}))?", re.ASCII,
)  # fmt: skip
_GROUP = re.compile(r"(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", re.ASCII)
_PLACE = re.compile(
    r"\b(\d{4}(?:\d\d(?:\.\d{1,4})?)?[NS])[\s/,]{0,2}(\d{5}(?:\d\d(?:\.\d{1,4})?)?[EW])\b", re.ASCII
)
_RADIUS = re.compile(r"\b(\d{1,4}(?:\.\d{1,3})?)\s?(NM|KM|M)\s(?:RADIUS|RAD)\b", re.ASCII)
_HEIGHT = re.compile(r"(\d{1,6})\s?(FT|M)\s?(AMSL|AGL)?", re.ASCII)
CENTURY = 2000


def parse_notam(data: bytes) -> list[Found]:
    """The one area of a NOTAM.

    Raises:
        LocalProtocolError: no NOTAM in this form, a cancellation, or without a place.
    """
    if len(data) > FILE_BYTES_MAX:
        raise unreadable("NOTAM", f"longer than {FILE_BYTES_MAX} bytes")
    try:
        text = data.decode("ascii").upper()
    except UnicodeDecodeError as error:
        raise unreadable("NOTAM", "it is not in ASCII") from error
    items = _items(text)
    missing = [name for name in "QABCE" if name not in items]
    if missing:
        raise unreadable("NOTAM", f"without item {', '.join(missing)}")
    kind = _KIND.search(text)
    if kind is not None and kind[1] == "C":
        raise unreadable("NOTAM", "it cancels another")
    line = _Q.fullmatch("".join(items["Q"].split()))
    if line is None:
        raise unreadable("NOTAM", "item Q is not in its form")
    from_ms, to_ms, notes = _window(items)
    area, centre, radius_milli, unit = _place(items["E"], line, notes)
    head = _HEAD.search(text)
    heights, said = _heights(items)
    found = Found(
        kind="notam",
        ref="" if head is None else head[1],
        from_ms=from_ms,
        to_ms=to_ms,
        area=area,
        centre=centre,
        radius_milli=radius_milli,
        radius_unit=unit,
        heights=heights,
        text=clean(items["E"]),
        notes=(*notes, *said),
    )
    return [found]


def _items(text: str) -> dict[str, str]:
    """The items by their letter: in order, each once; in the text of E only lines begin one."""
    found: dict[str, str] = {}
    marks: list[tuple[str, int, int]] = []
    for match in _ITEM.finditer(text):
        name = match[1]
        after_e = bool(marks) and ITEMS.index(marks[-1][0]) >= ITEMS.index("E")
        first = match.start() == 0 or text[match.start() - 1] == "\n"
        if marks and ITEMS.index(name) <= ITEMS.index(marks[-1][0]):
            continue
        if after_e and marks[-1][0] == "E" and not first:
            continue
        marks.append((name, match.start(), match.end()))
    for index, (name, _, start) in enumerate(marks):
        end = marks[index + 1][1] if index + 1 < len(marks) else len(text)
        found[name] = text[start:end].strip()
    if marks and found:
        last = marks[-1][0]
        found[last] = found[last].removesuffix(")").strip()
    return found


def _window(items: dict[str, str]) -> tuple[int, int | None, list[str]]:
    notes = []
    begin, end = items["B"].strip(), items["C"].strip()
    from_ms = _instant(begin)
    if end.startswith("PERM"):
        notes.append("it is permanent: it has no end")
        return from_ms, None, notes
    if end.endswith("EST"):
        notes.append("its end is an estimate")
        end = end.removesuffix("EST").strip()
    to_ms = _instant(end)
    if to_ms <= from_ms:
        raise unreadable("NOTAM", "it ends before it begins")
    if "D" in items:
        notes.append("its schedule (item D) is not taken over: the window is the whole time")
    return from_ms, to_ms, notes


def _instant(text: str) -> int:
    match = _GROUP.fullmatch(text)
    if match is None:
        raise unreadable("NOTAM", "a time is ten digits, year to minute")
    year, month, day, hour, minute = (int(match[n]) for n in range(1, 6))
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60):
        raise unreadable("NOTAM", "a time that does not exist")
    return (days_from_civil(CENTURY + year, month, day) * 1440 + hour * 60 + minute) * 60_000


def _place(
    text: str, line: re.Match[str], notes: list[str]
) -> tuple[tuple[Point, ...], Point | None, int, str]:
    """Corners or a circle of item E, else the circle of item Q, which is drawn to hold it all."""
    pairs = _PLACE.findall(text)
    if len(pairs) > POINTS_READ_MAX:
        raise unreadable("NOTAM", f"an area of more than {POINTS_READ_MAX} points")
    points = [_point(f"{lat} {lon}") for lat, lon in pairs]
    if len(points) > 3 and points[0] == points[-1]:
        points.pop()
    radius = _RADIUS.search(text)
    if len(points) == 1 and radius is not None:
        metres = {"NM": 1.0, "KM": 1.0, "M": 0.001}[radius[2]]
        unit = "nm" if radius[2] == "NM" else "km"
        return (), points[0], round(float(radius[1]) * metres * 1000), unit
    if len(points) >= 3:
        if "RADIUS" in text or "ARC" in text:
            notes.append("it speaks of an arc or a radius too: compare the area with its text")
        return tuple(points), None, 0, "km"
    if line[8] is None:
        raise unreadable("NOTAM", "it names no place")
    notes.append("item E has no corners: this is the circle of item Q, drawn wider than the area")
    return (), _point(f"{line[8]} {line[9]}"), int(line[10]) * 1000, "nm"


def _point(text: str) -> Point:
    try:
        return parse_lat_lon(text)
    except ValueProblem as problem:
        raise unreadable("NOTAM", f"{text} is no position") from problem


def _heights(items: dict[str, str]) -> tuple[Heights | None, list[str]]:
    """Items F and G, where one unit and one datum holds for both."""
    if "F" not in items or "G" not in items:
        return None, []
    low, high = _height(items["F"]), _height(items["G"])
    if low is None or high is None:
        return None, ["its heights (items F and G) are not in a form that is read"]
    known = [one for one in (low, high) if one[1]]
    if len({one[1:] for one in known}) > 1:
        return None, ["its heights (items F and G) have different units or datums"]
    unit, datum = known[0][1:] if known else ("ft", "AMSL")
    top = "" if high[0] == "UNL" else high[0]
    return Heights("0" if low[0] == "SFC" else low[0], top, unit, datum), []


def _height(text: str) -> tuple[str, str, str] | None:
    """(number or SFC or UNL, unit, datum); unit and datum are empty for the two words."""
    text = text.strip()
    if text in ("SFC", "GND"):
        return "SFC", "", ""
    if text == "UNL":
        return "UNL", "", ""
    if re.fullmatch(r"FL\s?\d{3}", text, re.ASCII):
        return str(int(text.removeprefix("FL"))), "FL", "FL"
    match = _HEIGHT.fullmatch(text)
    if match is None or not match[3]:
        return None
    return str(int(match[1])), match[2].lower(), match[3]
