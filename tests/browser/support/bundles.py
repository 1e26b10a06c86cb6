"""One evidence bundle of each kind, for the verifier page."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from directline.catalogue import load
from directline.catalogue.pinned import carried_digest
from directline.transcript.bundle import Selection
from directline.transcript.checkpoint import (
    Checkpoint,
    cosign,
    cosign_mldsa,
    cosigner_key,
    cosigner_name,
    mldsa_key,
)
from directline.transcript.export import Exporter
from directline.transcript.note import Note, VerifierKey
from directline.transcript.select import Place, evidence_bundle
from directline.wire.body import Body
from directline.wire.charter import SignedCharter, signing_bytes
from directline.wire.codec import Value
from directline.wire.values import Precedence
from tests.support.ownforms import FILES_2
from tests.unit.transcript.chosen import busy, place, selected
from tests.unit.transcript.ended import ended
from tests.unit.transcript.forgery import flip
from tests.unit.transcript.keylost import keylost
from tests.unit.transcript.redacted import one_redacted, redacted
from tests.unit.transcript.sample import CATALOGUE, Key, NoteRecord, Record, Sample, small
from tests.unit.transcript.withholding import lacking, withholding

WITNESS = "witness/neutral"
Hide = Mapping[Place, Collection[int]]


class QuantumKey:
    """An ML-DSA-44 key from a name."""

    def __init__(self, name: str) -> None:
        seed = hashlib.sha256(name.encode()).digest()
        self._key = MLDSA44PrivateKey.from_seed_bytes(seed)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()


@dataclass
class Full(Sample):
    """A line with post-quantum keys and words of its own, all checkpoints witnessed."""

    words: bytes = CATALOGUE

    def __post_init__(self) -> None:
        super().__post_init__()
        parties = tuple(
            replace(party, mldsa=QuantumKey(f"{self.seed} {party.id}").public())
            for party in self.charter.parties
        )
        digest = carried_digest(self.words)
        self.charter = replace(self.charter, parties=parties, catalogue=digest)
        data = self.charter.encode()
        signatures = tuple(
            (index, self.key(index, "identity").sign(signing_bytes(data)))
            for index in range(len(parties))
        )
        self.signed_charter = SignedCharter(data, signatures).encode()

    def checkpoint(self, party: int, cosigners: tuple[int, ...] = ()) -> NoteRecord:
        record = super().checkpoint(party, cosigners)
        note = Note.parse(record.note)
        head = Checkpoint.parse(note.text)
        seconds = self.now_ms // 1000
        for other in (party, *cosigners):
            name = cosigner_name(self.charter.line_id, self.ids[other])
            key = QuantumKey(f"{self.seed} {self.ids[other]}")
            note = note.with_line(cosign_mldsa(head, name, key, seconds))
        note = note.with_line(cosign(head, WITNESS, Key("witness"), seconds + 2))
        note = note.with_line(cosign_mldsa(head, WITNESS, QuantumKey("witness"), seconds + 3))
        note = note.with_line(cosign(head, "somebody/else", Key("stranger"), seconds))
        self.notes[-1] = replace(record, note=note.encode())
        return self.notes[-1]

    def export(self, party: int = 0, **changes: object) -> bytes:
        return super().export(party, **({"catalogue": self.words} | changes))

    def select(self, *records: Record, hide: Hide = MappingProxyType({})) -> bytes:
        return evidence_bundle(
            signed_charter=self.signed_charter,
            catalogue=self.words,
            entries=self.records,
            notes=self.notes,
            evidence=self.evidence,
            exporter=Exporter(0, self.key(0, "checkpoint"), self.now_ms + 5_000, 2),
            chosen=[place(record) for record in records],
            selection=Selection("A commission", 3),
            hide=hide,
        )


def witness_keys() -> tuple[VerifierKey, VerifierKey]:
    """The neutral's two keys, as its reader would know them."""
    quantum = mldsa_key(WITNESS, QuantumKey("witness").public())
    return cosigner_key(WITNESS, Key("witness").public()), quantum


