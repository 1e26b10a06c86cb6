"""Too much of everything: silent connections, FLASH without end, routine without end.

A flood may cost its sender the sending; it may not cost the line a message, the desk its sight of
one, or the machine its memory.
"""

import contextlib
import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from directline.catalogue import load
from directline.catalogue.context import ParseContext
from directline.cli.demo.world import DemoParty
from directline.station.config import Address
from directline.wire.body import Body, encode_body
from directline.wire.values import Kind
from tests.support import house
from tests.support.background import Background
from tests.support.false_station import FalseStation
from tests.support.house import (
    PASSPHRASE,
    PLACE,
    TERMS,
    alarms,
    alive,
    duty,
    log_lines,
    memory_kib,
    message,
    status,
    stop_inputs,
    until,
)
from tests.support.proxy import BadLine

pytestmark = pytest.mark.xdist_group("stations-2")

SILENT = 2_000
GROWTH_KIB_MAX = 24 * 1024
"""What a flood may add to a station of some 90 MB."""


def body_of(code: str, inputs: dict[str, str]) -> Body:
    """A valid body, as an officer's inputs give it."""
    form = load().form(code)
    context = ParseContext(parties=("ALPHA", "BRAVO"), language="en")
    return Body(code, form.version, load().parse(form, inputs, ctx=context))


@pytest.fixture(scope="module")
def parties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DemoParty, DemoParty]]:
    alpha, bravo = house.found(tmp_path_factory.mktemp("flood"))
    with house.running(alpha):
        yield alpha, bravo


@pytest.fixture(scope="module")
def flooder(parties: tuple[DemoParty, DemoParty]) -> Iterator[FalseStation]:
    with FalseStation(parties[1].path, PASSPHRASE) as flooder:
        yield flooder


def test_thousands_of_silent_connections_leave_line_and_memory_as_they_were(
    parties: tuple[DemoParty, DemoParty], flooder: FalseStation
) -> None:
    alpha, _ = parties
    flooder.wait_up()
    host, _, port = alpha.listen.rpartition(":")
    status(alpha)
    before_kib, ups = memory_kib(alpha), flooder.ups
    fields = body_of("Q1", house.CLARIFY).fields
    with contextlib.ExitStack() as held:
        for number in range(SILENT):
            sock = held.enter_context(socket.socket())
            sock.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                sock.connect((host, int(port)))
            if number % 500 == 0:
                key = flooder.release("Q1", fields)
                name = f"BRAVO {key[2]}"
                until(lambda n=name: message(alpha, n), f"{name} through the flood", 10)  # type: ignore[misc]
        lines = until(lambda: log_lines(alpha, "connections refused"), "a line in the log")
        assert any("too many handshakes" in line["reason"] for line in lines)
        assert memory_kib(alpha) - before_kib < GROWTH_KIB_MAX
    assert len(lines) < 60, "a flood does not flood the log"
    assert flooder.ups == ups, "the line was never down"
    assert alive(alpha)


