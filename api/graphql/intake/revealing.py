"""Masked values of a case, shown to a person who asks for them, which is recorded."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.people.roles import Operation
from graph.store.intake import revealing


@strawberry.input(description="Whose masked values are asked for.")
class RevealMaskedInput:
    """A request."""

    case_id: strawberry.ID = strawberry.field(description="The case.")
    idempotency_key: str = strawberry.field(description="A new one for each request, the same one for a repetition.")


@strawberry.type(description="A masked value in the clear.", directives=[readable(Operation.REVEAL_MASKED)])
class RevealedValue:
    """A value."""

    name: str = strawberry.field(description="Its name in the payload.")
    value: Json = strawberry.field(description="What was masked.")


@strawberry.type(
    description="The masked values of a case; that they were asked for stands in its history and in the audit log.",
    directives=[readable(Operation.REVEAL_MASKED)],
)
class RevealedCase:
    """A case's values."""

    case_id: strawberry.ID = strawberry.field(description="The case.")
    values: list[RevealedValue] = strawberry.field(description="Each masked field of its payload.")


RevealResult: TypeAlias = Annotated[
    RevealedCase | Refusal, strawberry.union("RevealResult", description="The values, or why they are not shown.")
]


@strawberry.type
class RevealMutations:
    """Asking for what is masked."""

    @strawberry.mutation(
        description="Show the masked values of a case; it is recorded who asked for them and when.",
        extensions=[Requires(Operation.REVEAL_MASKED)],
    )
    async def reveal_masked(self, info: SignoffInfo, input: RevealMaskedInput) -> RevealResult:  # noqa: A002  # GraphQL's convention
        """Reveal a case."""
        store, actor = info.context.store, info.context.actor
        case_id = node_id(input.case_id, "Case", "caseId")
        return await answer(case_id, lambda one: revealing.reveal(store, actor, one, input.idempotency_key), _shown)


def _shown(revealed: revealing.Revealed) -> RevealedCase:
    return RevealedCase(
        case_id=global_id("Case", revealed.case_id),
        values=[RevealedValue(name=name, value=Json(value)) for name, value in revealed.values.items()],
    )
