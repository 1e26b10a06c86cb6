"""How often a peer is dialled."""

import asyncio
import socket

import pytest

from directline.bearers.dialling import Dialler
from directline.bearers.limits import REDIAL_MAX_S, REDIAL_SELDOM_S
from directline.bearers.seat import Seat
from directline.bearers.sockets import Address

ROUNDS = 4


async def pauses(monkeypatch: pytest.MonkeyPatch, *, resting: bool) -> tuple[list[float], int]:
    """How long it waits between its first rounds, and how many it made."""
    seats = [Seat(1, urgent=True, suspect_s=6.0)]
    dials: list[Address] = []

    async def attempt(_seat: Seat, _address: Address, _sock: socket.socket) -> None:
        raise AssertionError("nothing answers")

    dialler = Dialler(
        seats,
        [Address("127.0.0.1", 9)],
        attempt=attempt,
        failed=lambda _seat, address, _error: dials.append(address),
    )
    waited: list[float] = []

    async def refused(_seat: Seat, _address: Address) -> socket.socket:
        raise ConnectionRefusedError

    async def pause(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == ROUNDS:
            raise asyncio.CancelledError
        dialler.nudge()
        await asyncio.gather(*seats[0].attempts)

    monkeypatch.setattr(dialler, "_connect", refused)
    monkeypatch.setattr(dialler, "_pause", pause)
    if resting:
        dialler.rest()
    with pytest.raises(asyncio.CancelledError):
        await dialler.run()
    return waited, len(dials)


async def test_a_party_that_has_left_is_dialled_seldom_even_when_it_is_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    busy, dials = await pauses(monkeypatch, resting=False)
    assert dials >= ROUNDS - 1
    assert max(busy) <= REDIAL_MAX_S
    resting, dials = await pauses(monkeypatch, resting=True)
    assert dials >= ROUNDS - 1, "it is dialled all the same"
    assert min(resting) == REDIAL_SELDOM_S
