"""Puts the console in front of a station's desk: the one place that knows both."""

import asyncio
from collections.abc import Callable

from directline.catalogue import Catalogue
from directline.console.app import create_app
from directline.console.server import serve
from directline.station.desk import Desk


async def serve_desk(
    desk: Desk,
    *,
    catalogue: Catalogue,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    shutdown: asyncio.Event,
    bound: Callable[[int], None],
) -> None:
    """Serve the desk and the API until `shutdown` is set; `bound` is told the port."""
    app = create_app(desk, catalogue=catalogue, secure_cookie=True, shutdown=shutdown, hosts=hosts)
    await serve(app, host, port, None, shutdown, bound=bound)
