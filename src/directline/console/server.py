"""Running the console inside the station's event loop: uvicorn without its signal handlers.

The station owns signals and the moment of shutdown.  uvicorn would wait for ever on an open event
stream, so streams also wait on the shutdown event and uvicorn's patience is bounded.
"""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable, Generator

import uvicorn
from starlette.applications import Starlette

from directline.console.limits import CONNECTIONS_MAX, GRACEFUL_SHUTDOWN_S
from directline.errors import ConfigError


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to the station."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """A listening socket of the console.

    Raises:
        ConfigError: the address is taken or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise ConfigError(
            f"the desk cannot listen on {host} port {port}: {error.strerror}",
            remedy="choose another port or stop what holds it",
        ) from None


async def serve(
    app: Starlette,
    host: str,
    port: int,
    ssl: ssl.SSLContext | None,
    shutdown: asyncio.Event,
    *,
    bound: Callable[[int], None] | None = None,
) -> None:
    """Serve until `shutdown` is set; `bound` is told the port once the socket listens.

    Raises:
        ConfigError: the address is taken or not ours.
    """
    listener = listen(host, port)
    context = ssl
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        loop="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS_MAX,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACEFUL_SHUTDOWN_S,
        ssl_context_factory=None if context is None else lambda _config, _default: context,
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    stopping = asyncio.create_task(shutdown.wait())
    try:
        if bound is not None:
            bound(int(listener.getsockname()[1]))
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        await running
    finally:
        server.should_exit = True
        stopping.cancel()
        if not running.done():
            running.cancel()
        listener.close()
