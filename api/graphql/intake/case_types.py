"""Cases as they are read."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, TypeAlias, cast

import strawberry

from api.graphql.context import Context, SignoffInfo
from api.graphql.enums import CaseState
from api.graphql.identifiers import global_id, optional_id
from api.graphql.lineage.walk_answer import walked
from api.graphql.pages import COUNTED, PageInfo
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.intake.titles import title_of
from graph.domain.kernel.canonical import Json as JsonValue
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.first_answers import is_withheld
from graph.store.decision.filtered_cases import CaseFilter, count_cases
from graph.store.decision.pages import CaseRow, cases
from graph.store.registry.points import point_of

_READABLE = [readable(Operation.READ_CASES)]


@strawberry.type(description="A proposal to decide.", directives=_READABLE)
class Case:
    """A case."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    external_id: str = strawberry.field(description="Its id in the firm's systems.")
    decision_point: str = strawberry.field(description="Where it is decided.")
    state: CaseState = strawberry.field(description="Its state.")
    version: int = strawberry.field(description="Grows with each change.")
    payload: Json = strawberry.field(description="What is proposed.")
    origin: str = strawberry.field(description="LIVE, or REPLAYED from history.")
    occurred_at: datetime | None = strawberry.field(description="When it happened; empty where its log has no clock.")
    sequence: int | None = strawberry.field(description="Its place in a log without a clock.")
    known_at: datetime = strawberry.field(description="When the firm knew.")
    gate_result: str | None = strawberry.field(description="The gate's latest result.")
    rule: str | None = strawberry.field(description="The rule that routed it.")
    reasons: list[str] = strawberry.field(description="Why, in words: the rule's reasons, then the score's.")
    risk: float | None = strawberry.field(description="Probability that the proposal is wrong.")
    decision_id: strawberry.ID | None = strawberry.field(description="The decision in force.")
    task_id: strawberry.ID | None = strawberry.field(description="The open task.")

    @strawberry.field(description="It in one line, by its decision point's template; null where there is none.")
    async def title(self, info: SignoffInfo) -> str | None:
        """Return the title."""
        point = await point_of(info.context.store, self.decision_point)
        return title_of(None if point is None else point.intake, cast("Mapping[str, JsonValue]", self.payload))

    @staticmethod
    async def read_many(context: Context, ids: Sequence[str]) -> Mapping[str, "Case"]:
        """Return cases by the ids of their nodes, for a walk."""
        return {row.case["id"]: case_of(row, context.actor) for row in await cases(context.store, ids)}


@strawberry.type(description="A page of cases.", directives=_READABLE)
class CasePage:
    """Cases."""

    page_info: PageInfo = strawberry.field(description="Where it ends.")
    ids: strawberry.Private[Sequence[str]]
    filters: strawberry.Private[CaseFilter]

    @strawberry.field(description=COUNTED)
    async def total_count(self, info: SignoffInfo) -> int | None:
        """Return the count."""
        return await count_cases(info.context.store, self.filters)

    @strawberry.field(description="In the order that is asked for, else newest first.")
    async def nodes(self, info: SignoffInfo) -> list[Case]:
        """Return the cases with what is selected of them."""
        return await walked(info, "Case", self.ids)


CaseResult: TypeAlias = Annotated[Case | Refusal, strawberry.union("CaseResult", description="The case, or why not.")]
CasesResult: TypeAlias = Annotated[
    CasePage | Refusal, strawberry.union("CasesResult", description="The page, or why not.")
]


def case_of(row: CaseRow, actor: Actor) -> Case:
    """Return a case in GraphQL's form, without the advice on it that `actor` may not see yet."""
    hidden = row.first_answers is not None and is_withheld(row.first_answers, actor)
    stored = row.case
    gate, prediction = ({}, {}) if hidden else (row.gate or {}, row.prediction or {})
    return Case(
        id=global_id("Case", stored["id"]),
        external_id=stored["externalId"],
        decision_point=row.point,
        state=CaseState(stored["state"]),
        version=stored["version"],
        payload=json.loads(stored["payload"]),
        origin=stored["origin"],
        occurred_at=None if stored["occurredAt"] is None else moment(stored["occurredAt"]),
        sequence=stored["sequence"],
        known_at=moment(stored["knownAt"]),
        gate_result=gate.get("result"),
        rule=gate.get("rule"),
        reasons=[*gate.get("reasons", ()), *prediction.get("reasons", ())],
        risk=prediction.get("probability"),
        decision_id=None if hidden else optional_id("Decision", row.decision_id),
        task_id=optional_id("ReviewTask", row.task_id),
    )
