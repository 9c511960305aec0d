"""One pass of the delivery: events that are due are set on their way, and each attempt that is due is made."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from graph.domain.delivery.attempts import DeliveryState, Step, after_attempt
from graph.domain.delivery.endpoints import EndpointState
from graph.domain.delivery.targets import Network
from graph.store.delivery.deliveries import Due, dispatch_due, due_deliveries, record_attempts
from graph.store.kernel.store import Store
from pipelines.delivery.client import WebhookSender, open_client

MOST_TO_ONE = 8
"""Attempts at one address at a time: a slow receiver is not flooded, and keeps no other waiting for its time-outs."""


async def deliver_due(store: Store, allowed: Sequence[Network]) -> int:
    """Make every attempt that is due, and return how many events were set on their way and attempts made."""
    dispatched = await dispatch_due(store)
    due = await due_deliveries(store)
    if not due:
        return dispatched
    idle = [(one, _unsent(one)) for one in due if one.endpoint.state is not EndpointState.ACTIVE]
    await record_attempts(store, idle, attempted=False)
    chosen = list(_few_to_each(due))
    async with open_client() as http:
        sender = WebhookSender(http, allowed)
        now = store.clock.now()
        steps = await asyncio.gather(*(_attempt(sender, one, now) for one in chosen))
    return dispatched + await record_attempts(store, list(zip(chosen, steps, strict=True)))


async def _attempt(sender: WebhookSender, due: Due, now: datetime) -> Step:
    answer = await sender.send(due.endpoint.url, due.message, due.secret, now)
    return after_attempt(answer, due.failures, now, random.random())  # noqa: S311  # it spreads attempts, and guards nothing


def _unsent(due: Due) -> Step:
    """Return how a delivery stands that was set on its way just as its webhook was paused or removed."""
    if due.endpoint.state is EndpointState.REMOVED:
        return Step(DeliveryState.DEAD, None, "the webhook was removed")
    return Step(DeliveryState.WAITING, None, None)


def _few_to_each(due: Sequence[Due]) -> Iterator[Due]:
    taken: Counter[str] = Counter()
    for one in due:
        taken[one.endpoint.id] += 1
        if one.endpoint.state is EndpointState.ACTIVE and taken[one.endpoint.id] <= MOST_TO_ONE:
            yield one
