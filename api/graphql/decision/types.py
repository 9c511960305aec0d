"""Cases and decisions as they are read."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, TypeAlias

import strawberry

from api.graphql.enums import CaseState
from api.graphql.identifiers import global_id, optional_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.store.decision.pages import CaseRow, DecisionRow

_READABLE = [readable(Operation.READ_CASES)]
_NOTES = [readable(Operation.READ_NOTES)]


@strawberry.type(description="A proposal to decide.", directives=_READABLE)
class Case:
    """A case."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    external_id: str = strawberry.field(description="Its id in the firm's systems.")
    decision_point: str = strawberry.field(description="Where it is decided.")
    state: CaseState = strawberry.field(description="Where it stands.")
    version: int = strawberry.field(description="Grows with each change.")
    payload: Json = strawberry.field(description="What is proposed.")
    origin: str = strawberry.field(description="LIVE, or REPLAYED from history.")
    occurred_at: datetime = strawberry.field(description="When it happened.")
    known_at: datetime = strawberry.field(description="When the firm knew.")
    gate_result: str | None = strawberry.field(description="What the gate said last.")
    rule: str | None = strawberry.field(description="The rule that routed it.")
    reasons: list[str] = strawberry.field(description="Why, in words: the rule's reasons, then the score's.")
    risk: float | None = strawberry.field(description="Probability that the proposal is wrong.")
    decision_id: strawberry.ID | None = strawberry.field(description="The decision in force.")
    task_id: strawberry.ID | None = strawberry.field(description="The open task.")


@strawberry.type(description="What came of a decision.", directives=_READABLE)
class Outcome:
    """An outcome."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    kind: str = strawberry.field(description="What is told.")
    value: str = strawberry.field(description="What it was.")
    money: float | None = strawberry.field(description="What it cost.")
    known_at: datetime = strawberry.field(description="When the firm knew.")


@strawberry.type(description="What was decided.", directives=_READABLE)
class Decision:
    """A decision."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    case_id: strawberry.ID = strawberry.field(description="Its case.")
    external_id: str = strawberry.field(description="The case's id in the firm's systems.")
    decision_point: str = strawberry.field(description="Where it was decided.")
    action: str = strawberry.field(description="What is to be done.")
    verdict: str | None = strawberry.field(description="APPROVE or REJECT.")
    kind: str | None = strawberry.field(description="HUMAN or AUTOMATIC.")
    state: str = strawberry.field(description="EFFECTIVE, SUPERSEDED or INVALIDATED.")
    origin: str = strawberry.field(description="LIVE, or REPLAYED from history.")
    reason_code: str | None = strawberry.field(description="The reviewer's reason, or the rule.")
    note: str | None = strawberry.field(description="What the reviewer added in words.", directives=_NOTES)
    note_erased: bool = strawberry.field(
        description="Whether there was a note whose author's key was destroyed.", directives=_NOTES
    )
    decided_at: datetime = strawberry.field(description="When.")
    final_at: datetime | None = strawberry.field(description="Until then it can be undone; act on it afterwards.")
    decider: str | None = strawberry.field(description="Who decided.")
    policy_version_id: strawberry.ID | None = strawberry.field(description="The policy version that governed it.")
    audit_state: str = strawberry.field(description="NONE of its own (replayed), PENDING or SEALED.")
    leaf_index: int | None = strawberry.field(description="Its place in the audit log.")
    outcomes: list[Outcome] = strawberry.field(description="What came of it.")


@strawberry.type(description="Where a page ends.", directives=_READABLE)
class PageInfo:
    """The end of a page."""

    end_cursor: str | None = strawberry.field(description="Send it as after for the next page.")
    has_next_page: bool = strawberry.field(description="Whether there are more.")
    searched: int | None = strawberry.field(
        description="How many were looked through where few answer the filter and the page ends early; after goes on.",
        default=None,
    )


@strawberry.type(description="A page of cases.", directives=_READABLE)
class CasePage:
    """Cases."""

    nodes: list[Case] = strawberry.field(description="Newest first.")
    page_info: PageInfo = strawberry.field(description="Where it ends.")


@strawberry.type(description="A page of decisions.", directives=_READABLE)
class DecisionPage:
    """Decisions."""

    nodes: list[Decision] = strawberry.field(description="Newest first.")
    page_info: PageInfo = strawberry.field(description="Where it ends.")


CaseResult: TypeAlias = Annotated[Case | Refusal, strawberry.union("CaseResult", description="The case, or why not.")]
DecisionResult: TypeAlias = Annotated[
    Decision | Refusal, strawberry.union("DecisionResult", description="The decision, or why not.")
]
CasesResult: TypeAlias = Annotated[
    CasePage | Refusal, strawberry.union("CasesResult", description="The page, or why not.")
]
DecisionsResult: TypeAlias = Annotated[
    DecisionPage | Refusal, strawberry.union("DecisionsResult", description="The page, or why not.")
]


def case_of(row: CaseRow) -> Case:
    """Return a case as GraphQL tells it."""
    stored, gate, prediction = row.case, row.gate or {}, row.prediction or {}
    return Case(
        id=global_id("Case", stored["id"]),
        external_id=stored["externalId"],
        decision_point=row.point,
        state=CaseState(stored["state"]),
        version=stored["version"],
        payload=json.loads(stored["payload"]),
        origin=stored["origin"],
        occurred_at=moment(stored["occurredAt"]),
        known_at=moment(stored["knownAt"]),
        gate_result=gate.get("result"),
        rule=gate.get("rule"),
        reasons=[*gate.get("reasons", ()), *prediction.get("reasons", ())],
        risk=prediction.get("probability"),
        decision_id=optional_id("Decision", row.decision_id),
        task_id=optional_id("ReviewTask", row.task_id),
    )


def decision_of(row: DecisionRow) -> Decision:
    """Return a decision as GraphQL tells it."""
    stored, entry = row.decision, row.entry
    place = None if entry is None else entry["leafIndex"]
    return Decision(
        id=global_id("Decision", stored["id"]),
        case_id=global_id("Case", row.case_id),
        external_id=row.external_id,
        decision_point=row.point,
        action=stored["action"],
        verdict=stored["verdict"],
        kind=stored["kind"],
        state=stored["state"],
        origin=stored["origin"],
        reason_code=stored["reasonCode"],
        note=row.note["text"],
        note_erased=row.note["erased"],
        decided_at=moment(stored["decidedAt"]),
        final_at=optional_moment(stored["finalAt"]),
        decider=row.decider,
        policy_version_id=optional_id("PolicyVersion", row.policy_id),
        audit_state="NONE" if entry is None else "PENDING" if place is None else "SEALED",
        leaf_index=place,
        outcomes=[outcome_of(one) for one in row.outcomes],
    )


def outcome_of(stored: Mapping[str, Any]) -> Outcome:
    """Return an outcome as GraphQL tells it."""
    return Outcome(
        id=global_id("Outcome", stored["id"]),
        kind=stored["kind"],
        value=stored["value"],
        money=stored["money"],
        known_at=moment(stored["knownAt"]),
    )


def optional_moment(at: int | None) -> datetime | None:
    """Return a stored time, or nothing."""
    return None if at is None else moment(at)
