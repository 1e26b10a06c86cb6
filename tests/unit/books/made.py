"""Transcripts for the books' tests: real trees and roots, any clocks, no signatures."""

import random
from dataclasses import dataclass, field, replace

from directline.books import Rules
from directline.catalogue import load
from directline.line.ladder import Key, receipt_body
from directline.transcript.tree import EMPTY_ROOT, Tree, sha256
from directline.wire.body import Body, encode_body
from directline.wire.charter import Charter, Party, Role, Terms
from directline.wire.codec import Value
from directline.wire.entry import Header, Read, Seen
from directline.wire.values import ClockQuality, Kind, Precedence

T0 = 1_763_762_400_000
"""2025-11-21T22:00:00Z."""
ALPHA, BRAVO, CHARLIE = 0, 1, 2
HOUR, MINUTE = 3_600_000, 60_000
DAY = 86_400_000
HERE = (557_500_000, 376_170_000)
AREA = ((557_000_000, 376_000_000), (558_000_000, 376_000_000), (557_500_000, 378_000_000))


@dataclass(frozen=True)
class Record:
    """An entry as a store keeps it, as far as books look."""

    party: int
    generation: int
    position: int
    leaf: bytes
    header: bytes
    body: bytes | None

    @property
    def key(self) -> Key:
        return self.party, self.generation, self.position


def rules(parties: int = 2, terms: Terms | None = None) -> Rules:
    """The rules of a charter that nobody signed."""
    names = ("ALPHA", "BRAVO", "CHARLIE")[:parties]
    key = bytes(32)
    roles = (Role("DUTY-OFFICER", "WATCH ONE"),)
    made = tuple(Party(name, key, key, key, key, key, b"", "+10", roles) for name in names)
    charter = Charter(1, "NORTHERN AIR", T0, made, ("en",), bytes(32), terms or Terms())
    return Rules(charter, load())


@dataclass
class Made:
    """Feeds that grow as one says; what each party has of the others is told by `seen`."""

    parties: int = 2
    records: list[Record] = field(default_factory=list)
    trees: dict[tuple[int, int], Tree] = field(default_factory=dict)
    known: dict[int, dict[tuple[int, int], int]] = field(default_factory=dict)

    def tree(self, party: int, generation: int = 1) -> Tree:
        return self.trees.setdefault((party, generation), Tree())

    def learns(self, party: int, other: int, size: int | None = None, generation: int = 1) -> None:
        """This party holds so much of another's feed from now on."""
        held = self.known.setdefault(party, {})
        most = self.tree(other, generation).size
        wanted = most if size is None else min(size, most)
        held[other, generation] = max(wanted, held.get((other, generation), 0))

    def say(
        self,
        party: int,
        body: Body | None,
        at_ms: int,
        *,
        kind: Kind = Kind.MESSAGE,
        precedence: Precedence = Precedence.ROUTINE,
        drill: bool = False,
        generation: int = 1,
        to: int | None = None,
        read: dict[int, int] | None = None,
        seen: tuple[Seen, ...] | None = None,
        beyond: tuple[tuple[int, bytes], ...] = (),
        everything: bool = True,
    ) -> Record:
        """The next entry of a feed; with `everything` its author holds all there is."""
        others = [other for other in range(self.parties) if other != party]
        for other in others if everything else ():
            newest = max((g for p, g in self.trees if p == other), default=1)
            self.learns(party, other, generation=newest)
        if seen is None:
            seen = self._seen(party, others, beyond)
        tree = self.tree(party, generation)
        header = Header(
            bytes(16), 1, party, generation, tree.size + 1,
            sum(1 << other for other in others) if to is None else to, at_ms,
            ClockQuality.SYNCED, precedence, drill, kind, 0, seen,
            tuple(Read(other, 1, position) for other, position in sorted((read or {}).items())),
            bytes(32),
        )  # fmt: skip
        signed = header.signed_bytes()
        leaf = sha256(signed)
        position = tree.append(leaf)
        data = None if body is None else encode_body(body)
        self.records.append(Record(party, generation, position, leaf, signed, data))
        return self.records[-1]

    def _seen(
        self, party: int, others: list[int], beyond: tuple[tuple[int, bytes], ...]
    ) -> tuple[Seen, ...]:
        held = self.known.get(party, {})
        rows = []
        for other in others:
            known = sorted((g, size) for (p, g), size in held.items() if p == other)
            generation, size = known[-1] if known else (1, 0)
            root = self.tree(other, generation).root(size) if size else EMPTY_ROOT
            rows.append(Seen(other, generation, size, root, beyond))
        return tuple(rows)

    def step(self, party: int, target: Key, level: int, at_ms: int, **more: Value) -> Record:
        """A person's receipt."""
        everything = bool(more.pop("everything", True))
        body = receipt_body(target, level, role="DUTY-OFFICER", call_sign="WATCH ONE", **more)  # type: ignore[arg-type]
        return self.say(party, body, at_ms, kind=Kind.RECEIPT, everything=everything)


