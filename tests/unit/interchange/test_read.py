"""What is read from foreign notices: a draft that a person completes, or a plain refusal."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directline.books.shapes import Band, Shape
from directline.catalogue import load
from directline.catalogue.geodesy import distance_m
from directline.errors import FormErrors, LocalProtocolError
from directline.interchange import limits
from directline.interchange.capread import parse_cap
from directline.interchange.capwrite import cap_of
from directline.interchange.found import Found, inputs_for
from directline.interchange.geojson import geojson_of
from directline.interchange.geojsonread import parse_geojson
from directline.interchange.notam import notam_of
from directline.interchange.notamread import parse_notam
from tests.unit.books.made import AREA, HERE
from tests.unit.catalogue.sample_parts import CTX
from tests.unit.interchange.made_notices import COPY, WINDOW, circle, of, values_of

NOTAM = """A0012/26 NOTAMN
Q) EDGG/QRDCA/IV/BO/W/000/200/5030N03730E025
A) EDGG B) 2611220600 C) 2611221800
E) DANGER AREA ACTIVE. LATERAL LIMITS: 503000N 0373000E, 504500N 0373000E,
503000N 0380000E, 503000N 0373000E. REF A) OF THE AIP.
F) SFC G) FL200)"""


def only(found: list[Found]) -> Found:
    (one,) = found
    return one


# --- there and back -------------------------------------------------------------------------------


def test_cap_there_and_back_is_the_same_area_window_and_heights() -> None:
    found = only(parse_cap(cap_of(of(), COPY).encode()))
    values = values_of(found)
    assert (values["window"], values["area"]) == (WINDOW, AREA)
    assert values["altitude"] == (0, 9_000, "ft", "AMSL")
    assert found.ref.startswith("directline-")
    found = only(parse_cap(cap_of(of(places=circle(), drill=True), COPY).encode()))
    assert found.drill
    assert values_of(found)["circle"] == (*HERE, None, 9_260, "km")


def test_geojson_there_and_back_is_the_same_place_to_the_last_digit() -> None:
    found = only(parse_geojson(geojson_of([of(band=None)], COPY).encode()))
    values = values_of(found)
    assert values["window"] == WINDOW
    assert _turned(values["area"]) == _turned(AREA)
    found = only(parse_geojson(geojson_of([of(places=circle())], COPY).encode()))
    assert values_of(found)["circle"] == (*HERE, None, 9_260, "km")


def _turned(points: Any) -> set[Any]:
    return {tuple(points)} | {tuple(points[n:] + points[:n]) for n in range(len(points))} | {
        tuple(reversed(points[n:] + points[:n])) for n in range(len(points))
    }  # fmt: skip


def test_notam_there_and_back_is_within_a_second_of_arc() -> None:
    for places in ((Shape(AREA, True, 0.0),), circle()):
        found = only(parse_notam(notam_of(of(places=places), COPY, "EDGG").encode()))
        values = values_of(found)
        assert values["window"] == WINDOW
        assert values["altitude"] == (0, 9_000, "ft", "AMSL")
        if values["circle"]:
            assert values["circle"][3:] == (5_000, "nm")
            lat, lon = values["circle"][:2]
            assert distance_m(lat, lon, *HERE) < 31
        else:
            pairs = zip(values["area"], AREA, strict=True)
            assert all(distance_m(a[0], a[1], *b) < 31 for a, b in pairs)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(-600_000_000, 600_000_000), st.integers(-850_000_000, 850_000_000)),
        min_size=3, max_size=20, unique=True,
    )
)  # fmt: skip
def test_any_area_comes_back_from_cap_and_geojson(points: list[tuple[int, int]]) -> None:
    notice = of(places=(Shape(tuple(points), True, 0.0),))
    assert only(parse_cap(cap_of(notice, COPY).encode())).area == tuple(points)
    back = only(parse_geojson(geojson_of([notice], COPY).encode())).area
    assert _turned(back) == _turned(tuple(points))


# --- drafts ---------------------------------------------------------------------------------------


def test_a_circle_from_outside_is_not_ready_before_a_person_gave_the_second_notation() -> None:
    found = only(parse_cap(cap_of(of(places=circle()), COPY).encode()))
    form = load().form("A1")
    inputs, notes = inputs_for(form, found)
    assert "circle.mgrs" not in inputs
    assert any("second notation" in note for note in notes)
    with pytest.raises(FormErrors, match="circle"):
        load().parse(form, inputs, ctx=CTX)


def test_what_a_form_has_no_room_for_is_said() -> None:
    found = Found("notam", ref="A" * 50, area=AREA, from_ms=WINDOW[0], text="x" * 500)
    inputs, notes = inputs_for(load().form("A1"), found)
    assert (len(inputs["warning_ref"]), len(inputs["remark"])) == (40, 400)
    assert "remark is cut to 400 characters" in notes
    _, notes = inputs_for(load().form("I1"), found)
    assert {"the form has no window", "the form has no field for this place"} <= {*notes}
    point = Found("geojson", centre=HERE)
    assert "the form has no field for this place" in inputs_for(load().form("A1"), point)[1]
    assert inputs_for(load().form("I1"), point)[0]["position.lat_lon"].startswith("55.75")


def test_foreign_text_becomes_a_line_that_a_form_takes() -> None:
    text = "Stay\x07 away\n\u202enow\u200b  e\u0301 " + "x" * 300
    whole = cap_of(of(title="T"), COPY).replace("<headline>ALPHA 12", f"<headline>{text[5:]}")
    found = only(parse_cap(whole.encode()))
    assert found.text.startswith("away now \u00e9 x")
    assert values_of(found)["remark"][1].startswith("away now")


# --- CAP ------------------------------------------------------------------------------------------

GOOD = cap_of(of(), COPY)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("<alert", f"{BOMB}<alert", "a document type"),
        ("<alert", '<!DOCTYPE alert SYSTEM "http://host.invalid/x"><alert', "a document type"),
        ("<alert", "<?php echo 1?><alert", "a processing instruction"),
        ("</alert>", "", "not well-formed"),
        (":cap:1.2", ":cap:1.1", "no alert of CAP 1.2"),
        ("<sender>ALPHA@NORTHERN-AIR</sender>", "", "sender"),
        ("ALPHA@NORTHERN-AIR</sender>", "ALPHA, AIR</sender>", "a comma"),
        ("<status>Actual", "<status>Real", "status has none of its values"),
        ("<status>Actual", "<status>Test", "its status is Test"),
        ("<msgType>Alert", "<msgType>Update", "references is missing"),
        ("<restriction>", "<restriction/><x>", "not well-formed"),
        ("<category>Transport</category>", "", "category is missing"),
        ("<urgency>Unknown</urgency>", "<urgency>Soon</urgency>", "urgency"),
        ("<event>Hazard area</event>", "<event> </event>", "event is empty"),
        ("T22:00:00-00:00</onset>", "T22:00:00Z</onset>", "onset is no date"),
        ("2025-11-25T22", "2025-11-25T25", "onset is no date"),
        ("55.7000000,37.6000000 55.8", "95.7000000,37.6000000 55.8", "latitude,longitude"),
        (" 55.7000000,37.6000000</polygon>", "</polygon>", "not closed"),
        ("<altitude>0</altitude>", "", "a ceiling without"),
        ("<altitude>0", "<altitude>low", "a number of feet"),
        ("<headline>", "<event>twice</event><headline>", "does not stand where"),
        ("</polygon>", "</polygon><areaDesc>again</areaDesc>", "does not stand where"),
    ],
)  # fmt: skip
def test_what_the_standard_does_not_allow_is_refused(before: str, after: str, why: str) -> None:
    changed = GOOD.replace(before, after, 1)
    assert changed != GOOD
    with pytest.raises(LocalProtocolError, match=why):
        parse_cap(changed.encode())


def test_a_cancel_and_an_alert_without_a_place_make_no_draft() -> None:
    with pytest.raises(LocalProtocolError, match="a Cancel announces nothing"):
        parse_cap(cap_of(of(cancelled=True, changes=(WINDOW[0],)), COPY).encode())
    bare = GOOD[: GOOD.index("  <area>")] + GOOD[GOOD.index(" </info>") :]
    with pytest.raises(LocalProtocolError, match="no area"):
        parse_cap(bare.encode())


def test_a_cap_alert_is_bounded() -> None:
    deep = "<description>" + "<b>" * 12 + "</b>" * 12 + "</description>"
    many = "<description>" + "<b/>" * (limits.XML_ELEMENTS_MAX + 1) + "</description>"
    for inside in (deep, many):
        with pytest.raises(LocalProtocolError, match="too many elements"):
            parse_cap(GOOD.replace("<headline>", f"{inside}<headline>", 1).encode())
    with pytest.raises(LocalProtocolError, match="longer than"):
        parse_cap(GOOD.encode() + b" " * limits.FILE_BYTES_MAX)


def test_cap_takes_offsets_other_encodings_and_the_english_of_several_languages() -> None:
    info = GOOD[GOOD.index(" <info>") : GOOD.index("</alert>")]
    other = info.replace("en-US", "uk-UA").replace("Hazard area", "Небезпечний район")
    both = GOOD.replace(info, other + info, 1)
    both = both.replace("2025-11-25T22:00:00-00:00", "2025-11-26T00:00:00+02:00")
    found = only(parse_cap(both.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")))
    assert found.from_ms == WINDOW[0]
    assert "Hazard area" in found.text


# --- NOTAM ----------------------------------------------------------------------------------------


def test_a_notam_is_read_item_by_item() -> None:
    found = only(parse_notam(NOTAM.encode()))
    assert found.ref == "A0012/26"
    assert found.area == (
        (505_000_000, 375_000_000), (507_500_000, 375_000_000), (505_000_000, 380_000_000),
    )  # fmt: skip
    assert found.text.endswith("REF A) OF THE AIP.")
    assert values_of(found)["altitude"] == (0, 200, "FL", "FL")
    assert values_of(found)["window"] == (1_795_327_200_000, 1_795_370_400_000)


def test_without_corners_the_circle_of_item_q_stands_in_and_is_said() -> None:
    start = NOTAM.index("E)")
    text = NOTAM[:start] + "E) DANGER AREA ACTIVE.\nD) DAILY 0800-0900\nF) SFC G) 3000FT AMSL)"
    found = only(parse_notam(text.encode()))
    assert (found.centre, found.radius_milli, found.radius_unit) == (
        (505_000_000, 375_000_000), 25_000, "nm",
    )  # fmt: skip
    assert any("circle of item Q" in note for note in found.notes)
    assert (found.heights.unit, found.heights.low) == ("ft", "0") if found.heights else False


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("NOTAMN", "NOTAMC", "it cancels another"),
        ("A) EDGG", "EDGG", "without item A"),
        ("EDGG/QRDCA", "EDG/QRDCA", "item Q"),
        ("2611220600", "2613220600", "a time that does not exist"),
        ("2611220600", "26112206", "ten digits"),
        ("2611221800", "2611220500", "ends before it begins"),
        ("503000N 0373000E, 5", "906000N 0373000E, 5", "is no position"),
    ],
)
def test_a_notam_that_is_none_is_refused(before: str, after: str, why: str) -> None:
    assert NOTAM.replace(before, after, 1) != NOTAM
    with pytest.raises(LocalProtocolError, match=why):
        parse_notam(NOTAM.replace(before, after, 1).encode())


def test_a_notam_says_what_of_it_is_not_taken_over() -> None:
    changed = NOTAM.replace("C) 2611221800", "C) 2611221800EST D) 0600-0900", 1)
    changed = changed.replace("F) SFC G) FL200", "F) 1000FT AGL G) FL200", 1)
    notes = only(parse_notam(changed.encode())).notes
    assert [word for word in ("estimate", "item D", "datums") if word in " ".join(notes)] == [
        "estimate", "item D", "datums",
    ]  # fmt: skip
    found = only(parse_notam(NOTAM.replace("C) 2611221800", "C) PERM", 1).encode()))
    assert (found.to_ms, found.notes) == (None, ("it is permanent: it has no end",))


# --- GeoJSON --------------------------------------------------------------------------------------


def feature(geometry: Any, **properties: Any) -> bytes:
    whole = {"type": "Feature", "geometry": geometry, "properties": properties}
    return json.dumps(whole).encode()


RING = [[37.0, 55.0], [38.0, 55.0], [38.0, 56.0], [37.0, 55.0]]


def test_a_bare_geometry_and_a_point_are_taken_and_holes_are_said() -> None:
    found = only(parse_geojson(json.dumps({"type": "Polygon", "coordinates": [RING]}).encode()))
    assert len(found.area) == 3
    found = only(parse_geojson(feature({"type": "Polygon", "coordinates": [RING, RING]})))
    assert found.notes == ("holes in the area are not taken over",)
    found = only(parse_geojson(feature({"type": "Point", "coordinates": [37.0, 55.0]}, name="A")))
    assert (found.centre, found.text) == ((550_000_000, 370_000_000), "A")
    twice = {"type": "MultiPolygon", "coordinates": [[RING], [RING]]}
    assert len(parse_geojson(feature(twice))) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b"\xff{}",
        b"[]",
        b"{}",
        b'{"type": "FeatureCollection", "features": 7}',
        b'{"type": "Point", "coordinates": [NaN, 1]}',
        b'{"type": "Point", "coordinates": [1e999, 1]}',
        b'{"type": "Point", "coordinates": [181, 1]}',
        b'{"type": "Point", "coordinates": ["1", "2"]}',
        b'{"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}',
        b'{"type": "Polygon", "coordinates": []}',
        b'{"type": "Point", "coordinates": [' + b"9" * 5_000 + b", 1]}",
        b" " * (limits.FILE_BYTES_MAX + 1),
    ],
)
def test_what_is_no_geojson_is_refused(data: bytes) -> None:
    with pytest.raises(LocalProtocolError, match="GeoJSON"):
        parse_geojson(data)


def test_heights_that_are_one_stay_one() -> None:
    found = only(parse_cap(cap_of(of(band=Band(500, None, "ft", "AMSL")), COPY).encode()))
    assert found.heights is not None
    assert (found.heights.low, found.heights.high) == ("500", "500")
