"""A hostile other side against a running station: valid TLS, valid seals, and any bytes inside.

Each time the same three things are asked of the station: a clear line in its log, nothing shown
that its party did not sign by the rules, and a line that carries the next message as before.
"""

import random
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from directline.bearers.certificates import client_context, own_certificate
from directline.bearers.framing import frame_units
from directline.bearers.hello import Hello
from directline.cli.demo import world
from directline.cli.demo.world import DemoParty
from directline.line.links import Link
from directline.line.supervision import Supervision
from directline.wire.body import Body
from directline.wire.control import EpochStep, Head, Heartbeat, Resync
from directline.wire.frame import FrameType
from directline.wire.limits import FRAME_BYTES_MAX
from directline.wire.values import Kind
from tests.support import house
from tests.support.false_station import FalseStation, stranger, with_header
from tests.support.house import (
    PASSPHRASE,
    alarms,
    alive,
    duty,
    listed,
    log_lines,
    message,
    peer,
    status,
    step,
    until,
    watch_log,
)

pytestmark = pytest.mark.xdist_group("stations-1")

QUESTION = Body("Q1", 1, (("en", "Lights."), "flight", None, None, ("en", "Whose?")))
HALT = Body("I0", 1, ())
"""A life-saving form with nothing in it: not valid, and loud all the same."""


@pytest.fixture(scope="module")
def parties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoParty, DemoParty]]:
    """ALPHA's station runs; BRAVO's home is in hostile hands."""
    alpha, bravo = house.found(tmp_path_factory.mktemp("hostile"))
    with house.running(alpha):
        yield alpha, bravo


@pytest.fixture(scope="module")
def alpha(parties: tuple[DemoParty, DemoParty]) -> DemoParty:
    return parties[0]


@pytest.fixture(scope="module")
def patient(parties: tuple[DemoParty, DemoParty]) -> Iterator[FalseStation]:
    """One liar for the tests that need no particular one."""
    with FalseStation(parties[1].path, PASSPHRASE) as liar:
        yield liar


@pytest.fixture
def liar(patient: FalseStation) -> FalseStation:
    patient.wait_up()
    return patient


def carries(alpha: DemoParty, liar: FalseStation) -> None:
    """The line is unharmed: the next true message comes, once, and is receipted."""
    assert alive(alpha)
    liar.wait_up()
    key = liar.release(QUESTION.code, QUESTION.fields)
    name = f"BRAVO {key[2]}"
    until(lambda: message(alpha, name), f"{name} on ALPHA's desk")
    until(lambda: liar.held_by_victim() >= key[2], f"ALPHA's receipt for {name}")
    assert [m["id"] for m in listed(alpha)].count(name) == 1


def total(alpha: DemoParty) -> int:
    shown: int = status(alpha)["messages_total"]
    return shown


def rules(alpha: DemoParty) -> list[str]:
    return [line["rule"] for line in log_lines(alpha, "unit breaks a rule")]


def refused(alpha: DemoParty, reason: str) -> bool:
    return any(reason in line["reason"] for line in log_lines(alpha, "connections refused"))


# --- bytes that are no frame, or open and say nonsense ------------------------------------------


def test_bytes_that_are_no_frame_are_logged_and_change_nothing(
    alpha: DemoParty, liar: FalseStation
) -> None:
    before = total(alpha)
    good = liar.frame(FrameType.REQUEST, 3, b"\x82\x80\x80")[0]
    cases = {
        "FRAME-1": [b"\x20", b"\x30\x00\x00"],
        "FRAME-2": [bytes([15 << 4]) + bytes(40), bytes([11 << 4]) + bytes(40)],
        "FRAME-3": [bytes([14 << 4]) + b"the middle of nothing"],
        "SEAL-1": [good[:-1], good + b"\x00", good[:-5] + bytes(5), bytes([1 << 4]) + bytes(600)],
    }
    for units in cases.values():
        liar.unit(*units)
    pieces = FRAME_BYTES_MAX // 4_000 + 2
    liar.unit(bytes([14 << 4 | 2]) + bytes(4_000), *[bytes([14 << 4]) + bytes(4_000)] * pieces)
    until(lambda: set(cases) <= set(rules(alpha)), "each rule named in the log")
    line = log_lines(alpha, "unit breaks a rule")[-1]
    assert line["peer"] == 1
    assert line["reason"]
    assert len(line["excerpt"]) <= 70
    assert alarms(alpha, "anomaly")[0]["args"]["party"] == "BRAVO"
    assert total(alpha) == before
    carries(alpha, liar)


