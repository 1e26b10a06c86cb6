"""Bounds and times of the conformance kit, and why."""

READ_BYTES = 64 * 1024
"""Taken off a socket at once: a few TLS records."""
TICK_S = 2.5
"""A connection that has sent nothing for so long sends an empty unit (bearers, section 4)."""
SET_UP_S = 5.0
"""From dialled or accepted until chosen."""
REDIAL_S = 0.1
"""Between two dials of one class: the kit is one machine and does not flood."""
HEARD_MAX = 200_000
"""Frames of the tested station that are kept for the checks to look at."""
OPENED_MAX = 50_000
"""Frames of which the sealed bytes are kept, to see that a key seals one content only."""
RANGES_MAX = 64
"""Ranges that one acknowledgement may name."""
ANSWER_S = 5.0
"""How long a check waits for what must come at once; generous, for machines that are busy."""
QUIET_S = 0.4
"""How long a check listens for what must not come."""
FILE_BYTES_MAX = 128 * 1024
"""Any file of the kit's directory, and any file that it is given."""
