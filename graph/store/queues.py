"""Queues and how full they are."""

from graph.domain.moments import milliseconds
from graph.domain.urgency import WARNING_SHARE
from graph.queries.desk import QUEUES, QueueRow, QueuesParams
from graph.store.points import DEFAULT_REVIEW_MINUTES
from graph.store.store import Store


async def queues(store: Store, person_id: str) -> list[QueueRow]:
    """Return all queues by name, counted from the index of open tasks alone."""
    now = milliseconds(store.clock.now())
    return await store.graph.read(QUEUES, QueuesParams(now, WARNING_SHARE, DEFAULT_REVIEW_MINUTES, person_id))
