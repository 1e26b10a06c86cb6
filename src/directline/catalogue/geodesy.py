"""Distance and bearing on the WGS-84 ellipsoid."""

import math

EQUATOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
POLE_M = EQUATOR_M * (1 - FLATTENING)
_ROUNDS_MAX = 200
"""Rounds of the iteration: it ends in under ten, except close to the antipode."""


def distance_m(lat1_e7: int, lon1_e7: int, lat2_e7: int, lon2_e7: int) -> float:
    """Metres between two points, by Vincenty's inverse formula.

    Close to the antipode, where the iteration does not end, a sphere stands in (0.6 % at worst).
    """
    if (lat1_e7, lon1_e7) == (lat2_e7, lon2_e7):
        return 0.0
    u1, u2 = (
        math.atan((1 - FLATTENING) * math.tan(math.radians(v / 1e7))) for v in (lat1_e7, lat2_e7)
    )
    sin_u1, cos_u1, sin_u2, cos_u2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    span = math.radians((lon2_e7 - lon1_e7 + 1_800_000_000) % 3_600_000_000 / 1e7 - 180)
    lam = span
    for _ in range(_ROUNDS_MAX):
        sin_lam, cos_lam = math.sin(lam), math.cos(lam)
        sin_s = math.hypot(cos_u2 * sin_lam, cos_u1 * sin_u2 - sin_u1 * cos_u2 * cos_lam)
        if sin_s == 0:
            return 0.0
        cos_s = sin_u1 * sin_u2 + cos_u1 * cos_u2 * cos_lam
        sigma = math.atan2(sin_s, cos_s)
        sin_a = cos_u1 * cos_u2 * sin_lam / sin_s
        cos2_a = 1 - sin_a * sin_a
        cos_2m = cos_s - 2 * sin_u1 * sin_u2 / cos2_a if cos2_a > 1e-12 else 0.0
        c = FLATTENING / 16 * cos2_a * (4 + FLATTENING * (4 - 3 * cos2_a))
        before = lam
        inner = cos_2m + c * cos_s * (2 * cos_2m * cos_2m - 1)
        lam = span + (1 - c) * FLATTENING * sin_a * (sigma + c * sin_s * inner)
        if abs(lam) > math.pi:
            break
        if abs(lam - before) < 1e-12:
            return _arc_m(cos2_a, sigma, sin_s, cos_s, cos_2m)
    half_lat, half_lon = (u2 - u1) / 2, span / 2
    h = math.sin(half_lat) ** 2 + cos_u1 * cos_u2 * math.sin(half_lon) ** 2
    return 2 * 6_371_008.8 * math.asin(min(1.0, math.sqrt(h)))


def _arc_m(cos2_a: float, sigma: float, sin_s: float, cos_s: float, cos_2m: float) -> float:
    u2 = cos2_a * (EQUATOR_M**2 - POLE_M**2) / POLE_M**2
    a = 1 + u2 / 16_384 * (4_096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    b = u2 / 1_024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    tail = b / 6 * cos_2m * (4 * sin_s * sin_s - 3) * (4 * cos_2m * cos_2m - 3)
    delta = b * sin_s * (cos_2m + b / 4 * (cos_s * (2 * cos_2m * cos_2m - 1) - tail))
    return POLE_M * a * (sigma - delta)


def bearing_deg(lat1_e7: int, lon1_e7: int, lat2_e7: int, lon2_e7: int) -> float:
    """Initial bearing from the first point to the second, 0 to 360, on a sphere."""
    lat1, lat2 = math.radians(lat1_e7 / 1e7), math.radians(lat2_e7 / 1e7)
    span = math.radians((lon2_e7 - lon1_e7) / 1e7)
    y = math.sin(span) * math.cos(lat2)
    x = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(span)
    return math.degrees(math.atan2(y, x)) % 360


def compass(bearing: float) -> str:
    """One of eight points: N, NE, E, SE, S, SW, W, NW."""
    return ("N", "NE", "E", "SE", "S", "SW", "W", "NW")[int((bearing + 22.5) // 45) % 8]
