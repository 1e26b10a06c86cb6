"""Texts, instants and values as every report writes them, in each of the verifiers alike."""

from datetime import UTC, datetime, timedelta

from directline.wire.codec import Value

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PRINTED_MS_MAX = 253_402_300_799_999
"""The last millisecond of the year 9999; later instants are printed as numbers."""
_TEXT_CHARS_MAX = 400
"""How much of a text from outside one printed line shows."""
QUALITIES = ("quality unknown", "running free", "synchronised", "disciplined")
_S, _MIN, _H, _D = 1, 60, 3_600, 86_400


def when(at_ms: int, owner: str, quality: int | None = None) -> str:
    """An instant with its owner, in UTC."""
    text = instant_text(at_ms)
    known = (
        "" if quality is None else f" ({QUALITIES[quality] if quality < 4 else 'quality unknown'})"
    )
    return f"{text} by {clean(owner)}'s clock{known}"


def raw_text(value: Value) -> str:
    """A field's value as it was signed: the same in every language, and in every verifier."""
    return "not given" if value is None else _raw(value)


def _raw(value: Value) -> str:
    match value:
        case tuple():
            return f"({', '.join(map(_raw, value))})"
        case bytes():
            return f"{len(value)} bytes"
        case bool():
            return str(value).lower()
        case None:
            return "-"
        case _:
            return str(value)


def instant_text(at_ms: int) -> str:
    """An instant as it is written in every language."""
    if not 0 <= at_ms <= _PRINTED_MS_MAX:
        return f"{at_ms} ms after 1970"
    instant = _EPOCH + timedelta(milliseconds=at_ms)
    return f"{instant:%Y-%m-%d %H:%M:%S}.{at_ms % 1000:03d} UTC"


def clean(text: str) -> str:
    """A text from outside that cannot move the cursor, reverse the line or fill the screen."""
    shown = text[:_TEXT_CHARS_MAX]
    safe = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)
    return safe + ("..." if len(text) > _TEXT_CHARS_MAX else "")


def age_units(age_ms: int) -> tuple[tuple[int, str], ...]:
    """A length of time as one or two numbers with their units, nothing rounded up."""
    seconds = age_ms // 1000
    if seconds < _MIN:
        return ((seconds, "s"),)
    for unit, name, above, small, less in (
        (_MIN, "min", _H, _S, "s"), (_H, "h", _D, _MIN, "min"),
    ):  # fmt: skip
        if seconds < above:
            return (seconds // unit, name), (seconds % unit // small, less)
    return (seconds // _D, "d"), (seconds % _D // _H, "h")


def age_text(age_ms: int) -> str:
    """A length of time in a report, as `3 h 20 min`."""
    return " ".join(f"{count} {unit}" for count, unit in age_units(age_ms))
