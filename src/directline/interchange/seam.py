"""Shapes as rings of longitude and latitude, cut where they cross the antimeridian (RFC 7946)."""

import math
from itertools import pairwise

from directline.books.shapes import Shape
from directline.interchange.limits import CIRCLE_POINTS

EARTH_M = 6_371_008.8
Point = tuple[float, float]
"""(longitude, latitude) in degrees."""
Ring = list[Point]


def ring_of(shape: Shape) -> Ring:
    """The corners of an area or circle, without the first again, longitudes without a jump."""
    if not shape.closed and shape.radius_m > 0:
        return _circle(shape)
    return unrolled([(lon / 1e7, lat / 1e7) for lat, lon in shape.points])


def unrolled(points: Ring) -> Ring:
    """Points whose longitudes do not jump at the date line; they may pass 180."""
    found = points[:1]
    for lon, lat in points[1:]:
        before = found[-1][0]
        # Where nothing is to be unrolled, the number itself stays: it is read back to the digit.
        far = abs(lon - before) > 180
        found.append((lon + 360 * round((before - lon) / 360) if far else lon, lat))
    return found


def _circle(shape: Shape) -> Ring:
    """A circle drawn on a sphere; within half a percent of the ellipsoid's."""
    lat0, lon0 = (math.radians(value / 1e7) for value in shape.points[0])
    reach = shape.radius_m / EARTH_M
    found = []
    for step in range(CIRCLE_POINTS):
        bearing = -2 * math.pi * step / CIRCLE_POINTS
        sine = math.sin(lat0) * math.cos(reach)
        sine += math.cos(lat0) * math.sin(reach) * math.cos(bearing)
        lat = math.asin(max(-1.0, min(1.0, sine)))
        east = math.sin(bearing) * math.sin(reach) * math.cos(lat0)
        lon = lon0 + math.atan2(east, math.cos(reach) - math.sin(lat0) * sine)
        found.append((round(math.degrees(lon), 7), round(math.degrees(lat), 7)))
    return unrolled(found)


def polar(ring: Ring) -> bool:
    """Whether a ring goes round a pole: it does not come back to its first longitude."""
    closed = unrolled([*ring, ring[0]])
    return abs(closed[-1][0] - closed[0][0]) > 180


def halves(ring: Ring) -> list[Ring]:
    """A ring as one or two, each between -180 and 180."""
    low, high = min(lon for lon, _ in ring), max(lon for lon, _ in ring)
    if low >= -180 and high <= 180:
        return [ring]
    seam = 180.0 if high > 180 else -180.0
    west = _clipped(ring, seam, keep_below=True)
    east = _clipped(ring, seam, keep_below=False)
    return [_within(part) for part in (west, east) if len(part) > 2]


def line_parts(points: Ring) -> list[Ring]:
    """A line as parts that do not cross the antimeridian."""
    parts: list[Ring] = [points[:1]]
    for (lon1, lat1), (lon2, lat2) in pairwise(points):
        for seam in (180.0, -180.0):
            if (lon1 - seam) * (lon2 - seam) < 0:
                at = (seam, lat1 + (lat2 - lat1) * (seam - lon1) / (lon2 - lon1))
                parts[-1].append(at)
                parts.append([at])
        parts[-1].append((lon2, lat2))
    return [_within(part) for part in parts if len(part) > 1]


def _clipped(ring: Ring, seam: float, *, keep_below: bool) -> Ring:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman)."""

    def inside(point: Point) -> bool:
        return point[0] <= seam if keep_below else point[0] >= seam

    found: Ring = []
    for first, second in pairwise([*ring, ring[0]]):
        if inside(first):
            found.append(first)
        if inside(first) != inside(second):
            part = (seam - first[0]) / (second[0] - first[0])
            found.append((seam, first[1] + part * (second[1] - first[1])))
    return [point for index, point in enumerate(found) if point != found[index - 1]]


def _within(ring: Ring) -> Ring:
    """A part on one side of the seam, moved by whole turns to between -180 and 180."""
    middle = sum(lon for lon, _ in ring) / len(ring)
    turn = 360 * math.floor((middle + 180) / 360)
    return [(lon - turn, lat) for lon, lat in ring] if turn else ring
