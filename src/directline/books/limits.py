"""Bounds of the books: what one party may make another keep or do, and why."""

DEPTH_MAX = 16
"""Steps back of a clock that lie within one another; past that causality alone orders."""
JOURNAL_MAX = 65_536
"""Entries that can be taken back one by one, at some kB each: nine months of a busy line."""
ROOTS_MAX = 4_096
"""Roots of one feed that are kept at hand; others are computed again from its tree."""
STEPS_MAX = 256
"""Steps of one party on one message that are folded, its first: persons sign a handful."""
WAITING_MAX = 256
"""Entries that wait for one place that is not in the order yet, the first of them."""
WORDS_MAX = 64
"""Suspensions of one subject by one party that are remembered, the last of them."""
SUBJECT_CHARS_MAX = 64
"""Of a subject that is suspended: it names a row, and the catalogue's are half as long."""
WINDOWS_MAX = 64
"""Drill windows remembered of each party; older ones are over."""
MEMBERS_MAX = 256
"""Messages of one incident that are listed, the first of them."""
NEAR_MAX = 64
"""Incidents that a new message is compared with, the newest of them."""
CORRECTIONS_MAX = 64
"""Corrections of one notice that are applied, the first of them."""
ACTS_MAX = 64
"""Acts on one undertaking that are folded, the first of them."""
REPLIES_MAX = 64
"""Replies, rejoinders and notes on one claim that are folded, the first of them."""
FORGOTTEN_MAX = 16_384
"""Forgotten entries of which a peer may tell; each is a few dozen bytes here."""
WORK_MAX = 16_384
"""Entries that a comparison may take back and fold again: a second or two."""
ROUND_OFFERS_MAX = 6
"""Offers of one round: for a smaller cut, and for what the other has forgotten."""
PULLS_MAX = 2
"""Times that one round asks for the set of what the other has forgotten."""
ASKED_MAX = 200
"""Questions of one round: some ten lead to one place."""
DIFFERENT_BOOKS_MAX = 6
"""Books of which the first place that differs is looked for in one round."""
OFFERS_A_MINUTE_MAX = 12
ASKS_A_MINUTE_MAX = 240
"""Of a peer, answered: one round needs at most some dozens."""
