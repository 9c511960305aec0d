"""From what a client sent to what it gets: one way through parsing, the store and the refusal of either."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from api.graphql.problems import Refusal, told
from graph.domain.kernel.problems import Problem

Sent = TypeVar("Sent")
Found = TypeVar("Found")
Shown = TypeVar("Shown")


def shown(found: Found | Problem, show: Callable[[Found], Shown]) -> Shown | Refusal:
    """Return what the store answered as its GraphQL type, or its refusal."""
    return told(found) if isinstance(found, Problem) else show(found)


async def answer(
    sent: Sent | Problem, work: Callable[[Sent], Awaitable[Found | Problem]], show: Callable[[Found], Shown]
) -> Shown | Refusal:
    """Do `work` with what was sent and parsed, and return its result by `show`; a refusal of either comes back."""
    return told(sent) if isinstance(sent, Problem) else shown(await work(sent), show)
