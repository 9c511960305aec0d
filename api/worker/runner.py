"""Runs jobs until it is told to stop; a database that is away is waited for."""

import asyncio
import logging
import signal
import socket
from contextlib import suppress
from pathlib import Path

from api.worker.heartbeat import Heartbeat
from api.worker.jobs import JOBS, Job
from api.worker.turn import Turn
from graph.errors import SignoffError
from graph.store.kernel.jobs import give_back, take
from graph.store.kernel.store import Store

_LONGEST_PAUSE_SECONDS = 30.0
"""A job that keeps failing is tried twice a minute: often enough to go on soon after a repair."""
_LOG = logging.getLogger("signoff.worker")


class Worker:
    """One worker; of any number, one runs each job at a time."""

    def __init__(self, store: Store, data_dir: Path) -> None:
        """Take the open store and the folder of keys and models."""
        self._store, self._data_dir = store, data_dir
        self._name = f"{socket.gethostname()}-{store.clock.new_id()}"
        self._stopping = asyncio.Event()
        self._heartbeat = Heartbeat(data_dir)

    async def once(self, name: str) -> int:
        """Run one pass of a job and return how much it did; 0 where another worker has it."""
        try:
            return await self._turn(JOBS[name])
        finally:
            await give_back(self._store, name, self._name)

    async def until_stopped(self) -> None:
        """Run every job in its rhythm until SIGTERM or Ctrl-C; jobs end between two passes."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stopping.set)
        await asyncio.gather(*(self._repeat(job) for job in JOBS.values()))

    async def _repeat(self, job: Job) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                await self._turn(job)
                failures = 0
                with suppress(OSError):  # a full disk keeps no job from its work, and leaves the heartbeat old
                    self._heartbeat.beat()
            except SignoffError as fault:
                failures += 1
                _LOG.warning("job %s failed: %s", job.name, fault)
            except Exception:  # noqa: BLE001  # one broken pass must not end the other jobs
                failures += 1
                _LOG.exception("job %s failed unexpectedly", job.name)
            await self._pause(min(job.every_seconds * 2**failures, _LONGEST_PAUSE_SECONDS))
        await self._give_back(job)

    async def _turn(self, job: Job) -> int:
        hold = await take(self._store, job.name, self._name)
        if hold is None:
            return 0
        return await job.run(Turn(self._store, hold, self._data_dir, self._stopping))

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _give_back(self, job: Job) -> None:
        try:
            await give_back(self._store, job.name, self._name)
        except SignoffError as fault:
            _LOG.warning("lease of %s not given back: %s", job.name, fault)
