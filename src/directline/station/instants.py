"""An instant as operators read it."""

from datetime import UTC, datetime


def instant_text(instant_ms: int) -> str:
    """An instant in UTC, to the second."""
    return datetime.fromtimestamp(instant_ms // 1000, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
