"""Decisions and their outcomes as they are read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, TypeAlias

import strawberry

from api.graphql.context import Context, SignoffInfo
from api.graphql.identifiers import global_id, optional_id
from api.graphql.lineage.walk_answer import walked
from api.graphql.pages import COUNTED, PageInfo
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.store.decision.filtered import DecisionFilter, count_of
from graph.store.decision.pages import DecisionRow, decisions
from graph.store.review.first_answers import withheld

PLACE = "Its place in a log without a clock; `decidedAt` is then when that was loaded. Null where it has a time."
_READABLE = [readable(Operation.READ_CASES)]
_NOTES = [readable(Operation.READ_NOTES)]


@strawberry.type(description="An outcome of a decision.", directives=_READABLE)
class Outcome:
    """An outcome."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    kind: str = strawberry.field(description="The kind of outcome.")
    value: str = strawberry.field(description="What it was.")
    money: float | None = strawberry.field(description="What it cost.")
    known_at: datetime = strawberry.field(description="When the firm knew.")
    correction: str | None = strawberry.field(
        description="Why it replaces an earlier report; null where it replaces none."
    )


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
    note: str | None = strawberry.field(description="The reviewer's note.", directives=_NOTES)
    note_erased: bool = strawberry.field(
        description="Whether there was a note whose author's key was destroyed.", directives=_NOTES
    )
    decided_at: datetime = strawberry.field(description="When.")
    sequence: int | None = strawberry.field(description=PLACE)
    final_at: datetime | None = strawberry.field(description="Until then it can be undone; act on it afterwards.")
    decider: str | None = strawberry.field(description="Who decided.")
    policy_version_id: strawberry.ID | None = strawberry.field(description="The policy version that governed it.")
    audit_state: str = strawberry.field(description="NONE of its own (replayed), PENDING or SEALED.")
    leaf_index: int | None = strawberry.field(description="Its place in the audit log.")
    outcomes: list[Outcome] = strawberry.field(description="Its outcomes.")

    @staticmethod
    async def read_many(context: Context, ids: Sequence[str]) -> Mapping[str, "Decision"]:
        """Return decisions by the ids of their nodes, for a walk."""
        return {row.decision["id"]: decision_of(row) for row in await decisions(context.store, ids)}


@strawberry.type(description="A page of decisions.", directives=_READABLE)
class DecisionPage:
    """Decisions."""

    page_info: PageInfo = strawberry.field(description="Where it ends.")
    ids: strawberry.Private[Sequence[str]]
    filters: strawberry.Private[DecisionFilter]

    @strawberry.field(description=COUNTED)
    async def total_count(self, info: SignoffInfo) -> int | None:
        """Return the count."""
        return await count_of(info.context.store, self.filters)

    @strawberry.field(description="In the order that is asked for, else newest first.")
    async def nodes(self, info: SignoffInfo) -> list[Decision]:
        """Return the decisions with what is selected of them, without those that the reader is to judge blind."""
        named = [("Decision", one) for one in self.ids]
        hidden = await withheld(info.context.store, info.context.actor, named)
        return await walked(info, "Decision", [one for one in self.ids if one not in hidden])


DecisionResult: TypeAlias = Annotated[
    Decision | Refusal, strawberry.union("DecisionResult", description="The decision, or why not.")
]
DecisionsResult: TypeAlias = Annotated[
    DecisionPage | Refusal, strawberry.union("DecisionsResult", description="The page, or why not.")
]


def decision_of(row: DecisionRow) -> Decision:
    """Return a decision in GraphQL's form."""
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
        sequence=stored["sequence"],
        final_at=optional_moment(stored["finalAt"]),
        decider=row.decider,
        policy_version_id=optional_id("PolicyVersion", row.policy_id),
        audit_state="NONE" if entry is None else "PENDING" if place is None else "SEALED",
        leaf_index=place,
        outcomes=[outcome_of(one) for one in row.outcomes if one["correctedAt"] is None],
    )


def outcome_of(stored: Mapping[str, Any]) -> Outcome:
    """Return an outcome in GraphQL's form."""
    return Outcome(
        id=global_id("Outcome", stored["id"]),
        kind=stored["kind"],
        value=stored["value"],
        money=stored["money"],
        known_at=moment(stored["knownAt"]),
        correction=stored["correctionReason"],
    )


def optional_moment(at: int | None) -> datetime | None:
    """Return a stored time, or nothing."""
    return None if at is None else moment(at)
