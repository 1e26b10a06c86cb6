"""A small offline gazetteer: well-known places, so that a position has a name nearby."""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from directline.catalogue.geodesy import bearing_deg, compass, distance_m
from directline.catalogue.words import LANGUAGES

_NEAR_M_MAX = 1_500_000
"""Beyond this a name tells nothing."""

_NEAR_MAX = 2_048
"""Positions remembered: the messages of a desk are rendered again and again."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its names in the order of `LANGUAGES`; an empty name falls back to English."""

    lat_e7: int
    lon_e7: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest named place: the position lies `distance_m` to the `compass` of it."""

    name: str
    distance_m: float
    compass: str


@cache
def places() -> tuple[Place, ...]:
    """Every place of the gazetteer."""
    text = files("directline.catalogue").joinpath("places.tsv").read_text("utf-8")
    found = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            lat, lon, *names = line.split("\t")
            padded = (*names, *[""] * len(LANGUAGES))[: len(LANGUAGES)]
            found.append(Place(round(float(lat) * 1e7), round(float(lon) * 1e7), padded))
    return tuple(found)


@cache
def _names_index(language: str) -> int:
    return LANGUAGES.index(language) if language in LANGUAGES else 0


@lru_cache(maxsize=_NEAR_MAX)
def near(lat_e7: int, lon_e7: int, language: str) -> Near | None:
    """The nearest place, or None when nothing in the gazetteer is near enough."""
    best = min(places(), key=lambda p: _rough(p, lat_e7, lon_e7), default=None)
    if best is None:
        return None
    metres = distance_m(best.lat_e7, best.lon_e7, lat_e7, lon_e7)
    if metres > _NEAR_M_MAX:
        return None
    name = best.names[_names_index(language)] or best.names[0]
    way = compass(bearing_deg(best.lat_e7, best.lon_e7, lat_e7, lon_e7))
    return Near(name, metres, way)


def _rough(place: Place, lat_e7: int, lon_e7: int) -> float:
    """The square of a flat distance: good enough to rank, cheap enough for each rendering."""
    north = (place.lat_e7 - lat_e7) / 1e7
    east = ((place.lon_e7 - lon_e7) / 1e7 + 180) % 360 - 180
    middle = (place.lat_e7 + lat_e7) / 2e7
    shrink = 1 - (middle / 90) ** 2
    return north * north + east * east * shrink * shrink
