"""How a task stands against its time, and when it climbs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.kernel.business_time import Calendar
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.escalation import WaitingTask, climb_of, tick
from graph.domain.review.task import TaskState
from graph.domain.review.urgency import Rung, Sla, SlaState, TaskDeadlines
from tests.builders.values import NOW, expired, task

HOUR = timedelta(hours=1)
OFFICE = Calendar("Europe/Berlin", 8 * 60, 18 * 60, frozenset(range(5)))
CLOCK = TaskDeadlines(NOW - HOUR, NOW)
LADDER = Sla(rung=Rung("lead", 9))


def waiting(state: TaskState = TaskState.READY, *, rung: int = 0) -> WaitingTask:
    facts = task(state)
    free = state is TaskState.READY
    return WaitingTask(replace(facts, lease=None) if free else facts, CLOCK, SlaState.AT_RISK, rung, "desk", 5)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (CLOCK.at_risk_at - timedelta(milliseconds=1), SlaState.ON_TRACK),
        (CLOCK.at_risk_at, SlaState.AT_RISK),
        (CLOCK.due_at - timedelta(milliseconds=1), SlaState.AT_RISK),
        (CLOCK.due_at, SlaState.BREACHED),
    ],
)
def test_each_state_begins_at_its_moment_and_no_earlier(now: datetime, state: SlaState) -> None:
    assert CLOCK.state(now) is state


def test_the_clock_counts_business_time() -> None:
    friday = datetime(2026, 3, 27, 16, 0, tzinfo=UTC)

    clock = Sla(240, 0.75, OFFICE).clock(friday)

    assert clock == TaskDeadlines(datetime(2026, 3, 30, 8, 0, tzinfo=UTC), datetime(2026, 3, 30, 9, 0, tzinfo=UTC))


@pytest.mark.parametrize("hours", range(0, 24 * 7, 5))
def test_what_is_due_soon_is_what_is_at_risk(hours: int) -> None:
    sla, start = Sla(240, 0.75, OFFICE), datetime(2026, 3, 25, 9, 0, tzinfo=UTC)
    clock, now = sla.clock(start + timedelta(hours=30)), start + timedelta(hours=hours)

    assert (clock.due_at <= sla.soon(now)) is (clock.state(now) is not SlaState.ON_TRACK)


def test_a_late_task_that_nobody_holds_climbs_once() -> None:
    result = tick(waiting(), LADDER, NOW)
    again = tick(waiting(rung=1), LADDER, NOW)

    assert result.climb is not None
    assert (result.climb.queue, result.climb.priority, result.climb.rung) == ("lead", 9, 1)
    assert (result.state, result.look_again) == (SlaState.BREACHED, None)
    assert (again.climb, again.look_again) == (None, None)


def test_a_held_task_is_marked_and_climbs_when_it_is_free() -> None:
    held = waiting(TaskState.RESERVED)

    result = tick(held, LADDER, NOW)
    later = tick(replace(held, task=expired(held.task)), LADDER, NOW)

    assert (result.state, result.climb, result.look_again) == (SlaState.BREACHED, None, CLOCK.due_at)
    assert later.climb is not None
    assert later.climb.change.epoch == held.task.epoch + 1


def test_a_priority_is_never_lowered_and_a_rung_may_keep_the_queue() -> None:
    climb = climb_of(replace(waiting(), priority=9), Sla(rung=Rung(None, 7)), NOW)

    assert not isinstance(climb, Problem)
    assert (climb.queue, climb.priority) == ("desk", 9)


@pytest.mark.parametrize(("sla", "rung", "words"), [(Sla(), 0, "No escalation is agreed"), (LADDER, 1, "last rung")])
def test_where_there_is_no_rung_left_a_task_stays(sla: Sla, rung: int, words: str) -> None:
    answer = climb_of(waiting(rung=rung), sla, NOW)

    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.ILLEGAL_TRANSITION
    assert words in answer.message
