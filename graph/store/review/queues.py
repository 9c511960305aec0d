"""Queues and how full they are."""

from graph.domain.kernel.moments import milliseconds
from graph.domain.review.urgency import Sla
from graph.queries.review.desk import QUEUES, QueueRow, QueuesParams
from graph.store.kernel.store import Store
from graph.store.registry.points import point_keys, point_of


async def queues(store: Store, person_id: str) -> list[QueueRow]:
    """Return all queues by name, counted from the index of open tasks alone."""
    now = store.clock.now()
    points = [point for key in await point_keys(store) if (point := await point_of(store, key)) is not None]
    soon = {queue: milliseconds(point.sla.soon(now)) for point in points for queue in point.queues}
    otherwise = milliseconds(Sla().soon(now))
    return await store.graph.read(QUEUES, QueuesParams(milliseconds(now), soon, otherwise, person_id))
