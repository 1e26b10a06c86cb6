"""An alarm of the station's own, outside the browser: it runs a command and stops it again.

The command comes from the station's settings (`alarm_command`): a player, a relay, a script.
It is started without a shell, told the level in its environment, and ended when the sound ends.
"""

import asyncio
import os
from collections.abc import Sequence

import structlog

RESTART_S = 5.0
"""A command that ends by itself (one sound) is started again after so long, while it must ring."""
KILL_S = 2.0
"""A command that ignores SIGTERM is killed after so long."""

_log = structlog.get_logger("sounder")


class Sounder:
    """Runs the alarm command while a level sounds."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._level = ""
        self._changed = asyncio.Event()
        self.rings = 0
        """How often the command was started."""

    def sound(self, level: str) -> None:
        """Sound at this level ("high", "medium"), or be quiet ("")."""
        if level != self._level:
            self._level = level
            self._changed.set()

    async def run(self) -> None:
        """Serve until cancelled."""
        if not self._command:
            return
        process: asyncio.subprocess.Process | None = None
        try:
            while True:
                await self._changed.wait()
                self._changed.clear()
                while self._level:
                    process = await self._start(self._level)
                    await self._until_quiet(process)
                    process = None
        finally:
            if process is not None:
                await _end(process)

    async def _start(self, level: str) -> asyncio.subprocess.Process | None:
        """Start the command; one that cannot start is named in the log, and tried again."""
        self.rings += 1
        try:
            return await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                env={"PATH": os.environ.get("PATH", os.defpath), "DIRECTLINE_ALARM": level},
            )
        except OSError as error:
            _log.error("alarm command does not start", reason=error.strerror or "unknown")
            return None

    async def _until_quiet(self, process: asyncio.subprocess.Process | None) -> None:
        """Wait until the level changes, or the command has ended and may start again."""
        changed = asyncio.ensure_future(self._changed.wait())
        ended = asyncio.ensure_future(_ended(process))
        try:
            await asyncio.wait({changed, ended}, return_when=asyncio.FIRST_COMPLETED)
            self._changed.clear()
        finally:
            changed.cancel()
            ended.cancel()
            if process is not None:
                await _end(process)


async def _ended(process: asyncio.subprocess.Process | None) -> None:
    if process is not None:
        await process.wait()
    await asyncio.sleep(RESTART_S)


async def _end(process: asyncio.subprocess.Process) -> None:
    """End a command: politely, then for certain."""
    if process.returncode is not None:
        return
    try:
        process.terminate()
        await asyncio.wait_for(process.wait(), KILL_S)
    except TimeoutError:
        process.kill()
        await process.wait()
    except ProcessLookupError:
        return
