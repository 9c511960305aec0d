"""Taking a decision back."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal, told
from api.graphql.rules import readable
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.store.undoing import UndoCommand, undo


@strawberry.input(description="Which decision to take back, and why.")
class UndoDecisionInput:
    """An undo."""

    decision_id: strawberry.ID = strawberry.field(description="The decision.")
    reason_code: str = strawberry.field(description="Why, in a word.")
    note: str | None = strawberry.field(default=None, description="Why, in words.")
    idempotency_key: str = strawberry.field(description="The same key gives the same answer.")


@strawberry.type(description="A decision that no longer stands.", directives=[readable(Operation.READ_CASES)])
class UndoneDecision:
    """An invalidated decision and what follows it."""

    decision_id: strawberry.ID = strawberry.field(description="The decision.")
    case_id: strawberry.ID = strawberry.field(description="Its case.")
    next_task_id: strawberry.ID = strawberry.field(description="The task on which the case is decided anew.")
    audit_entry_id: strawberry.ID = strawberry.field(description="The undo's entry of the audit log.")


UndoDecisionResult: TypeAlias = Annotated[
    UndoneDecision | Refusal,
    strawberry.union("UndoDecisionResult", description="The decision, or why it stands."),
]


@strawberry.type
class DecisionMutations:
    """What can be done to decisions."""

    @strawberry.mutation(
        description="Take your own decision back before it is final.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def undo_decision(self, info: SignoffInfo, input: UndoDecisionInput) -> UndoDecisionResult:  # noqa: A002  # GraphQL's convention
        """Undo one decision."""
        decision_id = node_id(input.decision_id, "Decision", "decisionId")
        if isinstance(decision_id, Problem):
            return told(decision_id)
        command = UndoCommand(decision_id, input.reason_code, input.note)
        result = await undo(info.context.store, info.context.actor, command, input.idempotency_key)
        if isinstance(result, Problem):
            return told(result)
        return UndoneDecision(
            decision_id=global_id("Decision", result.decision_id),
            case_id=global_id("Case", result.case_id),
            next_task_id=global_id("ReviewTask", result.next_task_id),
            audit_entry_id=global_id("AuditEntry", result.audit_entry_id),
        )
