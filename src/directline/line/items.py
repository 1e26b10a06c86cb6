"""One entry, or one control frame, on its way to one peer."""

from dataclasses import dataclass, replace

from directline.line.context import Context, Key
from directline.line.ports import EntryRecord
from directline.line.secrecy import Sealed
from directline.wire.charter import Charter
from directline.wire.control import Request
from directline.wire.entry import Entry, Header
from directline.wire.frame import FrameType, encode_explicit, encode_implied
from directline.wire.limits import SIGNATURE_BYTES


@dataclass(slots=True)
class Item:
    """One entry (or control frame that wants an acknowledgement) for one peer."""

    key: Key | None
    lane: int
    explicit: bool = False
    record: EntryRecord | None = None
    sealed: Sealed | None = None
    size: int = 0
    sent: bool = False
    queued: bool = True
    charged: bool = False
    message: bool = False
    """A message: below FLASH it needs the peer's byte credit."""
    asked: bool = False
    """The peer asked for it."""


def place_key(place: tuple[int, int, int, int]) -> Key:
    """The entry that a place in the queue (lane, generation, position, party) stands for."""
    return place[3], place[1], place[2]


def cost_bytes(signed: bytes, body: bytes | None) -> int:
    """What an entry costs of the byte credit: what its reader must keep."""
    return len(signed) + SIGNATURE_BYTES + len(body or b"")


def for_peer(record: EntryRecord, header: Header, peer: int) -> EntryRecord:
    """An entry as a peer may have it: whole for author and addressees, else without its body."""
    if record.party == peer or header.addressees >> peer & 1 or record.body is None:
        return record
    return replace(record, body=None, salt=None)


def frame_content(
    record: EntryRecord, header: Header, charter: Charter, *, implied: bool
) -> tuple[FrameType, bytes]:
    """What a frame with this entry carries; salts travel only on lines of three or more."""
    entry = Entry(header, record.signature, record.body, record.salt)
    if implied:
        return FrameType.ENTRY_IMPLIED, encode_implied(entry, charter)
    pair = len(charter.parties) == 2
    return FrameType.ENTRY_EXPLICIT, encode_explicit(entry, with_salt=not pair)


def probe() -> bytes:
    """The content of an empty REQUEST: it is acknowledged, and shows that a link lives."""
    return Request().encode()


def ranges(
    keys: list[tuple[int, int]],
) -> tuple[tuple[tuple[int, int, int], ...], list[tuple[int, int]]]:
    """(lane, index) pairs as at most 64 runs, and what is left over."""
    runs: list[tuple[int, int, int]] = []
    left: list[tuple[int, int]] = []
    for lane, index in sorted(set(keys)):
        if runs and runs[-1][0] == lane and index == runs[-1][1] + runs[-1][2]:
            runs[-1] = (lane, runs[-1][1], runs[-1][2] + 1)
        elif len(runs) < 64:
            runs.append((lane, index, 1))
        else:
            left.append((lane, index))
    return tuple(runs), left


def names_newest(header: Header, ctx: Context) -> bool:
    """Whether `seen` names the newest generations, as a reader of the implied form does."""
    return all(s.generation == ctx.feeds.current(s.party).generation for s in header.seen)
