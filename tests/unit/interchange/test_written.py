"""What is written for other programs: each a copy that says so, in the form of its standard."""

import csv
import io
import json
import math
import re
from itertools import pairwise
from typing import Any

import pyproj
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directline.books.shapes import Band, Shape
from directline.interchange.capwrite import NAMESPACE, cap_of, caps_of
from directline.interchange.csvtext import csv_of
from directline.interchange.geojson import geojson_of
from directline.interchange.ical import folded, ical_of
from directline.interchange.notam import notam_of, notams_of
from directline.interchange.safexml import parse_xml
from directline.interchange.seam import halves, polar, ring_of, unrolled
from tests.unit.books.made import AREA, DAY, HERE, HOUR, T0, message
from tests.unit.interchange.made_notices import ACROSS, COPY, WINDOW, circle, hazard, of, told

SAYS = "Unsigned copy of ALPHA 12 on the line NORTHERN AIR, as ALPHA holds it, made"


def test_every_export_says_that_it_is_a_copy_of_which_line_from_when_and_protects_nobody() -> None:
    rows = [{"notice": "ALPHA 12"}]
    texts = [
        csv_of(rows, COPY.words("ALPHA 12")), geojson_of([of()], COPY), cap_of(of(), COPY),
        ical_of([of()], COPY).replace("\r\n ", "").replace("\\,", ","),
        notam_of(of(), COPY).replace("\n", " "),
    ]  # fmt: skip
    for text in texts:
        assert SAYS.lower() in text.lower()
        assert "2025-11-21t23:00z" in text.lower()
        assert "it claims no protection and grants none" in text.lower()


# --- CSV ------------------------------------------------------------------------------------------


def test_csv_is_read_back_by_the_standard_library_and_computes_nothing() -> None:
    rows: list[dict[str, Any]] = [
        {"a": 'say "no", twice\nover', "b": 7, "c": True, "d": None, "e": [{"f": 1.5}]},
        {"b": -1, "g": "=HYPERLINK(0)", "a": "+7 900"},
    ]
    first, second = csv.DictReader(io.StringIO(csv_of(rows, "copy, unsigned"), newline=""))
    assert (first["a"], first["b"], first["c"], first["d"]) == (rows[0]["a"], "7", "true", "")
    assert json.loads(first["e"]) == [{"f": 1.5}]
    assert (second["b"], second["g"], second["a"]) == ("-1", "'=HYPERLINK(0)", "'+7 900")
    assert first["copy"] == second["copy"] == "copy, unsigned"


# --- GeoJSON --------------------------------------------------------------------------------------


def features(*notices: Any) -> list[dict[str, Any]]:
    found = json.loads(geojson_of(notices, COPY))
    assert found["type"] == "FeatureCollection"
    return list(found["features"])


def area_of(ring: list[Any]) -> float:
    """Twice the signed area: positive when counterclockwise."""
    return float(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))


def test_an_area_is_a_closed_ring_counterclockwise_in_longitude_and_latitude() -> None:
    for corners in (AREA, AREA[::-1]):
        (found,) = features(of(places=(Shape(corners, closed=True, radius_m=0.0),)))
        (ring,) = found["geometry"]["coordinates"]
        assert found["geometry"]["type"] == "Polygon"
        assert ring[0] == ring[-1]
        assert area_of(ring) > 0
        assert {tuple(point) for point in ring} == {(lon / 1e7, lat / 1e7) for lat, lon in AREA}
        assert found["properties"]["altitude"]["high"] == 9_000


def test_an_area_across_the_antimeridian_is_two() -> None:
    (found,) = features(of(places=(Shape(ACROSS, closed=True, radius_m=0.0),)))
    assert found["geometry"]["type"] == "MultiPolygon"
    east, west = found["geometry"]["coordinates"]
    assert {point[0] for point in east[0]} == {179.5, 180.0}
    assert max(point[0] for point in west[0]) == -179.0
    assert min(point[0] for point in west[0]) == -180.0


def test_a_circle_is_drawn_within_half_a_percent_and_carries_itself() -> None:
    (found,) = features(of(places=circle(50_000.0)))
    held = found["properties"]["circle"]
    assert held == {"longitude": 37.617, "latitude": 55.75, "radius_m": 50_000.0}
    geod = pyproj.Geod(ellps="WGS84")
    for lon, lat in found["geometry"]["coordinates"][0]:
        metres = geod.inv(held["longitude"], held["latitude"], lon, lat)[2]
        assert math.isclose(metres, 50_000, rel_tol=0.006)


