"""Every bound of the catalogue, with its reason beside it."""

FIELDS_MAX = 40
"""Fields a form: the longest of the reference catalogue has fifteen."""

CHANGES_MAX = 20
"""Fields one correction may change: beyond it, cancel and send anew."""

POINTS_MAX = 50
"""Points of a boundary or route: more cannot be read back by a person."""

INPUT_CHARS_MAX = 8_192
"""Characters of one raw input: fifty points in two notations fit; nothing longer is parsed."""

TEXT_CHARS_MAX = 1_000
"""Characters of any free text: a message stays at a few kilobytes."""

CODE_CHARS_MAX = 40
"""Characters of a code, role or call sign."""

CODES_MAX = 100
"""Codes in a list: more are another message, which stays at a few kilobytes."""

RAW_ITEMS_MAX = 400
"""Items in a nested raw value (read-back values): two routes of fifty points fit."""

RAW_DEPTH_MAX = 5
"""Nesting of a raw value: field, value, point."""

INT_MAX = 2**53 - 1
"""Largest integer of a field: every language holds it exactly."""

INSTANT_MIN_MS = 946_684_800_000
"""2000-01-01: nothing on a line is older."""

INSTANT_MAX_MS = 4_102_444_799_999
"""The last millisecond of 2099: the date-time group has two digits of the year."""

ACCURACY_M_MAX = 100_000
"""A position worse than 100 km is no position: say unknown."""

RADIUS_MILLI_MAX = 2_000_000
"""Largest circle: 2,000 km or nautical miles, in thousandths of the unit."""

READ_BACK_M_MIN = 10
"""No read-back is refused for less: the rounding of the shown notations."""

MS_PER_DAY = 86_400_000
