"""The round of a task as the rules take it, where several people judge a case."""

from datetime import datetime

from graph.domain.kernel.moments import moment
from graph.domain.kernel.stored import Stored
from graph.domain.review.rounds import Quorum, ReviewRound, Vote
from graph.domain.review.task import Suspension, TaskState, Verdict
from graph.queries.review.rounds import ROUND, RoundParams, RoundTaskRow
from graph.store.kernel.decision_point import Point
from graph.store.kernel.store import Store


def quorum_of(task: Stored, point: Point) -> Quorum:
    """Return by how many verdicts a task's round closes: as it began, before that as its point says now."""
    began = task["quorum"]
    return point.rules.quorum if began is None else Quorum.parse(began)


async def round_of(store: Store, quorum: Quorum, task_id: str, person_id: str) -> tuple[ReviewRound, frozenset[str]]:
    """Return the round of a task as it stands for a person, and who abstained in it."""
    rows = await store.graph.read(ROUND, RoundParams(task_id, person_id))
    now = store.clock.now()
    others = [row for row in rows if row.task["id"] != task_id and _sits(row, now)]
    waits = [row.task for row in rows if row.task["id"] != task_id and row.task["state"] == TaskState.SUSPENDED.value]
    round_ = ReviewRound(
        quorum=quorum,
        votes=tuple(_vote(row.review, row.seat_id) for row in rows if row.review is not None and row.seat_id),
        seated=frozenset(row.seat_id for row in others if row.seat_id),
        bound=frozenset(row.seat_id for row in others if row.seat_id and row.bound),
        question_open=any(task["suspendedBecause"] == Suspension.QUESTION.value for task in waits),
        open_tasks=tuple(row.task["id"] for row in rows if row.task["id"] != task_id and _is_open(row)),
    )
    return round_, frozenset(one for row in rows for one in row.task["barredIds"] or ())


def _is_open(row: RoundTaskRow) -> bool:
    return TaskState(row.task["state"]) not in {TaskState.COMPLETED, TaskState.OBSOLETE}


def _sits(row: RoundTaskRow, now: datetime) -> bool:
    """Tell whether somebody voted on the task or holds it; a claim that ran out holds nothing."""
    if row.review is not None:
        return True
    ends = row.task["leaseExpiresAt"]
    held = row.task["state"] == TaskState.RESERVED.value and ends is not None and now < moment(ends)
    return held or row.task["state"] == TaskState.SUSPENDED.value


def _vote(review: Stored, person_id: str) -> Vote:
    return Vote(review["id"], person_id, review["verdict"] == Verdict.APPROVE.value, review)
