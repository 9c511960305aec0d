"""Runs what is queued: progress and the wish to cancel are exchanged with the graph twice a second."""

import asyncio
import logging

from forecasting.whatif.comparison import Cancelled
from graph.domain.planning.scenario import RunState
from graph.errors import DatabaseUnavailable, SignoffError
from graph.store.kernel.jobs import JobHold, take
from graph.store.kernel.store import Store
from graph.store.planning.whatif import Begun, RunEnd, begin, finish, report
from pipelines.whatif.replays import Watched
from pipelines.whatif.running import WhatIfResult, run
from pipelines.whatif.scored import store_coming

_LOOK_SECONDS = 0.5
"""How often progress is stored and a cancellation noticed: soon enough for a person who watches."""
_LOG = logging.getLogger("signoff.worker")


async def run_waiting(store: Store, hold: JobHold) -> int:
    """Run the what-if that has waited longest; returns how many were begun."""
    begun = await begin(store, hold)
    if begun is None:
        return 0
    watched = Watched()
    if begun.cancelled:
        watched.stop.set()
    running = asyncio.create_task(run(store, begun.scenario, watched))
    try:
        await _accompany(store, hold, begun, watched, running)
    finally:
        watched.stop.set()
        await asyncio.wait({running})
    ending = _ending(running)
    if ending is not None:
        await finish(store, begun.id, ending)
        if ending.state is RunState.DONE:
            await store_coming(store, begun.id, begun.scenario, running.result())
    return 1


async def _accompany(
    store: Store, hold: JobHold, begun: Begun, watched: Watched, running: asyncio.Task[WhatIfResult]
) -> None:
    while not running.done():
        await asyncio.wait({running}, timeout=_LOOK_SECONDS)
        await take(store, hold.job, hold.holder)
        if not await report(store, hold, begun.id, watched.progress) and not running.done():
            watched.stop.set()
            await finish(store, begun.id, RunEnd(RunState.CANCELLED))
            return


def _ending(running: asyncio.Task[WhatIfResult]) -> RunEnd | None:
    """Return how a run ended; None where the database went away, so that it is begun again."""
    fault = running.exception()
    match fault:
        case None:
            return running.result().ending()
        case Cancelled():
            return RunEnd(RunState.CANCELLED)
        case DatabaseUnavailable():
            return None
        case SignoffError():
            return RunEnd(RunState.FAILED, failure=str(fault))
        case _:
            _LOG.error("what-if failed unexpectedly", exc_info=fault)
            return RunEnd(RunState.FAILED, failure="The run failed unexpectedly; the worker's log says more.")
