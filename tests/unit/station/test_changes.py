"""The change feed: resumes by serial, folds what a slow reader missed, ends with the station."""

import asyncio

from directline.station.changes import TOPICS, Changes


async def take(changes: Changes, after: int | None, count: int) -> list[tuple[int | None, str]]:
    found = []
    async for change in changes.follow(after):
        found.append(change)
        if len(found) == count:
            break
    return found


def test_a_reader_that_resumes_hears_of_what_it_missed() -> None:
    async def run() -> None:
        changes = Changes()
        changes.entry(7)
        found = await take(changes, 3, 1 + len(TOPICS))
        assert found[0] == (7, "messages")
        assert {topic for _, topic in found[1:]} == set(TOPICS)

    asyncio.run(run())


def test_ten_thousand_entries_are_one_change_for_a_slow_reader() -> None:
    async def run() -> None:
        changes = Changes()
        stream = changes.follow(None)
        for _ in TOPICS:
            await anext(stream)
        for serial in range(1, 10_001):
            changes.entry(serial)
        assert await anext(stream) == (10_000, "messages")
        changes.topic("alarms", "alarms")
        assert await anext(stream) == (None, "alarms")
        changes.close()
        assert [change async for change in stream] == []

    asyncio.run(run())
