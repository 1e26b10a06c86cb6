"""Undertakings: the state machine, both sides' views, guards, halves and claims."""

import random
from typing import Any

import pytest

from directline.books import Books
from directline.books.claims import ClaimView, claims_at
from directline.books.standing import UndertakingView, undertakings_at
from directline.line.ladder import Key
from directline.wire.body import Body
from directline.wire.codec import Value
from directline.wire.values import Kind
from tests.unit.books.made import (
    ALPHA,
    AREA,
    BRAVO,
    CHARLIE,
    DAY,
    HERE,
    HOUR,
    MINUTE,
    T0,
    Made,
    Record,
    message,
    rules,
)
from tests.unit.books.slow import Slow
from tests.unit.books.slow_undertakings import SlowUndertakings

NOTE = Body("E-OTHER", 1, ())
TERMS: dict[str, Value] = {
    "undertaking_kind": "joint", "scope": ("en", "no strikes on the listed plants"),
    "start_kind": "at-instant", "starts_at": T0 + DAY, "ending": "at-instant",
    "ends_at": T0 + 30 * DAY, "extension": "by-both", "reciprocity": "none", "notice_hours": 48,
    "reply_hours": 24, "release_rule": "after-reply", "humanitarian": "no",
}  # fmt: skip


def folded(made: Made) -> Books:
    state = Books(rules(made.parties))
    state.add(made.records)
    return state


def offered(made: Made, at_ms: int = T0, party: int = ALPHA, **more: Value) -> Record:
    return made.say(party, message("U1", **{**TERMS, **more}), at_ms)


def accepted(made: Made, **more: Any) -> Record:
    sent = offered(made, **more)
    made.step(BRAVO, sent.key, 6, T0 + HOUR, answer="ACCEPT")
    return sent


def act(made: Made, of: Key, what: str, at_ms: int, effect_ms: int, **more: Value) -> Record:
    party = int(more.pop("party", BRAVO))  # type: ignore[arg-type]
    values: dict[str, Value] = {
        "ref": of, "undertaking_act": what, "effect_at": effect_ms, "ground": "own-terms",
        "humanitarian": "no",
    }  # fmt: skip
    return made.say(party, message("U2", **{**values, **more}), at_ms)


def claimed(made: Made, of: Key, at_ms: int, party: int = ALPHA, **more: Value) -> Record:
    values: dict[str, Value] = {
        "ref": of, "happened_at": at_ms, "position": (*HERE, 100), **more,
    }  # fmt: skip
    return made.say(party, message("Q6", **values), at_ms)


def replied(made: Made, to: Key, says: str, at_ms: int, party: int = BRAVO) -> Record:
    return made.say(party, message("U3", ref=to, claim_reply=says), at_ms)


def hears(made: Made, party: int, at_ms: int) -> None:
    made.say(party, NOTE, at_ms, kind=Kind.EVENT)


def one(made: Made, at_ms: int) -> UndertakingView:
    (found,) = undertakings_at(folded(made).undertakings, at_ms)
    return found


def state(made: Made, at_ms: int) -> str:
    return one(made, at_ms).state


def pair(made: Made, at_ms: int) -> tuple[str, ...]:
    return tuple(standing.state for standing in one(made, at_ms).standings)


def claims(made: Made, at_ms: int) -> list[ClaimView]:
    return claims_at(folded(made).undertakings, at_ms)


# --- the state machine ----------------------------------------------------------------------------


def test_from_an_offer_to_its_end() -> None:
    made = Made()
    sent = offered(made)
    assert state(made, T0) == "offered"
    assert state(made, T0 + 30 * DAY) == "lapsed"
    made.step(BRAVO, sent.key, 6, T0 + HOUR, answer="ACCEPT")
    seen = [state(made, T0 + hours * HOUR) for hours in (2, 24, 24 * 27 - 1, 24 * 27, 24 * 30)]
    assert seen == ["scheduled", "in-force", "in-force", "expiring", "expired"]
    until = [s.until_ms for s in one(made, T0 + 2 * HOUR).standings]
    assert until == [T0 + DAY, T0 + DAY]
    reminders = [one(made, T0 + hours * HOUR).reminder_ms for hours in (24, 24 * 27, 24 * 29)]
    assert reminders == [None, 3 * DAY, DAY]


