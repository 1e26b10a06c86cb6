"""Rules that no connection can show, each with the reason.

The kit sees bytes.  What a disk, a desk, a clock or a restart does is for the tests of whoever
built the station.  What is read from files (founding, transcript, catalogue) has its vectors in
`spec/vectors`.
"""

_DISK = "shown by a disk that fails or a power cut, at the tested station"
_DESK = "shown at a desk"
_THREE = "needs a line of three parties or more"
_START = "shown by restarts and restores of the tested station"

UNSEEN: dict[str, str] = {
    "ROOTS-1": _DISK,
    "ROOTS-2": "shown by the tested station's logs and files",
    "ADDRESS-1": _THREE,
    "BLACKOUT-1": _DESK,
    "BLACKOUT-2": _DESK,
    "BOOK-1": "shown by vectors: what is folded is not on a connection",
    "BOOK-2": "shown by vectors",
    "BOOK-3": "shown by vectors",
    "BOOK-4": "shown by vectors",
    "COMPARE-6": "needs an officer who has something forgotten",
    "DAMAGE-1": _DISK,
    "DURABLE-1": _DISK,
    "DURABLE-2": _DISK,
    "DURABLE-3": _DISK,
    "DURABLE-4": _DISK,
    "EPOCH-6": _DISK,
    "EPOCH-8": "what a resync ends shows only where an enemy holds frames back",
    "FORK-2": "shown at a desk and in a store",
    "HEART-3": "what counts as a sign of life is shown at a desk",
    "HEART-4": _DESK,
    "LEAVES-2": _DESK,
    "LEAVES-3": _DESK,
    "OUT-6": _DESK,
    "RECEIPT-3": _DISK,
    "RELEASE-3": _DISK,
    "REQUEST-3": _THREE,
    "RESYNC-7": "what comes late changes nothing: shown by the tested station's own tests",
    "SEEN-4": _THREE,
    "SEEN-2": "needs an officer who drafts",
    "START-1": _START,
    "START-2": _START,
    "START-3": _START,
    "START-4": _START,
    "TLS-17": "needs two dials at one instant, within the station's own two seconds",
    "TLS-22": "needs more traffic than a station without officers has",
}
"""Of the chapters on the wire, the line, the bearers and the books."""
