"""Bounds and times of the line that no charter sets, and why."""

MS = 1_000_000
SECOND = 1_000 * MS

WINDOW_BYTES_MIN = 512
"""In flight at the least: two or three short frames, so that a slow bearer is never idle."""
WINDOW_BYTES_START = 2_048
"""In flight before anything was measured: under a second even at 2,400 bytes a second."""
WINDOW_BYTES_MAX = 1 << 20
QUEUE_ALLOWED_NS = 100 * MS
"""How much of our own traffic may stand in a bearer's queues (design: bearers)."""
UNIT_BYTES_MIN = 256
RATE_SAMPLES_MAX = 16
HANDED_MAX = 6
"""Entries below FLASH sealed in one go: a millisecond or two, in which nothing urgent is seen."""
LANE_SPREAD_MAX = 1 << 14
"""Oldest unacknowledged to newest index of a lane: half of what the receiver's window holds."""

RECEIPT_PAUSE_NS = 200 * MS
"""Deliveries below FLASH within this time of the last receipt share the next one (bound: 1 s)."""
HEARTBEAT_REPLY_NS = 200 * MS
HELLO_NS = 1 * SECOND
"""Between heartbeats on a link whose peer has not shown to know this start of us."""
QUIET_NS_MIN = 2_500 * MS
"""Something unacknowledged and nothing heard for so long: the link is dead, dial anew."""
QUIET_ROUND_TRIPS = 6
GREETING_NS_MAX = 10 * SECOND
"""The longest round trip that heartbeats are believed: they go by clocks, and clocks may jump."""
STIRRED_TIMES = 8
"""How many times as long a link may be without a whole frame while pieces of one come in: a frame
has 32 KB at most, and pieces that an enemy sends for ever keep no dead link."""
DOUBT_NS = 500 * MS
"""An urgent link that acknowledged nothing for so long, and for two round trips: FLASH goes on the
others too."""
REPEAT_NS = 10 * SECOND
"""A link lives and a frame was not acknowledged for so long: the same bytes go again."""
MOVE_PAUSE_NS = 1 * SECOND
"""Between two looks for another link for what one link does not acknowledge."""
REPEATED_MAX = 16
"""Frames of one link that are sent again at once."""
BOOKS_WAITING_MAX = 8
"""Frames of a comparison that wait until nothing else does; a lost one is asked for again."""
CONTROLS_MAX = 256
"""Control frames that wait for room to one peer: a peer that acknowledges none fills no memory."""
ASK_NS = 10 * SECOND
"""After a start: how long reachable peers are asked for our own head (design: after a restore)."""
FREE_BYTES_MIN = 64 << 20
"""What a peer may send in a credit window, at the least, of what needs no credit (FLASH, receipts,
events): a hundred times what persons write, and no flood that fills a disk."""
FORKED_MAX = 64
"""Proofs of two histories kept of one peer since the start: one is enough."""
COMPARE_PAUSE_NS = 5 * SECOND
"""Between two comparisons of our whole feed with what a peer says it holds."""
COMPARE_EACH_NS = 10 * MS
"""So much longer for each entry that was found to be lacking: reading one takes 40 us, and a peer
may say at each heartbeat that it holds nothing."""
CHANGE_PAUSE_NS = 10 * SECOND
"""Between two notices that a peer started anew, or that its clock went wrong or right."""
RESYNC_AFTER_NS = 2 * SECOND
RESYNC_UNOPENED = 3
RESYNC_AGAIN_NS = 5 * SECOND
EPOCH_LAST = 2**32 - 3
"""An answer names the next epoch, and the one after it must still have a number."""
EPOCH_LEAP_MAX = 1 << 16
"""How far a resync may carry the epoch's number, so that a peer cannot use the numbers up."""
GENERATION_LEAP_MAX = 1 << 20
"""How far ahead of what we hold a peer may say that our own generation is: the same reason."""
EARLIER_TOLD_MAX = 4
"""Earlier generations named in one heartbeat, in turn: a dozen bytes each."""
EARLIER_SHOWN_MAX = 64
"""Earlier generations of which we lack something and a peer has shown it: one a restore."""
EARLIER_RUNS_MAX = 8
"""Runs of missing positions that are asked for at once, of one generation."""
EARLIER_ASKED_NS = 2 * SECOND
EARLIER_ASKED_NS_MAX = 3_600 * SECOND
"""Between two askings, doubled while nothing comes: a peer may show what it never gives, and there
may be no copy anywhere of what a backup lost."""
OLD_ROOTS_NS = 7 * 86_400 * SECOND
DAMAGE_ASK_NS = 10 * SECOND
"""Between two askings of one peer for copies of damaged entries."""
DAMAGE_SPANS_MAX = 16
"""Damaged entries asked for at once: a disk with more of them is to be replaced."""
HEARSAY_FEEDS_MAX = 256
"""Third parties' feeds of which a peer's claims are remembered: generations are named at will."""
HEARSAY_ASKED_MAX = 16
"""Times a peer is asked for a history that it says is another: by then it has shown it or will not.
"""
LEAVES_PAUSE_NS = 50 * MS
LEAVES_RATE_MIN = 150
"""Bytes a second: leaves travel ahead of bodies above 1,200 bit/s."""
REQUEST_PAUSE_NS = 1 * SECOND
WITHHELD_SHOWN_MAX = 16
RESUBMIT_NS = 1 * SECOND
REQUEST_SERVED_MAX = 512
"""Entries queued for one request: the peer asks again for the rest."""
