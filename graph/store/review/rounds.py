"""Rounds in which several people judge a case: further tasks opened, and an end when what is judged changes."""

from collections.abc import Sequence
from datetime import datetime

from graph.domain.intake.case import CaseState
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_urgency, queue_range
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import TaskState
from graph.queries.kernel.rows import WRITTEN, Rows
from graph.queries.review.rounds import (
    CURRENT,
    FIRST_TASKS,
    OPEN,
    RENEW,
    UNOPENED,
    CurrentRoundParams,
    CurrentRoundRow,
    FirstTaskRow,
    FirstTasksParams,
    OpenRoundRow,
    RenewRow,
    UnopenedParams,
)
from graph.queries.review.tasks import EndedTaskRow
from graph.records.intake import CaseUpdate
from graph.records.review import Queued, ReviewTaskRecord
from graph.store.kernel.decision_point import Point
from graph.store.kernel.recording import GATE_ACTOR
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of
from graph.store.review.carrying import carried_to, with_vote
from graph.store.review.eligible import escalate_if_too_few
from graph.store.review.round_facts import quorum_of
from graph.store.review.task_writes import ended_task


async def open_rounds(store: Store, point: Point, case_ids: Sequence[str]) -> int:
    """Give each further reviewer of these cases a task, where several people judge a case; return how many rounds.

    A round whose further tasks are missing is only slower: without them its verdicts do not suffice. So a case that
    moves meanwhile is left to the next call.
    """
    if not point.rules.quorum.several or not case_ids:
        return 0
    first = await store.graph.read(FIRST_TASKS, FirstTasksParams(sorted(case_ids)))
    rows = [await _opened(store, row, quorum_of(row.task, point)) for row in first]
    rows = [row for row in rows if row.tasks]
    answers = await store.graph.write(OPEN, Rows(rows)) if rows else []
    opened = [row.case_id for row, answer in zip(rows, answers, strict=True) if answer.verdict == WRITTEN]
    for case_id in opened:
        await escalate_if_too_few(store, case_id)
    return len(opened)


async def open_rounds_at(store: Store, point_key: str, case_ids: Sequence[str]) -> int:
    """Do so at the point of that name."""
    point = await point_of(store, point_key)
    return 0 if point is None else await open_rounds(store, point, case_ids)


async def open_missing(store: Store, point_key: str, limit: int) -> int:
    """Open the further tasks of up to `limit` rounds of each queue that were left without; return of how many.

    Once none is left, only a change of the point leaves others; what a stop cuts off is opened by the first claim.
    """
    point = await point_of(store, point_key)
    if point is None or not point.rules.quorum.several or (point.key, point.epoch) in store.rounds_opened:
        return 0
    rows = [
        row
        for prefix, _ in map(queue_range, point.queues)
        for row in await store.graph.read(UNOPENED, UnopenedParams(point.key, prefix, limit))
    ]
    if not rows:
        store.rounds_opened.add((point.key, point.epoch))
    return await open_rounds(store, point, [row.case_id for row in rows])


async def renew_round(store: Store, case_id: str) -> bool:
    """End the round of a case because what is judged has changed; the next one waits for a score.

    Return False where the case moved meanwhile.
    """
    (current,) = await store.graph.read(CURRENT, CurrentRoundParams(case_id))
    now = store.clock.now()
    at, number = milliseconds(now), current.round + 1
    row = RenewRow(
        write_id=store.clock.new_id(),
        case_id=case_id,
        case_version=current.case_version,
        round=current.round,
        case=CaseUpdate(
            state=CaseState.AWAITING_SCORE.value, awaiting_score=current.point, version=current.case_version + 1
        ),
        next=ReviewTaskRecord.of(store.clock.new_id(), (case_id, number, 0), (at, at)),
        ended=_open_tasks(store, current, now),
        shown=current.hidden,
    )
    (answer,) = await store.graph.write(RENEW, Rows([row]))
    return answer.verdict == WRITTEN


def _open_tasks(store: Store, current: CurrentRoundRow, now: datetime) -> list[EndedTaskRow]:
    closed = {TaskState.COMPLETED.value, TaskState.OBSOLETE.value}
    return [ended_task(store, task["id"], GATE_ACTOR, now) for task in current.tasks if task["state"] not in closed]


async def _opened(store: Store, row: FirstTaskRow, quorum: Quorum) -> OpenRoundRow:
    missing = sorted(set(range(quorum.slots)) - set(row.slots))
    tasks = [_task(store, row, slot, quorum.text) for slot in missing]
    carried = await carried_to(store, row, tasks[-1].id) if tasks else None
    if carried is not None:
        tasks[-1] = with_vote(tasks[-1])
    return OpenRoundRow(
        write_id=store.clock.new_id(),
        case_id=row.case_id,
        case_version=row.case_version,
        task_id=row.task["id"],
        quorum=quorum.text,
        case=CaseUpdate(version=row.case_version + 1),
        tasks=tasks,
        carried=[] if carried is None else [carried],
    )


def _task(store: Store, row: FirstTaskRow, slot: int, quorum: str) -> ReviewTaskRecord:
    """Return a task like the first one of its round, at its own place in the queue."""
    task_id, first, at = store.clock.new_id(), row.task, milliseconds(store.clock.now())
    place = (row.case_id, first["round"], slot)
    sort_key = by_urgency(row.queue, first["priority"], first["dueAt"], task_id)
    queued = Queued(first["priority"], first["dueAt"], first["atRiskAt"], sort_key)
    return ReviewTaskRecord.of(task_id, place, (first["knownAt"], at), queued, quorum)
