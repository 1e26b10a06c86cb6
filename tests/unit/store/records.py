"""Records for the store's tests."""

import hashlib

from directline.line.ports import EntryRecord, EvidenceRecord


def entry(
    party: int = 0,
    position: int = 1,
    *,
    generation: int = 1,
    text: str = "",
    body: bytes | None = b"body",
    salt: bytes | None = bytes(16),
) -> EntryRecord:
    header = f"header {party} {generation}/{position} {text}".encode()
    return EntryRecord(
        party=party,
        generation=generation,
        position=position,
        leaf=hashlib.sha256(header).digest(),
        header=header,
        signature=bytes(64),
        body=body,
        salt=salt,
        stored_ms=1_474_113_600_000,
        stored_quality=2,
        bearer="tls" if party else "",
    )


def evidence(position: int = 1, text: str = "") -> EvidenceRecord:
    return EvidenceRecord(1, 1, position, b"a" + text.encode(), b"sa", b"b", b"sb", 5)