def test_points_routes_and_what_goes_round_a_pole() -> None:
    point = Shape((HERE,), closed=False, radius_m=0.0)
    route = Shape(((0, 1_790_000_000), (0, -1_790_000_000)), closed=False, radius_m=0.0)
    kinds = [one["geometry"] for one in features(of(places=(point, route, *circle(at=(0, 0)))))]
    assert [one["type"] for one in kinds] == ["Point", "MultiLineString", "Polygon"]
    assert kinds[1]["coordinates"] == [[[179.0, 0.0], [180.0, 0.0]], [[-180.0, 0.0], [-179.0, 0.0]]]
    cap = Shape(tuple((800_000_000, lon) for lon in (0, 1_200_000_000, -1_200_000_000)), True, 0.0)
    (found,) = features(of(places=(cap,)))
    assert (found["geometry"], found["properties"]["not_drawn"]) == (None, "it goes round a pole")


@settings(max_examples=60)
@given(
    st.integers(-80, 80), st.integers(-180, 180), st.floats(1_000, 400_000, allow_nan=False)
)  # fmt: skip
def test_cutting_loses_nothing(lat: int, lon: int, metres: float) -> None:
    ring = ring_of(Shape(((lat * 10_000_000, lon * 10_000_000),), False, metres))
    if polar(ring):
        return
    parts = halves(ring)
    whole = abs(area_of([*ring, ring[0]]))
    pieces = sum(abs(area_of([*part, part[0]])) for part in parts)
    assert math.isclose(whole, pieces, rel_tol=1e-6)
    for part in parts:
        assert all(-180 <= x <= 180 for x, _ in part)


def test_longitudes_are_left_as_they_are_where_nothing_jumps() -> None:
    points = [(37.6000001, 1.0), (-142.3, 2.0), (179.0, 3.0)]
    assert unrolled(points)[:2] == points[:2]
    assert unrolled(points)[2] == (-181.0, 3.0)


# --- iCalendar ------------------------------------------------------------------------------------


def events(text: str) -> list[dict[str, str]]:
    """A reader of its own: unfolds, and splits at the first colon."""
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in ("END", "BEGIN", ""):
            assert name not in found[-1]
            found[-1][name] = re.sub(r"\\([,;\\])", r"\1", value)
    return found


def test_a_window_is_an_event_in_utc() -> None:
    (found,) = events(ical_of([of(drill=True)], COPY))
    assert found["UID"] == f"{'00' * 16}.0.1.12@directline"
    assert (found["DTSTART"], found["DTEND"]) == ("20251125T220000Z", "20251126T220000Z")
    assert found["DTSTAMP"] == "20251121T230000Z"
    assert found["SUMMARY"] == "EXERCISE ALPHA 12: Hazard area"
    assert (found["STATUS"], found["SEQUENCE"]) == ("CONFIRMED", "0")
    assert events(ical_of([of(from_ms=None, to_ms=None)], COPY)) == []
    (found,) = events(ical_of([of(to_ms=WINDOW[0])], COPY))
    assert "DTEND" not in found


