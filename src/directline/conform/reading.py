"""Entries of the tested station: rebuilt, verified, and compared with what must always hold."""

from typing import TYPE_CHECKING

from directline.conform.feed import Feed
from directline.conform.seals import Opened
from directline.errors import RemoteProtocolError
from directline.wire.body import commitment, decode_body
from directline.wire.entry import Entry, Header, verify
from directline.wire.frame import FrameType, decode_explicit, decode_implied, rebuild
from directline.wire.sealing import entry_salt
from directline.wire.values import Kind

if TYPE_CHECKING:
    from directline.conform.peer import Peer


def read_entry(peer: "Peer", opened: Opened) -> Entry:
    """The entry of a frame that opened, verified and held.

    Raises:
        RemoteProtocolError: it breaks a rule.
        VerificationError: it is not signed as it should be.
    """
    entry = _rebuilt(peer, opened)
    header = entry.header
    if header.precedence != opened.lane:
        raise RemoteProtocolError("an entry in another lane", rule="FRAME-7")
    if header.charter_version != peer.charter.version:
        raise RemoteProtocolError("an entry of another charter", rule="ENTRY-8")
    verify(entry, peer.charter.parties[header.party].identity)
    if header.party == peer.own:
        return entry
    feed = peer.theirs.setdefault(header.generation, Feed())
    held = feed.leaf(header.position)
    if held not in {None, entry.leaf()}:
        raise RemoteProtocolError("two entries at one place", rule="RELEASE-1")
    if held is None:
        feed.hold(header.position, entry.leaf())
        _look(peer, header, entry)
    return entry


def _rebuilt(peer: "Peer", opened: Opened) -> Entry:
    salt_root = peer.seals.roots.salt

    def salt_of(party: int, generation: int, position: int) -> bytes:
        return entry_salt(salt_root, party, generation, position)

    def commit(body: bytes, salt: bytes) -> bytes:
        return commitment(decode_body(body), salt)

    if opened.type is FrameType.ENTRY_EXPLICIT:
        return decode_explicit(opened.content, peer.charter, salt_of, commit)
    implied = decode_implied(opened.content, peer.charter)
    generation = max(peer.theirs)
    own = peer.feeds.get(peer.generation, Feed())

    def body_commitment(position: int) -> bytes:
        return commit(implied.body, salt_of(peer.other, generation, position))

    header = rebuild(
        implied, peer.charter, peer.other, opened.lane, generation, peer.theirs[generation].size,
        own.size, peer.generation, own.root, body_commitment,
    )  # fmt: skip
    salt = salt_of(peer.other, header.generation, header.position)
    return Entry(header, implied.signature, implied.body, salt)


def _look(peer: "Peer", header: Header, entry: Entry) -> None:
    """What must hold of every new entry of the tested station."""
    for seen in header.seen:
        feed = peer.feeds.get(seen.generation)
        if seen.party != peer.own or feed is None:
            continue
        if seen.size > feed.size:
            peer.faults.append(("SEEN-1", f"a receipt for {seen.size} of {feed.size} entries"))
        elif feed.root(seen.size) != seen.root:
            peer.faults.append(("SEEN-1", f"another root at size {seen.size}"))
        for position, leaf in seen.beyond:
            if feed.leaf(position) != leaf:
                peer.faults.append(("SEEN-1", f"a receipt for another leaf at {position}"))
    if header.kind is Kind.RECEIPT and entry.body is not None:
        fields = decode_body(entry.body).fields
        if len(fields) > 3 and fields[0] == peer.other:
            peer.faults.append(("RECEIPT-1", "a receipt for their own entry"))
