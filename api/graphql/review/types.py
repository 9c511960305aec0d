"""Inputs and results of the mutations on tasks."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.enums import TaskState, Verdict
from api.graphql.fields import SAME_KEY
from api.graphql.identifiers import global_id, optional_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.people.roles import Operation
from graph.store.decision.deciding import Decided
from graph.store.review.escalations import Escalated
from graph.store.review.questions import Answered
from graph.store.review.tasks import Claimed, Released

_READABLE = [readable(Operation.READ_CASES)]


@strawberry.input(description="Which task to reserve.")
class ClaimTaskInput:
    """A claim."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.input(description="Where to take the most urgent task from.")
class ClaimNextTaskInput:
    """A claim of whatever comes next."""

    queue: str | None = strawberry.field(default=None, description="A queue's name; else all queues.")
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.input(description="Which task to give back.")
class ReleaseTaskInput:
    """A task that goes back to its queue."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    lease_epoch: int = strawberry.field(description="As the claim gave it.")
    expected_version: int = strawberry.field(description="The task's version as it was read.")
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.input(description="How the page of a case was read, as it measured it.")
class ReadingInput:
    """A reading."""

    opened_ms_ago: int = strawberry.field(description="For how many milliseconds the case has been open.")
    dwell_ms: int = strawberry.field(description="For how many of them it was in sight.")


@strawberry.input(description="A verdict on what the reviewer saw.")
class DecideTaskInput:
    """A verdict with the tokens of what it answers."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    verdict: Verdict = strawberry.field(description="The reviewer's verdict.")
    reason_code: str = strawberry.field(description="One of the decision point's reason codes.")
    note: str | None = strawberry.field(default=None, description="The reason as text; with RESPOND, the question.")
    correction: Json | None = strawberry.field(default=None, description="EDIT: an object of corrected fields.")
    packet_digest: str = strawberry.field(description="The digest of the packet that was read.")
    lease_epoch: int = strawberry.field(description="As the claim gave it.")
    expected_version: int = strawberry.field(description="The task's version as it was read.")
    idempotency_key: str = strawberry.field(description=SAME_KEY)
    reading: ReadingInput | None = strawberry.field(
        default=None,
        description="How the case was read; stored with the review and used to forecast how long reviews take.",
    )


@strawberry.input(description="An answer to a reviewer's question.")
class AnswerQuestionInput:
    """An answer."""

    question_id: strawberry.ID = strawberry.field(description="The question.")
    text: str = strawberry.field(description="The answer.")
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.input(description="Which task is passed on to its next rung.")
class EscalateTaskInput:
    """An escalation by a person."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    reason: str = strawberry.field(description="Why, in words.")
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.type(description="A lease on a task: send its tokens along with the verdict.", directives=_READABLE)
class ClaimedTask:
    """A reserved task."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    case_id: strawberry.ID = strawberry.field(description="Its case.")
    lease_epoch: int = strawberry.field(description="To be sent with the verdict.")
    version: int = strawberry.field(description="To be sent with the verdict, as expectedVersion.")
    packet_digest: str = strawberry.field(description="To be sent with the verdict.")
    expires_at: datetime = strawberry.field(description="When the lease ends.")


@strawberry.type(description="A task that waits for somebody else.", directives=_READABLE)
class ReleasedTask:
    """A task that was given back."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    state: TaskState = strawberry.field(description="Its state.")
    version: int = strawberry.field(description="Its version.")


@strawberry.type(description="A task on its next rung.", directives=_READABLE)
class EscalatedTask:
    """A task that was passed on."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    escalation_id: strawberry.ID = strawberry.field(description="The record of it.")
    state: TaskState = strawberry.field(description="Its state.")
    version: int = strawberry.field(description="Its version.")
    rung: int = strawberry.field(description="How often it was escalated.")
    queue: str = strawberry.field(description="The queue that it waits in now.")
    priority: int = strawberry.field(description="Its priority now; 9 is the highest.")


