"""`directline` with one sabotage in it, run as a process: to see that the kit can fail.

    python -m tests.support.sabotaged NAME run --home H ...

A name is one of those below, or a planted bug of the simulator.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from directline.bearers.guard import HandshakeGuard
from directline.cli.main import run
from directline.line.core import Line
from directline.line.inbox import Inbox
from directline.line.outbox import Outbox
from directline.line.renewal import Renewal
from directline.line.secrecy import Channel
from directline.line.supervision import Supervision
from directline.simulator.planted import planted
from directline.wire.frame import FrameType

Make = Callable[[Any], Any]
PRECEDENCE_AT = 2 + 28
"""Where the precedence stands in an explicit entry."""
LATE_NS = 6_000_000_000
SILENT_NS = 60_000_000_000


def _any_lane(real: Any) -> Any:
    """An entry may come in any lane."""

    def rebuilt(self: Inbox, opened: Any) -> Any:
        if opened.type is FrameType.ENTRY_EXPLICIT and len(opened.content) > PRECEDENCE_AT:
            opened = replace(opened, lane=opened.content[PRECEDENCE_AT])
        return real(self, opened)

    return rebuilt


def _replays_act(real: Any) -> Any:
    """What opens again acts again."""
    return lambda self, frame: replace(real(self, frame), fresh=True)


def _late_receipts(real: Any) -> Any:
    """`delivered` is in no hurry."""
    return lambda self, peer, now_ns: real(self, peer, now_ns - LATE_NS)


def _steps_anew(real: Any) -> Any:
    """The same offer of a step gets another answer."""

    def step(self: Renewal, content: bytes, now_ns: int) -> None:
        self.answered = None
        real(self, content, now_ns)

    return step


def _slow_heart(real: Any) -> Any:
    """Heartbeats come when they come."""

    def heartbeats(self: Line, peer: Any, now_ns: int) -> None:
        links = list(peer.outbox.links.values())
        due = [link for link in links if now_ns >= link.heartbeat_due_ns]
        real(self, peer, now_ns)
        for link in due:
            link.heartbeat_due_ns = now_ns + SILENT_NS

    return heartbeats


def _yes(_real: Any) -> Any:
    """Nothing is asked."""
    return lambda *_arguments: True


SABOTAGES: dict[str, tuple[Any, str, Make]] = {
    "no-signature": (Inbox, "_verify", _yes),
    "any-lane": (Inbox, "_rebuilt", _any_lane),
    "replays-act": (Channel, "open", _replays_act),
    "late-receipts": (Line, "_receipt", _late_receipts),
    "no-credit": (Outbox, "_credited", _yes),
    "no-limit": (Inbox, "_affords", _yes),
    "steps-anew": (Renewal, "step", _steps_anew),
    "unsigned-resync": (Renewal, "_check", _yes),
    "slow-heart": (Line, "_heartbeats", _slow_heart),
    "any-echo": (Supervision, "acknowledged", _yes),
    "any-stranger": (HandshakeGuard, "_has_room", _yes),
}


def main() -> None:
    """Sabotage, then do what the command does."""
    name, *arguments = sys.argv[1:]
    if name in SABOTAGES:
        owner, attribute, make = SABOTAGES[name]
        setattr(owner, attribute, make(getattr(owner, attribute)))
        sys.exit(run(arguments))
    with planted(name):
        sys.exit(run(arguments))


if __name__ == "__main__":
    main()
