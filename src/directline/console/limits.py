"""Every bound of the console, each with its reason."""

BODY_BYTES_MAX = 65_536
"""A form's fields are a few kB; nothing a desk posts comes near this."""

FIELDS_MAX = 200
"""The largest form has some forty inputs; a route has its legs in one of them."""

MESSAGES_PAGE_MAX = 100
"""Older messages on one page."""

LOG_LINES_MAX = 500
"""Watch log lines on one page."""

QUEUE_MAX = 256
"""Changes waiting for one tab: a slower tab is ended and resumes from its id."""

SEND_TIMEOUT_S = 20.0
"""A tab that takes no bytes for this long is gone."""

TICK_S = 1.0
"""How often a stream says that it lives; the page turns its frame after 3.5 s without."""

GRACEFUL_SHUTDOWN_S = 2
"""uvicorn waits this long for open requests; streams end at once by the shutdown event."""

CONNECTIONS_MAX = 256
"""Some dozen officers with six connections each; beyond it the server answers 503."""

SESSION_COOKIE_AGE_S = 43_200
"""A cookie outlives no watch of twelve hours; the station may end a session earlier."""

TERMINAL_COOKIE_AGE_S = 31_536_000
"""A terminal is enrolled for a year, or until the station forgets it."""
