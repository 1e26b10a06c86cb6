"""Undertakings once more: slow and obvious.  Tables, and how each side sees them at an instant."""

import hashlib
from typing import TYPE_CHECKING, Any

import cbor2

from directline.books.incidents import point_of
from directline.books.messages import Message
from directline.books.undertakings import Act, Claim, Heard, Undertaking, Word
from directline.catalogue import DECLINE_REASONS
from directline.line.ladder import Key
from tests.unit.books.made import DAY, HOUR

if TYPE_CHECKING:
    from tests.unit.books.slow import Slow

PAUSE = ("area", "circle", "exceptions", "exceptions_text")
NO = {"OBJECT", "NEGATIVE", *DECLINE_REASONS}


def _key(value: Any) -> Key | None:
    good = isinstance(value, tuple) and [type(part) for part in value] == [int, int, int]
    return value if good else None


def _instants(value: Any) -> list[int]:
    if isinstance(value, tuple):
        return [found for part in value for found in _instants(part)]
    return [value] if type(value) is int and value >= 946_684_800_000 else []


class SlowUndertakings:
    """All undertakings of a few entries."""

    def __init__(self, slow: "Slow", messages: dict[Key, Message]) -> None:
        self.slow, self.messages = slow, messages
        self.rows = {key: self.row(key) for key in messages if self.offers(key)}
        self.claims = {
            key: self.claim(key)
            for key in messages
            if slow.form(key) and slow.code(key) == "Q6" and self.about(key) is not None
        }

    def tables(self) -> dict[str, Any]:
        return {"undertakings": self.rows, "claims": self.claims}

    def offers(self, key: Key) -> bool:
        return self.slow.form(key) is not None and self.slow.code(key) in ("U1", "H6", "A8")

    def about(self, key: Key) -> Key | None:
        """The undertaking that a message of a party of it refers to, which came before it."""
        of = self.slow.ref(key)
        if of is None or of not in self.messages or not self.offers(of):
            return None
        if self.slow.at[of] > self.slow.at[key]:
            return None
        parties = {of[0], *(side.party for side in self.messages[of].sides)}
        same = self.messages[of].drill == self.messages[key].drill
        return of if same and key[0] in parties else None

    def heard(self, key: Key) -> tuple[Heard, ...]:
        form, found = self.slow.form(key), []
        for side in self.messages[key].sides:
            told = [step.at_ms for step in side.steps] + ([side.held_ms] if side.held else [])
            answer, when = "", 0
            for step in side.steps:
                fits = form is not None and step.answer in form.answers
                declines = step.reason in DECLINE_REASONS
                open_answer = step.answer in ("STANDBY", "CHECKING", "WAIT")
                if not answer and (declines or (fits and not open_answer)):
                    answer, when = step.reason if declines else step.answer, step.at_ms
            found.append(Heard(side.party, min(told) if told else None, answer, when))
        return tuple(found)

    def row(self, key: Key) -> Undertaking:
        slow, message = self.slow, self.messages[key]

        def text(name: str) -> str:
            value = slow.value(key, name)
            return value if isinstance(value, str) else ""

        def number(name: str, unit: int) -> int | None:
            value = slow.value(key, name)
            good = isinstance(value, int) and not isinstance(value, bool)
            return value * unit if good and 0 <= value <= 87_600 else None

        def instant(name: str, at: int = 0) -> int | None:
            found = _instants(slow.value(key, name))
            return found[at] if found else None

        made: dict[str, Any] = dict.fromkeys(Undertaking._fields)
        made |= {
            "code": message.code, "version": message.version, "party": key[0],
            "drill": message.drill, "at_ms": message.instant_ms, "heard": self.heard(key),
            "withdrawn": message.cancelled_by, "acts": self.acts(key), "release_rule": "",
            "attested_by": "", "reciprocity": "", "kind": "joint", "start": "at-instant",
            "from_ms": instant("starts_at"), "to_ms": instant("ends_at"), "ending": "at-instant",
        }  # fmt: skip
        names: tuple[str, ...] = ("scope", "area")
        if message.code == "U1":
            if text("text_digest"):
                names = ("text_digest", "clause", "area")
            other = slow.value(key, "other_half")
            made |= {
                "kind": text("undertaking_kind"), "humanitarian": text("humanitarian") == "yes",
                "other": _key(other), "start": text("start_kind"),
                "ending": text("ending"), "notice_ms": number("notice_hours", HOUR),
                "tacit_ms": number("extension_days", DAY) if text("extension") == "tacit" else None,
                "reply_ms": number("reply_hours", HOUR), "release_rule": text("release_rule"),
                "attested_by": text("attested_by"), "reciprocity": text("reciprocity"),
            }  # fmt: skip
        elif message.code == "A8":
            names = ("area", "measures", "frequencies")
            made |= {"from_ms": instant("window"), "to_ms": instant("window", -1)}
        elif message.code == "H6":
            form = slow.form(key)
            assert form is not None
            names = (*PAUSE, *(f.name for f in form.fields if f.name[:6] == "stops_"))
            if text("end_kind") == "open":
                made |= {"ending": "until-denounced", "to_ms": None}
        made["scope"] = hashlib.sha256(
            cbor2.dumps(tuple(slow.value(key, name) for name in names))
        ).digest()
        return Undertaking(**made)

    def acts(self, of: Key) -> tuple[Act, ...]:
        found = []
        for key in self.messages:
            value = {n: self.slow.value(key, n) for n in ("undertaking_act", "effect_at", "ground")}
            if self.slow.code(key) != "U2" or self.about(key) != of:
                continue
            if [type(v) for v in value.values()] != [str, int, str]:
                continue
            new_end = self.slow.value(key, "new_end")
            new_end = new_end if isinstance(new_end, int) else None
            claim = _key(self.slow.value(key, "claim"))
            message = self.messages[key]
            found.append(
                Act(
                    key, key[0], value["undertaking_act"], value["ground"], message.instant_ms,
                    value["effect_at"], new_end, claim, self.heard(key),
                    message.cancelled_ms if message.cancelled_by else None,
                )
            )  # fmt: skip
        return tuple(found)

    def claim(self, key: Key) -> Claim:
        slow, message, of = self.slow, self.messages[key], self.about(key)
        body, form = slow.bodies[key], slow.form(key)
        assert of is not None
        assert body is not None
        happened, evidence = slow.value(key, "happened_at"), slow.value(key, "evidence")
        return Claim(
            of, key[0], message.drill, message.instant_ms,
            happened if isinstance(happened, int) else None, point_of(form, body),
            evidence if isinstance(evidence, str) else "", self.heard(key), message.cancelled_by,
            tuple(self.word(w) for w in self.messages if self.claimed(w) == key),
        )  # fmt: skip

    def claimed(self, key: Key) -> Key | None:
        """The claim that a reply, or a reply to a reply, speaks of."""
        seen, now = {key}, key
        while self.slow.code(now) in ("U3", "Q2") and self.slow.form(now) is not None:
            before = self.slow.ref(now)
            if before is None or before in seen or before not in self.messages:
                return None
            later = self.slow.at[before] > self.slow.at[now]
            if later or self.messages[before].drill != self.messages[now].drill:
                return None
            seen.add(before)
            now = before
            if self.slow.code(now) == "Q6":
                return now if self.slow.form(now) and self.about(now) is not None else None
        return None

    def word(self, key: Key) -> Word:
        says = self.slow.value(key, "claim_reply") if self.slow.code(key) == "U3" else "in-words"
        back = self.messages[key].cancelled_by is not None
        counter = _key(self.slow.value(key, "counter_claim"))
        at_ms = self.messages[key].instant_ms
        return Word(key, key[0], says if isinstance(says, str) else "", at_ms, counter, back)

    # --- as each side sees it, at an instant --------------------------------------------------

    def seen(self, key: Key, party: int, at_ms: int) -> str:  # noqa: C901 - one list of cases
        row = self.rows[key]
        cancel = row.withdrawn
        knows = cancel is not None and (
            cancel[0] == party
            or any(s.party == party and (s.held or s.steps) for s in self.messages[cancel].sides)
        )
        answers = [one.answer for one in row.heard]
        if row.kind != "parallel" and (not answers or set(answers) != {"ACCEPT"}):
            if knows:
                return "withdrawn"
            if NO & set(answers):
                return "refused"
            dated = row.ending == "at-instant" and row.to_ms is not None
            return "lapsed" if dated and (row.to_ms or 0) <= at_ms else "offered"
        acts = [act for act in row.acts if self.counts(row, act) and self.reaches(act, party)]
        end = self.end(row, at_ms, acts)
        stops = [(a.effect_ms, a.at_ms) for a in acts if a.act == "denounce"]
        stops += [(a.effect_ms, a.effect_ms) for a in acts if a.act == "end"]
        if knows and cancel is not None and not row.notice_ms:
            stops.append((self.messages[cancel].instant_ms,) * 2)
        if stops and min(stops)[0] <= at_ms and (end is None or min(stops)[0] < end):
            return "terminated"
        if end is not None and end <= at_ms:
            return "expired"
        if self.suspended(acts, at_ms):
            return "suspended"
        if stops and min(stops)[1] <= at_ms:
            return "denounced"
        starts = [row.from_ms] if row.start == "at-instant" else []
        if row.start == "on-acceptance":
            last = max((one.answer_ms for one in row.heard), default=0)
            starts = [row.at_ms if row.kind == "parallel" else last]
        if row.start == "on-event":
            starts = [a.effect_ms for a in acts if a.act == "start-event"]
        begins = [one for one in starts if one is not None]
        if not begins:
            return "accepted"
        if at_ms < min(begins):
            return "scheduled"
        if end is not None and end - at_ms <= 72 * HOUR:
            return "expiring"
        later = end is not None and row.to_ms is not None and end != row.to_ms <= at_ms
        return "extended" if later and row.ending == "at-instant" else "in-force"

    def suspended(self, acts: list[Act], at_ms: int) -> bool:
        for act in acts:
            begun = max(act.at_ms, act.effect_ms)
            if act.act != "suspend" or begun > at_ms or (act.back_ms or at_ms + 1) <= at_ms:
                continue
            resumed = [max(o.at_ms, o.effect_ms) for o in acts
                       if o.act == "resume" and o.party == act.party]  # fmt: skip
            if not [r for r in resumed if begun <= r <= at_ms]:
                return True
        return False

    def end(self, row: Undertaking, at_ms: int, acts: list[Act]) -> int | None:
        if row.ending == "on-event":
            return min((a.effect_ms for a in acts if a.act == "end-event"), default=None)
        if row.ending != "at-instant" or row.to_ms is None:
            return None
        end = row.to_ms
        for act in row.acts:
            if act.act == "extend" and self.counts(row, act) and act.new_end_ms is not None:
                agreed = max(one.answer_ms for one in act.heard)
                end = act.new_end_ms if agreed <= end < act.new_end_ms else end
        while row.tacit_ms and at_ms >= end:
            end += row.tacit_ms
        return end

    def counts(self, row: Undertaking, act: Act) -> bool:
        if act.act in ("suspend", "denounce"):
            breach = act.ground == "response-to-breach"
            if breach and not self.released(row, act):
                return False
            plain = not breach and act.ground != "agreed" and row.notice_ms is not None
            short = act.effect_ms - act.at_ms < (row.notice_ms or 0)
            if plain and short and act.act == "denounce":
                return False
        if act.ground == "agreed" or act.act in ("extend", "end"):
            return {one.answer for one in act.heard} == {"ACCEPT"}
        return act.back_ms is None or act.back_ms >= act.effect_ms

    def released(self, row: Undertaking, act: Act) -> bool:
        if row.humanitarian:
            return False
        if row.release_rule == "":
            return True
        claim = self.claims.get(act.claim) if act.claim else None
        if claim is None or claim.party != act.party or row.release_rule == "none":
            return False
        times = [w.at_ms for w in claim.words if w.party != claim.party and not w.back]
        of = self.rows[claim.of]
        had = [one.had_ms for one in claim.heard if one.had_ms is not None]
        wait = 7 * DAY if of.reply_ms is None else of.reply_ms
        times += [min(had) + wait] if had else []
        return row.release_rule == "immediate" or any(t <= act.effect_ms for t in times)

    def reaches(self, act: Act, party: int) -> bool:
        return act.party == party or any(
            one.party == party and one.had_ms is not None and one.answer not in NO
            for one in act.heard
        )
