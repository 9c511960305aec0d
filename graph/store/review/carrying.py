"""A correction by one of several judges as their approval in the round that it opened, where it may count as one."""

from dataclasses import replace
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.people.roles import ActorKind
from graph.domain.review.rounds import COUNT_EDIT
from graph.domain.review.task import TaskState, Verdict
from graph.domain.review.voting import counts_as_approval
from graph.queries.review.rounds import CarriedRow, FirstTaskRow
from graph.records.change import Move
from graph.records.review import ReviewRecord, ReviewTaskRecord
from graph.store.kernel.recording import state_change
from graph.store.kernel.store import Store
from graph.store.review.eligible import reviewers
from graph.store.review.task_facts import TaskView, view_of_person


async def carried_to(store: Store, row: FirstTaskRow, task_id: str) -> CarriedRow | None:
    """Return the approval on a new task of the round that its correction counts as; None where it counts as none."""
    if row.edit is None or row.edit["editor"] is None:
        return None
    editor = row.edit["editor"]
    view = await view_of_person(store, editor, row.task["id"])
    if view is None:
        return None
    now, reviews = store.clock.now(), any(one.person_id == editor for one in await reviewers(store))
    if not counts_as_approval(view.task, view.person, now, reviews=reviews):
        return None
    return CarriedRow(
        task_id=task_id,
        person_id=editor,
        rights_epoch=view.row.rights_epoch,
        edit_id=row.edit["id"],
        review=_review(store, view, row.edit["reasonCode"], now),
        change=state_change(
            store,
            Move(TaskState.READY.value, TaskState.COMPLETED.value, COUNT_EDIT),
            (editor, ActorKind.HUMAN),
            now,
        ),
    )


def with_vote(task: ReviewTaskRecord) -> ReviewTaskRecord:
    """Return a new task as one that has its vote already: nobody takes it, and no clock runs for it."""
    return replace(task, state=TaskState.COMPLETED.value, sort_key=None, sla_check_at=None)


def _review(store: Store, view: TaskView, reason_code: str, now: datetime) -> ReviewRecord:
    """Return the approval: its editor claimed and opened nothing, so it has no times of that and no note."""
    at, first = milliseconds(now), view.task.first_answer
    return ReviewRecord(
        id=store.clock.new_id(),
        verdict=Verdict.APPROVE.value,
        reason_code=reason_code,
        note=None,
        lease_epoch=0,
        point_epoch=view.point.epoch,
        rights_epoch=view.row.rights_epoch,
        known_at=at,
        recorded_at=at,
        first_verdict=None if first is None else first.value,
    )
