"""Taking a decision back."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.fields import SAME_KEY
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.people.roles import Operation
from graph.store.decision.undoing import UndoCommand, UndoResult, undo


@strawberry.input(description="Which decision to take back, and why.")
class UndoDecisionInput:
    """An undo."""

    decision_id: strawberry.ID = strawberry.field(description="The decision.")
    reason_code: str = strawberry.field(description="Why, in a word.")
    note: str | None = strawberry.field(default=None, description="Why, in words.")
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.type(description="A decision that was undone.", directives=[readable(Operation.READ_CASES)])
class UndoneDecision:
    """An invalidated decision and what follows it."""

    decision_id: strawberry.ID = strawberry.field(description="The decision.")
    case_id: strawberry.ID = strawberry.field(description="Its case.")
    next_task_id: strawberry.ID = strawberry.field(description="The task on which the case is decided anew.")
    audit_entry_id: strawberry.ID = strawberry.field(description="The undo's entry of the audit log.")


UndoDecisionResult: TypeAlias = Annotated[
    UndoneDecision | Refusal,
    strawberry.union("UndoDecisionResult", description="The undone decision, or why it was not undone."),
]


@strawberry.type
class DecisionMutations:
    """Mutations on decisions."""

    @strawberry.mutation(
        description="Take your own decision back before it is final.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def undo_decision(self, info: SignoffInfo, input: UndoDecisionInput) -> UndoDecisionResult:  # noqa: A002  # GraphQL's convention
        """Undo one decision."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.decision_id, "Decision", "decisionId"),
            lambda decision: undo(
                store, actor, UndoCommand(decision, input.reason_code, input.note), input.idempotency_key
            ),
            undone_decision,
        )


def undone_decision(answered: UndoResult) -> UndoneDecision:
    """Return an undone decision in GraphQL's form."""
    return UndoneDecision(
        decision_id=global_id("Decision", answered.decision_id),
        case_id=global_id("Case", answered.case_id),
        next_task_id=global_id("ReviewTask", answered.next_task_id),
        audit_entry_id=global_id("AuditEntry", answered.audit_entry_id),
    )
