"""Ten thousand connections that say nothing: bounded before TLS, and the line goes on."""

import asyncio
import contextlib
import resource
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from directline.bearers import Address
from directline.bearers.limits import HANDSHAKES_KNOWN_SLOTS, HANDSHAKES_MAX, HANDSHAKES_SOURCE_MAX
from tests.bearers.conftest import End, Opening, until

FLOOD = 10_000
GROWTH_BYTES_MAX = 30_000_000


def resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


@contextlib.asynccontextmanager
async def strangers(
    port: int, count: int, first: int = 0, source: str = ""
) -> AsyncIterator[list[socket.socket]]:
    """Opens silent connections, from many addresses if none is given, and holds them open."""
    loop = asyncio.get_running_loop()
    held: list[socket.socket] = []
    try:
        for number in range(first, first + count):
            sock = socket.socket()
            held.append(sock)
            sock.setblocking(False)
            many = f"127.0.{1 + number % 200}.{1 + number // 200 % 200}"
            sock.bind((source or many, 0))
            with contextlib.suppress(OSError):
                await loop.sock_connect(sock, ("127.0.0.1", port))
        yield held
    finally:
        for sock in held:
            sock.close()


async def echo_s(alpha: End, bravo: End) -> float:
    """How long a unit needs on the urgent link."""
    link = alpha.link(1, urgent=True)
    assert link is not None
    seen = len(bravo.units)
    start = time.monotonic()
    link.send([b"flash"])
    while len(bravo.units) == seen:
        await asyncio.sleep(0.001)
        assert time.monotonic() - start < 5
    return time.monotonic() - start


@pytest.mark.spec("TLS-19")
@pytest.mark.slow
async def test_ten_thousand_silent_connections_leave_memory_flat_and_the_line_unharmed(
    open_end: Opening,
) -> None:
    alpha = await open_end(0, {1: []})
    bravo = await open_end(1, {0: [Address("127.0.0.1", alpha.port)]}, listen=[])
    await until(lambda: alpha.both_up(1) and bravo.both_up(0))
    alpha.up.clear()
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    batch = max(50, min(2500, soft // 4))
    tasks = len(asyncio.all_tasks())
    before = resident_bytes()
    slowest = 0.0
    for first in range(0, FLOOD, batch):
        async with strangers(alpha.port, batch, first):
            assert alpha.bearers.guard.running <= HANDSHAKES_MAX
            assert len(asyncio.all_tasks()) <= tasks + HANDSHAKES_MAX
            slowest = max(slowest, await echo_s(alpha, bravo))
    assert resident_bytes() - before < GROWTH_BYTES_MAX
    assert slowest < 0.5
    assert alpha.bearers.guard.refused > FLOOD // 2
    assert not alpha.up
    assert not alpha.down
    assert not bravo.down
    await until(lambda: alpha.refused, 3)
    assert len(alpha.refused) < 60  # Told by number, not one by one.
    await until(lambda: alpha.bearers.guard.running == 0, 5)


@pytest.mark.spec("TLS-20")
async def test_one_source_has_few_handshakes_and_each_ends_in_time(open_end: Opening) -> None:
    alpha = await open_end(0, {1: []})
    async with strangers(alpha.port, 20, source="127.0.9.9"):
        await until(lambda: alpha.bearers.guard.refused == 20 - HANDSHAKES_SOURCE_MAX)
        assert alpha.bearers.guard.running == HANDSHAKES_SOURCE_MAX
        took = await until(lambda: alpha.bearers.guard.running == 0, 4)
        assert took > 1.0
    await until(lambda: alpha.refused)


async def test_a_known_peer_gets_in_while_strangers_hold_all_that_they_may(
    open_end: Opening,
) -> None:
    # ALPHA expects BRAVO at 127.0.0.1, where nobody listens: only BRAVO's dialling can succeed.
    alpha = await open_end(0, {1: [Address("127.0.0.1", 9)]})
    strangers_max = HANDSHAKES_MAX - HANDSHAKES_KNOWN_SLOTS
    async with strangers(alpha.port, 100):
        await until(lambda: alpha.bearers.guard.running == strangers_max)
        bravo = await open_end(1, {0: [Address("127.0.0.1", alpha.port)]}, listen=[])
        took = await until(lambda: alpha.both_up(1) and bravo.both_up(0))
        assert took < 1.0


@pytest.mark.spec("TLS-21")
async def test_a_dialled_connection_waits_for_no_slot(open_end: Opening) -> None:
    bravo = await open_end(1, {0: []})
    alpha = await open_end(0, {1: [Address("127.0.0.1", bravo.port)]})
    async with strangers(alpha.port, 100):
        await until(lambda: alpha.bearers.guard.running > 20)
        link = alpha.link(1, urgent=True)
        assert link is not None
        link.close("cut")
        await until(lambda: not alpha.both_up(1))
        assert await until(lambda: alpha.both_up(1) and bravo.both_up(0)) < 1.0


async def test_no_descriptor_left_is_survived(open_end: Opening) -> None:
    alpha = await open_end(0, {1: []})
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    loop = asyncio.get_running_loop()
    sock = socket.socket()
    sock.setblocking(False)
    probe = socket.socket()
    lowest = probe.fileno()
    probe.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        await loop.sock_connect(sock, ("127.0.0.1", alpha.port))
        await until(lambda: alpha.refused, 5)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        sock.close()
    assert alpha.refused[0][1] == "no file descriptor left"
    bravo = await open_end(1, {0: [Address("127.0.0.1", alpha.port)]}, listen=[])
    await until(lambda: alpha.both_up(1) and bravo.both_up(0))
