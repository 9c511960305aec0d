"""How much longer an open review will take, from reviews of the same queue and priority."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from forecasting.remaining import Durations, RemainingTime, remaining
from graph.store.kernel.store import Store
from graph.store.review.durations import WaitingTimes, review_durations


@dataclass(frozen=True, slots=True)
class ExpectedEnd:
    """When a review is expected to end: nine in ten such end between `low` and `high` (None: later than was seen)."""

    middle: datetime | None
    low: datetime
    high: datetime | None
    because: str


async def expected_end(store: Store, task_id: str) -> ExpectedEnd | None:
    """Return when an open review is expected to end; None where too few were like it, or it is closed."""
    durations = await review_durations(store, task_id)
    return None if durations is None else end_of(durations, store.clock.now())


def end_of(durations: WaitingTimes, now: datetime) -> ExpectedEnd | None:
    """Return when a review of a kind and an age is expected to end."""
    rows = [*durations.ended, *durations.running]
    waits = Durations(
        np.array([float(took) for _, took in rows]),
        np.arange(len(rows)) < len(durations.ended),
        np.array([kind for kind, _ in rows], dtype=object),
    )
    one = remaining(waits, durations.kind, float(durations.age))
    if one is None:
        return None
    return ExpectedEnd(_after(now, one.middle), _after(now, one.low) or now, _after(now, one.high), _because(one))


def _after(now: datetime, left: float | None) -> datetime | None:
    return None if left is None else now + timedelta(milliseconds=left)


def _because(one: RemainingTime) -> str:
    of = "of this queue and priority" if one.own_kind else "of all queues, for too few were of this queue and priority"
    return f"From {one.alike:,} reviews {of} that had waited as long; nine in ten end inside the band."
