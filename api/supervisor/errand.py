"""A supervised process that does one thing and ends: it reports progress line by line and its result last."""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from api.supervisor.child import TIED
from api.supervisor.services import ServiceFailed

_END_SECONDS = 10.0

Report = Mapping[str, Any]


async def run_errand(name: str, arguments: Sequence[str], heard: Callable[[Report], None]) -> Report:
    """Run `signoff ARGUMENTS` tied to this process and return its last line, one JSON object; `heard` gets the others.

    Raises `ServiceFailed` with the reason that the command gave. Cancelling ends the process.
    """
    command = [sys.executable, "-m", "api.supervisor.child", TIED, *arguments]
    process = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stdout=PIPE, stderr=PIPE, start_new_session=True
    )
    try:
        reports, words = await asyncio.gather(_reports(process, heard), _words(process))
        code = await process.wait()
    except asyncio.CancelledError:
        await _end(process)
        raise
    if code or reports is None:
        reason = (words or ["it said nothing"])[-1].removeprefix("signoff: ")
        raise ServiceFailed(f"The {name} step failed: {reason}")
    return reports


async def _reports(process: Process, heard: Callable[[Report], None]) -> Report | None:
    last: Report | None = None
    if process.stdout is None:
        return None
    async for line in process.stdout:
        if last is not None:
            heard(last)
        last = json.loads(line)
    return last


async def _words(process: Process) -> list[str]:
    words = (await process.stderr.read()).decode(errors="replace") if process.stderr else ""
    return [line.strip() for line in words.splitlines() if line.strip()]


async def _end(process: Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _END_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
