"""The turns at checking a passphrase: few at once, a bounded number waiting, few from one place."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from directline.errors import AccessError
from directline.station.turns import AT_ONCE, WAITING_MAX, WAITING_OF_ONE_MAX, LoginQueue


async def test_one_address_does_not_keep_another_out() -> None:
    queue = LoginQueue()
    inside = 0
    done = asyncio.Event()

    async def attempt(address: str) -> None:
        nonlocal inside
        async with queue.turn(address):
            inside += 1
            await done.wait()

    greedy = [asyncio.create_task(attempt("192.0.2.1")) for _ in range(WAITING_OF_ONE_MAX)]
    await asyncio.sleep(0)
    assert inside == AT_ONCE
    with pytest.raises(AccessError, match="too many log-ins"):
        await attempt("192.0.2.1")
    officer = asyncio.create_task(attempt("192.0.2.2"))
    await asyncio.sleep(0)
    assert not officer.done()
    done.set()
    await asyncio.gather(*greedy, officer)
    async with queue.turn("192.0.2.1"):
        pass


async def test_the_whole_queue_is_bounded() -> None:
    queue = LoginQueue()
    async with AsyncExitStack() as stack:
        waiting = [
            asyncio.create_task(stack.enter_async_context(queue.turn(f"192.0.2.{n}")))
            for n in range(WAITING_MAX)
        ]
        await asyncio.sleep(0)
        with pytest.raises(AccessError):
            async with queue.turn("192.0.2.200"):
                pytest.fail("a log-in too many")
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