def message(code: str, **values: Value) -> Body:
    """A body of a form by its fields' names; what is not given is None."""
    form = load().form(code)
    unknown = values.keys() - form.by_name.keys()
    assert not unknown, unknown
    return Body(code, form.version, tuple(values.get(f.name) for f in form.fields))


def without_body(record: Record) -> Record:
    return replace(record, body=None)


CODES = ("A1", "A6", "S1", "H3", "I0", "I1", "I4", "I5", "L1", "L5", "L6", "L8", "Q1", "Q2", "Z9",
         "A8", "H6", "U1", "U1", "U2", "U2", "U2", "Q6", "U3")  # fmt: skip


def random_body(chance: random.Random, made: Made, at_ms: int) -> Body:
    """A message of any form, or of none that is known; some of the values are nonsense."""
    code = chance.choice(CODES)
    refs = [record.key for record in made.records] or [(0, 1, 1)]
    ref = chance.choice([*refs, (chance.randrange(3), 1, chance.randrange(1, 9))])
    start = at_ms + chance.randrange(-HOUR, 4 * DAY)
    window = (start, start + chance.randrange(1, DAY))
    if chance.random() < 0.1 or code == "Z9":
        odd: tuple[Value, ...] = (ref, window, "text", None, -5, ("en", "text"), b"\x01", True)
        return Body(code, chance.choice((1, 1, 7)), tuple(chance.sample(odd, chance.randrange(8))))
    jitter = chance.randrange(-400_000, 400_000)
    point = (HERE[0] + jitter, HERE[1] + jitter)
    values: dict[str, Value] = {
        "window": window, "area": AREA, "altitude": (0, chance.choice((None, 9000)), "ft", "AMSL"),
        "circle": (*point, None, 5_000, "km"), "launch_date": start // DAY,
        "impact_area": AREA, "route": ((*point, None), (*point[::-1], None)),
        "position": (*point, 100), "impact_circle": (*point, None, 9_000, "nm"),
        "number": chance.randrange(1, 99), "text": "T1", "since": at_ms,
        "ref": ref, "request": "query-ack", "action": chance.choice(("cancel", "correct")),
        "original_form": "A1", "changes": chance.choice((((0, window),), ((0, 7),), None)),
        "subject": chance.choice(("hazard-notification", "clarification")),
        "suspension": chance.choice(("suspend", "resume")),
        "effective_date": at_ms // DAY + chance.choice((-1, 0, 0, 1)),
        "result": "answered",
    }  # fmt: skip
    values |= _of_undertakings(chance, ref, at_ms)
    form = load().form(code)
    return message(code, **{name: values[name] for name in values if name in form.by_name})


