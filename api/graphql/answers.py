"""From what a client sent to what it gets: one way through parsing, the store and the refusal of either."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from graphql import GraphQLError

from api.graphql.problems import Refusal, to_refusal
from graph.domain.kernel.problems import Problem

Sent = TypeVar("Sent")
Result = TypeVar("Result")
Shown = TypeVar("Shown")


def shown(result: Result | Problem, show: Callable[[Result], Shown]) -> Shown | Refusal:
    """Return what the store answered as its GraphQL type, or its refusal."""
    return to_refusal(result) if isinstance(result, Problem) else show(result)


async def answer(
    sent: Sent | Problem, work: Callable[[Sent], Awaitable[Result | Problem]], show: Callable[[Result], Shown]
) -> Shown | Refusal:
    """Do `work` with what was sent and parsed, and return its result by `show`; a refusal of either comes back."""
    return to_refusal(sent) if isinstance(sent, Problem) else shown(await work(sent), show)


def sure(result: Result | Problem) -> Result:
    """Return what a field of a plain type answers; raises GraphQLError for a refusal, which stands among the errors."""
    if isinstance(result, Problem):
        raise GraphQLError(result.message, extensions={"code": result.code.value, **result.details})
    return result
