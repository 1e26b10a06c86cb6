"""UTC instants and dates: milliseconds or days since 1970-01-01, and their spellings."""

import re

from directline.catalogue.limits import INSTANT_MAX_MS, INSTANT_MIN_MS, MS_PER_DAY
from directline.catalogue.problems import ValueProblem

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?\s?Z", re.ASCII
)
_DTG = re.compile(r"(\d\d)(\d\d)(\d\d)\s?Z\s?([A-Z]{3})\s?(\d\d)", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_OFFSET = re.compile(
    r"(?:[+-]\d\d:?\d\d|\b(?:UTC|GMT|MSK|EET|EEST|CET|CEST|EST|[A-IK-Y]))$", re.ASCII
)
_CLOCK_ONLY = re.compile(r"\d{1,2}[:.]?\d\d(?::\d\d)?\s?Z?", re.ASCII)
_NO_ZONE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?", re.ASCII)


def days_from_civil(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a Gregorian date (valid dates only)."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + day_of_year - 719_468


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Year, month and day of a day number."""
    era, of_era = divmod(days + 719_468, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    day_of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return year + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def _day_number(year: int, month: int, day: int) -> int:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise ValueProblem("date-impossible")
    days = days_from_civil(year, month, day)
    if civil_from_days(days) != (year, month, day):
        raise ValueProblem("date-impossible")
    return days


def parse_instant(text: str) -> int:
    """Milliseconds of a UTC instant: `2026-11-21T22:30Z` or the group `212230ZNOV26`.

    Raises:
        ValueProblem: a local time, a time alone, an offset, a word or an impossible date.
    """
    upper = " ".join(text.upper().split())
    if match := _ISO.fullmatch(upper):
        year, month, day, hour, minute = (int(match[i]) for i in range(1, 6))
        second, milli = int(match[6] or 0), int((match[7] or "0").ljust(3, "0"))
    elif match := _DTG.fullmatch(upper):
        if match[4] not in MONTHS:
            raise ValueProblem("date-impossible")
        day, hour, minute = int(match[1]), int(match[2]), int(match[3])
        year, month, second, milli = 2000 + int(match[5]), MONTHS.index(match[4]) + 1, 0, 0
    elif _CLOCK_ONLY.fullmatch(upper):
        raise ValueProblem("instant-no-date")
    elif _NO_ZONE.fullmatch(upper):
        raise ValueProblem("instant-no-zone")
    elif upper[:1].isdigit() and _OFFSET.search(upper):
        raise ValueProblem("instant-offset")
    else:
        raise ValueProblem("instant-form")
    if hour > 23 or minute > 59 or second > 59:
        raise ValueProblem("date-impossible")
    day_ms = _day_number(year, month, day) * MS_PER_DAY
    instant_ms = day_ms + ((hour * 60 + minute) * 60 + second) * 1_000 + milli
    if not INSTANT_MIN_MS <= instant_ms <= INSTANT_MAX_MS:
        raise ValueProblem("instant-range")
    return instant_ms


def parse_date(text: str) -> int:
    """Day number of a UTC date `2026-11-21`.

    Raises:
        ValueProblem: another spelling, or no such day.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueProblem("date-form")
    days = _day_number(int(match[1]), int(match[2]), int(match[3]))
    if not INSTANT_MIN_MS <= days * MS_PER_DAY <= INSTANT_MAX_MS:
        raise ValueProblem("instant-range")
    return days


def iso_date(days: int) -> str:
    """`2026-11-21`."""
    return "{:04d}-{:02d}-{:02d}".format(*civil_from_days(days))


def iso_instant(instant_ms: int) -> str:
    """`2026-11-21T22:30Z`, with seconds and milliseconds only where they are not zero."""
    days, in_day = divmod(instant_ms, MS_PER_DAY)
    seconds, milli = divmod(in_day, 1_000)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    if seconds % 60 or milli:
        clock += f":{seconds % 60:02d}"
    if milli:
        clock += f".{milli:03d}"
    return f"{iso_date(days)}T{clock}Z"


def dtg(instant_ms: int) -> str:
    """The date-time group `212230ZNOV26` (minutes; what is smaller is not shown)."""
    days, in_day = divmod(instant_ms, MS_PER_DAY)
    year, month, day = civil_from_days(days)
    minutes = in_day // 60_000
    return f"{day:02d}{minutes // 60:02d}{minutes % 60:02d}Z{MONTHS[month - 1]}{year % 100:02d}"


def local(instant_ms: int, offset_min: int) -> str:
    """`2026-11-22 01:30 +03:00`: local time, always with its offset."""
    shown = iso_instant(instant_ms + offset_min * 60_000)[:-1].replace("T", " ")
    sign, size = ("-", -offset_min) if offset_min < 0 else ("+", offset_min)
    return f"{shown} {sign}{size // 60:02d}:{size % 60:02d}"
