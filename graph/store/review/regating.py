"""Gating an open task again after its point's rules have changed: a new packet, or a decision without a person."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.gate.packet import what_changed
from graph.domain.kernel.ordering import queue_range
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.claims import regate_automatic
from graph.domain.review.outdated import OutdatedSearch
from graph.domain.review.task import TaskState
from graph.queries.gate.gating import OUTDATED, REGATE, OutdatedParams, RegateRow
from graph.queries.kernel.rows import WRITTEN, Rows
from graph.records.change import Move, StateChangeRecord
from graph.records.intake import CaseUpdate
from graph.records.review import ReviewTaskUpdate
from graph.store.gate.gated_case import GatedCase, gated_case
from graph.store.gate.gating import Gated, gate
from graph.store.kernel.commands import Moved, until_still
from graph.store.kernel.decision_point import Point
from graph.store.kernel.recording import GATE_ACTOR, state_change
from graph.store.kernel.requests import unavailable
from graph.store.kernel.store import GATE_AGENT, Store
from graph.store.registry.points import point_of
from graph.store.review.round_facts import quorum_of
from graph.store.review.rounds import renew_round
from graph.store.review.routing import ScoredCase, route, waiting_case
from graph.store.review.task_facts import task_facts

_ANEW = "the case was put to its reviewers anew"
_SEARCHED_FOR_EACH = 20
"""Open tasks that are looked at for each that may be gated again: a thousand a turn of the worker, milliseconds."""
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
    before = await gated_case(store, task_id)
    if point is None or before is None:
        return Problem(
            ProblemCode.NOT_FOUND, f"There is no task {task_id} that could be gated again: take one from the queue."
        )
    if TaskState(before.row.task["state"]) not in _OPEN:
        return unavailable("The task was closed meanwhile")
    if quorum_of(before.row.task, point).several:
        return await _renewed(store, point, before)
    now = store.clock.now()
    gated = await _gated(store, point, before, now)
    row = _row(store, point, before, gated, now)
    answers = await store.graph.write(REGATE, Rows([row]))
    if answers[0].verdict != WRITTEN:
        return Moved(answers[0].verdict)
    return _regated(before, gated, before.row.task["version"] + 1)


async def _renewed(store: Store, point: Point, before: GatedCase) -> Regated | Moved:
    """End the round of a case that several people judge: the next one is gated on the scores that are known."""
    case_id, task = before.row.case["id"], before.row.task
    if not await renew_round(store, case_id):
        return Moved("ROUND")
    waiting, routed = await waiting_case(store, case_id), None
    if waiting is not None:
        scored = before.gate_input(point, task["id"], task["round"], person_required=False)
        routed = await route(store, point.key, [ScoredCase(waiting, scored.score, scored.secondary, scored.reasons)])
    return Regated(routed[0].decision_id if routed else None, None, task["version"] + 1, (_ANEW,))


async def regate_outdated(store: Store, point_key: str, limit: int) -> int:
    """Gate again up to `limit` open tasks of a point whose policy version was superseded; return how many.

    The next call goes on where this one ended, until no task can be outdated.
    """
    point = await point_of(store, point_key, fresh=True)
    if point is None:
        return 0
    task_ids = await _next_outdated(store, point, limit)
    results = [await regate(store, point, task_id) for task_id in task_ids]
    return sum(isinstance(result, Regated) for result in results)


async def _next_outdated(store: Store, point: Point, limit: int) -> list[str]:
    """Return the next outdated tasks, at most `limit`, and remember how far was looked."""
    now, left, task_ids = store.clock.now(), limit * _SEARCHED_FOR_EACH, list[str]()
    search = store.outdated_searches.get(point.key)
    if search is None or search.policy_id != point.policy_id:
        search = OutdatedSearch(point.policy_id, now, now)
    if search.settled:
        return []
    search, ranges = search.resumed(now), [queue_range(queue) for queue in point.queues]
    while search.queue < len(ranges) and left > 0 and len(task_ids) < limit:
        first, until = ranges[search.queue]
        wanted = OutdatedParams(point.key, point.policy_id, search.after or first, until, left)
        (row,) = await store.graph.read(OUTDATED, wanted)
        room = limit - len(task_ids)
        task_ids += [task["id"] for task in row.tasks[:room]]
        after = row.last if row.searched == left else None
        if len(row.tasks) > room:
            after = row.tasks[room - 1]["sortKey"]
        search, left = search.looked(after, any_outdated=bool(row.tasks)), left - row.searched
    store.outdated_searches[point.key] = search if search.queue < len(ranges) else search.passed(now)
    return task_ids


async def _gated(store: Store, point: Point, before: GatedCase, now: datetime) -> Gated:
    task = before.row.task
    held = TaskState(task["state"]) is not TaskState.READY
    gate_input = before.gate_input(point, task["id"], task["round"], person_required=held)
    return await gate(store, point, await before.trust(store, point), gate_input, now)


def _row(store: Store, point: Point, before: GatedCase, gated: Gated, now: datetime) -> RegateRow:
    task, case = before.row.task, before.row.case
    withdrawn = None if gated.automatic is None else _withdrawn(store, before, gated, now)
    version = case["version"] + 1
    return RegateRow(
        write_id=store.clock.new_id(),
        case_id=case["id"],
        task_id=task["id"],
        case_version=case["version"],
        task_version=task["version"],
        task_epoch=task["leaseEpoch"],
        packet_digest=before.row.packet["digest"],
        point_epoch=point.epoch,
        policy=point.policy_id,
        gate=GATE_AGENT,
        exception=gated.exception,
        case=CaseUpdate(version=version) if withdrawn is None else gated.case_update(version),
        task=ReviewTaskUpdate(version=task["version"] + 1) if withdrawn is None else withdrawn[0],
        evaluation=gated.evaluation,
        decisions=gated.decisions,
        packets=gated.packets,
        changes=[] if withdrawn is None else [withdrawn[1]],
        audit=gated.audit,
        outbox=gated.outbox,
    )


def _withdrawn(
    store: Store, before: GatedCase, gated: Gated, now: datetime
) -> tuple[ReviewTaskUpdate, StateChangeRecord]:
    """Return the end of a task whose case is decided without a person."""
    change = regate_automatic(task_facts(before.row.task, before.row.packet["digest"]))
    if isinstance(change, Problem):
        raise TypeError(change.message)
    move = Move(change.before.value, change.after.value, change.command.value, gated.outcome.rule)
    task = ReviewTaskUpdate.closed(change.after, before.row.task["version"] + 1)
    return task, state_change(store, move, GATE_ACTOR, now)


def _regated(before: GatedCase, gated: Gated, version: int) -> Regated:
    changed: tuple[str, ...] = ()
    if gated.for_people is not None:
        changed = what_changed(before.content, gated.for_people.content)
    digest = None if gated.for_people is None else gated.for_people.packet.digest
    return Regated(gated.decision_id, digest, version, changed)
