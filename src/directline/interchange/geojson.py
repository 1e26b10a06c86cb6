"""Notices as GeoJSON (RFC 7946): one feature a place."""

import json
from collections.abc import Iterable
from typing import Any

from directline.books.shapes import Shape
from directline.interchange.announced import Announced, Copy, stamp
from directline.interchange.seam import Ring, halves, line_parts, polar, ring_of, unrolled


def geojson_of(notices: Iterable[Announced], copy: Copy) -> str:
    """A feature collection of every place of these notices."""
    features = [
        feature
        for notice in notices
        for number, place in enumerate(notice.places)
        for feature in _feature(notice, number, place, copy)
    ]
    whole = {"type": "FeatureCollection", "copy": copy.words(), "features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _feature(notice: Announced, number: int, place: Shape, copy: Copy) -> list[dict[str, Any]]:
    geometry = _geometry(place)
    properties: dict[str, Any] = {
        "notice": notice.name,
        "code": notice.code,
        "title": notice.title,
        "by": notice.party,
        "exercise": notice.drill,
        "state": notice.state,
        "from": stamp(notice.from_ms),
        "to": stamp(notice.to_ms),
        "sequence": notice.sequence,
        "copy": copy.words(notice.name),
    }
    if notice.band is not None:
        properties["altitude"] = dict(notice.band._asdict())
    if not place.closed and place.radius_m > 0:
        lat, lon = place.points[0]
        properties["circle"] = {
            "longitude": lon / 1e7, "latitude": lat / 1e7, "radius_m": place.radius_m,
        }  # fmt: skip
    if geometry is None:
        properties["not_drawn"] = "it goes round a pole"
    feature = {
        "type": "Feature",
        "id": f"{notice.name.replace(' ', '-')}.{number}",
        "geometry": geometry,
        "properties": properties,
    }
    return [feature]


def _geometry(place: Shape) -> dict[str, Any] | None:
    if place.closed or place.radius_m > 0:
        ring = ring_of(place)
        if polar(ring):
            return None
        parts = [[_closed(part)] for part in halves(ring)]
        if len(parts) == 1:
            return {"type": "Polygon", "coordinates": parts[0]}
        return {"type": "MultiPolygon", "coordinates": parts}
    points = unrolled([(lon / 1e7, lat / 1e7) for lat, lon in place.points])
    if len(points) == 1:
        return {"type": "Point", "coordinates": list(points[0])}
    lines = [[list(point) for point in part] for part in line_parts(points)]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _closed(ring: Ring) -> list[list[float]]:
    """A ring as the standard wants it: counterclockwise, and the first point again at the end."""
    turning = sum(
        (ring[index][0] - ring[index - 1][0]) * (ring[index][1] + ring[index - 1][1])
        for index in range(len(ring))
    )
    rounded = ring if turning < 0 else [ring[0], *reversed(ring[1:])]
    return [list(point) for point in (*rounded, rounded[0])]