@pytest.mark.parametrize(("answer", "says"), [("OBJECT", "refused"), ("NOTED", "offered")])
def test_only_an_acceptance_is_one(answer: str, says: str) -> None:
    made = Made()
    sent = offered(made)
    made.step(BRAVO, sent.key, 6, T0 + HOUR, answer=answer)
    assert state(made, T0 + 2 * DAY) == says


def test_an_offer_can_be_withdrawn_until_it_is_accepted_and_then_needs_its_notice() -> None:
    made = Made()
    sent = offered(made)
    made.say(ALPHA, message("L6", ref=sent.key, action="cancel", original_form="U1"), T0 + 1)
    assert pair(made, T0 + HOUR) == ("withdrawn", "offered")  # BRAVO has not shown that it has it
    hears(made, BRAVO, T0 + MINUTE)
    assert state(made, T0 + HOUR) == "withdrawn"
    made = Made()
    sent = accepted(made)
    made.say(ALPHA, message("L6", ref=sent.key, action="cancel", original_form="U1"), T0 + DAY)
    hears(made, BRAVO, T0 + DAY)
    assert (state(made, T0 + 2 * DAY), one(made, T0).cancelled) == ("in-force", "not-possible")


def test_it_starts_with_acceptance_or_with_its_event() -> None:
    made = Made()
    accepted(made, start_kind="on-acceptance", starts_at=None)
    assert (state(made, T0), state(made, T0 + HOUR)) == ("scheduled", "in-force")
    made = Made()
    sent = accepted(made, start_kind="on-event", starts_at=None, ending="on-event", ends_at=None)
    assert state(made, T0 + DAY) == "accepted"
    act(made, sent.key, "start-event", T0 + DAY, T0 + DAY)
    assert pair(made, T0 + DAY) == ("accepted", "in-force")
    hears(made, ALPHA, T0 + DAY + 1)
    assert state(made, T0 + 2 * DAY) == "in-force"
    act(made, sent.key, "end-event", T0 + 3 * DAY, T0 + 3 * DAY, party=ALPHA)
    hears(made, BRAVO, T0 + 3 * DAY)
    assert state(made, T0 + 3 * DAY) == "expired"


def test_a_denunciation_needs_its_notice_runs_and_can_be_taken_back_until_it_acts() -> None:
    made = Made()
    sent = accepted(made)
    early = act(made, sent.key, "denounce", T0 + 2 * DAY, T0 + 3 * DAY)
    hears(made, ALPHA, T0 + 2 * DAY)
    assert state(made, T0 + 5 * DAY) == "in-force"
    (seen,) = one(made, T0).acts
    assert (seen.act.entry, seen.status, seen.reason) == (early.key, "not-possible", "notice")
    given = act(made, sent.key, "denounce", T0 + 6 * DAY, T0 + 8 * DAY)
    assert pair(made, T0 + 7 * DAY) == ("in-force", "denounced")
    assert state(made, T0 + 7 * DAY) == "disputed"
    hears(made, ALPHA, T0 + 6 * DAY)
    seen_at = [state(made, T0 + days * DAY) for days in (7, 8, 40)]
    assert seen_at == ["denounced", "terminated", "terminated"]
    cancel = message("L6", ref=given.key, action="cancel", original_form="U2")
    made.say(BRAVO, cancel, T0 + 7 * DAY)
    assert one(made, T0).acts[1].status == "taken-back"
    assert state(made, T0 + 8 * DAY) == "in-force"


def test_an_extension_holds_once_both_signed_it_before_the_end() -> None:
    for after, then in ((29 * DAY, "extended"), (31 * DAY, "expired")):
        made = Made()
        sent = accepted(made)
        longer = act(made, sent.key, "extend", T0 + 20 * DAY, T0 + 20 * DAY, new_end=T0 + 60 * DAY)
        assert one(made, T0).acts[0].status == "waits-for-acceptance"
        assert state(made, T0 + 31 * DAY) == "expired"
        made.step(ALPHA, longer.key, 6, T0 + after, answer="ACCEPT")
        assert state(made, T0 + 31 * DAY) == then