def test_a_flash_flood_rings_by_the_allowance_and_loses_nothing(
    parties: tuple[DemoParty, DemoParty], flooder: FalseStation
) -> None:
    alpha, _ = parties
    flooder.wait_up()
    before = status(alpha)["messages_total"]
    flood, count = body_of("I1", stop_inputs()), 200
    keys = [flooder.release("I1", flood.fields, 3) for _ in range(count)]
    routine = flooder.release("Q1", body_of("Q1", house.CLARIFY).fields)
    ours = house.release(alpha, "Q1", house.CLARIFY)
    until(lambda: status(alpha)["messages_total"] >= before + count + 2, "each one is listed")
    until(lambda: message(alpha, f"BRAVO {routine[2]}"), "their routine was not starved")
    until(
        lambda: any(r.party == 0 and r.position == ours["position"] for r in list(flooder.got)),
        "nor was ours",
    )
    until(lambda: flooder.held_by_victim() >= keys[-1][2], "each FLASH is receipted")
    rung = [a for a in alarms(alpha, "flash") if a["args"]["form"] == "I1"]
    (folded,) = alarms(alpha, "flash-fold")
    assert len(rung) == TERMS.flash_rings
    assert (folded["count"], folded["level"]) == (count - len(rung), "high")

    far = body_of("I1", stop_inputs(PLACE[0] + 5_000_000, PLACE[1]))
    other = flooder.release("I1", far.fields, 3)
    until(lambda: message(alpha, f"BRAVO {other[2]}"), "a STOP for a new place")
    assert any(a["message_id"] == f"BRAVO {other[2]}" for a in alarms(alpha, "flash"))
    new_form = flooder.release("I5", (), 3)
    until(lambda: message(alpha, f"BRAVO {new_form[2]}"), "another form")
    assert any(a["message_id"] == f"BRAVO {new_form[2]}" for a in alarms(alpha, "flash"))

    middle = f"BRAVO_{keys[count // 2][2]}"
    answered = duty(alpha).post(f"/messages/{middle}/answer", code="WILCO")
    assert (answered["answer"], answered["closed"]) == ("WILCO", True)
    until(
        lambda: (6, "DUTY-OFFICER") in flooder.receipts_for(keys[count // 2]),
        "the answer to one in the middle",
    )


def test_a_flash_passes_a_line_full_of_routine_and_rings_first(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The order is taken at the receiving station: the serial under which it stored each."""
    alpha, bravo = house.found(tmp_path_factory.mktemp("full-line"))
    host, _, port = bravo.listen.rpartition(":")
    with Background() as loop:
        line = BadLine((host, int(port)), bytes_per_s=6_000)
        loop.do(line.__aenter__())
        house.set_config(alpha, peers={"BRAVO": (Address("127.0.0.1", line.port),)})
        house.set_config(bravo, peers={})
        try:
            with house.running(alpha, bravo):
                until(lambda: house.peer(bravo)["station_heard_ms"], "the line", 30)
                _flash_overtakes(alpha, bravo, line, loop)
        finally:
            loop.do(line.close())


def _flash_overtakes(alpha: DemoParty, bravo: DemoParty, line: BadLine, loop: Background) -> None:
    duty(alpha, 1)
    long = {**house.CLARIFY, "questions": "Whose are they? " * 25}
    loop.call(line.cut)
    names = [house.release(alpha, "Q1", long)["id"] for _ in range(70)]
    draft = duty(alpha).post("/drafts", form="I1", inputs=stop_inputs())
    loop.do(line.restore())
    until(lambda: status(bravo)["messages_total"] > 2, "the routine flows")
    flash = duty(alpha).post(f"/drafts/{draft['id']}/release")["id"]
    begun = time.monotonic()
    behind = status(alpha)["peers"][0]["waiting"]
    (alarm,) = until(lambda: alarms(bravo, "flash"), "the FLASH rings", 10)
    took_s = time.monotonic() - begun
    assert alarm["message_id"] == flash
    assert took_s < 2.0, f"{took_s:.2f} s"
    assert behind > 30, "the line was not full"
    until(lambda: message(bravo, names[-1]), "the routine follows", 60)
    late = [m for m in house.listed(bravo) if m["serial"] > house.serial(bravo, flash)]
    assert len(late) >= behind - 15, "it overtook all but what was on its way"


def test_a_peer_that_would_fill_the_disk_meets_its_credit_before_any_acknowledgement(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    terms = replace(TERMS, credit_bytes=20_000, credit_window_ms=86_400_000)
    alpha, bravo = house.found(tmp_path_factory.mktemp("credit"), terms)
    big = Body("Q1", 1, (("en", "Lights."), "flight", None, None, ("en", "x" * 900)))
    with house.running(alpha), FalseStation(bravo.path, PASSPHRASE) as flooder:
        flooder.wait_up()
        for _ in range(60):
            flooder.release("Q1", big.fields)
        until(lambda: status(alpha)["messages_total"] >= 15, "what the credit lets through")
        forced = [flooder.entry(big, position=60 + n) for n in range(1, 41)]
        for entry in forced:
            flooder.send(entry)
        until(
            lambda: any("credit" in n["detail"] for n in log_lines(alpha, "line notice")),
            "a line in the log",
        )
        size = len(encode_body(big))
        shown = status(alpha)["messages_total"]
        assert shown * size <= 21_000
        assert flooder.held_by_victim() <= shown
        flooder.keep(*forced)
        flash = flooder.release("I1", body_of("I1", stop_inputs()).fields, 3)
        name = f"BRAVO {flash[2]}"
        until(lambda: message(alpha, name), "a FLASH passes all the same")
        assert alarms(alpha, "flash")[0]["message_id"] == name
        ours = house.release(alpha, "Q1", house.CLARIFY)
        until(
            lambda: any(r.party == 0 and r.position == ours["position"] for r in flooder.got),
            "our own message goes",
        )
        receipt = (0, 1, ours["position"], 3, "DUTY-OFFICER", "B", None, None, None, None, None)
        flooder.release("L4", receipt, kind=Kind.RECEIPT)
        until(
            lambda: (message(alpha, ours["id"]) or {})["level"] == 3,
            "their person's receipt passes",
        )
        assert status(alpha)["messages_total"] == shown + 2
