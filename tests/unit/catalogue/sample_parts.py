"""Parts of the samples that several forms share."""

from directline.catalogue import ParseContext
from directline.catalogue.mgrs import format_mgrs

CTX = ParseContext(parties=("ALPHA", "BRAVO"), language="en")


def place(name: str, lat: float, lon: float, **more: str) -> dict[str, str]:
    """A position in both notations."""
    inputs = {
        f"{name}.lat_lon": f"{lat} {lon}",
        f"{name}.mgrs": format_mgrs(round(lat * 1e7), round(lon * 1e7)),
    }
    return inputs | {f"{name}.{part}": value for part, value in more.items()}


AREA = "45.0 30.0\n45.0 31.0\n44.5 31.0 / " + format_mgrs(445000000, 310000000)
WINDOW = {"window.from": "2026-11-22T06:00Z", "window.to": "221800ZNOV26"}
ALTITUDE = {
    "altitude.low": "SFC",
    "altitude.high": "FL200",
    "altitude.unit": "FL",
    "altitude.datum": "FL",
}
