"""Stored entries made by hand, for folds: signed by nobody, at any place and any instant."""

from dataclasses import dataclass, field

from directline.catalogue import ParseContext, load
from directline.line.ladder import Key, receipt_body
from directline.line.ports import EntryRecord
from directline.transcript.tree import EMPTY_ROOT, sha256
from directline.wire.body import Body, encode_body
from directline.wire.charter import Charter, Party, Role, Terms
from directline.wire.codec import Value
from directline.wire.entry import Header, Read, Seen
from directline.wire.values import ClockQuality, Kind, Precedence

T0 = 1_763_762_400_000
"""2025-11-21T22:00:00Z."""
LINE = bytes(16)
ALPHA, BRAVO = 0, 1
ROLES = (Role("DUTY-OFFICER", "WATCH ONE"), Role("WATCH-SUPERVISOR", "WATCH TWO"))


def charter(terms: Terms | None = None) -> Charter:
    """A charter of ALPHA and BRAVO that nobody signed."""
    parties = (party("ALPHA"), party("BRAVO"))
    return Charter(1, "NORTHERN AIR", T0, parties, ("en",), bytes(32), terms or Terms())


def party(name: str) -> Party:
    """A party whose keys are digests."""
    one, two, three, four, five = (sha256(f"{name}/{n}".encode()) for n in range(5))
    return Party(name, one, two, three, four, five, b"", "+10", ROLES)


@dataclass
class Feeds:
    """Two feeds that grow as one says."""

    sizes: dict[int, int] = field(default_factory=lambda: {ALPHA: 0, BRAVO: 0})

    def entry(
        self,
        party: int,
        body: Body,
        at_ms: int,
        *,
        stored_ms: int | None = None,
        kind: Kind = Kind.MESSAGE,
        precedence: Precedence = Precedence.ROUTINE,
        drill: bool = False,
        seen: int | None = None,
        read: int = 0,
        position: int | None = None,
    ) -> EntryRecord:
        """The next entry of a feed; `seen` is what its author held of the other feed."""
        other = 1 - party
        self.sizes[party] = position or self.sizes[party] + 1
        size = self.sizes[other] if seen is None else seen
        root = sha256(b"root") if size else EMPTY_ROOT
        header = Header(
            LINE, 1, party, 1, self.sizes[party], 1 << other, at_ms, ClockQuality.SYNCED,
            precedence, drill, kind, 0, (Seen(other, 1, size, root),), (Read(other, 1, read),),
            bytes(32),
        )  # fmt: skip
        signed = header.signed_bytes()
        return EntryRecord(
            party, 1, self.sizes[party], sha256(signed), signed, bytes(64), encode_body(body),
            bytes(16), at_ms if stored_ms is None else stored_ms, 2, "tls",
        )  # fmt: skip

    def receipt(
        self, party: int, target: Key, level: int, at_ms: int, *, stored_ms: int | None = None,
        **fields: str,
    ) -> EntryRecord:  # fmt: skip
        """A person's step."""
        body = receipt_body(target, level, role="DUTY-OFFICER", call_sign="WATCH ONE", **fields)
        return self.entry(party, body, at_ms, kind=Kind.RECEIPT, stored_ms=stored_ms)


def form_body(code: str, inputs: dict[str, str]) -> Body:
    """A body of what somebody typed."""
    catalogue = load()
    form = catalogue.form(code)
    context = ParseContext(parties=("ALPHA", "BRAVO"))
    return Body(code, form.version, catalogue.parse(form, inputs, ctx=context))


def values_body(code: str, *values: Value) -> Body:
    """A body of plain values."""
    return Body(code, 1, values)