FORMS = frozenset({("I1", 1), ("L4", 1)})
"""What the messages of `full` are written in."""


def full(words: bytes = CATALOGUE) -> Full:
    """Typed messages with texts in three scripts, receipts, cosignatures of every kind."""
    sample = Full(words=words)
    where = (352_850_000, 401_200_000, None)
    stop = sample.message(
        0, "I1", "DUTY-OFFICER", where, "own-forces", 1_474_124_100_000, "own-command",
        ("ru", "Прекратите немедленно"), precedence=Precedence.FLASH,
    )  # fmt: skip
    sample.receipt(1, stop, 3)
    sample.receipt(1, stop, 6, answer="WILCO", remark="on its way")
    sample.checkpoint(0, (1,))
    sample.message(1, "I1", "DUTY-OFFICER", where, "unknown", None, None, ("ar", "أوقفوا النار"))
    sample.message(1, "ZZ", "a form of nobody", drill=True)
    sample.checkpoint(1, (0,))
    return sample


def own_forms() -> Sample:
    """Messages in both versions of a form of the parties' own, and in one whose profile is off."""
    words = load().carried({("L4", 1), ("X4", 1)})
    sample = Sample("own forms", catalogue=words, forms=FILES_2)
    area = ((353_000_000, 400_000_000), (353_000_000, 403_000_000), (351_000_000, 401_500_000))
    nets = sample.release(0, Body("P-NETS", 1, ("set", area, 3, None)))
    sample.receipt(1, nets, 3)
    sample.release(1, Body("P-NETS", 2, ("trawl", area, None, ("ru", "у берега"))))
    sample.release(1, Body("P-NETS", 3, ("trawl",)))
    sample.release(0, Body("X4", 1, (None, "re-entry")))
    return sample


def three() -> Sample:
    """Three parties, a second generation, evidence of two histories, a cancellation."""
    sample = Sample("three", ("ALPHA", "BRAVO", "CHARLIE"))
    first = sample.message(0)
    sample.receipt(1, first, 3)
    sample.message(2)
    sample.fork(first)
    sample.checkpoint(0, (1, 2))
    sample.generations[1] = 2
    sample.message(1, instant_ms=sample.now_ms + 90_000)
    sample.receipt(2, first, 6, answer="WILCO")
    sample.receipt(2, first, 6, reason="not-now", role="", call_sign="")
    sample.message(0, "L6", (0, 1, 1), "cancel", "I1", None, "error", None)
    sample.message(1, instant_ms=sample.now_ms - 90_000)
    sample.checkpoint(1, (2,))
    return sample


@dataclass
class Amended(Sample):
    """A line whose second charter gives BRAVO another identity key, signed by its recovery key."""

    second: bool = False

    def key(self, party: int, use: str) -> Key:
        anew = self.second and (party, use) == (1, "identity")
        return Key("another identity") if anew else super().key(party, use)

    def amend(self, *, signers: tuple[str, str] = ("identity", "recovery"), **changes: Any) -> None:
        """From here on the second version is in force."""
        first = SignedCharter.decode(self.signed_charter)
        line, before = self.charter.line_id, self.charter.digest
        keys = [self.key(party, use) for party, use in enumerate(signers)]
        self.second = True
        bravo = replace(self.charter.parties[1], identity=self.key(1, "identity").public())
        parties = (self.charter.parties[0], bravo)
        own: dict[str, Any] = {"version": 2, "parties": parties, "line": line, "previous": before}
        self.charter = replace(self.charter, **(own | changes))
        data = self.charter.encode()
        signed = tuple((party, key.sign(signing_bytes(data))) for party, key in enumerate(keys))
        self.signed_charter = SignedCharter(data, signed, (first,)).encode()

    def message(self, party: int, code: str = "I1", *fields: Value, **changes: object) -> Record:
        version = {"charter_version": 2 if self.second else 1}
        return super().message(party, code, *fields, **(version | changes))


