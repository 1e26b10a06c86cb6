"""Every bound of the bearers, with its reason."""

UNIT_BYTES_MAX = 4096
"""A unit fits two pages; the line fragments what is longer."""

READ_BYTES = 16 * 1024
"""One TLS record."""

UNITS_MAX = 2
"""Units taken from one connection before the others have their turn: some milliseconds of work,
so that what comes on the urgent connection waits for no more."""

LINK_BUFFER_BYTES_MAX = 1024 * 1024
"""Waiting to be sent on one connection.  The line's window is far smaller; a link that
gets here is not being read by the other side, and is closed."""

HANDSHAKES_MAX = 32
"""Inbound connections that have not yet shown who they are."""

HANDSHAKES_SOURCE_MAX = 4
"""Of these from one source: both classes of one peer, dialled twice."""

HANDSHAKES_KNOWN_SLOTS = 8
"""Of these kept for the addresses at which we dial our peers, so strangers cannot fill all."""

HANDSHAKE_RATE_MAX = 50
"""Handshakes a second for strangers; one costs about a millisecond of a core."""

HANDSHAKE_TIMEOUT_S = 5.0
"""From accepted, or connected, until the link is up."""

CONNECT_TIMEOUT_S = 5.0
"""For one connection attempt; several run at once, begun one after the other."""

ATTEMPTS_MAX = 8
"""Connection attempts of one peer, class and address that run at once."""

ADDRESSES_MAX = 8
"""Addresses of one peer; all are dialled in each round."""

LISTEN_BACKLOG = 128
"""Connections that the system holds for us between two turns of the loop."""

ACCEPTS_MAX = 64
"""Connections accepted in one turn, so that a flood leaves the loop to the line."""

ACCEPT_PAUSE_S = 0.2
"""How long to stop accepting when the process has no file descriptor left."""

REDIAL_MIN_S = 0.2
"""The first redial after a link went down."""

REDIAL_MAX_S = 0.9
"""The slowest redial: a bearer must be back within a second of the network's return."""

REDIAL_SELDOM_S = 300.0
"""How seldom a party is dialled that has left the line: it may still fetch what was before."""

TICK_S = 2.5
"""A link that has sent nothing for so long sends an empty unit."""

SUSPECT_S = 6.0
"""Nothing heard for so long, two ticks and some: another connection is dialled beside it."""

SILENT_S = 30.0
"""Nothing heard for so long: the link is closed."""

YOUNG_S = 2.0
"""A link chosen less than this ago is not replaced by one that the other side dialled meanwhile."""

NOTSENT_LOWAT_BYTES = 4096
"""What the system may hold unsent beyond the network's own window (TCP_NOTSENT_LOWAT)."""

KEEPALIVE_IDLE_S = 20
"""Below the 25 s after which address translators begin to forget."""

USER_TIMEOUT_MS = 20_000
"""Sent data without acknowledgement for so long ends the connection."""
