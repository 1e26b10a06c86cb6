"""`directline run`: one station until it is told to stop.

The desk's server is given from outside, since the station knows no console.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

import structlog

from directline.catalogue import Catalogue
from directline.station import logs
from directline.station.config import Address
from directline.station.custody import PartyKeys
from directline.station.desk import Desk
from directline.station.home import Home, LineDir
from directline.station.station import Station
from directline.store.home import lock_home

STOP_S = 10.0
"""A desk server that has not stopped by then is left: the store is safe already."""

_log = structlog.get_logger("service")

Ready = Callable[[dict[str, Any]], None]


class DeskServer(Protocol):
    """Serves the desk until `shutdown` is set."""

    def __call__(
        self,
        desk: Desk,
        *,
        catalogue: Catalogue,
        host: str,
        port: int,
        hosts: tuple[str, ...],
        shutdown: asyncio.Event,
        bound: Callable[[int], None],
    ) -> Awaitable[None]:
        """Serve; `bound` is told the port."""


def run_station(
    home: Home, keys: PartyKeys, line: LineDir, *, ready: Ready, desk_server: DeskServer | None
) -> int:
    """Run one line's station until SIGTERM or SIGINT.

    Args:
        home: the party's home; locked here for as long as the station runs.
        keys: its unsealed keys.
        line: the line to run.
        ready: told once where the desk is and where stations may connect.
        desk_server: serves the desk; None runs without one.

    Returns:
        The exit code.

    Raises:
        ConfigError: the home is in use, or an address is taken.
    """
    with lock_home(home.path):
        stream = logs.configure(file=home.log_path, level=home.config().log_level)
        try:
            asyncio.run(_until_signal(home, keys, line, ready, desk_server))
        finally:
            stream.close()
    return 0


async def _until_signal(
    home: Home, keys: PartyKeys, line: LineDir, ready: Ready, desk_server: DeskServer | None
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_unexpected)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    begun: list[int] = []

    def first_ready(value: dict[str, Any]) -> None:
        """Say it once; the desk of a station that begins anew stays where it was."""
        if not begun:
            ready(value)
        begun[:] = [urlsplit(value["desk"]).port or 0]

    while not stop.is_set():
        anew = await serve_station(
            home, keys, line, stop=stop, ready=first_ready, desk_server=desk_server,
            desk_port=begun[0] if begun else 0,
        )  # fmt: skip
        if not anew:
            return
        _log.info("another version of the charter is in force: the station begins anew")


def _unexpected(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A fault of our own that nobody caught: it stands in the log with its place."""
    error = context.get("exception")
    _log.critical("fault in the station", what=str(context.get("message", "")), exc_info=error)


async def serve_station(
    home: Home,
    keys: PartyKeys,
    line: LineDir,
    *,
    stop: asyncio.Event,
    ready: Ready,
    desk_server: DeskServer | None,
    desk_port: int = 0,
) -> bool:
    """Run a station on the current loop until `stop` is set; the home is locked by the caller.

    Args:
        home: the party's home.
        keys: its unsealed keys.
        line: the line to run.
        stop: ends it.
        ready: told where it serves.
        desk_server: serves the desk; None runs without one.
        desk_port: the desk's port where the settings leave it open.

    Returns:
        Whether it is to begin anew, under a later version of the charter.
    """
    station = Station(home, keys, line)
    shut = asyncio.Event()
    ended = [asyncio.create_task(stop.wait()), asyncio.create_task(station.again.wait())]
    serving: asyncio.Task[None] | None = None
    try:
        await station.start()
        port = None
        if desk_server is not None:
            bound: asyncio.Queue[int] = asyncio.Queue()
            serving = asyncio.create_task(_serve_desk(station, desk_server, shut, bound, desk_port))
            ended.append(serving)  # type: ignore[arg-type]
            port = await _first(bound, serving)
        ready(_where(station, port))
        await asyncio.wait(ended, return_when=asyncio.FIRST_COMPLETED)
    finally:
        anew = station.again.is_set() and not stop.is_set()
        shut.set()
        if not anew:
            stop.set()
        for task in ended[:2]:
            task.cancel()
        station.watch.changes.close()
        try:
            if serving is not None:
                await _end(serving)
        finally:
            await station.stop()
    return anew


async def _serve_desk(
    station: Station,
    desk_server: DeskServer,
    stop: asyncio.Event,
    bound: "asyncio.Queue[int]",
    port: int,
) -> None:
    config = station.config
    hosts = tuple(h for h in (urlsplit(o).hostname for o in config.desk_origins) if h)
    await desk_server(
        station.desk,
        catalogue=station.catalogue,
        host=config.desk.host,
        port=config.desk.port or port,
        hosts=hosts,
        shutdown=stop,
        bound=bound.put_nowait,
    )


async def _first(bound: "asyncio.Queue[int]", serving: "asyncio.Task[None]") -> int | None:
    """The port that the desk's server is bound to; its error when it cannot serve."""
    asking = asyncio.create_task(bound.get())
    await asyncio.wait([asking, serving], return_when=asyncio.FIRST_COMPLETED)
    if asking.done():
        return asking.result()
    asking.cancel()
    serving.result()
    return None


async def _end(serving: "asyncio.Task[None]") -> None:
    """Let the desk's server end by itself, within bounds, and hear what it says."""
    done, _ = await asyncio.wait({serving}, timeout=STOP_S)
    if not done:
        serving.cancel()
        _log.warning("the desk's server did not stop in time")
        return
    error = serving.exception()
    if error is not None:
        raise error


def _where(station: Station, port: int | None) -> dict[str, Any]:
    """Where the station serves."""
    party = station.charter.parties[station.own].id
    desk = "" if port is None else f"http://{Address(station.config.desk.host, port)}"
    return {
        "party": party,
        "line": station.charter.name,
        "desk": desk,
        "listen": [str(address) for address in station.bearers.addresses],
    }
