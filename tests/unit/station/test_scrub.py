"""The search for rot: steps and rests, what it finds, and what an entry must stand."""

import asyncio
from dataclasses import replace

from directline.errors import StoreError
from directline.line.ports import DamagedRecord
from directline.station.scrub import Scrubber, sound
from directline.store.upkeep import Scrubbed, Verify
from directline.wire.body import commitment
from directline.wire.entry import Header
from tests.support.entries import ALPHA, T0, Feeds, values_body

LOST = DamagedRecord(1, 1, 7, None)


class Searched:
    """A store that answers as a test says."""

    def __init__(self, *parts: Scrubbed | StoreError) -> None:
        self.parts = list(parts)
        self.loop = asyncio.get_running_loop()
        self.asked: list[int] = []
        self.twice = asyncio.Event()

    def scrub(self, after_serial: int = 0, *, verify: Verify | None = None) -> Scrubbed:
        assert verify is sound
        self.asked.append(after_serial)
        if len(self.asked) == 2:
            self.loop.call_soon_threadsafe(self.twice.set)
        part = self.parts.pop(0) if self.parts else Scrubbed(0, 0)
        if isinstance(part, StoreError):
            raise part
        return part


async def test_it_goes_on_where_it_stopped_and_tells_what_it_finds() -> None:
    store = Searched(Scrubbed(64, 64), Scrubbed(80, 16, (LOST,)), Scrubbed(0, 2, misfiled=True))
    lost: list[DamagedRecord] = []
    scrubber = Scrubber(store, damaged=lost.append, broken=lambda _reason: None)
    for _ in range(4):
        await scrubber.step()
    assert store.asked == [0, 64, 80, 0]
    assert lost == [LOST]
    assert scrubber.looked == 82


async def test_a_store_that_cannot_be_read_is_told_and_searched_anew() -> None:
    store = Searched(Scrubbed(64, 64), StoreError("malformed"))
    told: list[str] = []
    scrubber = Scrubber(store, damaged=lambda _lost: None, broken=told.append)
    for _ in range(3):
        await scrubber.step()
    assert told == ["malformed"]
    assert store.asked == [0, 64, 0]


async def test_it_rests_between_two_passes_only() -> None:
    store = Searched(Scrubbed(64, 64), Scrubbed(0, 1))
    scrubber = Scrubber(
        store, damaged=lambda _lost: None, broken=lambda _reason: None, step_s=0.001, rest_s=3600.0
    )
    task = asyncio.create_task(scrubber.run())
    async with asyncio.timeout(5):
        await store.twice.wait()
    await asyncio.sleep(0.02)
    task.cancel()
    assert store.asked == [0, 64]


def test_an_entry_is_sound_when_it_is_what_its_header_says() -> None:
    body, salt = values_body("Z9", 1), bytes(range(16))
    made = Feeds().entry(ALPHA, body, T0)
    header = replace(Header.parse(made.header), commitment=commitment(body, salt))
    record = replace(made, header=header.signed_bytes(), salt=salt)
    assert record.body is not None
    assert sound(record)
    assert sound(replace(record, body=None, salt=None))
    assert not sound(replace(record, position=record.position + 1))
    assert not sound(replace(record, header=record.header[:-1]))
    assert not sound(replace(record, body=record.body[:-1] + bytes([record.body[-1] ^ 1])))
