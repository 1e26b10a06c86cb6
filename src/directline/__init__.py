"""directline: a direct line between parties that do not trust one another."""

__version__ = "0.1.0"

if not __debug__:
    message = "directline does not run under python -O: its assertions guard the line"
    raise RuntimeError(message)
