"""Saying that a reason of a score was wrong, and how often each one is disputed."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.labels import feature_name
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.disputes import Dispute, GivenReview, ShownReason, check_dispute, disputed_reason
from graph.queries.review.disputes import DISPUTES, SHOWN, DisputeRow, DisputesParams, ShownParams, ShownRow
from graph.records.change import Move
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store

_NO_REVIEW = Problem(ProblemCode.NOT_FOUND, "No person reviewed such a decision: take its id from a case.")


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute that is on record."""

    review_id: str
    feature: str


@dataclass(frozen=True, slots=True)
class DisputedFeature:
    """A feature, what it is called, how often reviewers said that its part was wrong, and when last."""

    id: str
    feature: str
    label: str
    disputes: int
    last_at: datetime


async def dispute_reason(store: Store, actor: Actor, dispute: Dispute, idempotency_key: str) -> Disputed | Problem:
    """Record that a reason which the actor saw was wrong, once."""

    async def read(_: Try) -> list[GivenReview] | Problem:
        rows = await store.graph.read(SHOWN, ShownParams(dispute.decision_id))
        return [_given(row) for row in rows] or _NO_REVIEW

    async def attempt(reviews: list[GivenReview], one: Try) -> Attempted:
        named = disputed_reason(dispute, actor.person_id, reviews)
        if isinstance(named, Problem):
            return named
        review, reason = named
        move = Move("SHOWN", reason.id, "DISPUTE", note=dispute.note.strip())
        change, entry = await audited_change(store, move, (actor.person_id, actor.kind), review.id, one.now)
        row = DisputeRow(store.clock.new_id(), review.id, reason.id, change, [entry], [])
        result: dict[str, Json] = {"reviewId": review.id, "feature": reason.name}
        return PlannedWrite(store.disputes, row, result, review.id)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.REVIEW_TASK,
            request=Request(
                "disputeReason",
                actor.account,
                {"decisionId": dispute.decision_id, "feature": dispute.feature},
                {"note": dispute.note},
            ),
            idempotency_key=idempotency_key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_recorded,
            fault=check_dispute(dispute),
            subject="review",
        ),
    )


async def disputed_features(store: Store, point: str, since: datetime, until: datetime) -> list[DisputedFeature]:
    """Return which reasons of a point's scores reviewers disputed in a time, the most frequent first."""
    rows = await store.graph.read(DISPUTES, DisputesParams(f"{point}.", milliseconds(since), milliseconds(until)))
    return [
        DisputedFeature(
            row.feature["id"],
            name := feature_name(point, row.feature["key"]),
            row.feature["words"] or name.replace("_", " "),
            row.disputes,
            moment(row.last_at),
        )
        for row in rows
    ]


def _given(row: ShownRow) -> GivenReview:
    reasons = [
        ShownReason(one["id"], feature_name(row.point, one["key"]), one["id"] in row.disputed) for one in row.reasons
    ]
    return GivenReview(row.review_id, row.person_id, reasons)


def _recorded(result: StoredResult) -> Disputed:
    return Disputed(result["reviewId"], result["feature"])
