"""A small line between parties with fixed keys, for the transcript's tests: entries, notes, files.

`Sample` plays all sides: it signs entries as any party, and exports as any party would.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from directline.catalogue.pinned import carried_digest
from directline.station.founding import named_files
from directline.transcript.checkpoint import (
    Checkpoint,
    cosign,
    cosigner_name,
    origin,
    sign_checkpoint,
)
from directline.transcript.export import Exporter, export_bundle
from directline.transcript.note import Note
from directline.transcript.tree import Tree
from directline.wire.agreedforms import texts_value
from directline.wire.body import Body, commitment, encode_body
from directline.wire.charter import Charter, Party, Role, SignedCharter, Terms, signing_bytes
from directline.wire.codec import Value
from directline.wire.entry import Header, Read, Seen
from directline.wire.values import ClockQuality, Kind, Precedence

CATALOGUE = b"directline/catalogue/v1\nthe forms and words of a test"
START_MS = 1_474_117_440_000
USES = ("identity", "checkpoint", "cosigner", "tls", "recovery")


class Key:
    """A private key from a name."""

    def __init__(self, name: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


@dataclass(frozen=True)
class Record:
    """An entry as a store keeps it."""

    party: int
    generation: int
    position: int
    leaf: bytes
    header: bytes
    signature: bytes
    body: bytes | None
    salt: bytes | None
    stored_ms: int
    stored_quality: int
    bearer: str


@dataclass(frozen=True)
class NoteRecord:
    party: int
    generation: int
    size: int
    note: bytes


@dataclass(frozen=True)
class Pair:
    header_a: bytes
    signature_a: bytes
    header_b: bytes
    signature_b: bytes
    noted_ms: int


@dataclass
class Sample:
    """A line in the making."""

    seed: str = "sample"
    ids: tuple[str, ...] = ("ALPHA", "BRAVO")
    records: list[Record] = field(default_factory=list)
    notes: list[NoteRecord] = field(default_factory=list)
    evidence: list[Pair] = field(default_factory=list)
    now_ms: int = START_MS
    previous: bytes = b""
    profiles: tuple[str, ...] = ()
    catalogue: bytes = CATALOGUE
    forms: Mapping[str, str] = field(default_factory=dict)
    """Files of the parties' own forms."""

    def __post_init__(self) -> None:
        parties = tuple(
            Party(
                name,
                **{use: self.key(index, use).public() for use in USES},
                mldsa=b"",
                callback="+1 202 555 0100",
                roles=(Role("duty", name.title()),),
            )
            for index, name in enumerate(self.ids)
        )
        digest = carried_digest(self.catalogue)
        self.charter = Charter(
            1, "NORTHERN AIR", START_MS - 86_400_000, parties, ("en", "ru"), digest, Terms(),
            previous=self.previous, profiles=self.profiles, form_files=named_files(self.forms),
        )  # fmt: skip
        data = self.charter.encode()
        signatures = tuple(
            (index, self.key(index, "identity").sign(signing_bytes(data)))
            for index in range(len(parties))
        )
        texts = texts_value(tuple(self.forms.values()))
        self.signed_charter = SignedCharter(data, signatures, texts=texts).encode()
        self.trees: dict[tuple[int, int], Tree] = {}
        self.generations = [1] * len(parties)

    def amend(self) -> None:
        """Let all sign a second version with another term."""
        later = replace(
            self.charter, version=2, line=self.charter.line_id, previous=self.charter.digest,
            terms=replace(self.charter.terms, heartbeat_ms=5_000),
        )  # fmt: skip
        data = later.encode()
        signatures = tuple(
            (number, self.key(number, "identity").sign(signing_bytes(data)))
            for number in range(len(self.ids))
        )
        before = SignedCharter.decode(self.signed_charter)
        self.signed_charter = SignedCharter(data, signatures, (before,)).encode()

    def key(self, party: int, use: str) -> Key:
        return Key(f"{self.seed} {self.ids[party]} {use}")

    def seen(self, party: int) -> tuple[Seen, ...]:
        """All of the other feeds' present generations."""
        found = []
        for other, generation in enumerate(self.generations):
            tree = self.trees.get((other, generation))
            if other != party and tree is not None:
                found.append(Seen(other, generation, tree.size, tree.root()))
        return tuple(found)

    def header(self, party: int, body: Body, salt: bytes, **changes: object) -> Header:
        generation = self.generations[party]
        tree = self.trees.get((party, generation))
        everybody = (1 << len(self.ids)) - 1
        header = Header(
            line=self.charter.line_id,
            charter_version=1,
            party=party,
            generation=generation,
            position=(tree.size if tree else 0) + 1,
            addressees=everybody & ~(1 << party),
            instant_ms=self.now_ms,
            quality=ClockQuality.SYNCED,
            precedence=Precedence.ROUTINE,
            drill=False,
            kind=Kind.MESSAGE,
            signer=0,
            seen=self.seen(party),
            read=tuple(Read(s.party, s.generation, s.size) for s in self.seen(party)),
            commitment=commitment(body, salt),
        )
        return replace(header, **changes)  # type: ignore[arg-type]

    def release(self, party: int, body: Body, **changes: object) -> Record:
        """One entry of a party, signed, and held by all."""
        self.now_ms += 1_000
        salt = hashlib.sha256(f"{self.seed}{len(self.records)}".encode()).digest()[:16]
        header = self.header(party, body, salt, **changes)
        signed = header.signed_bytes()
        leaf = hashlib.sha256(signed).digest()
        record = Record(
            party=party,
            generation=header.generation,
            position=header.position,
            leaf=leaf,
            header=signed,
            signature=self.key(party, "identity").sign(signed),
            body=encode_body(body),
            salt=salt,
            stored_ms=self.now_ms + 40,
            stored_quality=2,
            bearer="tls",
        )
        self.trees.setdefault((party, header.generation), Tree()).append(leaf)
        self.records.append(record)
        return record

    def message(self, party: int, code: str = "I1", *fields: Value, **changes: object) -> Record:
        return self.release(party, Body(code, 1, fields or ("neutral text",)), **changes)

    def receipt(self, party: int, of: Record, level: int, **words: Value) -> Record:
        fields = (
            of.party, of.generation, of.position, level, words.get("role", "duty"),
            words.get("call_sign", "Bravo"), words.get("unit"), words.get("answer"),
            words.get("remark"), words.get("read_back"), words.get("reason"),
        )  # fmt: skip
        return self.release(party, Body("L4", 1, fields), kind=Kind.RECEIPT)

    def checkpoint(self, party: int, cosigners: tuple[int, ...] = ()) -> NoteRecord:
        """A signed checkpoint of a feed as it stands, with cosignatures."""
        generation = self.generations[party]
        tree = self.trees[(party, generation)]
        line = self.charter.line_id
        head = Checkpoint(origin(line, self.ids[party], generation), tree.size, tree.root())
        note = Note(head.text, (sign_checkpoint(head, self.key(party, "checkpoint")),))
        for other in cosigners:
            name = cosigner_name(line, self.ids[other])
            seconds = self.now_ms // 1000
            note = note.with_line(cosign(head, name, self.key(other, "cosigner"), seconds))
        record = NoteRecord(party, generation, tree.size, note.encode())
        self.notes.append(record)
        return record

    def fork(self, record: Record) -> Pair:
        """Another entry of the same key for the same place."""
        header = replace(Header.parse(record.header), instant_ms=self.now_ms + 777)
        other = header.signed_bytes()
        signature = self.key(record.party, "identity").sign(other)
        pair = Pair(record.header, record.signature, other, signature, self.now_ms)
        self.evidence.append(pair)
        return pair

    def export(self, party: int = 0, **changes: object) -> bytes:
        values: dict[str, object] = {
            "signed_charter": self.signed_charter,
            "catalogue": self.catalogue,
            "entries": self.records,
            "notes": self.notes,
            "evidence": self.evidence,
            "exporter": Exporter(party, self.key(party, "checkpoint"), self.now_ms + 5_000, 2),
        }
        return export_bundle(**(values | changes))  # type: ignore[arg-type]


def small(seed: str = "sample") -> Sample:
    """A line on which every kind of part occurs."""
    sample = Sample(seed)
    first = sample.message(0, "S1", 557_500_000, 376_170_000, precedence=Precedence.FLASH)
    sample.receipt(1, first, 3)
    sample.checkpoint(0, (1,))
    sample.receipt(1, first, 4, read_back=(557_500_000, 376_170_000))
    second = sample.message(1)
    sample.receipt(1, first, 6, answer="WILCO", remark="on its way")
    sample.receipt(0, second, 3)
    sample.checkpoint(0, (1,))
    sample.checkpoint(1, (0,))
    return sample
