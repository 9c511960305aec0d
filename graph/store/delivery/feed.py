"""What happened just now, for those who listen: read by time-sortable ids, so no write does anything for it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from graph.domain.monitor.breakers import BreakerCommand
from graph.queries.delivery.feed import (
    MADE_DECISIONS,
    MOVED_TASKS,
    RAISED_ALERTS,
    AlertFeedParams,
    FeedParams,
    MadeDecisionRow,
    MovedTaskRow,
    RaisedAlertRow,
)
from graph.store.kernel.store import Store

__all__ = ["MOST_READ", "FeedTopic", "MadeDecisionRow", "MovedTaskRow", "News", "RaisedAlertRow", "news_since"]

MOST_READ = 2_000
"""Of one look: more than two cores write within the overlap of two looks."""
News: TypeAlias = MovedTaskRow | MadeDecisionRow | RaisedAlertRow
"""One thing that happened."""
_OPENING = [BreakerCommand.OPEN.value, BreakerCommand.STOP.value]


class FeedTopic(StrEnum):
    """What one may listen to."""

    TASKS = "TASKS"
    DECISIONS = "DECISIONS"
    ALERTS = "ALERTS"


async def news_since(store: Store, topic: FeedTopic, since: str) -> Sequence[News]:
    """Return what happened of a topic with ids after one, in their order, MOST_READ at most."""
    return await _READERS[topic](store, since)


async def _tasks(store: Store, since: str) -> Sequence[News]:
    return await store.graph.read(MOVED_TASKS, FeedParams(since, MOST_READ))


async def _decisions(store: Store, since: str) -> Sequence[News]:
    return await store.graph.read(MADE_DECISIONS, FeedParams(since, MOST_READ))


async def _alerts(store: Store, since: str) -> Sequence[News]:
    return await store.graph.read(RAISED_ALERTS, AlertFeedParams(since, _OPENING, MOST_READ))


_READERS: Mapping[FeedTopic, Callable[[Store, str], Awaitable[Sequence[News]]]] = {
    FeedTopic.TASKS: _tasks,
    FeedTopic.DECISIONS: _decisions,
    FeedTopic.ALERTS: _alerts,
}
