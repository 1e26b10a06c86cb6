"""A key event: a party's recovery key declares the keys that the charter names for it lost.

    event = KeyEvent(line, party, version, made_ms, claimed_ms, why)
    data = event.encode(recovery.sign(event.signed_bytes()))
    read_key_event(data, charter) -> KeyEvent       once the recovery key of that version signed it

It acts forward only, from its receipt by each other party.  `claimed_ms` is since when that party
says the keys were lost: a claim that stands beside and undoes nothing.
"""

from dataclasses import dataclass

from directline.errors import RemoteProtocolError, VerificationError
from directline.wire.body import Body
from directline.wire.charter import Charter, fingerprint
from directline.wire.codec import Value, array, decode, encode, integer, octets, text
from directline.wire.entry import Header
from directline.wire.limits import (
    HASH_BYTES,
    LINE_BYTES,
    PARTIES_MAX,
    SIGNATURE_BYTES,
    TEXT_CHARS_MAX,
)
from directline.wire.suite import REAL_SUITE, Suite
from directline.wire.values import Kind

FORMAT = "directline/key-event/v1"
KEY_EVENT_BYTES_MAX = 2_048
"""A reason of 200 characters has at most 800 bytes; the rest is under 200."""
NOT_SAID = -1
"""In place of the instant since when."""
_MS_MAX = 2**48 - 1
_VERSION_MAX = 65_535


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """The keys that the charter names for a party, up to this version, are lost."""

    line: bytes
    party: int
    version: int
    made_ms: int
    claimed_ms: int
    why: str

    def signed_bytes(self) -> bytes:
        """What the recovery key signs."""
        return (FORMAT + "\n").encode() + encode(self._value())

    def encode(self, signature: bytes) -> bytes:
        """The content of its file."""
        return encode((FORMAT, self._value(), signature))

    @property
    def digest(self) -> bytes:
        """The SHA-256 of the signed bytes."""
        return REAL_SUITE.sha256(self.signed_bytes())

    @property
    def fingerprint(self) -> str:
        """What two people read aloud to one another."""
        return fingerprint(self.digest)

    def _value(self) -> Value:
        return (self.line, self.party, self.version, self.made_ms, self.claimed_ms, self.why)


def decode_key_event(data: bytes) -> tuple[KeyEvent, bytes]:
    """A key event and its signature, which is not checked.

    Raises:
        RemoteProtocolError: not a key event.
    """
    head, value, signature = array(
        decode(data, bytes_max=KEY_EVENT_BYTES_MAX, rule="KEY-1"), 3, "KEY-1"
    )
    if head != FORMAT:
        raise RemoteProtocolError("not a key event of this version", rule="KEY-1", excerpt=data)
    parts = array(value, 6, "KEY-1")
    why = text(parts[5], TEXT_CHARS_MAX, "KEY-1")
    if not why.isprintable():
        raise RemoteProtocolError("the reason of a key event is printable", rule="KEY-1")
    event = KeyEvent(
        line=octets(parts[0], LINE_BYTES, "KEY-1"),
        party=integer(parts[1], 0, PARTIES_MAX - 1, "KEY-1"),
        version=integer(parts[2], 1, _VERSION_MAX, "KEY-1"),
        made_ms=integer(parts[3], 0, _MS_MAX, "KEY-1"),
        claimed_ms=integer(parts[4], NOT_SAID, _MS_MAX, "KEY-1"),
        why=why,
    )
    return event, octets(signature, SIGNATURE_BYTES, "KEY-1")


def read_key_event(data: bytes, charter: Charter, suite: Suite = REAL_SUITE) -> KeyEvent:
    """A key event of this line, once the recovery key that the charter names has signed it.

    Raises:
        RemoteProtocolError: not a key event.
        VerificationError: of another line, or signed by another key.
    """
    event, signature = decode_key_event(data)
    named = charter.of(event.version)
    if event.line != charter.line_id or named is None or event.party >= len(named.parties):
        raise VerificationError("this key event is of another line or charter", part="key event")
    party = named.parties[event.party]
    suite.verify(party.recovery, signature, event.signed_bytes(), part=f"key event of {party.id}")
    return event


CODE = "E-KEY"


@dataclass(frozen=True, slots=True)
class Told:
    """What a party says in its feed of a key event that it holds; its own statement."""

    party: int
    version: int
    digest: bytes
    made_ms: int
    claimed_ms: int
    why: str

    @property
    def fingerprint(self) -> str:
        """The key event's, as two people read it aloud."""
        return fingerprint(self.digest)


def told_of(header: Header, body: Body | None, parties: int) -> Told | None:
    """What an entry says of a key event; None where it says nothing that counts.

    Args:
        header: the entry's header.
        body: its body, where it is shown.
        parties: how many parties the charter names.
    """
    if header.kind is not Kind.EVENT or body is None:
        return None
    if header.addressees != ((1 << parties) - 1) & ~(1 << header.party):
        return None
    if (body.code, body.version, len(body.fields)) != (CODE, 1, 6):
        return None
    party, version, digest, made_ms, claimed_ms, why = body.fields
    fits = (
        _within(party, 0, parties - 1)
        and _within(version, 1, _VERSION_MAX)
        and _within(made_ms, 0, _MS_MAX)
        and _within(claimed_ms, NOT_SAID, _MS_MAX)
        and isinstance(digest, bytes)
        and len(digest) == HASH_BYTES
        and isinstance(why, str)
        and len(why) <= TEXT_CHARS_MAX
    )
    return Told(*body.fields) if fits else None  # type: ignore[arg-type]


def _within(value: Value, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def lost_keys(events: tuple[KeyEvent, ...], charter: Charter, name: str) -> frozenset[bytes]:
    """The keys of one kind that key events declare lost.

    A later version brings none of them back: one that changes other things, drafted before the
    loss was known, would undo the event and nobody be told.
    """
    versions = charter.versions or (charter,)
    lost: set[bytes] = set()
    for event in events:
        lost |= {getattr(one.parties[event.party], name) for one in versions
                 if one.version <= event.version}  # fmt: skip
    return frozenset(lost)
