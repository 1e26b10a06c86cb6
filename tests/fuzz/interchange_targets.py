"""Targets of the interchange: CAP, NOTAM and GeoJSON files from outside, up to a draft's inputs."""

from collections.abc import Callable, Sequence

from directline.catalogue import load
from directline.errors import LocalProtocolError
from directline.interchange.capread import parse_cap
from directline.interchange.capwrite import cap_of
from directline.interchange.found import Found, inputs_for
from directline.interchange.geojson import geojson_of
from directline.interchange.geojsonread import parse_geojson
from directline.interchange.limits import FILE_BYTES_MAX, FOUND_MAX
from directline.interchange.notam import notam_of
from directline.interchange.notamread import parse_notam
from tests.fuzz.target import Shape, Target
from tests.unit.interchange.made_notices import ACROSS, COPY, circle, of
from tests.unit.interchange.test_read import BOMB, GOOD, NOTAM, RING

_FORMS = ("A1", "A6", "I1", "Q1", "S1")
_ACROSS = of(places=(circle()[0]._replace(points=ACROSS, closed=True, radius_m=0.0),))


def _run(read: Callable[[bytes], list[Found]]) -> Callable[[bytes], object]:
    def run(data: bytes) -> None:
        found = read(data)
        assert 0 < len(found) <= FOUND_MAX
        for one in found[:4]:
            assert one.area or one.centre
            for lat, lon in (*one.area, *((one.centre,) if one.centre else ())):
                assert abs(lat) <= 900_000_000
                assert abs(lon) <= 1_800_000_000
            for code in _FORMS:
                inputs, _ = inputs_for(load().form(code), one)
                assert all(inputs.values())

    return run


def _caps() -> Sequence[bytes]:
    moved = [of(places=circle()), _ACROSS, of(band=None, to_ms=None), of(drill=True)]
    made = [cap_of(one, COPY).encode() for one in moved]
    return [GOOD.encode(), *made, GOOD.encode("utf-16"), f"{BOMB}<alert/>".encode(), b"<alert/>"]


def _notams() -> Sequence[bytes]:
    made = [notam_of(one, COPY, "EDGG").encode() for one in (of(), of(places=circle()), _ACROSS)]
    bare = NOTAM[: NOTAM.index("E)")] + "E) ACTIVE\nF) 100FT AMSL G) UNL)"
    return [NOTAM.encode(), *made, bare.encode(), NOTAM.replace("2611221800", "PERM").encode()]


def _geojsons() -> Sequence[bytes]:
    made = [geojson_of([one], COPY).encode() for one in (of(), of(places=circle()), _ACROSS)]
    bare = str({"type": "Polygon", "coordinates": [RING]}).replace("'", '"').encode()
    return [*made, bare, b'{"type": "Point", "coordinates": [37.1, 55.2, 10]}']


TARGETS = (
    Target(
        name="interchange.cap",
        run=_run(parse_cap),
        allowed=(LocalProtocolError,),
        bytes_max=FILE_BYTES_MAX + 1,
        seeds=_caps,
        covers=("interchange.capread.parse_cap", "interchange.safexml.parse_xml",
                "interchange.found.inputs_for", "interchange.found.code"),
        shape=Shape.TEXT,
    ),
    Target(
        name="interchange.notam",
        run=_run(parse_notam),
        allowed=(LocalProtocolError,),
        bytes_max=FILE_BYTES_MAX + 1,
        seeds=_notams,
        covers=("interchange.notamread.parse_notam",),
        shape=Shape.TEXT,
    ),
    Target(
        name="interchange.geojson",
        run=_run(parse_geojson),
        allowed=(LocalProtocolError,),
        bytes_max=FILE_BYTES_MAX + 1,
        seeds=_geojsons,
        covers=("interchange.geojsonread.parse_geojson", "interchange.found.clean"),
        shape=Shape.JSON,
    ),
)  # fmt: skip