def test_a_peer_that_only_breaks_rules_loses_its_connection_and_may_come_back(
    alpha: DemoParty, liar: FalseStation
) -> None:
    before, downs = total(alpha), len(liar.downs)
    for _ in range(40):
        liar.unit(bytes(64))
    until(lambda: len(liar.downs) > downs, "the connection closed")
    until(
        lambda: any("too many units" in line["reason"] for line in log_lines(alpha, "link down")),
        "the reason in the log",
    )
    assert total(alpha) == before
    carries(alpha, liar)


def test_contents_under_a_valid_seal_are_checked_like_any_other(
    alpha: DemoParty, liar: FalseStation
) -> None:
    """Invariant: no content, however sealed, ends the station or reaches a desk."""
    chance = random.Random(20_160_917)
    before = total(alpha)
    kinds = [kind for kind in FrameType if kind is not FrameType.FRAGMENT]
    for number in range(300):
        content = chance.randbytes(chance.choice((0, 1, 30, 90, 400)))
        if number % 3 == 0:
            content = b"\x83" + content
        if number % 25 == 0:
            liar.wait_up()
        try:
            liar.frame(chance.choice(kinds), chance.randrange(4), content, recovery=number % 7 == 0)
        except AssertionError:
            liar.wait_up()  # The station has closed the connection, as it should.
    carries(alpha, liar)
    assert total(alpha) == before + 1
    names = [event["event"] for event in log_lines(alpha)]
    assert not [name for name in names if "Traceback" in name]
    lines = watch_log(alpha, "log-anomaly")
    assert 0 < len(lines) < 30, "a flood of anomalies does not flood the watch log"


def test_a_unit_longer_than_the_bearer_takes_ends_that_connection_only(
    parties: tuple[DemoParty, DemoParty], alpha: DemoParty, liar: FalseStation
) -> None:
    for data, reason in (
        (b"\xff\xff" + bytes(100), "announces 65535 bytes"),
        (frame_units([b"not a hello"]), "no hello"),
    ):
        with _dial(alpha, liar) as tls:
            tls.sendall(data)
            assert tls.recv(100) == b""
        # Refusals are told once a second: one at a time, then.
        until(lambda r=reason: refused(alpha, r), f"{reason!r} in the log")  # type: ignore[misc]
    carries(alpha, liar)


def test_a_hello_for_another_line_or_party_is_refused(alpha: DemoParty, liar: FalseStation) -> None:
    own = Hello(liar.charter.line_id, 1, urgent=False)
    for hello, reason in (
        (Hello(bytes(16), 1, urgent=False), "for another line"),
        (Hello(own.line, 0, urgent=True), "another party than the key"),
    ):
        with _dial(alpha, liar) as tls:
            tls.sendall(frame_units([hello.encode()]))
            assert tls.recv(100) == b""
        until(lambda r=reason: refused(alpha, r), f"{reason!r} in the log")  # type: ignore[misc]
    carries(alpha, liar)


def _dial(alpha: DemoParty, liar: FalseStation) -> ssl.SSLSocket:
    host, _, port = alpha.listen.rpartition(":")
    context = client_context(
        liar.keys.tls.private_key().private_bytes_raw(), liar.charter.parties[0].tls
    )
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    plain = socket.create_connection((host, int(port)), timeout=10)
    return context.wrap_socket(plain)


# --- entries -----------------------------------------------------------------------------------