@strawberry.type(description="What a verdict led to.", directives=_READABLE)
class DecidedTask:
    """A decision, a question, a new round, or a free task."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    case_id: strawberry.ID = strawberry.field(description="Its case.")
    state: TaskState = strawberry.field(description="The task's state now.")
    decision_id: strawberry.ID | None = strawberry.field(description="The decision, by APPROVE and REJECT.")
    action: str | None = strawberry.field(description="What is to be done.")
    final_at: datetime | None = strawberry.field(description="Until then it can be undone; act on it afterwards.")
    audit_entry_id: strawberry.ID | None = strawberry.field(description="Its entry of the audit log.")
    question_id: strawberry.ID | None = strawberry.field(description="The question, by RESPOND.")
    next_task_id: strawberry.ID | None = strawberry.field(description="The task of the new round, by EDIT.")


@strawberry.type(description="The state of a task after its question was answered.", directives=_READABLE)
class AnsweredQuestion:
    """A question with its answer."""

    question_id: strawberry.ID = strawberry.field(description="The question.")
    task_id: strawberry.ID = strawberry.field(description="The task that waited for it.")
    state: TaskState = strawberry.field(description="The task's state now.")
    version: int = strawberry.field(description="The task's version.")


ClaimTaskResult: TypeAlias = Annotated[
    ClaimedTask | Refusal,
    strawberry.union("ClaimTaskResult", description="The lease, or why there is none."),
]
ReleaseTaskResult: TypeAlias = Annotated[
    ReleasedTask | Refusal,
    strawberry.union("ReleaseTaskResult", description="The task, or why it was not given back."),
]
DecideTaskResult: TypeAlias = Annotated[
    DecidedTask | Refusal,
    strawberry.union("DecideTaskResult", description="What the verdict led to, or why it does not count."),
]
EscalateTaskResult: TypeAlias = Annotated[
    EscalatedTask | Refusal,
    strawberry.union("EscalateTaskResult", description="The escalated task, or why it was not escalated."),
]
AnswerQuestionResult: TypeAlias = Annotated[
    AnsweredQuestion | Refusal,
    strawberry.union("AnswerQuestionResult", description="The task after the answer, or why the answer was refused."),
]


def claimed_task(answer: Claimed) -> ClaimedTask:
    """Return a lease in GraphQL's form."""
    return ClaimedTask(
        task_id=_task(answer.task_id),
        case_id=global_id("Case", answer.case_id),
        lease_epoch=answer.lease_epoch,
        version=answer.version,
        packet_digest=answer.packet_digest,
        expires_at=answer.expires_at,
    )


def released_task(answer: Released) -> ReleasedTask:
    """Return a task that was given back in GraphQL's form."""
    return ReleasedTask(task_id=_task(answer.task_id), state=answer.state, version=answer.version)


def decided_task(answer: Decided) -> DecidedTask:
    """Return what a verdict led to in GraphQL's form."""
    return DecidedTask(
        task_id=_task(answer.task_id),
        case_id=global_id("Case", answer.case_id),
        state=answer.state,
        decision_id=optional_id("Decision", answer.decision_id),
        action=answer.action,
        final_at=answer.final_at,
        audit_entry_id=optional_id("AuditEntry", answer.audit_entry_id),
        question_id=optional_id("Question", answer.question_id),
        next_task_id=optional_id("ReviewTask", answer.next_task_id),
    )


def answered_question(answer: Answered) -> AnsweredQuestion:
    """Return an answered question in GraphQL's form."""
    return AnsweredQuestion(
        question_id=global_id("Question", answer.question_id),
        task_id=_task(answer.task_id),
        state=answer.state,
        version=answer.version,
    )


def escalated_task(answer: Escalated) -> EscalatedTask:
    """Return an escalated task in GraphQL's form."""
    return EscalatedTask(
        task_id=_task(answer.task_id),
        escalation_id=global_id("Escalation", answer.escalation_id),
        state=answer.state,
        version=answer.version,
        rung=answer.rung,
        queue=answer.queue,
        priority=answer.priority,
    )


def _task(task_id: str) -> strawberry.ID:
    return global_id("ReviewTask", task_id)