def amended() -> Amended:
    """Messages of both sides, before and after the charter was amended."""
    sample = Amended("amended")
    sample.message(0)
    sample.message(1)
    sample.amend(name="NORTHERN AIR, AMENDED")
    sample.message(0)
    sample.message(1)
    sample.checkpoint(1, (0,))
    return sample


def badly_amended() -> Iterator[bytes]:
    """Chains that do not hold, and versions that fall along a feed."""
    for changes in (
        {"signers": ("identity", "checkpoint")},
        {"previous": bytes(32)},
        {"line": bytes(16)},
        {"version": 3},
        {"founded_ms": 1},
    ):
        sample = Amended("amended")
        sample.message(0)
        sample.amend(**changes)
        yield sample.export(0)
    falling = amended()
    falling.message(0, charter_version=1)
    yield falling.export(0)
    unknown = amended()
    unknown.message(1, charter_version=3)
    yield unknown.export(0)
    alone = SignedCharter.decode(amended().signed_charter)
    yield amended().export(
        0, signed_charter=SignedCharter(alone.charter, alone.signatures).encode()
    )
    first = alone.earlier[0]
    yield amended().export(0, signed_charter=replace(alone, earlier=(first, first)).encode())


@dataclass(frozen=True)
class Kind:
    """A bundle, and what its reader compares it with."""

    data: bytes
    fingerprint: str = ""
    witnesses: tuple[VerifierKey, ...] = ()


def kinds() -> Iterator[tuple[str, Kind]]:
    """Every kind of bundle that there is, by name; all but the last two verify."""
    whole = small()
    yield "whole", Kind(whole.export(0))
    yield "by the other side", Kind(whole.export(1), whole.charter.fingerprint)
    sample, message = busy()
    yield "selection", Kind(selected(sample, message))
    everything = full(load().carried(FORMS))
    fingerprint = everything.charter.fingerprint
    yield "post-quantum", Kind(everything.export(0), fingerprint)
    yield "witnessed", Kind(everything.export(1), fingerprint, witness_keys())
    copy = everything.select(everything.records[0], everything.records[3])
    yield "witnessed selection", Kind(copy, fingerprint, witness_keys())
    yield "own forms", Kind(own_forms().export(0))
    hiding, asking, data = one_redacted()
    yield "redacted", Kind(data, hiding.charter.fingerprint)
    stop, other = everything.records[0], everything.records[3]
    said = everything.select(stop, other, hide={place(stop): {0, 1, 5}, place(other): {2}})
    yield "redacted, in words", Kind(said, fingerprint, witness_keys())
    yield "redacted receipt", Kind(redacted(hiding, asking, hide={(1, 1, 2): {4}, (1, 1, 4): {3}}))
    later = amended()
    yield "amended", Kind(later.export(0), later.charter.fingerprint)
    founding = Amended("amended").charter.fingerprint
    yield "amended, known by its first charter", Kind(later.export(1), founding)
    several = three()
    yield "three", Kind(several.export(2))
    hidden = several.export(2, disclose=lambda entry: entry.position > 1 or entry.party == 1)
    yield "ended", Kind(ended().export(2))
    yield "leaves alone", Kind(hidden)
    forgotten = [replace(record, body=None, salt=None) for record in whole.records[:2]]
    yield "bodies forgotten", Kind(whole.export(0, entries=[*forgotten, *whole.records[2:]]))
    gap = Sample()
    for _ in range(5):
        gap.message(1)
    yield "gap", Kind(gap.export(0, entries=[r for r in gap.records if r.position != 4]))
    yield "keys lost", Kind(keylost().export(2))
    yield "withheld", Kind(lacking(withholding()))
    yield "withheld, by another clock", Kind(withholding().export(2))
    yield "withheld, before its time", Kind(lacking(withholding(), later_ms=0))
    first, second, *rest = several.records
    leaf = (second.party, second.generation, second.position, flip(second.leaf))
    yield "another history", Kind(several.export(1, entries=[first, *rest], leaves=[leaf]))
    yield "receipt for more", Kind(several.export(1, entries=[second, *rest], notes=[]))