def test_entries_by_the_wrong_hand_are_never_shown_and_ring_nothing(
    parties: tuple[DemoParty, DemoParty], alpha: DemoParty, liar: FalseStation
) -> None:
    """The `from` of an entry is compared with the owner of the key (failure F10)."""
    before, ringing = total(alpha), len(alarms(alpha, "flash"))
    position = liar.next_position()
    true = liar.entry(QUESTION, position=position)
    own = liar.charter.parties[0].identity
    assert own != liar.keys.identity.public()
    wrong = [
        liar.entry(HALT, precedence=3, signer=stranger(), position=position),
        liar.entry(HALT, precedence=3, signer=liar.keys.checkpoint, position=position),
        liar.entry(HALT, precedence=3, party=0, addressees=2, seen=(), read=(), position=1),
        liar.entry(HALT, precedence=3, party=7, addressees=1, position=1),
        liar.entry(HALT, precedence=3, line=bytes(16), position=position),
        liar.entry(QUESTION, charter_version=2, position=position),
        liar.entry(QUESTION, addressees=1 << 5, position=position),
        liar.entry(QUESTION, signer_number=1, position=position),
        with_header(true, precedence=true.header.precedence, instant_ms=1),
        with_header(true, drill=True),
    ]
    seen = len(rules(alpha))
    for entry in wrong:
        liar.send(entry)
    until(lambda: len(rules(alpha)) >= seen + len(wrong), "each in the log")
    found = set(rules(alpha)[seen:])
    assert found == {"ENTRY-7", "ENTRY-8", "ENTRY-9"}
    (anomaly,) = alarms(alpha, "anomaly")
    assert anomaly["args"]["reason"]
    assert anomaly["count"] >= len(wrong)
    assert total(alpha) == before
    assert len(alarms(alpha, "flash")) == ringing, "no message alarm"
    carries(alpha, liar)


def test_duplicates_replays_and_reordering_show_each_message_once(
    alpha: DemoParty, liar: FalseStation
) -> None:
    mark = len(liar.sent)
    key = liar.release(QUESTION.code, QUESTION.fields)
    until(lambda: message(alpha, f"BRAVO {key[2]}"), "the message")
    units = [unit for _, unit in list(liar.sent)[mark:]]
    for link in ("bulk", "urgent"):
        liar.unit(*(units * 5), link=link)
    first = liar.next_position()
    entries = [liar.entry(QUESTION, position=first + n) for n in range(5)]
    for entry in entries:
        liar.send(entry, keep=entry is entries[0])
        if entry is not entries[0]:
            liar.send(entry)
    backwards = [liar.entry(QUESTION, position=first + 5 + n) for n in range(3)]
    for entry in reversed(backwards):
        liar.send(entry)
    last = f"BRAVO {first + 7}"
    until(lambda: message(alpha, last), "the last")
    until(lambda: not (message(alpha, last) or {"gap": [""]})["gap"], "no gap is left")
    names = [m["id"] for m in listed(alpha)]
    for number in range(key[2], first + 8):
        assert names.count(f"BRAVO {number}") == 1
    liar.keep(*entries[1:], *backwards)
    carries(alpha, liar)


def test_a_message_ahead_of_a_gap_is_shown_with_the_gap_and_the_gap_becomes_withheld(
    alpha: DemoParty, liar: FalseStation
) -> None:
    hidden = liar.entry(QUESTION)
    position = hidden.header.position
    ahead = liar.entry(HALT, precedence=3, position=position + 1)
    liar.send(ahead)
    shown = until(lambda: message(alpha, f"BRAVO {position + 1}"), "the FLASH ahead of the gap")
    assert shown["gap"] == [f"BRAVO {position}"]
    until(lambda: peer(alpha)["withheld"] == [f"BRAVO {position}"], "the position as withheld")
    (since_ms,) = peer(alpha)["withheld_since_ms"]
    assert abs(since_ms - shown["stored_ms"]) < 3_600_000, "since the place after it was heard of"
    (alarm,) = alarms(alpha, "withheld")
    assert alarm["args"]["party"] == "BRAVO"
    liar.send(hidden, keep=True)
    until(lambda: not peer(alpha)["withheld"], "nothing withheld any more")
    until(lambda: not (message(alpha, shown["id"]) or {"gap": [""]})["gap"], "the gap closed")
    liar.keep(ahead)
    carries(alpha, liar)


