"""The first answer of a reviewer at a blind-first point."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.enums import Verdict
from api.graphql.fields import SAME_KEY
from api.graphql.identifiers import global_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.people.roles import Operation
from graph.store.review.first_answers import AnsweredFirst


@strawberry.input(description="What a reviewer answers before the advice is shown.")
class AnswerFirstInput:
    """A first answer."""

    task_id: strawberry.ID = strawberry.field(description="The task, which you hold.")
    verdict: Verdict = strawberry.field(description="APPROVE, EDIT or REJECT.")
    lease_epoch: int = strawberry.field(description="As the claim gave it.")
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.type(
    description="A first answer that is on record: the advice is shown to you now. Decide by decideTask.",
    directives=[readable(Operation.READ_CASES)],
)
class FirstAnswer:
    """A stored first answer."""

    task_id: strawberry.ID = strawberry.field(description="The task.")
    case_id: strawberry.ID = strawberry.field(description="Its case.")
    verdict: Verdict = strawberry.field(description="What was answered.")


AnswerFirstResult: TypeAlias = Annotated[
    FirstAnswer | Refusal, strawberry.union("AnswerFirstResult", description="The first answer, or why not.")
]


def first_answer_of(answered: AnsweredFirst) -> FirstAnswer:
    """Return a first answer in GraphQL's form."""
    return FirstAnswer(
        task_id=global_id("ReviewTask", answered.task_id),
        case_id=global_id("Case", answered.case_id),
        verdict=Verdict(answered.verdict),
    )
