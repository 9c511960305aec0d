"""Until when a task may be put off, and who takes it up again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.delegated import reassign
from graph.domain.review.snoozing import LONGEST, resume, snooze
from graph.domain.review.task import Suspension, TaskChange, TaskFacts, TaskState
from tests.builders.values import NOW, reviewer, task

MINUTE = timedelta(minutes=1)
DUE = NOW + timedelta(hours=4)


def put_off(until: datetime = DUE) -> TaskFacts:
    return replace(task(TaskState.SUSPENDED), suspension=Suspension.SNOOZE, suspended_until=until)


@pytest.mark.parametrize(
    ("due", "until", "words"),
    [
        (DUE, DUE, None),
        (DUE, DUE + MINUTE, "choose a moment until then"),
        (DUE, NOW, "is past"),
        (NOW - MINUTE, NOW + MINUTE, "late already"),
        (None, NOW + LONGEST, None),
        (None, NOW + LONGEST + MINUTE, "14 days at most"),
    ],
)
def test_a_task_is_put_off_within_its_deadline(due: datetime | None, until: datetime, words: str | None) -> None:
    change = snooze(replace(task(), due_at=due), "reviewer", 4, until, NOW)

    if words is None:
        assert isinstance(change, TaskChange)
        assert (change.after, change.until, change.suspension) == (TaskState.SUSPENDED, until, Suspension.SNOOZE)
    else:
        assert isinstance(change, Problem)
        assert (change.code, change.details["where"]) == (ProblemCode.INVALID_INPUT, "until")
        assert words in change.message


def test_only_who_put_it_off_takes_it_up_before_its_time() -> None:
    other = resume(put_off(), replace(reviewer(), person_id="reviewer-2"), NOW)
    own = resume(put_off(), reviewer(), NOW)

    assert isinstance(other, Problem)
    assert other.code is ProblemCode.CLAIMED_BY_OTHER
    assert isinstance(own, TaskChange)
    assert (own.after, own.until) == (TaskState.RESERVED, None)


def test_by_time_it_comes_back_at_its_moment_and_not_before() -> None:
    early = resume(put_off(), reviewer(), DUE - MINUTE, by_time=True)
    back = resume(put_off(), reviewer(), DUE, by_time=True)

    assert isinstance(early, Problem)
    assert isinstance(back, TaskChange)
    assert back.after is TaskState.RESERVED


def test_who_acts_for_the_holder_gets_it_with_its_moment() -> None:
    change = reassign(put_off(), replace(reviewer(), person_id="reviewer-3"), NOW)

    assert isinstance(change, TaskChange)
    assert (change.after, change.until) == (TaskState.SUSPENDED, DUE)