def test_two_histories_are_a_fact_with_its_place_and_no_cause(
    parties: tuple[DemoParty, DemoParty], alpha: DemoParty, liar: FalseStation, tmp_path: object
) -> None:
    first = liar.entry(QUESTION)
    name = f"BRAVO {first.header.position}"
    liar.send(first, keep=True)
    until(lambda: message(alpha, name), "the first history")
    body = (message(alpha, name) or {})["body"]
    other = liar.entry(HALT, precedence=3, position=first.header.position)
    liar.send(other)
    (alarm,) = until(lambda: alarms(alpha, "evidence"), "the alarm")
    assert (alarm["level"], alarm["args"]) == ("high", {"party": "BRAVO", "id": name})
    for _ in range(3):
        liar.send(liar.entry(HALT, precedence=3, position=first.header.position))
    assert (message(alpha, name) or {})["body"] == body, "the first stays as it is"
    carries(alpha, liar)
    assert len(alarms(alpha, "evidence")) == 1


def test_forms_and_values_that_nobody_knows_are_kept_shown_raw_and_survive_a_restart(
    alpha: DemoParty, liar: FalseStation
) -> None:
    """A slip of others: an unknown type accepted and stored, which then stops the next start."""
    odd = [
        Body("ZZ9", 1, (1, ("x", None), b"\x00\xff")),
        Body("I1", 9, ()),
        Body("I1", 1, ("\u202eevil", -(2**62), (((1,),),), b"x" * 200, True)),
        Body("L8", 1, (b"", b"", b"")),
        Body("L6", 1, ((1, 1), 5, 5)),
        Body("L4", 1, (0, 1, 1, 9, "", "", None, None, None, None, None)),
        Body("S1", 1, (2**62, -1, "w" * 3000)),
    ]
    keys = []
    for body in odd:
        entry = liar.entry(body, precedence=3 if body.code == "ZZ9" else 0)
        liar.send(entry, keep=True)
        keys.append(entry.header.position)
    far = liar.entry(QUESTION, instant_ms=2**48 - 1)
    liar.send(far, keep=True)
    zero = liar.entry(QUESTION, instant_ms=0)
    liar.send(zero, keep=True)
    keys += [far.header.position, zero.header.position]
    for code, kind in (("L4", Kind.RECEIPT), ("E-DRILL", Kind.EVENT), ("E-GENERATION", Kind.EVENT)):
        for fields in ((), (2**62, 2**62, 2**62, 2**62), ("x",) * 12, (1, 1, 1, 3) + (b"",) * 7):
            liar.send(liar.entry(Body(code, 1, fields), kind=kind), keep=True)
    for position in keys:
        until(lambda p=position: message(alpha, f"BRAVO {p}"), f"BRAVO {position}")  # type: ignore[misc]
    shown = message(alpha, f"BRAVO {keys[0]}") or {}
    assert shown["rendered"]["unknown"]
    assert "ZZ9" in shown["rendered"]["code_line"]
    duty(alpha).post(f"/messages/BRAVO_{keys[0]}/open")
    until(lambda: (3, "DUTY-OFFICER") in liar.receipts_for((1, 1, keys[0])), "an unknown opened")
    carries(alpha, liar)
    house.restart(alpha)
    for position in keys:
        assert message(alpha, f"BRAVO {position}"), "shown again after the restart"
    carries(alpha, liar)
    assert not [line for line in log_lines(alpha) if line.get("exception")]


