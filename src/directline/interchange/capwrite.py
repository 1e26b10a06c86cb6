"""One hazard notice as a CAP 1.2 alert: restricted, a copy, with no claim of certainty."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from directline.books.shapes import Band, Shape
from directline.interchange.announced import Announced, Copy
from directline.interchange.seam import polar, ring_of, unrolled

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
FEET_A_METRE = 1 / 0.3048
CHAPTERS = frozenset("AS")
"""Chapters that CAP and NOTAM are for: hazards and launches, never people or their routes."""


def for_publishing(notice: Announced) -> bool:
    """Whether a notice is one of a hazard with a place and a window."""
    return (
        notice.code[:1] in CHAPTERS
        and notice.from_ms is not None
        and any(map(_drawn, areas_of(notice)))
    )


def areas_of(notice: Announced) -> tuple[Shape, ...]:
    """The areas and circles of a notice; its routes and points are none."""
    return tuple(place for place in notice.places if place.closed or place.radius_m > 0)


def _drawn(place: Shape) -> bool:
    return not place.closed or not polar(ring_of(place))


def cap_of(notice: Announced, copy: Copy) -> str:
    """An alert; a correction is an Update, a cancel a Cancel, each naming the one before."""
    identifier = _identifier(notice, copy, notice.sequence)
    kind = "Cancel" if notice.cancelled else "Update" if notice.sequence else "Alert"
    head = [
        ("identifier", identifier),
        ("sender", _name(f"{notice.party}@{copy.line}")),
        ("sent", instant(notice.changed_ms)),
        ("status", "Exercise" if notice.drill else "Actual"),
        ("msgType", kind),
        ("scope", "Restricted"),
        ("restriction", "For those to whom the holder of the line gives it. Not a public warning."),
        ("note", copy.words(notice.name)),
    ]
    if notice.sequence:
        before = _identifier(notice, copy, notice.sequence - 1)
        sent = (notice.released_ms, *notice.changes)
        sender = _name(f"{notice.party}@{copy.line}")
        head.append(("references", f"{sender},{before},{instant(sent[-2])}"))
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<alert xmlns="{NAMESPACE}">',
            *_elements(head, 1),
            " <info>",
            *_info(notice, copy),
            " </info>",
            "</alert>",
            "",
        ]
    )


def _info(notice: Announced, copy: Copy) -> list[str]:
    fields = [
        ("language", "en-US"),
        ("category", "Transport"),
        ("event", notice.title),
        ("urgency", "Unknown"),
        ("severity", "Unknown"),
        ("certainty", "Unknown"),
        ("onset", instant(notice.from_ms or 0)),
        *([] if notice.to_ms is None else [("expires", instant(notice.to_ms))]),
        ("senderName", f"{notice.party}, copied by {copy.holder}"),
        ("headline", f"{notice.name}: {notice.title}"),
        ("description", copy.words(notice.name)),
    ]
    lines = _elements(fields, 2)
    parameters = [("form", notice.code), ("state", notice.state), ("nature", notice.nature)]
    if notice.band is not None:
        parameters.append(("altitude", _band_text(notice.band)))
    for name, value in parameters:
        if value:
            lines += ["  <parameter>", *_elements([("valueName", name), ("value", value)], 3)]
            lines.append("  </parameter>")
    for place in filter(_drawn, areas_of(notice)):
        lines += ["  <area>", *_elements(_area(notice, place), 3), "  </area>"]
    return lines


def _area(notice: Announced, place: Shape) -> list[tuple[str, str]]:
    found = [("areaDesc", f"Area of {notice.name}")]
    if place.closed:
        ring = unrolled([(lon / 1e7, lat / 1e7) for lat, lon in place.points])
        corners = [f"{lat:.7f},{(lon + 180) % 360 - 180:.7f}" for lon, lat in (*ring, ring[0])]
        found.append(("polygon", " ".join(corners)))
    else:
        lat, lon = place.points[0]
        found.append(("circle", f"{lat / 1e7:.7f},{lon / 1e7:.7f} {place.radius_m / 1000:.6f}"))
    band = notice.band
    if band is not None and band.datum == "AMSL" and band.unit in ("ft", "m"):
        scale = 1.0 if band.unit == "ft" else FEET_A_METRE
        found.append(("altitude", f"{band.low * scale:.0f}"))
        if band.high is not None:
            found.append(("ceiling", f"{band.high * scale:.0f}"))
    return found


def _band_text(band: Band) -> str:
    top = "unlimited" if band.high is None else str(band.high)
    return f"{band.low} to {top} {band.unit} {band.datum}"


def _identifier(notice: Announced, copy: Copy, sequence: int) -> str:
    place = ".".join(map(str, notice.key))
    return _name(f"directline-{copy.line_id}-{place}-{sequence}")


def _name(text: str) -> str:
    """Without spaces, commas and what XML holds for itself, as the standard asks of names."""
    return "".join(char if char.isalnum() or char in "@.-_" else "-" for char in text)


def instant(ms: int) -> str:
    """`2026-11-21T22:30:00-00:00`: the standard allows no Z."""
    try:
        return datetime.fromtimestamp(ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")
    except (ValueError, OverflowError, OSError):
        return "9999-12-31T23:59:59-00:00"


def _elements(fields: Sequence[tuple[str, str]], depth: int) -> list[str]:
    return [f"{' ' * depth}<{name}>{escaped(value)}</{name}>" for name, value in fields]


def escaped(text: str) -> str:
    """Text inside an element: nothing that XML 1.0 cannot hold."""
    clean = "".join(char if _legal(ord(char)) else " " for char in text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _legal(code: int) -> bool:
    return code in (9, 10, 13) or 32 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code > 0xFFFF


def caps_of(notices: Iterable[Announced], copy: Copy) -> list[tuple[str, str]]:
    """Each notice for publishing by its name, as an alert of its own."""
    return [(one.name, cap_of(one, copy)) for one in notices if for_publishing(one)]
