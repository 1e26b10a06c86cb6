"""Every bound of the store, with its reason."""

RESERVE_BYTES = 8 * 1024 * 1024
"""Kept for FLASH, receipts and line events: some ten thousand of them on a full disk."""

RESERVE_STEP_BYTES = 1024 * 1024
"""The reserve is opened in steps, so that one urgent batch does not spend all of it."""

RESERVE_REFILL_SLACK_BYTES = 4 * 1024 * 1024
"""Beyond the reserve itself, so that a disk at its edge does not open and close it in turns."""

RECORD_BYTES_MAX = 1024 * 1024
"""One record; forms are under 4 KiB, notes with many cosignatures under 64 KiB."""

KEY_CHARS_MAX = 200
"""A meta key is a short name of our own."""

BEARER_CHARS_MAX = 32
"""A bearer's kind is a short word of our own."""

INTEGER_MAX = 2**63 - 1
"""What an integer column of SQLite holds."""

PAGE_BYTES = 4096
"""SQLite's page; also the block of nearly every disk."""

CHECKPOINT_PAGES = 1000
"""Write-ahead log (4 MiB) at which pages are copied into the database."""

COPY_BYTES = 1024 * 1024
"""Read and written at once when a file is gone through whole."""

WAL_KEPT_BYTES = 4 * 1024 * 1024
"""The write-ahead log is cut back to this after a checkpoint."""

BUSY_TIMEOUT_MS = 5000
"""How long to wait for somebody else's lock, such as an operator's backup."""

FULL_BELOW_BYTES = 1024 * 1024
"""An I/O error with less room than this on the disk is reported as a full disk."""

READ_PAGE_ROWS = 256
"""Rows fetched at once: a reader holds the lock for well under a millisecond."""

GROUP_RECORDS_MAX = 256
"""Records in one merged commit: a batch behind it waits some 5 ms at most."""

GROUP_BYTES_MAX = 1024 * 1024
"""Bytes in one merged commit, for the same reason."""

WAITING_BATCHES_MAX = 65_536
"""Batches that may wait for the writer.  The line's own credit stays far below."""

CHECKED_AT_OPEN_BYTES_MAX = 64 * 1024 * 1024
"""A database up to this size is read through at its opening: some tenths of a second."""

SCRUB_ROWS = 64
"""Entries looked at in one step of the search for rot: a millisecond or two."""

HEADS_MAX = 64
"""Entries after the anchor that are looked at for a whole one: a crash leaves one batch there."""
