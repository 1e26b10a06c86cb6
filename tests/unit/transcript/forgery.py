"""What a forger can do to a file: change its content and recompute every outer checksum.

`reseal` is anybody with the file, who cannot sign.  `resign` is the exporter itself, who can.
"""

from collections.abc import Callable
from dataclasses import replace

from directline.transcript.bundle import (
    BundleEntry,
    BundleLeaf,
    Content,
    Feed,
    content_digest,
    encode_content,
    seal_bundle,
)
from directline.transcript.export import export_key, export_text
from directline.transcript.note import sign_note
from directline.transcript.unbundle import decode_bundle
from directline.wire.suite import Suite
from tests.unit.transcript.sample import Sample

Change = Callable[[Content], Content]


class RememberingSuite(Suite):
    """Checks each signature once, so that a test can verify a file thousands of times."""

    def __init__(self) -> None:
        super().__init__()
        self.good: set[tuple[bytes, bytes, bytes]] = set()

    def verify(self, public: bytes, signature: bytes, message: bytes, *, part: str) -> None:
        key = (public, signature, message)
        if key not in self.good:
            super().verify(public, signature, message, part=part)
            self.good.add(key)


def reseal(data: bytes, change: Change) -> bytes:
    """The file with its content changed and all checksums recomputed; the old signature stays."""
    content, seal = decode_bundle(data)
    return seal_bundle(encode_content(change(content)), seal.note)


def resign(sample: Sample, data: bytes, change: Change) -> bytes:
    """The file changed by its own exporter, who signs it anew."""
    content, _ = decode_bundle(data)
    changed = change(content)
    parts = encode_content(changed)
    party = sample.charter.parties[changed.exporter]
    line = sample.charter.line_id
    text = export_text(line, party.id, content_digest(parts))
    key = sample.key(changed.exporter, "checkpoint")
    name = export_key(line, party.id, party.checkpoint).name
    return seal_bundle(parts, sign_note(text, name, key).encode())


def edit_feed(party: int, change: Callable[[Feed], Feed]) -> Change:
    """Change one party's feed."""
    return lambda content: replace(
        content, feeds=tuple(change(f) if f.party == party else f for f in content.feeds)
    )


def edit_entry(party: int, position: int, **values: object) -> Change:
    """Change one entry's parts."""

    def one(item: BundleEntry | BundleLeaf) -> BundleEntry | BundleLeaf:
        return replace(item, **values) if item.position == position else item  # type: ignore[arg-type]

    return edit_feed(party, lambda feed: replace(feed, items=tuple(map(one, feed.items))))


def flip(data: bytes, at: int = -1) -> bytes:
    """One bit of one byte changed."""
    at %= len(data)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
