"""MGRS references to and from WGS-84: UTM by Krueger's series, UPS near the poles."""

import math
import re
from dataclasses import dataclass

from directline.catalogue.geodesy import EQUATOR_M, FLATTENING
from directline.catalogue.problems import ValueProblem

_E = math.sqrt(FLATTENING * (2 - FLATTENING))
_N = FLATTENING / (2 - FLATTENING)
_K0 = 0.9996
_K0_UPS = 0.994
_RADIUS_M = EQUATOR_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_COLUMN_SETS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_UPS_COLUMNS = "ABCFGHJKLPQRSTUXYZ"
_MGRS = re.compile(r"(\d{1,2})?([A-Z])([A-Z])([A-Z])(\d{0,10})", re.ASCII)
_UPS_M = 2_000_000
_OVER_DEG = 0.6
"""How far over the edge of its zone a reference is still read: maps overlap by about 40 km."""


@dataclass(frozen=True, slots=True)
class MgrsPoint:
    """The middle of the square that an MGRS reference names."""

    lat_e7: int
    lon_e7: int
    cell_m: int


def zone_of(lat: float, lon: float) -> int:
    """The UTM zone, with the exceptions of Norway (32V) and Svalbard (31X to 37X)."""
    zone = int((lon + 180) // 6) % 60 + 1
    if 56 <= lat < 64 and 3 <= lon < 12:
        return 32
    if lat >= 72 and 0 <= lon < 42:
        return 31 + 2 * int((lon + 3) // 12)
    return zone


def to_utm(lat: float, lon: float, zone: int) -> tuple[float, float]:
    """Easting and northing in metres; northing counts from the equator, negative south of it."""
    phi, lam = math.radians(lat), math.radians((lon - (zone * 6 - 183) + 180) % 360 - 180)
    sin_phi = math.sin(phi)
    t = math.sinh(math.atanh(sin_phi) - _E * math.atanh(_E * sin_phi))
    xi, eta = math.atan2(t, math.cos(lam)), math.asinh(math.sin(lam) / math.hypot(t, math.cos(lam)))
    x, y = eta, xi
    for k, a in enumerate(_ALPHA, 1):
        x += a * math.cos(2 * k * xi) * math.sinh(2 * k * eta)
        y += a * math.sin(2 * k * xi) * math.cosh(2 * k * eta)
    return 500_000 + _K0 * _RADIUS_M * x, _K0 * _RADIUS_M * y


def from_utm(easting: float, northing: float, zone: int) -> tuple[float, float]:
    """Latitude and longitude in degrees; northing counts from the equator."""
    xi, eta = northing / (_K0 * _RADIUS_M), (easting - 500_000) / (_K0 * _RADIUS_M)
    x, y = eta, xi
    for k, b in enumerate(_BETA, 1):
        x -= b * math.cos(2 * k * xi) * math.sinh(2 * k * eta)
        y -= b * math.sin(2 * k * xi) * math.cosh(2 * k * eta)
    tau = math.sin(y) / math.hypot(math.sinh(x), math.cos(y))
    lam = math.atan2(math.sinh(x), math.cos(y))
    return math.degrees(_geodetic(tau)), (math.degrees(lam) + zone * 6 - 183 + 180) % 360 - 180


def _geodetic(tau_conformal: float) -> float:
    """Geodetic latitude (radians) from the tangent of the conformal latitude, by iteration."""
    psi = math.asinh(tau_conformal)
    phi = math.atan(tau_conformal)
    for _ in range(8):
        phi = math.atan(math.sinh(psi + _E * math.atanh(_E * math.sin(phi))))
    return phi


def to_ups(lat: float, lon: float) -> tuple[float, float]:
    """Polar easting and northing in metres."""
    sin_phi = math.sin(math.radians(abs(lat)))
    scale = math.sqrt((1 + _E) ** (1 + _E) * (1 - _E) ** (1 - _E))
    if sin_phi >= 1:
        rho = 0.0
    else:
        t = math.exp(_E * math.atanh(_E * sin_phi) - math.atanh(sin_phi))
        rho = 2 * EQUATOR_M * _K0_UPS * t / scale
    lam = math.radians(lon)
    side = -1 if lat >= 0 else 1
    return _UPS_M + rho * math.sin(lam), _UPS_M + side * rho * math.cos(lam)


def from_ups(easting: float, northing: float, *, north: bool) -> tuple[float, float]:
    """Latitude and longitude in degrees of a polar grid point."""
    x, y = easting - _UPS_M, northing - _UPS_M
    rho = math.hypot(x, y)
    if rho == 0:
        return (90.0 if north else -90.0), 0.0
    scale = math.sqrt((1 + _E) ** (1 + _E) * (1 - _E) ** (1 - _E))
    psi = -math.log(rho * scale / (2 * EQUATOR_M * _K0_UPS))
    lat = math.degrees(_geodetic(math.sinh(psi)))
    lon = math.degrees(math.atan2(x, -y if north else y))
    return (lat if north else -lat), lon


def format_mgrs(lat_e7: int, lon_e7: int) -> str:
    """The 1 m square of a point: `37U DB 13212 67890`, or `ZAH 12345 67890` near a pole."""
    lat, lon = lat_e7 / 1e7, (lon_e7 / 1e7 + 180) % 360 - 180
    if -80 <= lat < 84:
        zone = zone_of(lat, lon)
        easting, northing = to_utm(lat, lon, zone)
        band = _BANDS[min(19, int((lat + 80) // 8))]
        # 1 nm of rounding, so that a point on a grid line stays on its side
        east, north = (
            math.floor(easting + 1e-6),
            math.floor(northing + 1e-6) + (lat < 0) * 10_000_000,
        )
        column = _COLUMN_SETS[(zone - 1) % 3][east // 100_000 - 1]
        row = _ROWS[(north // 100_000 + (0 if zone % 2 else 5)) % 20]
        square = f"{zone:02d}{band} {column}{row}"
    else:
        easting, northing = to_ups(lat, lon)
        east, north = math.floor(easting + 1e-6), math.floor(northing + 1e-6)
        is_east = east >= _UPS_M
        ahead = "ABYZ"[(2 if lat > 0 else 0) + is_east]
        origin = 13 if lat > 0 else 8
        column_index = east // 100_000 - 20 + (0 if is_east else 18)
        row_index = north // 100_000 - origin
        square = f"{ahead}{_UPS_COLUMNS[column_index]}{_LETTERS[row_index]}"
    return f"{square} {east % 100_000:05d} {north % 100_000:05d}"


def parse_mgrs(text: str) -> MgrsPoint:
    """The point that a reference of 100 m or finer names.

    Raises:
        ValueProblem: not an MGRS reference, too coarse, or no such square.
    """
    match = _MGRS.fullmatch("".join(text.upper().split()))
    if match is None or len(match[5]) % 2:
        raise ValueProblem("mgrs-form")
    digits = len(match[5]) // 2
    if digits < 3:
        raise ValueProblem("mgrs-coarse")
    cell = 10 ** (5 - digits)
    east, north = (int(half) * cell + cell / 2 for half in (match[5][:digits], match[5][digits:]))
    if match[1] is None:
        lat, lon = _polar_square(match[2], match[3], match[4], east, north)
    else:
        lat, lon = _utm_square(int(match[1]), match[2], match[3] + match[4], east, north)
    return MgrsPoint(round(lat * 1e7), round(lon * 1e7), cell)


def _polar_square(
    ahead: str, column: str, row: str, east: float, north: float
) -> tuple[float, float]:
    if ahead not in "ABYZ" or column not in _UPS_COLUMNS or row not in _LETTERS:
        raise ValueProblem("mgrs-square")
    is_north, is_east = ahead in "YZ", ahead in "BZ"
    easting = (_UPS_COLUMNS.index(column) + 20 - (0 if is_east else 18)) * 100_000 + east
    northing = (_LETTERS.index(row) + (13 if is_north else 8)) * 100_000 + north
    lat, lon = from_ups(easting, northing, north=is_north)
    if (lat < 83.4 if is_north else lat > -79.4) or is_east != (easting >= _UPS_M):
        raise ValueProblem("mgrs-square")
    return lat, lon


def _utm_square(
    zone: int, band: str, square: str, east: float, north: float
) -> tuple[float, float]:
    columns = _COLUMN_SETS[(zone - 1) % 3]
    if (
        not 1 <= zone <= 60
        or band not in _BANDS
        or square[0] not in columns
        or square[1] not in _ROWS
    ):
        raise ValueProblem("mgrs-square")
    south_edge = -80 + 8 * _BANDS.index(band)
    north_edge = 84 if band == "X" else south_edge + 8
    easting = (columns.index(square[0]) + 1) * 100_000 + east
    row = (_ROWS.index(square[1]) - (0 if zone % 2 else 5)) % 20
    within = row * 100_000 + north
    lowest = to_utm(south_edge, zone * 6 - 183, zone)[1] - 100_000
    northing = within + math.ceil((lowest - within) / 2_000_000) * 2_000_000
    lat, lon = from_utm(easting, northing, zone)
    # A reading may reach a little over the edge of its band or zone; a wrong letter is far off.
    zones = {zone_of(lat, (lon + over + 180) % 360 - 180) for over in (-_OVER_DEG, 0, _OVER_DEG)}
    if not south_edge - 0.02 <= lat <= north_edge + 0.02 or zone not in zones:
        raise ValueProblem("mgrs-square")
    return lat, lon
