"""How long reviews took and open ones have waited, by queue and priority."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_time
from graph.queries.review.desk import DURATIONS, DurationsParams
from graph.store.kernel.store import Store

_RECENT = 1_000
"""The latest reviews: more would tell of other times."""


@dataclass(frozen=True, slots=True)
class WaitingTimes:
    """The kind and the age (ms) of an open task, and the kinds and times (ms) of reviews that ended or still run."""

    kind: str
    age: int
    ended: Sequence[tuple[str, int]]
    running: Sequence[tuple[str, int]]


async def review_durations(store: Store, task_id: str) -> WaitingTimes | None:
    """Return what to hold an open task against; None where it is closed or there is none."""
    now = milliseconds(store.clock.now())
    rows = await store.graph.read(DURATIONS, DurationsParams(task_id, by_time(now, ""), now, _RECENT))
    if not rows or not rows[0].waits:
        return None
    row = rows[0]
    return WaitingTimes(
        _kind(row.queue, row.priority),
        max(0, now - row.since),
        [(_kind(queue, priority), took) for queue, priority, took in row.ended],
        [(_kind(queue, priority), took) for queue, priority, took in row.running],
    )


def _kind(queue: str, priority: int | None) -> str:
    return f"{queue}, priority {priority}"
