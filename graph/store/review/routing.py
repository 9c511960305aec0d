"""Routing cases that waited for their score: decided, or given to a person."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.domain.audit.grounds import InputData, SourceVersion, StoredCheck
from graph.domain.intake.case import Score
from graph.domain.intake.quality import current_quality
from graph.domain.kernel.canonical import Json, digest
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem
from graph.domain.review.claims import regate_automatic
from graph.domain.review.eligibility import DeciderFacts
from graph.domain.review.resumption import scored as scored_rule
from graph.domain.review.task import TaskChange, TaskFacts, TaskState
from graph.queries.gate.gating import ROUTE, GatedRow, RouteRow
from graph.queries.intake.cases import AWAITING, AWAITING_CASE, AwaitingCaseParams, AwaitingParams, AwaitingRow
from graph.queries.kernel.rows import WRITTEN, Rows
from graph.records._record import UNCHANGED
from graph.records.review import ReviewTaskUpdate
from graph.store.gate.gating import Gated, GateInput, gate
from graph.store.kernel.decision_point import Point
from graph.store.kernel.store import GATE_AGENT, Store
from graph.store.registry.points import point_of, trust_in
from graph.store.registry.registering import ensure_model
from graph.store.review.round_facts import quorum_of
from graph.store.review.rounds import open_rounds, renew_round
from graph.store.review.task_facts import task_facts, view_of_person

_UNSEEN = frozenset({TaskState.AWAITING_SCORE, TaskState.READY})
"""The states in which no person has looked at the task yet: only then may the gate decide by itself."""


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case that waits for a score; `payload` is what a model may read."""

    case_id: str
    external_id: str
    payload: Mapping[str, Json]
    since: datetime
    row: AwaitingRow


@dataclass(frozen=True, slots=True)
class ScoredCase:
    """A waiting case with its score; no score sends it to a person.

    `secondary` are further scores that the decision table may read, by target; `reasons` are the main score's in words.
    """

    waiting: WaitingCase
    score: Score | None
    secondary: Mapping[str, Score]
    reasons: tuple[str, ...] = ()

    @property
    def scores(self) -> tuple[Score, ...]:
        """Return all scores, the main one first."""
        return (*(() if self.score is None else (self.score,)), *self.secondary.values())


@dataclass(frozen=True, slots=True)
class Routed:
    """Where one case went."""

    case_id: str
    external_id: str
    gate_result: str
    rule: str
    reasons: tuple[str, ...]
    decision_id: str | None


async def awaiting_score(store: Store, point: str, limit: int) -> list[WaitingCase]:
    """Return the oldest cases of a point that wait for a score."""
    rows = await store.graph.read(AWAITING, AwaitingParams(point, limit))
    by_case = {row.case["id"]: row for row in rows}  # a round of several reviewers has a row for each of its tasks
    return [_waiting(row) for row in by_case.values()]


async def waiting_case(store: Store, case_id: str) -> WaitingCase | None:
    """Return a case that waits for a score, None where it does not."""
    rows = await store.graph.read(AWAITING_CASE, AwaitingCaseParams(case_id))
    return _waiting(rows[0]) if rows else None


def _waiting(row: AwaitingRow) -> WaitingCase:
    return WaitingCase(
        case_id=row.case["id"],
        external_id=row.case["externalId"],
        payload=json.loads(row.case["payload"]),
        since=moment(row.since),
        row=row,
    )


def overdue(waiting: Sequence[WaitingCase], now: datetime, patience: timedelta) -> list[ScoredCase]:
    """Return those that have waited too long, unscored: a missing model must not keep a case from people."""
    return [ScoredCase(case, None, {}) for case in waiting if now - case.since >= patience]


async def route(store: Store, point_key: str, scored: Sequence[ScoredCase]) -> list[Routed]:
    """Gate scored cases in one statement; a case that moved meanwhile is left for the next pass."""
    point = await point_of(store, point_key, fresh=True)
    if point is None or not scored:
        return []
    now = store.clock.now()
    built = [pair for one in scored if (pair := await _built(store, point, one, now)) is not None]
    built.sort(key=lambda pair: pair[0].case_id)
    answers = await store.graph.write(ROUTE, Rows([row for row, _ in built]))
    done = [routed for (_, routed), answer in zip(built, answers, strict=True) if answer.verdict == WRITTEN]
    await open_rounds(store, point, [routed.case_id for routed in done if routed.decision_id is None])
    return done


