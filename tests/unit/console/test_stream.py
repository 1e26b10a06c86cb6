"""The event stream and the server: nothing missed on resume, slow tabs ended, shutdown in time."""

import asyncio
import contextlib
import json
import signal
import time
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import httpx
import pytest

from directline.catalogue import load
from directline.console import create_app, serve
from directline.console.limits import QUEUE_MAX
from directline.console.stream import EventStream
from directline.errors import ConfigError
from tests.unit.console.client import BROWSER
from tests.unit.console.standin import (
    NOW_MS,
    PASSPHRASE,
    TERMINAL,
    StandInDesk,
    alarm,
    busy_desk,
    message,
)


def stream(desk: StandInDesk, after: int | None = None, **more: Any) -> EventStream:
    return EventStream(
        desk, after, more.get("shutdown", asyncio.Event()), more.get("allowed", lambda: True)
    )


_OPEN: list[AsyncGenerator[bytes, None]] = []


def events_of(desk: StandInDesk, after: int | None = None, **more: Any) -> AsyncIterator[bytes]:
    """The events of a stream, closed when the test ends."""
    events = stream(desk, after, **more).events()
    assert isinstance(events, AsyncGenerator)
    _OPEN.append(events)
    return events


@pytest.fixture(autouse=True)
async def _close_streams() -> AsyncIterator[None]:
    yield
    while _OPEN:
        await _OPEN.pop().aclose()


async def read(events: AsyncIterator[bytes], count: int) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    async for chunk in events:
        for block in chunk.decode("ascii").strip().split("\n\n"):
            lines = dict(line.split(": ", 1) for line in block.split("\n"))
            if "event" in lines:
                found.append(lines)
        if len(found) >= count:
            break
    return found[:count]


async def test_a_new_stream_says_hello_ticks_and_carries_serials() -> None:
    desk = busy_desk()
    events = events_of(desk)
    hello, tick = await read(events, 2)
    assert hello["event"] == "hello"
    assert "id" not in hello
    assert json.loads(tick["data"]) == {
        "now_ms": NOW_MS, "serial": 41, "sound": "high", "lows": "9:3",
        "heard": {peer.party: peer.station_heard_ms for peer in desk.terminal_view().peers},
    }  # fmt: skip
    desk.add(message(50, "L1", load().line_test(1)))
    desk.tell(None, "peers")
    entry, state = await read(events, 2)
    assert (entry["event"], entry["id"]) == ("entry", "50")
    assert (state["event"], state["data"]) == ("state", '{"topic": "peers"}')
    assert "id" not in state


async def test_a_resumed_stream_repeats_what_came_after_its_id_and_no_more() -> None:
    found = await read(events_of(busy_desk(), after=39), 4)
    assert [e["id"] for e in found if e["event"] == "entry"] == ["41", "40"]


async def test_nothing_of_a_message_travels_on_the_stream() -> None:
    found = await read(events_of(busy_desk(), after=0), 6)
    assert "STEP" not in json.dumps(found)
    assert "BRAVO 41" not in json.dumps(found)


async def test_what_sounds_is_the_loudest_that_is_not_silenced() -> None:
    desk = busy_desk()
    desk.alarms = [alarm(1, "medium", "bearer"), alarm(2, "high", "flash", sounding=False)]
    found = await read(events_of(desk), 2)
    assert json.loads(found[1]["data"])["sound"] == "medium"
    desk.alarms = []
    found = await read(events_of(desk), 2)
    assert json.loads(found[1]["data"])["sound"] == ""


async def test_a_session_that_ends_ends_its_stream() -> None:
    alive = [True]
    events = events_of(busy_desk(), allowed=lambda: alive[0])
    await read(events, 2)
    alive[0] = False
    (last,) = await read(events, 1)
    assert last["event"] == "ended"
    with pytest.raises(StopAsyncIteration):
        await anext(events)


async def test_a_tab_that_does_not_read_is_ended_with_a_bounded_queue() -> None:
    desk = busy_desk()
    events = events_of(desk)
    await read(events, 2)
    for _ in range(QUEUE_MAX * 3):
        desk.tell(None, "peers")
    await asyncio.sleep(0)
    rest = [chunk async for chunk in events]
    assert len(rest) <= QUEUE_MAX + 1
    assert desk.queues == []


@contextlib.asynccontextmanager
async def station(
    desk: StandInDesk,
) -> AsyncIterator[tuple[str, asyncio.Event, asyncio.Task[None]]]:
    shutdown = asyncio.Event()
    app = create_app(desk, catalogue=load(), secure_cookie=False, shutdown=shutdown)
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(serve(app, "127.0.0.1", 0, None, shutdown, bound=port.set_result))
    try:
        yield f"http://127.0.0.1:{await port}", shutdown, running
    finally:
        shutdown.set()
        await asyncio.wait_for(running, 5)


async def test_the_server_stops_within_seconds_with_an_open_stream() -> None:
    handlers = {s: signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)}
    async with (
        station(busy_desk()) as (base, shutdown, running),
        httpx.AsyncClient(base_url=base, headers=BROWSER, cookies={"terminal": TERMINAL}) as client,
    ):
        assert {s: signal.getsignal(s) for s in handlers} == handlers
        async with client.stream("GET", "/live") as answer:
            assert answer.headers["content-type"] == "text/event-stream"
            lines = answer.aiter_lines()
            while not (await anext(lines)).startswith("event: tick"):
                pass
            started = time.monotonic()
            shutdown.set()
            await asyncio.wait_for(running, 5)
            assert time.monotonic() - started < 3


async def test_a_stream_over_the_wire_tells_of_an_entry_at_once_and_leaves_when_the_tab_goes() -> (
    None
):
    desk = busy_desk()
    async with (
        station(desk) as (base, _, _),
        httpx.AsyncClient(base_url=base, headers=BROWSER) as client,
    ):
        await client.post("/login", data={"login": "one", "passphrase": PASSPHRASE})
        async with client.stream("GET", "/live", headers={"last-event-id": "41"}) as answer:
            lines = answer.aiter_lines()
            while not (await anext(lines)).startswith("event: tick"):
                pass
            desk.add(message(60, "L1", load().line_test(1)))
            started = time.monotonic()
            while (await anext(lines)) != "id: 60":
                pass
            assert time.monotonic() - started < 0.5
        for _ in range(200):
            if not desk.queues:
                break
            await asyncio.sleep(0.02)
        assert desk.queues == []


async def test_nobody_gets_a_stream_that_only_says_so() -> None:
    async with station(busy_desk()) as (base, _, _), httpx.AsyncClient(base_url=base) as client:
        answer = await client.get("/live")
        assert [line for line in answer.text.split("\n") if line.startswith("event:")] == [
            "event: hello", "event: ended",
        ]  # fmt: skip


async def test_a_taken_port_is_a_clear_error() -> None:
    async with station(busy_desk()) as (base, _, _):
        app = create_app(
            busy_desk(), catalogue=load(), secure_cookie=True, shutdown=asyncio.Event()
        )
        with pytest.raises(ConfigError, match="cannot listen"):
            await serve(app, "127.0.0.1", int(base.rsplit(":", 1)[1]), None, asyncio.Event())