def _of_undertakings(chance: random.Random, ref: Key, at_ms: int) -> dict[str, Value]:
    """Terms, acts and replies that fit together often enough."""
    soon = at_ms + chance.randrange(-HOUR, 2 * HOUR)
    digest = chance.choice((None, "a" * 64))
    return {
        "end_kind": chance.choice(("fixed", "open")), "extent": "area", "starts_at": soon,
        "ends_at": soon + chance.randrange(1, 3 * HOUR), "other_half": ref, "clause": "2",
        "undertaking_kind": chance.choice(("joint", "parallel")), "scope": ("en", "no strikes"),
        "start_kind": chance.choice(("at-instant", "on-event", "on-acceptance")),
        "ending": chance.choice(("at-instant", "at-instant", "on-event", "until-denounced")),
        "extension": chance.choice(("by-both", "tacit")), "extension_days": 1,
        "notice_hours": chance.choice((0, 1)), "reply_hours": chance.choice((None, 1)),
        "release_rule": chance.choice(("none", "after-reply", "immediate")),
        "humanitarian": chance.choice(("yes", "no")), "text_digest": digest, "claim": ref,
        "undertaking_act": chance.choice(
            ("denounce", "suspend", "resume", "extend", "end", "start-event", "end-event")
        ),
        "effect_at": soon, "new_end": soon + DAY,
        "ground": chance.choice(("own-terms", "agreed", "response-to-breach")),
        "claim_reply": chance.choice(("accepted", "denied", "investigating", "withdrawn", "noted")),
        "counter_claim": ref, "happened_at": at_ms, "evidence": digest,
    }  # fmt: skip


def random_transcript(
    chance: random.Random, count: int, *, parties: int = 2, skew_ms: int = HOUR
) -> Made:
    """Any transcript: clocks that jump, feeds known in part, steps on what may not exist."""
    made = Made(parties)
    skew = [chance.randrange(-skew_ms, skew_ms + 1) for _ in range(parties)]
    now = T0
    generation = [1] * parties
    for _ in range(count):
        now += chance.choice((0, 1, 1000, MINUTE, 20 * MINUTE))
        party = chance.randrange(parties)
        at_ms = max(0, now + skew[party] + chance.choice((0, 0, 0, 0, -skew_ms)))
        for other in range(parties):
            if other != party and chance.random() < 0.6:
                for epoch in range(1, generation[other] + 1):
                    if chance.random() < 0.9:
                        made.learns(party, other, chance.randrange(1, 60), epoch)
        _random_entry(chance, made, party, at_ms, generation)
    return made


def _random_entry(
    chance: random.Random, made: Made, party: int, at_ms: int, generation: list[int]
) -> None:
    what = chance.random()
    epoch = generation[party]
    if what < 0.4 and made.records:
        target = chance.choice(made.records).key
        if chance.random() < 0.2:
            target = (target[0], target[1], target[2] + 1)
        answer = chance.choice((None, "STANDBY", "ROGER", "WILCO", "ACCEPT", "ACCEPT", "OBJECT",
                                "NONSENSE"))  # fmt: skip
        reason = chance.choice((None, None, None, "not-now", "whim"))
        body = receipt_body(
            target, chance.choice((2, 3, 3, 4, 5, 6, 6, 6)), role="DUTY-OFFICER",
            call_sign="WATCH ONE", unit="3rd Battery", answer=answer, reason=reason,
        )  # fmt: skip
        made.say(party, body, at_ms, kind=Kind.RECEIPT, generation=epoch, everything=False)
    elif what < 0.5:
        body = chance.choice(
            (
                Body("E-DRILL", 1, (at_ms, at_ms + HOUR, "DUTY-OFFICER", "WATCH ONE")),
                Body("E-SECOND", 1, (1, chance.randrange(1, 9), "DUTY-OFFICER", "WATCH TWO")),
                Body("E-OTHER", 1, ()),
            )
        )
        made.say(party, body, at_ms, kind=Kind.EVENT, generation=epoch, everything=False)
        if chance.random() < 0.1:
            generation[party] += 1
    else:
        others = [other for other in range(made.parties) if other != party]
        to = sum(1 << other for other in others if chance.random() < 0.8)
        false = chance.random() < 0.05
        lie = (Seen((party + 1) % made.parties, 1, chance.randrange(1, 40), bytes(32)),)
        ahead = made.tree((party + 1) % made.parties)
        beyond: tuple[tuple[int, bytes], ...] = ()
        if chance.random() < 0.1 and made.parties == 2 and ahead.size > 2:
            held = [r for r in made.records if r.party != party and r.generation == 1]
            beyond = ((held[-1].position, held[-1].leaf),)
        made.say(
            party, random_body(chance, made, at_ms), at_ms, generation=epoch, everything=False,
            precedence=chance.choice(tuple(Precedence)), drill=chance.random() < 0.1, to=to,
            read={(party + 1) % made.parties: chance.randrange(9)},
            seen=lie if false else None, beyond=beyond,
        )  # fmt: skip
