"""What a reviewer does with tasks."""

import strawberry

from api.graphql.answers import answer, shown
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import node_id
from api.graphql.permissions import Requires
from api.graphql.review.first_answer import AnswerFirstInput, AnswerFirstResult, first_answer_of
from api.graphql.review.types import (
    AnswerQuestionInput,
    AnswerQuestionResult,
    ClaimNextTaskInput,
    ClaimTaskInput,
    ClaimTaskResult,
    DecideTaskInput,
    DecideTaskResult,
    EscalateTaskInput,
    EscalateTaskResult,
    ReleaseTaskInput,
    ReleaseTaskResult,
    answered_question,
    claimed_task,
    decided_task,
    escalated_task,
    released_task,
)
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.people.roles import Operation
from graph.domain.review.task import DecideCommand, PageReading
from graph.store.decision.deciding import decide
from graph.store.review import questions
from graph.store.review.escalations import EscalateCommand, escalate
from graph.store.review.first_answers import FirstAnswerCommand, give_first_answer
from graph.store.review.tasks import ReleaseCommand, claim, claim_next, release


@strawberry.type
class TaskMutations:
    """Claim, give back, decide, answer."""

    @strawberry.mutation(
        description="Reserve a task; its holder gets the same answer again.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def claim_task(self, info: SignoffInfo, input: ClaimTaskInput) -> ClaimTaskResult:  # noqa: A002  # GraphQL's convention
        """Claim one task."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.task_id, "ReviewTask", "taskId"),
            lambda task: claim(store, actor, task, input.idempotency_key),
            claimed_task,
        )

    @strawberry.mutation(
        description="Reserve the most urgent task that you may decide.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def claim_next_task(self, info: SignoffInfo, input: ClaimNextTaskInput) -> ClaimTaskResult:  # noqa: A002  # as above
        """Claim what comes next."""
        store, actor = info.context.store, info.context.actor
        return shown(await claim_next(store, actor, input.queue, input.idempotency_key), claimed_task)

    @strawberry.mutation(
        description="Give a task that you hold back to its queue.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def release_task(self, info: SignoffInfo, input: ReleaseTaskInput) -> ReleaseTaskResult:  # noqa: A002  # as above
        """Release one task."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            _release(input), lambda command: release(store, actor, command, input.idempotency_key), released_task
        )

    @strawberry.mutation(
        description="At a blind-first point: answer a task that you hold before its advice is shown to you, once.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def answer_first(self, info: SignoffInfo, input: AnswerFirstInput) -> AnswerFirstResult:  # noqa: A002  # as above
        """Answer one task first."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.task_id, "ReviewTask", "taskId"),
            lambda task: give_first_answer(
                store, actor, FirstAnswerCommand(task, input.verdict, input.lease_epoch), input.idempotency_key
            ),
            first_answer_of,
        )

    @strawberry.mutation(
        description="Give a verdict on a task that you hold.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def decide_task(self, info: SignoffInfo, input: DecideTaskInput) -> DecideTaskResult:  # noqa: A002  # as above
        """Decide one task."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            _verdict(input), lambda sent: decide(store, actor, *sent, input.idempotency_key), decided_task
        )

    @strawberry.mutation(
        description="Pass a task that nobody holds on to its next rung.",
        extensions=[Requires(Operation.ESCALATE_TASK)],
    )
    async def escalate_task(self, info: SignoffInfo, input: EscalateTaskInput) -> EscalateTaskResult:  # noqa: A002  # as above
        """Escalate one task."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.task_id, "ReviewTask", "taskId"),
            lambda task: escalate(store, actor, EscalateCommand(task, input.reason), input.idempotency_key),
            escalated_task,
        )

    @strawberry.mutation(
        description="Answer a reviewer's question, once.",
        extensions=[Requires(Operation.ANSWER_QUESTION)],
    )
    async def answer_question(self, info: SignoffInfo, input: AnswerQuestionInput) -> AnswerQuestionResult:  # noqa: A002  # as above
        """Answer one question."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.question_id, "Question", "questionId"),
            lambda question: questions.answer(store, actor, question, input.text, input.idempotency_key),
            answered_question,
        )


def _release(sent: ReleaseTaskInput) -> ReleaseCommand | Problem:
    task_id = node_id(sent.task_id, "ReviewTask", "taskId")
    if isinstance(task_id, Problem):
        return task_id
    return ReleaseCommand(task_id, sent.lease_epoch, sent.expected_version)


def _verdict(sent: DecideTaskInput) -> tuple[str, DecideCommand] | Problem:
    task_id = node_id(sent.task_id, "ReviewTask", "taskId")
    if isinstance(task_id, Problem):
        return task_id
    if not isinstance(sent.correction, dict | None):
        return invalid("correction", "correction takes a JSON object: name each corrected field.")
    reading = sent.reading
    return task_id, DecideCommand(
        verdict=sent.verdict,
        reason_code=sent.reason_code,
        packet_digest=sent.packet_digest,
        lease_epoch=sent.lease_epoch,
        expected_version=sent.expected_version,
        note=sent.note,
        correction=sent.correction,
        reading=None if reading is None else PageReading(reading.opened_ms_ago, reading.dwell_ms),
    )
