"""Gating an open task again after its point's rules have changed: a new packet, or a decision without a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from graph.domain.gate.packet import what_changed
from graph.domain.kernel.ordering import queue_range
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.claims import regate_automatic
from graph.domain.review.task import TaskState
from graph.queries._rows import WRITTEN, Rows
from graph.queries.gate import OUTDATED, REGATE, OutdatedParams
from graph.store.commands import Moved, until_still
from graph.store.decision_point import Point
from graph.store.gating import CLOSED, GATE_ACTOR, Gated, Move, gate, state_change
from graph.store.points import point_of
from graph.store.rejudged import Judged, judged_case
from graph.store.requests import unavailable
from graph.store.store import GATE_AGENT, Store
from graph.store.task_facts import task_facts

_IN_FLIGHT = timedelta(minutes=15)
"""How long a write under the former policy can still commit after the change: a worker's statement has ten minutes."""
_OPEN = frozenset({TaskState.READY, TaskState.RESERVED, TaskState.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Regated:
    """What a second look of the gate led to: a decision, or a new packet and why it differs from the old one."""

    decision_id: str | None
    packet_digest: str | None
    version: int
    changed: tuple[str, ...]


async def regate(store: Store, point: Point, task_id: str) -> Regated | Problem:
    """Gate the case of an open task by the rules that hold now; a claimed task stays with its person."""

    async def once(number: int) -> Regated | Problem | Moved:
        governing = await point_of(store, point.key, fresh=number > 0)
        return await _regate_once(store, governing, task_id)

    return await until_still(once, "task")


async def _regate_once(store: Store, point: Point | None, task_id: str) -> Regated | Problem | Moved:
    judged = await judged_case(store, task_id)
    if point is None or judged is None:
        return Problem(
            ProblemCode.NOT_FOUND, f"There is no task {task_id} that could be gated again: take one from the queue."
        )
    if TaskState(judged.row.task["state"]) not in _OPEN:
        return unavailable("The task was closed meanwhile")
    now = store.clock.now()
    gated = await _gated(store, point, judged, now)
    row = _row(store, point, judged, gated, now)
    answers = await store.graph.write(REGATE, Rows([row]))
    if answers[0].verdict != WRITTEN:
        return Moved(answers[0].verdict)
    return _regated(judged, gated, row["task"]["version"])


async def regate_outdated(store: Store, point_key: str, limit: int) -> int:
    """Gate again up to `limit` open tasks of a point whose policy version was superseded; return how many."""
    point = await point_of(store, point_key, fresh=True)
    if point is None or _is_settled(store, point):
        return 0
    rows = [
        row
        for after, _ in map(queue_range, point.queues)
        for row in await store.graph.read(OUTDATED, OutdatedParams(point.key, after, point.policy_id, limit))
    ]
    if not rows:
        store.no_task_outdated.setdefault((point.key, point.policy_id), store.clock.now())
    results = [await regate(store, point, row.task_id) for row in rows[:limit]]
    return sum(isinstance(result, Regated) for result in results)


def _is_settled(store: Store, point: Point) -> bool:
    """Tell whether no task can be outdated until the policy changes again: each look costs one at every open task."""
    since = store.no_task_outdated.get((point.key, point.policy_id))
    return since is not None and store.clock.now() - since > _IN_FLIGHT


async def _gated(store: Store, point: Point, judged: Judged, now: datetime) -> Gated:
    task = judged.row.task
    held = TaskState(task["state"]) is not TaskState.READY
    matter = judged.matter(point, task["id"], task["round"], person_required=held)
    return await gate(store, point, await judged.trust(store, point), matter, now)


def _row(store: Store, point: Point, judged: Judged, gated: Gated, now: datetime) -> dict[str, Any]:
    stored, case = judged.row.task, judged.row.case
    task: dict[str, Any] = {"version": stored["version"] + 1}
    changes = []
    if gated.packet is None:
        withdrawn = regate_automatic(task_facts(stored, judged.row.packet["digest"]))
        if isinstance(withdrawn, Problem):
            raise AssertionError(withdrawn.message)
        task |= {"state": withdrawn.after.value, **CLOSED}
        moved = Move(withdrawn.before.value, withdrawn.after.value, withdrawn.command.value, gated.outcome.rule)
        changes = [state_change(store, moved, GATE_ACTOR, now)]
    return {
        "writeId": store.clock.new_id(),
        "caseId": case["id"],
        "taskId": stored["id"],
        "caseVersion": case["version"],
        "taskVersion": stored["version"],
        "taskEpoch": stored["leaseEpoch"],
        "packetDigest": judged.row.packet["digest"],
        "pointEpoch": point.epoch,
        "policy": point.policy_id,
        "gate": GATE_AGENT,
        "case": {"version": case["version"] + 1, **(gated.case if gated.packet is None else {})},
        "task": task,
        "evaluation": gated.evaluation,
        "decisions": gated.decisions,
        "packets": [] if gated.packet is None else [gated.packet],
        "changes": changes,
        "audit": gated.audit,
        "outbox": gated.outbox,
    }


def _regated(judged: Judged, gated: Gated, version: int) -> Regated:
    changed: tuple[str, ...] = ()
    if gated.packet_content is not None:
        changed = what_changed(judged.content, gated.packet_content)
    return Regated(gated.decision_id, gated.packet_digest, version, changed)
