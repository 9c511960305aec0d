"""A submission and where it went."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.enums import CaseState
from api.graphql.fields import SAME_KEY
from api.graphql.identifiers import global_id, optional_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.intake.case import CaseSubmission, Contribution, EntityRef, Score, SourceRef
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.people.identity import OutsidePerson
from graph.domain.people.roles import Operation
from graph.store.intake.cases import Submitted


@strawberry.input(description="What one feature's value adds to a score.")
class ContributionInput:
    """One part of an explanation."""

    feature: str = strawberry.field(description="The feature's name.")
    value: Json | None = strawberry.field(default=None, description="The case's value: a text, number or truth value.")
    amount: float = strawberry.field(description="Signed, in log-odds.")


@strawberry.input(description="The risk that the proposal is wrong, with its exact explanation.")
class ScoreInput:
    """A score that the client brings."""

    model: str = strawberry.field(description="The model's name.")
    model_version: str = strawberry.field(description="The model's version.")
    probability: float = strawberry.field(description="Above 0 and below 1.")
    base: float = strawberry.field(description="Log-odds before any feature was looked at.")
    contributions: list[ContributionInput] = strawberry.field(
        description="They and the base add up to the probability's log-odds, within one millionth."
    )


@strawberry.input(description="Where a submission's data came from.")
class SourceInput:
    """A dataset version, by OpenLineage's namespace and name."""

    source: str = strawberry.field(description="The system that holds the data.")
    namespace: str = strawberry.field(description="OpenLineage namespace.")
    dataset: str = strawberry.field(description="OpenLineage name.")
    version: str = strawberry.field(description="Version of the dataset.")
    sha256: str = strawberry.field(description="SHA-256 of the data, 64 lower-case hexadecimal digits.")
    row: int | None = strawberry.field(default=None, description="Row in the data, counted from 1.")


@strawberry.input(description="A business entity that a case concerns.")
class EntityInput:
    """An entity in the firm's own systems."""

    kind: str = strawberry.field(description="Such as vendor.")
    id: str = strawberry.field(description="The entity's id in the firm's systems.")


@strawberry.input(description="A person without an account here.")
class OutsidePersonInput:
    """A person as another system names them."""

    source: str = strawberry.field(description="The system that knows the person, such as hr.")
    id: str = strawberry.field(description="The person's id there.")


@strawberry.input(description="One proposal for one decision point.")
class SubmitCaseInput:
    """A case to gate."""

    decision_point: str = strawberry.field(description="The key of the decision point.")
    external_id: str = strawberry.field(description="The case's id in the firm's systems, unique at its point.")
    payload: Json = strawberry.field(description="An object of fields that the point's intake rules declare.")
    occurred_at: datetime = strawberry.field(description="When it happened, with an offset.")
    known_at: datetime | None = strawberry.field(default=None, description="When the firm knew; else occurredAt.")
    requested_by: str | None = strawberry.field(
        default=None, description="The exact account of whoever asks for it; else whoever submits it."
    )
    requested_by_outside: OutsidePersonInput | None = strawberry.field(
        default=None, description="The person outside the firm who asks for it, instead of an account."
    )
    entities: list[EntityInput] = strawberry.field(default_factory=list, description="Whom it concerns.")
    source: SourceInput | None = strawberry.field(default=None, description="Else the week's submissions.")
    score: ScoreInput | None = strawberry.field(default=None, description="Without one a worker scores the case.")
    revises: bool = strawberry.field(
        default=False, description="Corrects the case of this externalId; its decision does not change."
    )
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.type(description="Where a case went.", directives=[readable(Operation.READ_CASES)])
class SubmittedCase:
    """Decided, waiting for a person, or waiting for its score."""

    case_id: strawberry.ID = strawberry.field(description="The case.")
    state: CaseState = strawberry.field(description="Its state.")
    gate_result: str | None = strawberry.field(description="The gate's result; null while a score is awaited.")
    rule: str | None = strawberry.field(description="The rule that routed it.")
    reasons: list[str] = strawberry.field(description="Why, in words.")
    decision_id: strawberry.ID | None = strawberry.field(description="The decision, where it was automatic.")
    task_id: strawberry.ID | None = strawberry.field(description="The task, where a person decides.")


SubmitCaseResult: TypeAlias = Annotated[
    SubmittedCase | Refusal,
    strawberry.union("SubmitCaseResult", description="Where the case went, or why it was refused."),
]


def submission_of(sent: SubmitCaseInput) -> CaseSubmission | Problem:
    """Return the submission as the store takes it."""
    if not isinstance(sent.payload, dict):
        return invalid("payload", "payload takes a JSON object: name each value.")
    score = None if sent.score is None else _score(sent.score)
    if isinstance(score, Problem):
        return score
    source, outside = sent.source, sent.requested_by_outside
    return CaseSubmission(
        decision_point=sent.decision_point,
        external_id=sent.external_id,
        payload=sent.payload,
        occurred_at=sent.occurred_at,
        known_at=sent.known_at or sent.occurred_at,
        requested_by=sent.requested_by,
        requested_by_outside=None if outside is None else OutsidePerson(outside.source, outside.id),
        entities=tuple(EntityRef(entity.kind, entity.id) for entity in sent.entities),
        source=None
        if source is None
        else SourceRef(source.source, source.namespace, source.dataset, source.version, source.sha256, source.row),
        score=score,
    )


def submitted(answer: Submitted) -> SubmittedCase:
    """Return where a case went in GraphQL's form."""
    return SubmittedCase(
        case_id=global_id("Case", answer.case_id),
        state=answer.state,
        gate_result=answer.gate_result,
        rule=answer.rule,
        reasons=list(answer.reasons),
        decision_id=optional_id("Decision", answer.decision_id),
        task_id=optional_id("ReviewTask", answer.task_id),
    )


def _score(sent: ScoreInput) -> Score | Problem:
    parts: list[Contribution] = []
    for position, part in enumerate(sent.contributions):
        if not isinstance(part.value, str | int | float | bool | None):
            where = f"score.contributions[{position}].value"
            return invalid(where, f"{where} takes a text, a number, a truth value or null.")
        parts.append(Contribution(part.feature, part.value, part.amount))
    return Score(sent.model, sent.model_version, sent.probability, sent.base, tuple(parts))