def test_a_tacit_extension_goes_on_until_it_is_denounced() -> None:
    made = Made()
    sent = accepted(made, extension="tacit", extension_days=10)
    assert [state(made, T0 + days * DAY) for days in (32, 38, 399)] == [
        "extended", "expiring", "expiring",
    ]  # fmt: skip
    act(made, sent.key, "denounce", T0 + 33 * DAY, T0 + 35 * DAY)
    hears(made, ALPHA, T0 + 33 * DAY)
    assert state(made, T0 + 36 * DAY) == "terminated"


def test_an_end_by_agreement_needs_the_others_acceptance() -> None:
    made = Made()
    sent = accepted(made)
    over = act(made, sent.key, "end", T0 + 2 * DAY, T0 + 5 * DAY, ground="agreed")
    assert state(made, T0 + 6 * DAY) == "in-force"
    made.step(ALPHA, over.key, 6, T0 + 3 * DAY, answer="ACCEPT")
    assert state(made, T0 + 4 * DAY) == "in-force"
    assert state(made, T0 + 6 * DAY) == "terminated"


def test_a_suspension_is_reversible_and_one_that_is_objected_to_is_disputed() -> None:
    made = Made()
    sent = accepted(made)
    held = act(made, sent.key, "suspend", T0 + 2 * DAY, T0 + 3 * DAY, ground="condition-failed")
    hears(made, ALPHA, T0 + 2 * DAY)
    assert [state(made, T0 + days * DAY) for days in (2, 3)] == ["in-force", "suspended"]
    act(made, sent.key, "resume", T0 + 4 * DAY, T0 + 4 * DAY)
    hears(made, ALPHA, T0 + 4 * DAY)
    assert [state(made, T0 + days * DAY) for days in (3, 5)] == ["suspended", "in-force"]
    made.step(ALPHA, held.key, 6, T0 + 5 * DAY, answer="OBJECT")
    assert pair(made, T0 + 3 * DAY + 1) == ("in-force", "suspended")
    assert state(made, T0 + 3 * DAY + 1) == "disputed"


def test_who_relieves_the_watch_is_told_of_what_is_not_over() -> None:
    made = Made()
    sent = accepted(made)
    seen = {}
    for days in (0, 28, 30):
        items = [i for i in folded(made).watch.view(T0 + days * DAY) if i.kind == "undertaking"]
        seen[days] = [(i.message, i.code, i.state, i.at_ms) for i in items]
    assert seen == {
        0: [(sent.key, "U1", "scheduled", T0 + DAY)],
        28: [(sent.key, "U1", "expiring", T0 + 30 * DAY)],
        30: [],
    }


# --- guards ---------------------------------------------------------------------------------------


def test_a_humanitarian_one_is_not_suspended_in_answer_to_a_breach() -> None:
    made = Made()
    sent = accepted(made, humanitarian="yes", release_rule="immediate")
    breach = claimed(made, sent.key, T0 + 2 * DAY, party=BRAVO)
    for what in ("suspend", "denounce"):
        act(made, sent.key, what, T0 + 3 * DAY, T0 + 3 * DAY, ground="response-to-breach",
            claim=breach.key)  # fmt: skip
    hears(made, ALPHA, T0 + 3 * DAY)
    found = one(made, T0 + 4 * DAY)
    assert found.state == "in-force"
    assert [(a.status, a.reason) for a in found.acts] == [("not-possible", "humanitarian")] * 2
    act(made, sent.key, "denounce", T0 + 4 * DAY, T0 + 6 * DAY)  # its own terms
    hears(made, ALPHA, T0 + 4 * DAY)
    assert state(made, T0 + 6 * DAY) == "terminated"


