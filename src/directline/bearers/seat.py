"""The place of one link: one peer, one class, and which connection holds it."""

import asyncio

from directline.bearers.channel import Channel
from directline.bearers.hello import Choice
from directline.bearers.limits import SUSPECT_S, YOUNG_S
from directline.bearers.link import Link


class Seat:
    """At most one link at a time, chosen by the senior party: the one with the lower index.

    The senior names its choice by a number that grows; the junior follows the highest.
    So both hold the same connection, whoever dialled it and however the words crossed.
    """

    def __init__(self, peer: int, *, urgent: bool, suspect_s: float = SUSPECT_S) -> None:
        self.peer = peer
        self.urgent = urgent
        self.link: Link | None = None
        self.attempts: set[asyncio.Task[None]] = set()
        self.hello_lock = asyncio.Lock()
        """Held from hello to choice, so that only one dialled connection asks at a time."""
        self._channel: Channel | None = None
        self._chosen_at = 0.0
        self._last: Choice | None = None
        self._suspect_s = suspect_s

    @property
    def channel(self) -> Channel | None:
        """The connection that holds the seat."""
        return self._channel

    def wanting(self, now: float) -> bool:
        """Whether a connection should be dialled: there is none, or it has gone quiet."""
        channel = self._channel
        if channel is None or channel.closed:
            return True
        return not channel.paused and now - channel.heard_at > self._suspect_s

    def yields(self, *, dialled: bool, now: float) -> bool:
        """Whether the senior lets a new connection take this seat.

        Two that were dialled towards each other at the same instant would otherwise take turns.
        """
        channel, link = self._channel, self.link
        if channel is None or channel.closed or link is None:
            return True
        return link.dialled == dialled or now - self._chosen_at > YOUNG_S

    def follows(self, choice: Choice) -> bool:
        """Whether the junior takes this choice: it is newer than the one it has."""
        last = self._last
        return last is None or last.run != choice.run or choice.number > last.number

    def take(self, channel: Channel, link: Link, choice: Choice, now: float) -> Channel | None:
        """Puts a connection on the seat and returns the one that held it."""
        before, self._channel = self._channel, channel
        self.link = link
        self._last = choice
        self._chosen_at = now
        return before

    def leave(self, channel: Channel) -> None:
        """Empties the seat if this connection still holds it."""
        if self._channel is channel:
            self._channel = None
            self.link = None