def test_a_correction_and_a_cancel_keep_the_uid_and_raise_the_sequence() -> None:
    first = hazard()
    later = message("L6", ref=(0, 1, 1), action="correct", original_form="A1",
                    changes=((0, (WINDOW[0] + HOUR, WINDOW[1])),))  # fmt: skip
    gone = message("L6", ref=(0, 1, 1), action="cancel", original_form="A1")
    seen = [events(ical_of(told(*held), COPY))[0]
            for held in ((first,), (first, later), (first, later, gone))]  # fmt: skip
    assert len({one["UID"] for one in seen}) == 1
    assert [one["SEQUENCE"] for one in seen] == ["0", "1", "2"]
    assert [one["STATUS"] for one in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [one["DTSTART"] for one in seen][1:] == ["20251125T230000Z"] * 2


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_folding_cuts_no_character(text: str) -> None:
    line = "SUMMARY:" + text.replace("\r", "").replace("\n", "")
    pieces = folded(line).split("\r\n ")
    assert all(len(piece.encode()) <= 75 - bool(number) for number, piece in enumerate(pieces))
    assert "".join(pieces) == line


# --- CAP and NOTAM --------------------------------------------------------------------------------


def test_a_cap_alert_is_restricted_and_uncertain() -> None:
    alert = parse_xml(cap_of(of(drill=True, title="Guns & <rockets>"), COPY).encode())
    texts = {child.name.removeprefix(f"{NAMESPACE} "): child.text for child in alert.children}
    assert (texts["status"], texts["msgType"], texts["scope"]) == (
        "Exercise",
        "Alert",
        "Restricted",
    )
    info = {c.name.removeprefix(f"{NAMESPACE} "): c.text for c in alert.children[-1].children}
    assert (info["severity"], info["certainty"], info["urgency"]) == ("Unknown",) * 3
    assert info["event"] == "Guns & <rockets>"
    assert info["onset"] == "2025-11-25T22:00:00-00:00"


def test_an_update_and_a_cancel_name_the_alert_before() -> None:
    changed = cap_of(of(changes=(T0 + 1_000, T0 + 2_000)), COPY)
    assert "<msgType>Update</msgType>" in changed
    before = f"directline-{'00' * 16}-0.1.12-1,2025-11-21T22:00:01-00:00"
    assert f"<references>ALPHA@NORTHERN-AIR,{before}</references>" in changed
    gone = cap_of(of(changes=(T0 + 1_000,), cancelled=True), COPY)
    assert "<msgType>Cancel</msgType>" in gone
    assert "-0.1.12-0,2025-11-21T22:00:00-00:00</references>" in gone


def test_people_and_their_routes_are_never_written_as_cap_or_notam() -> None:
    road = ((*HERE, WINDOW[0]), (*AREA[0], WINDOW[1]))
    move = message("H3", window=WINDOW, route=road)
    corridor = message("H6", starts_at=WINDOW[0], ends_at=WINDOW[1], area=AREA)
    notices = told(move, corridor, hazard())
    assert [name for name, _ in caps_of(notices, COPY)] == ["ALPHA 3"]
    assert notams_of(notices, COPY).count("(NOTAM") == 1
    assert len(features(*notices)) == 3


@pytest.mark.parametrize(
    ("band", "limits", "heights"),
    [
        (None, "000/999", ""),
        (Band(0, 9_050, "ft", "AMSL"), "000/091", "F) SFC G) 9050FT AMSL)"),
        (Band(200, None, "FL", "FL"), "200/999", "F) FL200 G) UNL)"),
        (Band(100, 500, "m", "AGL"), "000/999", "F) 100M AGL G) 500M AGL)"),
        (Band(1_000, 3_000, "m", "AMSL"), "032/099", "F) 1000M AMSL G) 3000M AMSL)"),
    ],
)
def test_a_notam_has_its_items_and_widens_its_limits(
    band: Band | None, limits: str, heights: str
) -> None:
    lines = notam_of(of(band=band, to_ms=WINDOW[1] + 1), COPY, "EDGG").splitlines()
    assert all(len(line) <= 69 for line in lines)
    assert f"Q) EDGG/QWMLW/IV/BO/W/{limits}/5545N03742E005" in lines
    assert "A) EDGG B) 2511252200 C) 2511262201" in lines
    assert "NOT ISSUED AS A NOTAM" in " ".join(lines)
    assert not heights or lines[-1] == heights
    assert lines[-1].endswith(")")


@settings(max_examples=60)
@given(
    st.integers(-890_000_000, 890_000_000), st.integers(-1_800_000_000, 1_800_000_000),
    st.floats(100, 200_000, allow_nan=False),
)  # fmt: skip
def test_the_circle_of_item_q_holds_the_whole_area(lat: int, lon: int, metres: float) -> None:
    text = notam_of(of(places=circle(metres, (lat, lon))), COPY)
    match = re.search(r"/(\d\d)(\d\d)([NS])(\d{3})(\d\d)([EW])(\d{3})$", text, re.MULTILINE)
    assert match is not None
    north = (int(match[1]) + int(match[2]) / 60) * (1 if match[3] == "N" else -1)
    east = (int(match[4]) + int(match[5]) / 60) * (1 if match[6] == "E" else -1)
    away = pyproj.Geod(ellps="WGS84").inv(east, north, lon / 1e7, lat / 1e7)[2]
    assert away + metres <= int(match[7]) * 1852 * 1.001


def test_a_day_and_an_open_end_are_windows_too() -> None:
    launch = message("S1", launch_date=(T0 + 5 * DAY) // DAY, impact_area=AREA)
    (notice,) = told(launch)
    assert "DTSTART:20251126T000000Z" in ical_of([notice], COPY)
    assert "C) PERM" in notam_of(of(to_ms=None), COPY)
    assert "<expires>" not in cap_of(of(to_ms=None), COPY)