@pytest.mark.parametrize(
    ("rule", "by", "reason"),
    [
        ("none", T0 + 9 * DAY, "no-release"),
        ("immediate", T0 + 2 * DAY, ""),
        ("after-reply", T0 + 2 * DAY + HOUR, "reply-due"),
        ("after-reply", T0 + 3 * DAY + MINUTE, ""),
    ],
)
def test_a_claim_releases_as_the_undertaking_says(rule: str, by: int, reason: str) -> None:
    made = Made()
    sent = accepted(made, release_rule=rule)
    breach = claimed(made, sent.key, T0 + 2 * DAY, party=BRAVO)
    hears(made, ALPHA, T0 + 2 * DAY + MINUTE)
    act(made, sent.key, "suspend", T0 + 2 * DAY, by, ground="response-to-breach", claim=breach.key)
    assert one(made, T0).acts[0].reason == reason
    replied(made, breach.key, "denied", T0 + 2 * DAY + 30 * MINUTE, party=ALPHA)
    expected = "" if reason == "reply-due" else reason  # a reply before it, and it may go
    assert one(made, T0).acts[0].reason == expected


def test_a_breach_without_ones_own_claim_releases_nobody() -> None:
    made = Made()
    sent = accepted(made, release_rule="immediate")
    theirs = claimed(made, sent.key, T0 + 2 * DAY, party=ALPHA)
    for claim in (None, theirs.key, (BRAVO, 1, 99)):
        act(made, sent.key, "suspend", T0 + 3 * DAY, T0 + 3 * DAY, ground="response-to-breach",
            claim=claim)  # fmt: skip
    assert {a.reason for a in one(made, T0).acts} == {"no-claim"}


def test_an_act_that_arrived_after_its_effect_is_marked_late() -> None:
    made = Made()
    sent = accepted(made)
    act(made, sent.key, "suspend", T0 + 2 * DAY, T0 + 2 * DAY, ground="condition-failed")
    hears(made, ALPHA, T0 + 3 * DAY)
    assert one(made, T0).acts[0].late == (ALPHA,)


def test_who_is_no_party_of_it_and_a_drill_change_nothing() -> None:
    made = Made(3)
    sent = made.say(ALPHA, message("U1", **TERMS), T0, to=1 << BRAVO)
    made.step(BRAVO, sent.key, 6, T0 + HOUR, answer="ACCEPT")
    act(made, sent.key, "denounce", T0 + 2 * DAY, T0 + 9 * DAY, party=CHARLIE)
    claimed(made, sent.key, T0 + 2 * DAY, party=CHARLIE)
    body = message("U2", ref=sent.key, undertaking_act="end", ground="agreed", effect_at=T0)
    made.say(BRAVO, body, T0 + 2 * DAY, drill=True)
    assert one(made, T0 + 3 * DAY).acts == ()
    assert claims(made, T0) == []


# --- other forms, and two halves ------------------------------------------------------------------


def test_a_pause_and_a_caution_area_are_undertakings_too() -> None:
    made = Made()
    pause = message("H6", starts_at=T0 + HOUR, end_kind="fixed", ends_at=T0 + DAY, extent="area",
                    area=AREA)  # fmt: skip
    sent = made.say(ALPHA, pause, T0)
    made.step(BRAVO, sent.key, 6, T0 + MINUTE, answer="ACCEPT")
    assert state(made, T0 + MINUTE) == "scheduled"
    assert state(made, T0 + 2 * HOUR) == "expiring"
    assert one(made, T0).undertaking.humanitarian is None
    act(made, sent.key, "denounce", T0 + 3 * HOUR, T0 + 3 * HOUR)  # no notice was agreed
    hears(made, ALPHA, T0 + 3 * HOUR)
    assert state(made, T0 + 4 * HOUR) == "terminated"
    made = Made()
    area = message("A8", area=AREA, window=(T0 + HOUR, T0 + 9 * DAY), measures=("en", "slow"))
    sent = made.say(ALPHA, area, T0)
    made.step(BRAVO, sent.key, 6, T0 + MINUTE, answer="NEGATIVE")
    assert state(made, T0 + DAY) == "refused"


