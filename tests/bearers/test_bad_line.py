"""Cuts, holes, one deaf direction, a thin line: when the links notice and when they are back."""

import asyncio

import pytest

from directline.bearers import Address
from tests.bearers.conftest import End, Opening, until
from tests.support.proxy import BadLine

BACK_S = 1.2
"""A second, and what two busy cores need."""


async def through(
    open_end: Opening, line: BadLine | None = None, **options: object
) -> tuple[End, End, BadLine]:
    """ALPHA listens behind a bad line that BRAVO dials."""
    alpha = await open_end(0, {1: []})
    line = line or BadLine(("127.0.0.1", alpha.port))
    line._server = ("127.0.0.1", alpha.port)
    await line.__aenter__()
    bravo = await open_end(1, {0: [Address("127.0.0.1", line.port)]}, listen=[], **options)
    await until(lambda: alpha.both_up(1) and bravo.both_up(0), 20)
    return alpha, bravo, line


async def reaches(here: End, there: End, text: bytes) -> bool:
    for urgent in (True, False):
        link = here.link(there.party, urgent=urgent)
        if link is None:
            return False
        link.send([text + bytes([urgent])])
    wanted = {text + b"\x00", text + b"\x01"}
    for _ in range(100):
        if wanted <= {unit for _, unit in there.units}:
            return True
        await asyncio.sleep(0.01)
    return False


@pytest.mark.spec("TLS-18")
@pytest.mark.parametrize("cut_s", [0.1, 2.5])
async def test_after_a_cut_both_links_are_back_within_a_second(
    open_end: Opening, cut_s: float
) -> None:
    alpha, bravo, line = await through(open_end)
    line.cut()
    await until(lambda: len(alpha.down) == 2 and len(bravo.down) == 2)
    await asyncio.sleep(cut_s)
    assert not alpha.bearers.links()
    await line.restore()
    took = await until(lambda: alpha.both_up(1) and bravo.both_up(0))
    assert took < BACK_S
    assert await reaches(bravo, alpha, b"back")
    await line.close()


@pytest.mark.parametrize("lasts_s", [0.5, 1.7, 4.0])
async def test_after_a_hole_in_which_nothing_closed_units_pass_within_a_second(
    open_end: Opening, lasts_s: float
) -> None:
    alpha, bravo, line = await through(open_end)
    line.hole()
    await asyncio.sleep(lasts_s)
    if lasts_s > 3:
        assert {reason for _, reason in alpha.down} == {"silent"}
    await line.restore()
    took = await until(lambda: alpha.both_up(1) and bravo.both_up(0))
    assert took < BACK_S
    passed = asyncio.get_running_loop().time()
    while not (await reaches(bravo, alpha, b"b") and await reaches(alpha, bravo, b"a")):
        assert asyncio.get_running_loop().time() - passed < BACK_S
    await line.close()


@pytest.mark.parametrize("deaf", ["server", "client"])
async def test_one_deaf_direction_is_noticed_at_both_ends(open_end: Opening, deaf: str) -> None:
    alpha, bravo, line = await through(open_end)
    line.hole(to_server=deaf == "server", to_client=deaf == "client")
    hearing, dumb = (bravo, alpha) if deaf == "server" else (alpha, bravo)
    # The side that hears nothing closes, and the close reaches the one that still hears.
    await until(lambda: len(dumb.down) == 2, 8)
    assert {reason for _, reason in dumb.down} == {"silent"}
    await line.restore()
    await until(lambda: alpha.both_up(1) and bravo.both_up(0))
    assert await reaches(alpha, bravo, b"again")
    assert hearing.bearers.links()
    await line.close()


async def test_a_thin_line_comes_up_and_is_not_congested_by_our_own_dialling(
    open_end: Opening,
) -> None:
    line = BadLine(("127.0.0.1", 0), bytes_per_s=2400, delay_s=0.3)
    loop = asyncio.get_running_loop()
    start = loop.time()
    alpha, bravo, line = await through(open_end, line)
    assert loop.time() - start < 8
    assert sum(line.carried_bytes) < 16_000
    idle = sum(line.carried_bytes)
    await asyncio.sleep(2)
    assert alpha.both_up(1)
    assert sum(line.carried_bytes) - idle < 2 * 2 * 2 / 0.2 * 40  # Ticks only; ten times slower
    assert await reaches(bravo, alpha, b"thin")  # outside these tests.
    await line.close()


async def test_two_addresses_one_dead_one_deaf_do_not_hinder_the_good_one(
    open_end: Opening,
) -> None:
    alpha = await open_end(0, {1: []})
    async with BadLine(("127.0.0.1", alpha.port)) as deaf:
        deaf.hole()
        places = [
            Address("127.0.0.1", 9),
            Address("127.0.0.1", deaf.port),
            Address("127.0.0.1", alpha.port),
        ]
        bravo = await open_end(1, {0: places}, listen=[])
        assert await until(lambda: alpha.both_up(1) and bravo.both_up(0)) < BACK_S
