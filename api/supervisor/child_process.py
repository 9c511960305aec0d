"""A supervised process that does one thing and ends: it reports progress line by line and its result last."""

import asyncio
import json
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.supervisor.command import process_command
from api.supervisor.failure import failure_reason
from api.supervisor.services import ServiceFailed

_END_SECONDS = 10.0
"""A command ends what it does within moments; one that has not ended by then is killed."""

Report = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChildTask:
    """What the process is to do, in a word, its `signoff` arguments, and the file that it logs to."""

    name: str
    arguments: Sequence[str]
    log: Path


async def run_child(task: ChildTask, on_report: Callable[[Report], None]) -> Report:
    """Run the command tied to this process and return its last line, one JSON object; `on_report` gets the others.

    Raises `ServiceFailed` with the reason that the command gave. Cancelling ends the process.
    """
    command = process_command(task.arguments, tied=True)
    with task.log.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=DEVNULL, stdout=PIPE, stderr=log, start_new_session=True
        )
    try:
        reports = await _reports(process, on_report)
        code = await process.wait()
    except asyncio.CancelledError:
        await _end(process)
        raise
    if code or reports is None:
        raise ServiceFailed(f"The {task.name} step failed: {failure_reason(task.log)}")
    return reports


async def _reports(process: Process, on_report: Callable[[Report], None]) -> Report | None:
    last: Report | None = None
    if process.stdout is None:
        return None
    async for line in process.stdout:
        if last is not None:
            on_report(last)
        last = json.loads(line)
    return last


async def _end(process: Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _END_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