def test_two_parallel_statements_are_two_halves() -> None:
    made = Made()
    own: dict[str, Any] = {"undertaking_kind": "parallel", "starts_at": T0 + DAY}
    first = offered(made, **own)
    (alone,) = undertakings_at(folded(made).undertakings, T0 + 2 * DAY)
    assert (alone.state, alone.both) == ("in-force", "other-missing")
    second = offered(made, T0 + HOUR, BRAVO, other_half=first.key, **own)
    views = undertakings_at(folded(made).undertakings, T0 + 2 * DAY)
    assert [v.both for v in views] == ["both-in-force"] * 2
    assert [v.other for v in views] == [second.key, first.key]
    act(made, second.key, "denounce", T0 + 2 * DAY, T0 + 4 * DAY)
    hears(made, ALPHA, T0 + 2 * DAY)
    views = undertakings_at(folded(made).undertakings, T0 + 4 * DAY)
    assert [(v.state, v.both) for v in views] == [
        ("in-force", "not-both"), ("terminated", "not-both"),
    ]  # fmt: skip


def test_two_halves_of_different_scope_are_not_one() -> None:
    made = Made()
    first = offered(made, undertaking_kind="parallel")
    offered(made, T0 + 1, BRAVO, undertaking_kind="parallel", other_half=first.key,
            scope=("en", "no strikes on power plants by day"))  # fmt: skip
    views = undertakings_at(folded(made).undertakings, T0 + 2 * DAY)
    assert [v.both for v in views] == ["other-scope"] * 2
    made = Made()
    text: dict[str, Any] = {"undertaking_kind": "parallel", "text_digest": "a" * 64}
    first = offered(made, scope=("ru", "other words, one text"), **text)
    offered(made, T0 + 1, BRAVO, other_half=first.key, **text)
    views = undertakings_at(folded(made).undertakings, T0 + 2 * DAY)
    assert [v.both for v in views] == ["both-in-force"] * 2


# --- claims ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "open"),
        (("accepted",), "accepted"),
        (("denied",), "contested"),
        (("justified",), "contested"),
        (("counter-claim",), "contested"),
        (("investigating",), "open"),
        (("investigating", "accepted"), "accepted"),
        (("withdrawn",), "open"),  # not the maker's
        (("noted",), "open"),
    ],
)
def test_a_claim_stands_as_the_other_side_said_last(words: tuple[str, ...], says: str) -> None:
    made = Made()
    sent = accepted(made)
    breach = claimed(made, sent.key, T0 + 2 * DAY)
    hears(made, BRAVO, T0 + 2 * DAY)
    for number, word in enumerate(words):
        replied(made, breach.key, word, T0 + 2 * DAY + number)
    (found,) = claims(made, T0 + 2 * DAY + HOUR)
    assert (found.state, found.due_ms) == (says, T0 + 3 * DAY)
    assert one(made, T0 + 2 * DAY).claims[0][1:] == (says, 1)


def test_a_rejoinder_is_the_makers_and_a_silence_is_unanswered() -> None:
    made = Made()
    sent = accepted(made)
    breach = claimed(made, sent.key, T0 + 2 * DAY)
    assert claims(made, T0 + 9 * DAY)[0].due_ms is None  # nobody has shown that it has it
    hears(made, BRAVO, T0 + 2 * DAY)
    assert claims(made, T0 + 3 * DAY + 1)[0].state == "unanswered"
    denied = replied(made, breach.key, "denied", T0 + 4 * DAY)
    replied(made, denied.key, "remedied", T0 + 5 * DAY, party=ALPHA)
    assert claims(made, T0 + 6 * DAY)[0].state == "remedied"
    cancel = message("L6", ref=breach.key, action="cancel", original_form="Q6")
    made.say(ALPHA, cancel, T0 + 6 * DAY)
    assert claims(made, T0 + 6 * DAY)[0].state == "withdrawn"


