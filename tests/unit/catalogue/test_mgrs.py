"""MGRS, distance and bearing against programs that others wrote."""

import math

import mgrs as oracle
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Transformer

from directline.catalogue.geodesy import bearing_deg, compass, distance_m
from directline.catalogue.mgrs import format_mgrs, parse_mgrs, to_ups, to_utm, zone_of
from directline.catalogue.problems import ValueProblem

LAT = st.integers(-900_000_000, 900_000_000)
LON = st.integers(-1_800_000_000, 1_799_999_999)


def square_and_metres(text: str) -> tuple[str, int, int]:
    compact = text.replace(" ", "")
    return compact[:-10], int(compact[-10:-5]), int(compact[-5:])


@given(LAT, LON)
@example(600_000_000, 50_000_000)  # 32V, Norway
@example(780_000_000, 100_000_000)  # 33X, Svalbard
@example(840_000_000, 0)
@example(-800_000_000, 0)
@example(899_999_999, 1)
@example(0, 0)
def test_a_square_is_the_one_that_another_program_names(lat: int, lon: int) -> None:
    ours, theirs = format_mgrs(lat, lon), oracle.MGRS().toMGRS(lat / 1e7, lon / 1e7)
    if isinstance(theirs, bytes):
        theirs = theirs.decode()
    square, east, north = square_and_metres(ours)
    other, other_east, other_north = square_and_metres(theirs.rjust(15, "0")[-15:].strip())
    if (east + 1) % 100_000 > 1 and (north + 1) % 100_000 > 1:
        assert square.lstrip("0") == other.lstrip("0")
        # The other program rounds a few nanometres at the edge of a metre.
        assert abs(east - other_east) <= 1
        assert abs(north - other_north) <= 1


@given(LAT, LON)
@example(899_999_999, 1)
@example(-900_000_000, 5)
def test_a_reference_leads_back_to_its_square(lat: int, lon: int) -> None:
    point = parse_mgrs(format_mgrs(lat, lon))
    assert point.cell_m == 1
    assert distance_m(lat, lon, point.lat_e7, point.lon_e7) < 0.73


@given(st.floats(-79.9, 83.9), st.floats(-180, 179.99))
def test_utm_agrees_with_proj(lat: float, lon: float) -> None:
    zone = zone_of(lat, lon)
    easting, northing = to_utm(lat, lon, zone)
    project = Transformer.from_crs("EPSG:4326", f"EPSG:{32600 + zone}", always_xy=True)
    x, y = project.transform(lon, lat)
    assert math.hypot(easting - x, northing - y) < 1e-3


@given(st.floats(80, 90), st.floats(-180, 180), st.booleans())
def test_ups_agrees_with_proj(lat: float, lon: float, north: bool) -> None:
    lat = lat if north else -lat
    project = Transformer.from_crs(
        "EPSG:4326", "EPSG:32661" if north else "EPSG:32761", always_xy=True
    )
    x, y = project.transform(lon, lat)
    easting, northing = to_ups(lat, lon)
    assert math.hypot(easting - x, northing - y) < 1e-3


@given(LAT, LON, LAT, LON)
@example(0, 0, 0, 1_799_000_000)
@example(0, 0, 3_000_000, 1_797_000_000)
@example(100, 1_799_999_999, 100, -1_799_999_999)
def test_a_distance_is_the_geodesic(lat1: int, lon1: int, lat2: int, lon2: int) -> None:
    true = Geodesic.WGS84.Inverse(lat1 / 1e7, lon1 / 1e7, lat2 / 1e7, lon2 / 1e7)["s12"]
    ours = distance_m(lat1, lon1, lat2, lon2)
    assert ours == pytest.approx(true, abs=0.001, rel=1e-8 if true < 1.9e7 else 0.006)


def test_bearings_have_names() -> None:
    assert compass(bearing_deg(0, 0, 10_000_000, 0)) == "N"
    assert compass(bearing_deg(0, 0, 0, -10_000_000)) == "W"
    assert compass(337.4) == "NW"
    assert compass(337.6) == "N"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "mgrs-form"),
        ("37S", "mgrs-form"),
        ("37S FV 123 4567", "mgrs-form"),
        ("37S FV 01 05", "mgrs-coarse"),
        ("61S FV 01848 05224", "mgrs-square"),
        ("37I FV 01848 05224", "mgrs-square"),
        ("37S ZV 01848 05224", "mgrs-square"),
        ("37S AA 01848 05224", "mgrs-square"),
        ("37S FL 01848 05224", "mgrs-square"),
        ("ZDH 00000 00000", "mgrs-square"),
        ("KAH 00000 00000", "mgrs-square"),
    ],
)
def test_what_is_no_reference_is_refused(text: str, key: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_mgrs(text)
    assert caught.value.key == key


def test_a_coarser_reference_names_the_middle_of_its_square() -> None:
    fine, coarse = parse_mgrs("37SFV0185005250"), parse_mgrs("37S FV 018 052")
    assert coarse.cell_m == 100
    assert distance_m(fine.lat_e7, fine.lon_e7, coarse.lat_e7, coarse.lon_e7) < 2


@given(st.text("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ ", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        point = parse_mgrs(text)
    except ValueProblem:
        return
    assert abs(point.lat_e7) <= 900_000_000
    assert abs(point.lon_e7) <= 1_800_000_000
