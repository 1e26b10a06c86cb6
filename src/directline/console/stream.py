"""The event stream of one tab: says that something changed, and every second that it lives.

The id of an event is the serial that the store gave the entry when it became durable, so that
`Last-Event-ID` resumes without loss.  What is not an entry carries no id.  Nothing of a message
travels here: the page fetches itself anew, under its own session.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

from directline.console.limits import QUEUE_MAX, SEND_TIMEOUT_S, TICK_S
from directline.station.desk import Desk

RANK = {"": 0, "low": 1, "medium": 2, "high": 3}


def event(name: str, data: object, serial: int | None = None) -> bytes:
    """One event in the form of the HTML standard."""
    head = "" if serial is None else f"id: {serial}\n"
    return f"{head}event: {name}\ndata: {json.dumps(data, ensure_ascii=True)}\n\n".encode("ascii")


def tick(desk: Desk) -> dict[str, object]:
    """What a page must know each second: the station's clock, what must sound, who was heard."""
    view = desk.terminal_view()
    sounding = [alarm.level for alarm in view.alarms if alarm.sounding]
    loudest = max(sounding, key=lambda level: RANK.get(level, 3), default="")
    if view.sounding and not loudest:
        loudest = "high"
    seen = [alarm for alarm in view.alarms if alarm.level == "low" and not alarm.acknowledged_by]
    lows = " ".join(f"{alarm.id}:{alarm.count}" for alarm in seen)
    heard = {peer.party: peer.station_heard_ms for peer in view.peers}
    return {
        "now_ms": view.now_ms, "serial": view.serial, "sound": loudest, "lows": lows,
        "heard": heard,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventStream:
    """The answer to `GET /live`, an ASGI application of its own."""

    desk: Desk
    after_serial: int | None
    shutdown: asyncio.Event
    allowed: Callable[[], bool]
    """Asked every second: a session that ended ends its streams."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until the tab, the session or the station goes."""
        headers = [(b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        work = [
            asyncio.create_task(self._send(send)),
            asyncio.create_task(_disconnected(receive)),
            asyncio.create_task(self.shutdown.wait()),
        ]
        try:
            await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)
        with contextlib.suppress(OSError, RuntimeError):
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _send(self, send: Send) -> None:
        async for chunk in self.events():
            async with asyncio.timeout(SEND_TIMEOUT_S):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})

    async def events(self) -> AsyncIterator[bytes]:
        """All events of the tab: hello, then changes as they come and a tick each second."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(QUEUE_MAX)
        pump = asyncio.create_task(self._pump(queue))
        try:
            await asyncio.sleep(0)  # the pump listens before the page is told to fetch itself
            yield b"retry: 1000\n\n" + event("hello", {})
            loop = asyncio.get_running_loop()
            due = loop.time()
            while self.allowed():
                if loop.time() >= due:
                    due = loop.time() + TICK_S
                    yield event("tick", tick(self.desk))
                try:
                    async with asyncio.timeout(max(0.0, due - loop.time())):
                        chunk = await queue.get()
                except TimeoutError:
                    continue
                if chunk is None:
                    return
                yield chunk
            yield event("ended", {})
        finally:
            pump.cancel()
            await asyncio.gather(pump, return_exceptions=True)

    async def _pump(self, queue: asyncio.Queue[bytes | None]) -> None:
        """Move the station's changes into the tab's queue; a full queue ends the tab."""
        try:
            async for serial, topic in self.desk.changes(after_serial=self.after_serial):
                name = "state" if serial is None else "entry"
                queue.put_nowait(event(name, {"topic": topic}, serial))
        except asyncio.QueueFull:
            pass  # the tab resumes from its id
        finally:
            # However it ended: a stream that ticks on without changes would look alive.
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