def test_claims_are_counted_by_side_and_state_and_likely_twins_are_proposed() -> None:
    made = Made()
    sent = accepted(made)
    first = claimed(made, sent.key, T0 + 2 * DAY)
    twin = claimed(made, sent.key, T0 + 2 * DAY + 10 * MINUTE)
    claimed(made, sent.key, T0 + 4 * DAY)
    far = claimed(made, sent.key, T0 + 2 * DAY, position=(*AREA[0], 100), evidence="b" * 64)
    last = claimed(made, sent.key, T0 + 8 * DAY, evidence="b" * 64)
    claimed(made, sent.key, T0 + 2 * DAY, party=BRAVO)
    replied(made, first.key, "denied", T0 + 2 * DAY + HOUR)
    counts = one(made, T0 + 2 * DAY).claims
    assert counts == ((ALPHA, "open", 4), (ALPHA, "contested", 1), (BRAVO, "open", 1))
    same = {view.key: view.same for view in claims(made, T0) if view.same}
    assert same == {
        first.key: (twin.key,), twin.key: (first.key,), far.key: (last.key,), last.key: (far.key,),
    }  # fmt: skip


# --- against the slow one -------------------------------------------------------------------------

STATES = frozenset(
    "offered refused withdrawn lapsed accepted scheduled in-force expiring extended expired "
    "denounced suspended terminated".split()
)


def story(chance: random.Random) -> Made:
    """One undertaking that both know, and whatever may be done to it."""
    made = Made()
    day = T0 + 2 * DAY
    sent = offered(
        made,
        start_kind=chance.choice(("at-instant", "at-instant", "on-event", "on-acceptance")),
        ending=chance.choice(("at-instant", "at-instant", "on-event", "until-denounced")),
        extension=chance.choice(("by-both", "tacit")), extension_days=20,
        release_rule=chance.choice(("none", "after-reply", "immediate")),
        humanitarian=chance.choice(("yes", "no", "no")), notice_hours=chance.choice((0, 48)),
        undertaking_kind=chance.choice(("joint", "joint", "parallel")),
    )  # fmt: skip
    breach = claimed(made, sent.key, T0 + HOUR, party=BRAVO)
    said = [sent.key, breach.key]
    answer = chance.choice(("ACCEPT",) * 6 + ("OBJECT", None))
    made.step(BRAVO, sent.key, 6, T0 + HOUR, answer=answer)
    for _ in range(chance.randrange(7)):
        day += chance.randrange(1, 5 * DAY)
        party, roll = chance.randrange(2), chance.random()
        if roll < 0.15:
            body = message("L6", ref=chance.choice(said), action="cancel", original_form="U2")
            made.say(party, body, day)
        elif roll < 0.4:
            target = chance.choice(said)
            made.step(party, target, 6, day, answer=chance.choice(("ACCEPT", "ACCEPT", "OBJECT")))
        elif roll < 0.5:
            replied(made, breach.key, chance.choice(("denied", "accepted")), day, party=party)
        else:
            what = ("denounce", "suspend", "resume", "extend", "end", "start-event", "end-event")
            ground = chance.choice(("own-terms", "agreed", "response-to-breach"))
            made_act = act(
                made, sent.key, chance.choice(what), day, day + chance.randrange(-DAY, 5 * DAY),
                party=party, ground=ground, claim=breach.key, new_end=T0 + 90 * DAY,
            )  # fmt: skip
            said.append(made_act.key)
        if chance.random() < 0.7:
            hears(made, 1 - party, day)
    return made


def test_each_state_of_each_side_is_that_of_the_slow_one() -> None:
    """And the stories reach every state, so that the comparison compares something."""
    reached: set[str] = set()
    for seed in range(120):
        chance = random.Random(seed)
        made = story(chance)
        state_of = Books(rules())
        for record in chance.sample(made.records, len(made.records)):
            state_of.add([record])
        slow = Slow(rules(), made.records)
        second = SlowUndertakings(slow, {key: slow.message(key) for key in slow.messages()})
        for days in (0, 1, 3, 8, 15, 28, 35, 60, 100):
            (view,) = undertakings_at(state_of.undertakings, T0 + days * DAY)
            for standing in view.standings:
                expected = second.seen(view.key, standing.party, T0 + days * DAY)
                assert standing.state == expected, (seed, days)
                reached.add(standing.state)
    assert reached == STATES
