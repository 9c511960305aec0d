"""Putting a held task off until a moment, and taking it up again before."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.enums import TaskState
from api.graphql.fields import ANY_KEY, described
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.store.review.snoozing import SnoozeCommand, Snoozed, resume, snooze

_READERS = [readable(Operation.READ_CASES)]


@strawberry.type(description="Where a task stands that was put off or taken up again.", directives=_READERS)
class SnoozedTask:
    """A task."""

    task_id: strawberry.ID = described("The task.")
    state: TaskState = described("Its state.")
    version: int = described("Its version.")
    suspended_until: datetime | None = described("Until when it was put off; null once it is back.")


@strawberry.input(description="A task that you hold, put off until a moment within its deadline.")
class SnoozeTaskInput:
    """A task and a moment."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    until: datetime = strawberry.field(
        description="When it comes back to you: before its deadline; within 14 days where it has none."
    )
    lease_epoch: int = strawberry.field(description="As the claim gave it.")
    expected_version: int = strawberry.field(description="The task's version as it was read.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


@strawberry.input(description="A task that you have put off, to be taken up again.")
class ResumeTaskInput:
    """A task."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


SnoozeTaskResult: TypeAlias = Annotated[
    SnoozedTask | Refusal,
    strawberry.union("SnoozeTaskResult", description="Where the task stands, or why nothing changed."),
]


@strawberry.type
class SnoozeMutations:
    """What can be done with time."""

    @strawberry.mutation(
        description="Put a task off that you hold: nobody else gets it meanwhile, and its deadlines keep running.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def snooze_task(self, info: SignoffInfo, input: SnoozeTaskInput) -> SnoozeTaskResult:  # noqa: A002  # GraphQL's convention
        """Put a task off."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            _command(input), lambda command: snooze(store, actor, command, input.idempotency_key), _snoozed
        )

    @strawberry.mutation(
        description="Take a task up again that you have put off, before its time.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def resume_task(self, info: SignoffInfo, input: ResumeTaskInput) -> SnoozeTaskResult:  # noqa: A002  # as above
        """Take a task up again."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.task_id, "ReviewTask", "taskId"),
            lambda task: resume(store, actor, task, input.idempotency_key),
            _snoozed,
        )


def _command(sent: SnoozeTaskInput) -> SnoozeCommand | Problem:
    task_id = node_id(sent.task_id, "ReviewTask", "taskId")
    if isinstance(task_id, Problem):
        return task_id
    return SnoozeCommand(task_id, sent.until, sent.lease_epoch, sent.expected_version)


def _snoozed(done: Snoozed) -> SnoozedTask:
    return SnoozedTask(
        task_id=global_id("ReviewTask", done.task_id),
        state=done.state,
        version=done.version,
        suspended_until=done.until,
    )
