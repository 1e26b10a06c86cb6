"""The windows of notices as iCalendar (RFC 5545): UTC, folded lines, a UID that stays."""

import re
from collections.abc import Iterable

from directline.interchange.announced import Announced, Copy, stamp

OCTETS_MAX = 75
"""Of a line, without its end (RFC 5545, 3.1)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def ical_of(notices: Iterable[Announced], copy: Copy) -> str:
    """A calendar of all notices that have a window; a correction or cancel counts its SEQUENCE."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//directline//book of notices//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALDESC:{_text(copy.words())}",
    ]
    for notice in notices:
        lines += _event(notice, copy)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(notice: Announced, copy: Copy) -> list[str]:
    start, end = _instant(notice.from_ms), _instant(notice.to_ms)
    if not start:
        return []
    # A notice of one instant has no length: an end that is not later is left out, as 3.6.1 asks.
    later = bool(end) and (notice.to_ms or 0) > (notice.from_ms or 0)
    party, generation, position = notice.key
    drill = "EXERCISE " if notice.drill else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{copy.line_id}.{party}.{generation}.{position}@directline",
        f"DTSTAMP:{_instant(copy.made_ms)}",
        f"CREATED:{_instant(notice.released_ms)}",
        f"LAST-MODIFIED:{_instant(notice.changed_ms)}",
        f"SEQUENCE:{notice.sequence}",
        f"DTSTART:{start}",
        *([f"DTEND:{end}"] if later else []),
        f"SUMMARY:{_text(f'{drill}{notice.name}: {notice.title}')}",
        f"DESCRIPTION:{_text(copy.words(notice.name))}",
        f"STATUS:{'CANCELLED' if notice.cancelled else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "CLASS:CONFIDENTIAL",
        "END:VEVENT",
    ]


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, no character cut."""
    pieces: list[str] = []
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > OCTETS_MAX - bool(pieces):
            pieces.append(piece)
            piece, size = "", 0
        piece += char
        size += octets
    return "\r\n ".join([*pieces, piece])


def _text(text: str) -> str:
    clean = _CONTROL.sub(" ", text)
    for char in "\\;,":
        clean = clean.replace(char, f"\\{char}")
    return clean.replace("\n", "\\n")


def _instant(ms: int | None) -> str:
    """`20261121T223000Z`; empty where no calendar holds it."""
    said = stamp(None if ms is None else ms // 1000 * 1000)
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?Z", said)
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups()
    return f"{year}{month}{day}T{hour}{minute}{second or '00'}Z"
