"""Bounds of what is read from foreign files, and why."""

FILE_BYTES_MAX = 262_144
"""A foreign notice is some kilobytes; a file of fifty areas stays below this."""
XML_DEPTH_MAX = 8
"""CAP nests four deep, a signature within it some more."""
XML_ELEMENTS_MAX = 4_000
"""Elements of one CAP alert: fifty areas in six languages stay below."""
TEXT_CHARS_MAX = 4_000
"""Characters of one text that is kept of a foreign notice; a form takes fewer."""
FOUND_MAX = 64
"""Areas of one file that are offered; who has more sends more files."""
POINTS_READ_MAX = 2_000
"""Points of one foreign area that are looked at; a form takes fifty."""
CIRCLE_POINTS = 64
"""Corners with which a circle is drawn: within 0.12 % of its radius."""
