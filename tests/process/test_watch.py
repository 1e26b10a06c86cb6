"""What the watch sees on an ordinary bad day: silence told apart, suspension, tests, drills."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from directline.cli.client import slug
from directline.cli.demo.world import DemoParty
from directline.wire.values import Kind
from tests.support import house
from tests.support.false_station import FalseStation
from tests.support.house import (
    PASSPHRASE,
    TERMS,
    alarms,
    duty,
    listed,
    message,
    peer,
    step,
    stop_inputs,
    until,
)

pytestmark = pytest.mark.xdist_group("stations-2")

MOTIVES = ("ignored", "refused", "refuses", "hostile", "unwilling")
"""No class of silence names a motive (failure F7)."""


@pytest.fixture(scope="module")
def parties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoParty, DemoParty]]:
    terms = replace(
        TERMS, desk_presence_ms=5_000, test_interval_ms=6_000, human_due_ms_immediate=1_500,
    )  # fmt: skip
    parties = house.found(tmp_path_factory.mktemp("watch"), terms)
    with house.running(*parties):
        for party in parties:
            duty(party), duty(party, 1)
            until(lambda p=party: peer(p)["station_heard_ms"], "the line")  # type: ignore[misc]
        yield parties


def test_line_tests_run_by_themselves_and_are_answered_by_machine(
    parties: tuple[DemoParty, DemoParty],
) -> None:
    alpha, bravo = parties
    for party, name in ((alpha, "BRAVO"), (bravo, "ALPHA")):
        found = until(
            lambda p=party, n=name: [  # type: ignore[misc]
                m for m in listed(p) if m["form"] == "L1" and m["party"] == n
            ],
            f"a line test of {name}",
        )
        assert found[0]["precedence"] == 0
        other = bravo if party is alpha else alpha
        shown = until(
            lambda o=other, i=found[0]["id"], n=party.id: (  # type: ignore[misc]
                (m := message(o, i)) and step(m, "delivered", n)["their_ms"] and m
            ),
            "the machine's receipt",
        )
        assert step(shown, "delivered", party.id)["by_machine"]
        assert not alarms(party, "flash")


def test_a_station_that_is_up_with_nobody_there_is_told_apart_from_one_that_is_not(
    parties: tuple[DemoParty, DemoParty],
) -> None:
    alpha, bravo = parties
    duty(bravo).post("/note", text="here")
    until(lambda: peer(alpha)["desk_attended"] is True, "somebody is at BRAVO's desk")
    until(lambda: peer(alpha)["silence"] == "nobody-at-desk", "and then nobody is")
    shown = peer(alpha)
    assert shown["desk_attended"] is False
    assert not shown["blackout"]
    assert shown["station_heard_ms"]
    sent = house.release(alpha, "Q1", house.CLARIFY)
    assert until(lambda: alarms(alpha, "overdue"), "their answer is past due, counted")
    assert until(lambda: alarms(bravo, "overdue-ours"), "and BRAVO's own desk is told")
    until(lambda: (message(alpha, sent["id"]) or {})["overdue"], "this very message is past due")
    shown = message(alpha, sent["id"]) or {}
    assert (shown["silence"], shown["due_what"]) == ("nobody-at-desk", "opened")
    duty(bravo).post(f"/messages/{slug(sent['id'])}/open")
    until(lambda: (message(alpha, sent["id"]) or {})["level"] == 3, "opened")
    shown = message(alpha, sent["id"]) or {}
    assert (shown["silence"], shown["overdue"]) == ("none", False), "its answer is not due yet"
    until(lambda: not alarms(alpha, "overdue"), "the alarm ends with its condition")
    declined = house.release(alpha, "Q1", house.CLARIFY)
    until(lambda: message(bravo, declined["id"]), "a question")
    duty(bravo).post(f"/messages/{slug(declined['id'])}/decline", reason="not-now")
    until(lambda: (message(alpha, declined["id"]) or {})["silence"] == "declined", "declined")
    text = str([peer(alpha), message(alpha, sent["id"])]).lower()
    assert not [word for word in MOTIVES if word in text]


def test_suspension_is_of_one_subject_and_leaves_life_saving_and_tests_alone(
    parties: tuple[DemoParty, DemoParty],
) -> None:
    alpha, bravo = parties
    words = {
        "subject": "clarification", "suspension": "suspend",
        "legal_basis": "Article 7 of the agreement", "effective_date": "2020-01-01",
    }  # fmt: skip
    word = house.release(bravo, "L8", words)
    until(lambda: message(alpha, word["id"]), "the word of BRAVO")
    duty(bravo).post("/note", text="here")
    until(lambda: peer(alpha)["silence"] == "suspended", "the class of silence")
    asked = house.release(alpha, "Q1", house.CLARIFY)
    halt = house.release(alpha, "I1", stop_inputs())
    for party in parties:
        shown = until(lambda p=party: message(p, asked["id"]), "the question")  # type: ignore[misc]
        assert shown["suspended_by"] == ["BRAVO"]
        life = until(lambda p=party: message(p, halt["id"]), "the STOP")  # type: ignore[misc]
        assert life["suspended_by"] == []
    until(
        lambda: step(message(alpha, asked["id"]) or {}, "delivered", "BRAVO")["their_ms"],
        "it is delivered and receipted all the same",
    )
    assert [a for a in alarms(bravo, "flash") if a["message_id"] == halt["id"]]
    tested = duty(alpha).post("/line-test")
    assert until(lambda: message(bravo, tested["id"]), "a line test")["suspended_by"] == []
    theirs = house.release(bravo, "Q1", house.CLARIFY)
    assert until(lambda: message(alpha, theirs["id"]), "a side that suspends may still send")
    resumed = house.release(bravo, "L8", {**words, "suspension": "resume"})
    until(lambda: message(alpha, resumed["id"]), "resumed")
    again = house.release(alpha, "Q1", house.CLARIFY)
    assert until(lambda: message(bravo, again["id"]), "as before")["suspended_by"] == []
    duty(bravo).post(f"/messages/{slug(halt['id'])}/answer", code="WILCO")
    # What stays open falls due, and the alarm of the next test would count it.
    for party, open_still in ((bravo, asked), (bravo, again), (alpha, theirs)):
        duty(party).post(f"/messages/{slug(open_still['id'])}/decline", reason="not-now")


def test_a_drill_is_marked_at_both_ends_and_does_not_sound_outside_its_window(
    parties: tuple[DemoParty, DemoParty],
) -> None:
    alpha, bravo = parties
    before = {a["message_id"] for a in alarms(bravo, "flash")}
    drill = house.release(alpha, "I1", stop_inputs(), drill=True)
    shown = until(lambda: message(bravo, drill["id"]), "the drill")
    assert (shown["drill"], drill["drill"]) == (True, True)
    assert {a["message_id"] for a in alarms(bravo, "flash")} <= before
    real = house.release(alpha, "I1", stop_inputs(30_000_000, 40_000_000))
    until(lambda: message(bravo, real["id"]), "a real one")
    assert [a for a in alarms(bravo, "flash") if a["message_id"] == real["id"]]
    for sent in (drill, real):
        duty(bravo).post(f"/messages/{slug(sent['id'])}/answer", code="WILCO")


def test_receipts_that_a_peer_withholds_are_shown_as_not_reached(
    parties: tuple[DemoParty, DemoParty], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The link's acknowledgement is a machine's word, unsigned: it is never a receipt."""
    alpha, bravo = house.found(tmp_path_factory.mktemp("withheld"))
    with house.running(alpha), FalseStation(bravo.path, PASSPHRASE, receipts=False) as liar:
        liar.wait_up()
        sent = house.release(alpha, "I1", stop_inputs())
        until(lambda: peer(alpha)["waiting"] == 0, "the link's acknowledgement")
        assert [r for r in liar.got if r.position == sent["position"]], "BRAVO has it"
        shown = message(alpha, sent["id"]) or {}
        delivered = step(shown, "delivered", "BRAVO")
        assert delivered["their_ms"] is delivered["our_ms"] is None
        assert (delivered["detail"], delivered["by_machine"]) == ("held", True)
        for name in ("opened", "understood", "answered"):
            assert step(shown, name, "BRAVO")["their_ms"] is None
        assert shown["level"] == 0
        assert not shown["closed"]
        fields = (0, 1, sent["position"], 6, "DUTY-OFFICER", "B", None, "WILCO", None, None, None)
        liar.release("L4", fields, 3, kind=Kind.RECEIPT)
        answered = until(
            lambda: (m := message(alpha, sent["id"])) and m["closed"] and m, "the signed answer"
        )
        assert answered["answer"] == "WILCO"
        assert step(answered, "delivered", "BRAVO")["their_ms"], "what is signed implies the rest"
