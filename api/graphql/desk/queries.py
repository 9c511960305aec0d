"""Queries of the reviewer's desk."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.roles import Operation
from graph.store.queues import queues

_READABLE = [readable(Operation.READ_CASES)]


@strawberry.type(description="Work that the same people clear.", directives=_READABLE)
class Queue:
    """A queue and how full it is."""

    key: str = strawberry.field(description="Its key, as `tasks` and `claimNextTask` take it.")
    name: str = strawberry.field(description="Its name.")
    open_tasks: int = strawberry.field(description="How many tasks wait or are held.")
    at_risk: int = strawberry.field(description="How many of them will soon be late.")
    breached: int = strawberry.field(description="How many of them are late.")
    mine: int = strawberry.field(description="How many of them are held by who asks.")


@strawberry.type(description="All queues.", directives=_READABLE)
class QueueList:
    """Queues."""

    nodes: list[Queue] = strawberry.field(description="By name.")


QueuesResult: TypeAlias = Annotated[
    QueueList | Refusal, strawberry.union("QueuesResult", description="The queues, or why not.")
]


@strawberry.type
class DeskQueries:
    """What a desk shows."""

    @strawberry.field(description="All queues with how full they are.", extensions=[Requires(Operation.READ_CASES)])
    async def queues(self, info: SignoffInfo) -> QueuesResult:
        """Return the queues."""
        return QueueList(
            nodes=[
                Queue(
                    key=row.key,
                    name=row.name,
                    open_tasks=row.open,
                    at_risk=row.at_risk,
                    breached=row.breached,
                    mine=row.mine,
                )
                for row in await queues(info.context.store, info.context.actor.person_id)
            ]
        )
