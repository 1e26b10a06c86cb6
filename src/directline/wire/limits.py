"""Bounds of the wire: how much of anything may come from outside, and why."""

PARTIES_MAX = 16
"""A line is small: pairwise channels serve up to about eight stations; twice that is refused."""
PARTY_ID_CHARS_MAX = 16
BODY_BYTES_MAX = 16_384
"""Messages are a few kB (reference requirement R13); attachments go by digest."""
FRAME_BYTES_MAX = 32_768
"""One sealed frame: the largest body in explicit form, with room for `beyond`."""
UNIT_BYTES_MAX = 4_096
"""What a bearer carries in one piece."""
CHARTER_BYTES_MAX = 65_536
CHARTER_VERSIONS_MAX = 64
"""A line that was amended so often is founded anew."""
CHARTER_FILE_BYTES_MAX = 1_048_576
"""All versions of a line's charter with their signatures; one of three parties has 5 kB."""
PROFILES_MAX = 32
"""Profiles that a charter turns on: the catalogue has seven."""
FORM_FILES_MAX = 256
"""Files of the parties' own forms: some thirty forms in six languages."""
FORM_FILE_BYTES_MAX = 65_536
"""The longest file of the catalogue has 30 kB."""
FORM_FILES_BYTES_MAX = 262_144
"""All of them together: they travel with every charter and every evidence bundle."""
VALUE_DEPTH_MAX = 8
"""Arrays within arrays: forms need four."""
VALUE_ITEMS_MAX = 4_096
"""Items of one array; the longest route has some hundreds."""
BEYOND_MAX = 64
"""Positions beyond a gap that one entry names; more follow in later entries."""
LEAVES_MAX = 30
"""Leaves in one frame: under 1 kB, so that a FLASH never waits long behind them."""
FIELDS_MAX = 64
"""Fields of one form."""
ROLES_MAX = 32
TEXT_CHARS_MAX = 200
"""Names, titles and call signs in a charter."""
INCARNATION_BYTES = 16
SALT_BYTES = 16
HASH_BYTES = 32
SIGNATURE_BYTES = 64
KEY_BYTES = 32
LINE_BYTES = 16
