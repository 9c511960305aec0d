"""Appeals and reopenings: a decision is looked at again by other people, and stays in force until they change it."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer, sure
from api.graphql.context import SignoffInfo
from api.graphql.enums import AppealKind, AppealState
from api.graphql.fields import ANY_KEY, described
from api.graphql.identifiers import global_id, node_id, optional_id
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.people.roles import Operation
from graph.store.decision.appeals import Appeal, AppealWanted, OpenedAppeal, appeal, appeals_of
from graph.store.review.first_answers import withheld

_READERS = readable(Operation.READ_CASES)


@strawberry.type(description="That a decision is looked at again, and what came of it.", directives=[_READERS])
class DecisionAppeal:
    """An appeal."""

    id: strawberry.ID = described("The appeal.")
    kind: AppealKind = described("Who has the decision looked at again.")
    state: AppealState = described("What came of it.")
    reason: str = described("Why.")
    at: datetime = described("When.")
    by: str | None = described("By whom.")
    decision_id: strawberry.ID = described("The decision that is looked at again.")
    revision_id: strawberry.ID | None = described("The decision that revises it.")


@strawberry.type(description="An appeal that other people judge now.", directives=[_READERS])
class OpenedDecisionAppeal:
    """An appeal."""

    appeal_id: strawberry.ID = described("The appeal.")
    decision_id: strawberry.ID = described("The decision, which stays in force meanwhile.")
    case_id: strawberry.ID = described("Its case.")
    task_id: strawberry.ID = described("The task on which it is judged.")


@strawberry.input(description="A decision that is to be looked at again.")
class AppealDecisionInput:
    """An appeal."""

    decision_id: strawberry.ID = strawberry.field(description="The decision, final and in force.")
    reason: str = strawberry.field(description="Why it should be looked at again.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


@strawberry.input(description="A case whose decision is to be looked at again.")
class ReopenCaseInput:
    """A reopening."""

    case_id: strawberry.ID = strawberry.field(description="The case.")
    reason: str = strawberry.field(description="Why it should be looked at again.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


AppealResult: TypeAlias = Annotated[
    OpenedDecisionAppeal | Refusal,
    strawberry.union("AppealResult", description="The appeal, or why the decision is not looked at again."),
]


@strawberry.type
class AppealQueries:
    """What can be read of appeals."""

    @strawberry.field(
        description="The appeals and reopenings of a case's decisions, the newest first.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def appeals(self, info: SignoffInfo, case_id: strawberry.ID) -> list[DecisionAppeal]:
        """Return the appeals of a case."""
        listed = await appeals_of(info.context.store, sure(node_id(case_id, "Case", "caseId")))
        hidden = await withheld(info.context.store, info.context.actor, [("Appeal", one.id) for one in listed])
        return [_shown(one) for one in listed if one.id not in hidden]


@strawberry.type
class AppealMutations:
    """What can be done about decisions that are final."""

    @strawberry.mutation(
        description="Have other people look at a decision again, as who asked for its case, a reviewer or an analyst.",
        extensions=[Requires(Operation.APPEAL_DECISION)],
    )
    async def appeal_decision(self, info: SignoffInfo, input: AppealDecisionInput) -> AppealResult:  # noqa: A002  # GraphQL's convention
        """Appeal a decision."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.decision_id, "Decision", "decisionId"),
            lambda one: appeal(
                store,
                actor,
                AppealWanted(AppealKind.APPEAL, input.reason, decision_id=one),
                input.idempotency_key,
            ),
            _opened,
        )

    @strawberry.mutation(
        description="Have other people look at the decision in force of a case again, as a policy owner.",
        extensions=[Requires(Operation.REOPEN_CASE)],
    )
    async def reopen_case(self, info: SignoffInfo, input: ReopenCaseInput) -> AppealResult:  # noqa: A002  # as above
        """Reopen a case."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.case_id, "Case", "caseId"),
            lambda one: appeal(
                store, actor, AppealWanted(AppealKind.REOPENING, input.reason, case_id=one), input.idempotency_key
            ),
            _opened,
        )


def _opened(done: OpenedAppeal) -> OpenedDecisionAppeal:
    return OpenedDecisionAppeal(
        appeal_id=global_id("Appeal", done.appeal_id),
        decision_id=global_id("Decision", done.decision_id),
        case_id=global_id("Case", done.case_id),
        task_id=global_id("ReviewTask", done.task_id),
    )


def _shown(one: Appeal) -> DecisionAppeal:
    return DecisionAppeal(
        id=global_id("Appeal", one.id),
        kind=one.kind,
        state=one.state,
        reason=one.reason,
        at=one.at,
        by=one.by,
        decision_id=global_id("Decision", one.decision_id),
        revision_id=optional_id("Decision", one.revision_id),
    )