async def _built(store: Store, point: Point, one: ScoredCase, now: datetime) -> tuple[RouteRow, Routed] | None:
    task = one.waiting.row.task
    if quorum_of(task, point).several and task["state"] != TaskState.AWAITING_SCORE.value:
        await renew_round(store, one.waiting.case_id)  # its next round is routed by the next pass
        return None
    if any([await ensure_model(store, point.key, score, milliseconds(now)) for score in one.scores]):
        # A score that is not of the model it names counts as none: a person decides.
        one = ScoredCase(one.waiting, None, {})
    trust = await trust_in(store, point, [score.key for score in one.scores])
    gated = await gate(store, point, trust, _gate_input(point, one), now)
    row = await _row(store, point, one, gated, now)
    if row is None:
        return None
    outcome = gated.outcome
    case_id = one.waiting.case_id
    routed = Routed(
        case_id, one.waiting.external_id, outcome.result.value, outcome.rule, outcome.reasons, gated.decision_id
    )
    return row, routed


def _gate_input(point: Point, one: ScoredCase) -> GateInput:
    row = one.waiting.row
    checked = StoredCheck(row.quality, row.findings, row.gates_digest, row.ran)
    return GateInput(
        case_id=one.waiting.case_id,
        task_id=row.task["id"],
        round=row.task["round"],
        payload=one.waiting.payload,
        score=one.score,
        secondary=one.secondary,
        reasons=one.reasons,
        quality=current_quality(row.quality, row.gates_digest, point.gates_digest),
        findings=tuple(row.findings),
        reach=row.case["reach"],
        person_required=bool(row.case["personRequired"] or row.case["openAppeal"]) or row.task["state"] not in _UNSEEN,
        look_alikes=tuple(row.case["lookAlikes"] or ()),
        data=InputData(
            row.snapshot_id,
            digest(dict(one.waiting.payload)),
            SourceVersion(row.dataset, row.sha256),
            row.source_row,
            checked,
        ),
    )


async def _row(store: Store, point: Point, one: ScoredCase, gated: Gated, now: datetime) -> RouteRow | None:
    case = one.waiting.row.case
    task = task_facts(one.waiting.row.task, "")
    change = await _change(store, point, task, now, automatic=gated.automatic is not None)
    if isinstance(change, Problem):
        return None
    return RouteRow(
        write_id=store.clock.new_id(),
        case_id=one.waiting.case_id,
        task_id=task.task_id,
        snapshot_id=one.waiting.row.snapshot_id,
        case_version=case["version"],
        task_version=task.version,
        point_epoch=point.epoch,
        models=[score.key for score in one.scores],
        policy=point.policy_id,
        gate=GATE_AGENT,
        exception=gated.exception,
        case=gated.case_update(case["version"] + 1),
        task=_task(task, change, gated),
        leases=[] if change is None or change.lease is None else [point.rules.lease_seconds * 1000],
        gated=[GatedRow(gated.evaluation, gated.predictions, gated.decisions, gated.packets)],
        changes=[gated.change],
        audit=gated.audit,
        outbox=gated.outbox,
    )


async def _change(
    store: Store, point: Point, task: TaskFacts, now: datetime, *, automatic: bool
) -> TaskChange | Problem | None:
    """Return the task's move; None where it only gets a new packet, because it waits or is held meanwhile."""
    if task.state is TaskState.READY:
        return regate_automatic(task) if automatic else None
    if task.state is TaskState.RESERVED:
        return None
    holder: DeciderFacts | None = None
    if task.lease is not None:
        view = await view_of_person(store, task.lease.holder, task.task_id)
        holder = None if view is None else view.person
    return scored_rule(task, holder, now, automatic=automatic, lease_seconds=point.rules.lease_seconds)


def _task(task: TaskFacts, change: TaskChange | None, gated: Gated) -> ReviewTaskUpdate:
    if change is None:
        return ReviewTaskUpdate(version=task.version + 1)
    if task.state is TaskState.AWAITING_SCORE and gated.for_people is not None:
        return ReviewTaskUpdate.queued(gated.for_people.queued, change.version, change.epoch)
    closed = None if change.after is TaskState.OBSOLETE else UNCHANGED
    ended = None if change.after is not TaskState.OBSOLETE and change.lease is None else UNCHANGED
    return ReviewTaskUpdate(
        state=change.after.value,
        version=change.version,
        lease_epoch=change.epoch,
        suspended_because=None,
        holder_id=ended,
        lease_key=ended,
        lease_expires_at=ended,
        sort_key=closed,
        sla_check_at=closed,
    )
