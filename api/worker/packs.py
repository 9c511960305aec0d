"""Loads the packs that were asked for, one after another, each in a process of its own."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from api.supervisor.child_process import ChildTask, run_child
from api.supervisor.services import ServiceFailed
from api.worker.turn import Turn
from graph.errors import InvalidInput
from graph.store.kernel.jobs import take
from pipelines.loading.progress import LoadState, PackNotes, PackProgress

_LOOK_SECONDS = 0.5
"""How often the hold is prolonged and a stop noticed: often beside its fifteen seconds."""
_WRITE_SECONDS = 0.5
"""Progress within a step is written no more often: soon enough for a person who watches."""
_OPEN = (LoadState.LOADING, LoadState.WAITING)
"""One that is loading while nobody loads was broken off, and goes first."""


async def load_requested(turn: Turn) -> int:
    """Load the pack that goes next; 1 where one was loaded or failed, 0 where none waits or a stop came first."""
    notes = PackNotes(turn.data_dir)
    progress = next((one for state in _OPEN for one in notes.all() if one.state is state), None)
    if progress is None:
        return 0
    try:
        if not await _load(turn, progress):
            notes.write(progress.moved(LoadState.WAITING, turn.store.clock.now()))
            return 0
    except (InvalidInput, ServiceFailed) as fault:
        notes.write(progress.moved(LoadState.FAILED, turn.store.clock.now(), str(fault)))
    else:
        notes.write(progress.moved(LoadState.READY, turn.store.clock.now()))
    return 1


async def _load(turn: Turn, progress: PackProgress) -> bool:
    """Load a pack; False where the worker was told to stop meanwhile."""
    writer = _Writer(PackNotes(turn.data_dir), progress.moved(LoadState.LOADING, turn.store.clock.now()))
    writer.begin()
    logs = turn.data_dir / "services"
    logs.mkdir(parents=True, exist_ok=True)
    command = ("pack", "load", progress.pack, "--reports")
    loading = asyncio.create_task(run_child(ChildTask("loading", command, logs / "packs.log"), writer.report))
    try:
        while not loading.done():
            await asyncio.wait({loading}, timeout=_LOOK_SECONDS)
            if turn.stopping.is_set():
                return False
            await take(turn.store, turn.hold.job, turn.hold.holder)
        await loading
    finally:
        loading.cancel()
        await asyncio.wait({loading})
    return True


@dataclass(slots=True)
class _Writer:
    """Writes what a load reports: a new step at once, progress within one now and then."""

    notes: PackNotes
    progress: PackProgress
    written_at: float = field(default=0.0)

    def begin(self) -> None:
        self.notes.write(self.progress)

    def report(self, report: Mapping[str, Any]) -> None:
        begun = report["step"] != self.progress.step
        self.progress = replace(self.progress, step=report["step"], done=report["done"], total=report["total"])
        if begun or time.monotonic() - self.written_at >= _WRITE_SECONDS:
            self.written_at = time.monotonic()
            self.notes.write(self.progress)
