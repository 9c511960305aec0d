"""What a reviewer does with tasks."""

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.identifiers import node_id
from api.graphql.permissions import Requires
from api.graphql.problems import told
from api.graphql.tasks.types import (
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
from graph.domain.review.task import DecideCommand
from graph.store.decisions import decide
from graph.store.escalations import EscalateCommand, escalate
from graph.store.questions import answer
from graph.store.tasks import ReleaseCommand, claim, claim_next, release


@strawberry.type
class TaskMutations:
    """Claim, give back, decide, answer."""

    @strawberry.mutation(
        description="Reserve a task; its holder gets the same answer again.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def claim_task(self, info: SignoffInfo, input: ClaimTaskInput) -> ClaimTaskResult:  # noqa: A002  # GraphQL's convention
        """Claim one task."""
        task_id = node_id(input.task_id, "ReviewTask", "taskId")
        if isinstance(task_id, Problem):
            return told(task_id)
        result = await claim(info.context.store, info.context.actor, task_id, input.idempotency_key)
        return told(result) if isinstance(result, Problem) else claimed_task(result)

    @strawberry.mutation(
        description="Reserve the most urgent task that you may decide.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def claim_next_task(self, info: SignoffInfo, input: ClaimNextTaskInput) -> ClaimTaskResult:  # noqa: A002  # as above
        """Claim what comes next."""
        result = await claim_next(info.context.store, info.context.actor, input.queue, input.idempotency_key)
        return told(result) if isinstance(result, Problem) else claimed_task(result)

    @strawberry.mutation(
        description="Give a task that you hold back to its queue.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def release_task(self, info: SignoffInfo, input: ReleaseTaskInput) -> ReleaseTaskResult:  # noqa: A002  # as above
        """Release one task."""
        task_id = node_id(input.task_id, "ReviewTask", "taskId")
        if isinstance(task_id, Problem):
            return told(task_id)
        command = ReleaseCommand(task_id, input.lease_epoch, input.expected_version)
        result = await release(info.context.store, info.context.actor, command, input.idempotency_key)
        return told(result) if isinstance(result, Problem) else released_task(result)

    @strawberry.mutation(
        description="Give a verdict on a task that you hold.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def decide_task(self, info: SignoffInfo, input: DecideTaskInput) -> DecideTaskResult:  # noqa: A002  # as above
        """Decide one task."""
        task_id = node_id(input.task_id, "ReviewTask", "taskId")
        if isinstance(task_id, Problem):
            return told(task_id)
        command = _command(input)
        if isinstance(command, Problem):
            return told(command)
        result = await decide(info.context.store, info.context.actor, task_id, command, input.idempotency_key)
        return told(result) if isinstance(result, Problem) else decided_task(result)

    @strawberry.mutation(
        description="Pass a task that nobody holds on to its next rung.",
        extensions=[Requires(Operation.ESCALATE_TASK)],
    )
    async def escalate_task(self, info: SignoffInfo, input: EscalateTaskInput) -> EscalateTaskResult:  # noqa: A002  # as above
        """Escalate one task."""
        task_id = node_id(input.task_id, "ReviewTask", "taskId")
        if isinstance(task_id, Problem):
            return told(task_id)
        command = EscalateCommand(task_id, input.reason)
        result = await escalate(info.context.store, info.context.actor, command, input.idempotency_key)
        return told(result) if isinstance(result, Problem) else escalated_task(result)

    @strawberry.mutation(
        description="Answer a reviewer's question, once.",
        extensions=[Requires(Operation.ANSWER_QUESTION)],
    )
    async def answer_question(self, info: SignoffInfo, input: AnswerQuestionInput) -> AnswerQuestionResult:  # noqa: A002  # as above
        """Answer one question."""
        question_id = node_id(input.question_id, "Question", "questionId")
        if isinstance(question_id, Problem):
            return told(question_id)
        result = await answer(info.context.store, info.context.actor, question_id, input.text, input.idempotency_key)
        return told(result) if isinstance(result, Problem) else answered_question(result)


def _command(said: DecideTaskInput) -> DecideCommand | Problem:
    if not isinstance(said.correction, dict | None):
        return invalid("correction", "correction takes a JSON object: name each corrected field.")
    return DecideCommand(
        verdict=said.verdict,
        reason_code=said.reason_code,
        packet_digest=said.packet_digest,
        lease_epoch=said.lease_epoch,
        expected_version=said.expected_version,
        note=said.note,
        correction=said.correction,
    )