def test_claims_about_ourselves_are_not_believed_beyond_reason(
    alpha: DemoParty, liar: FalseStation
) -> None:
    """A peer says that our own feed is at the end of all numbers; a restart must survive it."""
    echo = bytes(8)
    for generation, position in ((2**32 - 1, 2**48 - 1), (1, 2**48 - 1)):
        heads = (Head(0, generation, position, position), Head(1, 1, 0, 2**48 - 1))
        channel = liar.line._peers[0].channel
        echo = (channel.latest or echo)[:8]
        beat = Heartbeat(2**48 - 1, 3, echo, 2**48 - 1, 0, 0, 2, 0, heads)
        for link in ("bulk", "urgent"):
            liar.frame(FrameType.HEARTBEAT, 3, beat.encode(), link=link)
    carries(alpha, liar)
    world.stop((alpha,))
    true = Supervision.heartbeat

    def lying(self: Supervision, link: Link, now_ns: int) -> bytes:
        beat = Heartbeat.decode(true(self, link, now_ns))
        heads = (Head(0, 2**32 - 1, 2**48 - 1, 2**48 - 1), beat.heads[1])
        return replace(beat, heads=heads).encode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Supervision, "heartbeat", lying)
        world.start_one(alpha)
        until(lambda: not status(alpha)["starting"], "the comparison ends all the same")
        sent = house.release(alpha, "Q1", house.CLARIFY)
        assert sent["generation"] < 2**16
    house.restart(alpha)
    until(lambda: not status(alpha)["starting"], "ALPHA starts as before")
    carries(alpha, liar)


def test_a_resync_to_the_last_epoch_of_all_cannot_stop_the_station(
    alpha: DemoParty, liar: FalseStation
) -> None:
    for epoch in (2**32 - 1, 2**31):
        offer = Resync(0, bytes(range(16)), bytes(16), bytes([9] + [0] * 31), epoch)
        text = offer.signed(liar.charter.line_id, 1, 0, offer.share)
        offer = Resync(
            0, offer.nonce_a, offer.nonce_b, offer.share, epoch, liar.keys.identity.sign(text)
        )
        liar.frame(FrameType.RESYNC, 3, offer.encode(), recovery=True)
        liar.frame(FrameType.EPOCH, 3, EpochStep(0, epoch, bytes([9] + [0] * 31)).encode())
    carries(alpha, liar)
    house.restart(alpha)
    carries(alpha, liar)


def test_a_thousand_receipts_for_one_message_are_folded_within_bounds(
    alpha: DemoParty, liar: FalseStation
) -> None:
    sent = house.release(alpha, "Q1", house.CLARIFY)
    key = (0, sent["generation"], sent["position"])
    until(
        lambda: step(message(alpha, sent["id"]) or {}, "delivered", "BRAVO")["their_ms"],
        "the machine's own receipt",
    )
    body = Body("L4", 1, (*key, 5, "DUTY-OFFICER", "X" * 64, "UNIT", None, None, None, None))
    first = liar.next_position()
    entries = [liar.entry(body, kind=Kind.RECEIPT, position=first + n) for n in range(1_000)]
    liar.keep(*entries)
    for entry in entries:
        liar.send(entry)
    begun = time.monotonic()
    carries(alpha, liar)
    took_s = time.monotonic() - begun
    shown = message(alpha, sent["id"]) or {}
    assert took_s < 20, f"{took_s:.1f} s"
    assert len(shown["steps"]) < 300, "a desk lists what a person can read"


# --- certificates ------------------------------------------------------------------------------


def test_dates_of_a_certificate_are_not_checked_and_its_key_is(
    parties: tuple[DemoParty, DemoParty], alpha: DemoParty, patient: FalseStation
) -> None:
    _, bravo = parties
    patient.leave()
    key = patient.keys.tls.private_key().private_bytes_raw()
    expired = own_certificate(
        key,
        valid_from=datetime(1970, 1, 2, tzinfo=UTC),
        valid_until=datetime(1980, 1, 1, tzinfo=UTC),
    )
    with FalseStation(bravo.path, PASSPHRASE, certificate=expired) as liar:
        liar.wait_up()
    wrong = stranger().private_key().private_bytes_raw()
    seen = len(log_lines(alpha, "link up"))
    with FalseStation(bravo.path, PASSPHRASE, tls_key=wrong) as liar:
        until(lambda: refused(alpha, "TLS"), "the wrong key refused")
        until(lambda: len(liar.downs) > 2, "its dials refused")
        assert liar.ups == 0
    assert len(log_lines(alpha, "link up")) == seen
    patient.come_back()
    carries(alpha, patient)
