"""One line as a sans-I/O state machine.

Public names: `Line` and the values in `effects`, `ports`, `ladder`.
"""

from directline.line.core import Line

__all__ = ["Line"]
