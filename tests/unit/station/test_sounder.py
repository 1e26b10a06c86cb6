"""The alarm outside the browser: a command that runs while it must sound, and no longer."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from directline.station.clock import StationClock, SystemEntropy, kernel_quality
from directline.station.sounder import Sounder
from directline.wire.values import ClockQuality


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - another process changes it
            await asyncio.sleep(0.005)


async def test_it_sounds_at_the_level_and_stops_at_once(tmp_path: Path) -> None:
    script = tmp_path / "ring.py"
    script.write_text(
        "import os, sys, time\n"
        "open(sys.argv[1], 'a').write(os.environ['DIRECTLINE_ALARM'] + '\\n')\n"
        "open(sys.argv[1] + '.pid', 'w').write(str(os.getpid()))\n"
        "time.sleep(60)\n"
    )
    heard = tmp_path / "heard"
    sounder = Sounder((sys.executable, str(script), str(heard)))
    task = asyncio.create_task(sounder.run())
    sounder.sound("high")
    sounder.sound("high")
    pid = tmp_path / "heard.pid"
    await until(lambda: pid.exists() and bool(pid.read_text()))
    assert heard.read_text() == "high\n"
    sounder.sound("")
    await until(lambda: not Path(f"/proc/{pid.read_text()}").exists())
    assert sounder.rings == 1
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_command_that_cannot_start_does_not_end_the_sounder() -> None:
    sounder = Sounder(("/nonexistent/bell",))
    task = asyncio.create_task(sounder.run())
    sounder.sound("high")
    await until(lambda: sounder.rings == 1)
    await asyncio.sleep(0)
    assert not task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_without_a_command_it_is_silent() -> None:
    sounder = Sounder(())
    sounder.sound("high")
    await sounder.run()
    assert sounder.rings == 0


def test_a_shifted_clock_says_that_it_runs_free() -> None:
    true, wrong = StationClock(), StationClock(offset_ms=3_600_000)
    assert 3_590_000 < wrong.now_ms() - true.now_ms() < 3_610_000
    assert wrong.quality() == ClockQuality.FREE
    assert true.quality() == kernel_quality()
    assert true.now_ns() <= true.now_ns()


def test_entropy_is_not_repeated() -> None:
    assert len(SystemEntropy().bytes(16)) == 16
    assert SystemEntropy().bytes(16) != SystemEntropy().bytes(16)
