"""Recording what came of a decision."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.fields import SAME_KEY
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.keys import CaseKey
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.outcome.report import OutcomeReport
from graph.domain.people.roles import Operation
from graph.store.outcome.reporting import ReportedOutcome, record


@strawberry.input(description="An outcome of a decision, which is named by its id or by its case.")
class RecordOutcomeInput:
    """An outcome."""

    decision_id: strawberry.ID | None = strawberry.field(default=None, description="The decision, or …")
    decision_point: str | None = strawberry.field(default=None, description="… the point of its case with …")
    case_external_id: str | None = strawberry.field(default=None, description="… the case's external id.")
    kind: str = strawberry.field(description="A kind that the decision point declares; intakeRules lists them.")
    value: str = strawberry.field(
        description="Of the kind's type: true or false, a plain number, or a text of its list."
    )
    money: float | None = strawberry.field(default=None, description="What it cost, in the point's currency.")
    occurred_at: datetime = strawberry.field(description="When it happened, with an offset.")
    known_at: datetime | None = strawberry.field(default=None, description="When the firm knew; else occurredAt.")
    external_id: str = strawberry.field(default="", description="Distinguishes outcomes of one kind.")
    correction: str | None = strawberry.field(
        default=None, description="Why an earlier report of this kind was wrong, which this one then replaces."
    )
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.type(description="An outcome that is on record.", directives=[readable(Operation.READ_CASES)])
class RecordedOutcome:
    """An outcome with what it belongs to."""

    outcome_id: strawberry.ID = strawberry.field(description="The outcome.")
    decision_id: strawberry.ID = strawberry.field(description="The decision it followed.")
    case_id: strawberry.ID = strawberry.field(description="The decision's case.")


RecordOutcomeResult: TypeAlias = Annotated[
    RecordedOutcome | Refusal,
    strawberry.union("RecordOutcomeResult", description="The outcome, or why it was refused."),
]


@strawberry.type
class OutcomeMutations:
    """Mutations on outcomes."""

    @strawberry.mutation(
        description="Record an outcome of a decision.",
        extensions=[Requires(Operation.RECORD_OUTCOME)],
    )
    async def record_outcome(self, info: SignoffInfo, input: RecordOutcomeInput) -> RecordOutcomeResult:  # noqa: A002  # GraphQL's convention
        """Record one outcome."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            _report(input), lambda report: record(store, actor, report, input.idempotency_key), recorded_outcome
        )


def recorded_outcome(recorded: ReportedOutcome) -> RecordedOutcome:
    """Return a recorded outcome in GraphQL's form."""
    return RecordedOutcome(
        outcome_id=global_id("Outcome", recorded.outcome_id),
        decision_id=global_id("Decision", recorded.decision_id),
        case_id=global_id("Case", recorded.case_id),
    )


def _report(sent: RecordOutcomeInput) -> OutcomeReport | Problem:
    decision_id = None if sent.decision_id is None else node_id(sent.decision_id, "Decision", "decisionId")
    if isinstance(decision_id, Problem):
        return decision_id
    case_key = None
    if sent.decision_point is not None or sent.case_external_id is not None:
        if sent.decision_point is None or sent.case_external_id is None:
            return invalid("caseExternalId", "decisionPoint and caseExternalId go together: send both.")
        case_key = CaseKey(sent.decision_point, sent.case_external_id).text
    return OutcomeReport(
        kind=sent.kind,
        value=sent.value,
        occurred_at=sent.occurred_at,
        known_at=sent.known_at or sent.occurred_at,
        decision_id=decision_id,
        case_key=case_key,
        money=sent.money,
        external_id=sent.external_id,
        correction=sent.correction,
    )
