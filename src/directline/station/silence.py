"""The classes of silence, per peer and per message.  Pure; no class names a motive.

What is nearest to us is said first: a fault of our own must never look like their silence.
"""

from dataclasses import dataclass

from directline.station.views import Silence

OPENED_LEVEL = 3
"""The level of the ladder at which a person has opened a message."""


@dataclass(frozen=True, slots=True)
class PeerFacts:
    """What is known of one peer at one instant.

    `own_cut_off`: our own check says that nothing leaves this machine.
    `blackout`: nothing went both ways for the charter's time.
    `hears_us`: what they say; None while they say nothing.
    `attended`: what they say of their desk; None when they say nothing.
    `opened_overdue`: a message of ours that their person opened has no answer past its due time.
    `suspended`: they have suspended a subject.
    `left`: they have left the line for good: their silence is none.
    """

    own_cut_off: bool
    connected: bool
    blackout: bool
    hears_us: bool | None
    attended: bool | None
    opened_overdue: bool = False
    suspended: bool = False
    left: bool = False


def of_peer(facts: PeerFacts) -> Silence:
    """The class of silence of one peer."""
    if facts.left:
        return Silence.LEFT
    if facts.own_cut_off and not facts.connected:
        return Silence.OWN_CUT_OFF
    if facts.connected and facts.hears_us is False:
        return Silence.NOT_HEARD
    if facts.blackout or not facts.connected:
        return Silence.UNREACHABLE
    if facts.attended is False:
        return Silence.NOBODY_AT_DESK
    if facts.opened_overdue:
        return Silence.OPENED_NOT_ANSWERED
    if facts.suspended:
        return Silence.SUSPENDED
    return Silence.NONE


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What is known of one own message that waits for the other side."""

    waits: bool
    """It is ours, asks for something, and is not closed."""
    level: int
    declined: bool
    suspended: bool
    """The addressee has suspended the subject."""
    overdue: bool


def of_message(facts: MessageFacts, peer: Silence) -> Silence:
    """The class of silence around one own message; `peer` is the class of its addressee."""
    if facts.declined:
        return Silence.DECLINED
    if not facts.waits:
        return Silence.NONE
    if peer in (Silence.OWN_CUT_OFF, Silence.UNREACHABLE, Silence.NOT_HEARD):
        return peer
    if facts.level >= OPENED_LEVEL:
        return Silence.OPENED_NOT_ANSWERED if facts.overdue else Silence.NONE
    if facts.suspended:
        return Silence.SUSPENDED
    if facts.overdue or peer is Silence.NOBODY_AT_DESK:
        return Silence.NOBODY_AT_DESK
    return Silence.NONE
