"""What changed, for any number of readers: nothing is queued, so a slow reader costs nothing.

A reader that lags learns the newest serial and the topics that changed meanwhile, once each.
"""

import asyncio
from collections.abc import AsyncIterator

MESSAGES = "messages"
TOPICS = ("peers", "alarms", "drafts", "presence", "log")
"""States without a serial of their own: told on every connect."""
PAUSE_S = 0.05
"""Between two batches to one reader: the first comes at once, a flood does not become a storm."""
READERS_MAX = 512
"""Open streams of one station; one more is refused rather than served badly."""


class _Reader:
    def __init__(self, serial: int) -> None:
        self.serial = serial
        self.topics: set[str] = set(TOPICS)
        self.wake = asyncio.Event()
        self.wake.set()


class Changes:
    """The station tells; readers follow."""

    def __init__(self) -> None:
        self._readers: set[_Reader] = set()
        self._serial = 0
        self._closed = False

    def entry(self, serial: int) -> None:
        """An entry became durable under this serial."""
        self._serial = max(self._serial, serial)
        self._wake()

    def topic(self, *topics: str) -> None:
        """States changed."""
        for reader in self._readers:
            reader.topics.update(topics)
        self._wake()

    def close(self) -> None:
        """End all readers."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        for reader in self._readers:
            reader.wake.set()

    async def follow(self, after_serial: int | None) -> AsyncIterator[tuple[int | None, str]]:
        """Yield (serial or None, topic) as things change; ends when the station does."""
        if len(self._readers) >= READERS_MAX:
            return
        reader = _Reader(self._serial if after_serial is None else after_serial)
        self._readers.add(reader)
        try:
            while not self._closed:
                await reader.wake.wait()
                reader.wake.clear()
                if self._serial > reader.serial:
                    reader.serial = self._serial
                    yield reader.serial, MESSAGES
                topics, reader.topics = reader.topics, set()
                for topic in sorted(topics):
                    yield None, topic
                await asyncio.sleep(PAUSE_S)
        finally:
            self._readers.discard(reader)
