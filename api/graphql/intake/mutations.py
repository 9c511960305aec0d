"""Submitting a case."""

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.intake.types import SubmitCaseInput, SubmitCaseResult, submission_of, submitted
from api.graphql.permissions import Requires
from graph.domain.people.roles import Operation
from graph.store.intake.cases import submit
from graph.store.intake.revising import revise


@strawberry.type
class CaseMutations:
    """Mutations on cases."""

    @strawberry.mutation(
        description="Gate a proposal: decide it by rule, or queue it for review.",
        extensions=[Requires(Operation.SUBMIT_CASE)],
    )
    async def submit_case(self, info: SignoffInfo, input: SubmitCaseInput) -> SubmitCaseResult:  # noqa: A002  # GraphQL's convention
        """Submit one case."""
        store, actor = info.context.store, info.context.actor
        write = revise if input.revises else submit
        return await answer(
            submission_of(input), lambda sent: write(store, actor, sent, input.idempotency_key), submitted
        )
