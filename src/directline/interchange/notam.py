"""Areas of hazard notices in the form of a NOTAM (ICAO Annex 15): text for an office, never issued.

The office that issues it gives series, number and flight information region, and checks all of it.
"""

import math
import re
import textwrap
from collections.abc import Iterable
from datetime import UTC, datetime

from directline.books.shapes import Band, Shape
from directline.catalogue.geodesy import distance_m
from directline.interchange.announced import Announced, Copy
from directline.interchange.capwrite import areas_of, for_publishing

LINE_CHARS_MAX = 69
"""Of a line on the fixed aeronautical network."""
NO_REGION = "ZZZZ"
"""Where the flight information region is not given: ICAO's code for a place without one."""
FIRING = frozenset({"gunnery", "missile-firing", "bombing", "rocket-debris"})
METRES_A_MILE = 1852.0
FL_MAX = 999


def notam_of(notice: Announced, copy: Copy, region: str = NO_REGION) -> str:
    """The text for each area of a notice, with a line before it that says what it is."""
    return "\n".join(_one(notice, copy, region, place) for place in areas_of(notice))


def _one(notice: Announced, copy: Copy, region: str, place: Shape) -> str:
    low, high = _limits(notice.band)
    subject = "QWMLW" if notice.nature in FIRING else "QXXXX"
    kind = "NOTAMC" if notice.cancelled else "NOTAMR" if notice.sequence else "NOTAMN"
    text = f"{'EXERCISE. ' if notice.drill else ''}{notice.title}. {_where(place)}. "
    text += "CANCELLED. " if notice.cancelled else ""
    text += f"UNSIGNED COPY OF {notice.name}. NOT ISSUED AS A NOTAM."
    body = [
        f"({kind}",
        f"Q) {region}/{subject}/IV/BO/W/{low:03d}/{high:03d}/{_around(place)}",
        f"A) {region} B) {_group(notice.from_ms)} C) {_group(_up(notice.to_ms))}",
        *textwrap.wrap(f"E) {_plain(text)}", LINE_CHARS_MAX),
        *_heights(notice.band),
    ]
    comment = textwrap.wrap(_plain(copy.words(notice.name)), LINE_CHARS_MAX)
    return "\n".join([*comment, *body[:-1], f"{body[-1]})", ""])


def _plain(text: str) -> str:
    """Capitals of the teletype alphabet; brackets would end the message."""
    return re.sub(r"[^A-Z0-9 .,:/?'+=-]", " ", text.upper()).strip()


def _where(place: Shape) -> str:
    if place.closed:
        corners = [*place.points, place.points[0]]
        return "AREA BOUNDED BY " + " - ".join(seconds(*point) for point in corners)
    miles = place.radius_m / METRES_A_MILE
    whole = f"{miles:.3f}".rstrip("0").rstrip(".")
    return f"WI {whole}NM RADIUS OF {seconds(*place.points[0])}"


def seconds(lat_e7: int, lon_e7: int) -> str:
    """`553000N 0373700E`: to the nearest second, 31 m at most."""
    return f"{_seconds(lat_e7, 2, 'NS')} {_seconds(lon_e7, 3, 'EW')}"


def _seconds(value_e7: int, width: int, letters: str) -> str:
    whole = (abs(value_e7) * 3600 + 5_000_000) // 10_000_000
    degrees, rest = divmod(whole, 3600)
    return f"{degrees:0{width}d}{rest // 60:02d}{rest % 60:02d}{letters[value_e7 < 0]}"


def _around(place: Shape) -> str:
    """Centre to the minute and radius in whole miles: a circle that holds the whole place."""
    if place.closed:
        lats = [lat for lat, _ in place.points]
        lon0 = place.points[0][1]
        turns = [(lon - lon0 + 1_800_000_000) % 3_600_000_000 - 1_800_000_000
                 for _, lon in place.points]  # fmt: skip
        lat = (min(lats) + max(lats)) // 2
        lon = lon0 + (min(turns) + max(turns)) // 2
    else:
        lat, lon = place.points[0]
    lat_min = round(lat * 60 / 1e7)
    lon_min = round(((lon + 1_800_000_000) % 3_600_000_000 - 1_800_000_000) * 60 / 1e7)
    middle = (lat_min * 10_000_000 // 60, lon_min * 10_000_000 // 60)
    # An edge between two corners can bulge past both of them; a hundredth more covers it.
    reach = 1.01 * max(distance_m(*middle, *point) for point in place.points) + place.radius_m
    miles = min(999, max(1, math.ceil(reach / METRES_A_MILE)))
    north = f"{abs(lat_min) // 60:02d}{abs(lat_min) % 60:02d}{'NS'[lat_min < 0]}"
    east = f"{abs(lon_min) // 60:03d}{abs(lon_min) % 60:02d}{'EW'[lon_min < 0]}"
    return f"{north}{east}{miles:03d}"


def _limits(band: Band | None) -> tuple[int, int]:
    """Lower and upper limit in flight levels, outward; of heights above ground all of the air."""
    if band is None or band.datum == "AGL":
        return 0, FL_MAX
    scale = {"FL": 1.0, "ft": 0.01, "m": 0.01 / 0.3048}.get(band.unit, 0.0)
    if not scale:
        return 0, FL_MAX
    low = max(0, min(FL_MAX, math.floor(band.low * scale)))
    high = FL_MAX if band.high is None else max(low, min(FL_MAX, math.ceil(band.high * scale)))
    return low, high


def _heights(band: Band | None) -> list[str]:
    if band is None:
        return []

    def height(value: int) -> str:
        if band.unit == "FL":
            return f"FL{value:03d}"
        return f"{value}{band.unit.upper()} {band.datum}"

    low = "SFC" if band.low <= 0 else height(band.low)
    return [f"F) {low} G) {'UNL' if band.high is None else height(band.high)}"]


def _up(ms: int | None) -> int | None:
    """The next whole minute: a window is never told shorter than it is."""
    return None if ms is None else -(-ms // 60_000) * 60_000


def _group(ms: int | None) -> str:
    """`2611212230`, or PERM where there is no end."""
    if ms is None:
        return "PERM"
    try:
        return datetime.fromtimestamp(ms // 1000, UTC).strftime("%y%m%d%H%M")
    except (ValueError, OverflowError, OSError):
        return "PERM"


def notams_of(notices: Iterable[Announced], copy: Copy, region: str = NO_REGION) -> str:
    """All notices for publishing, one after another."""
    return "\n".join(notam_of(one, copy, region) for one in notices if for_publishing(one))
