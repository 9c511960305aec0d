"""What the passing of time does to an open task: a new SLA state, and the next rung when its time is over."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.claims import escalate
from graph.domain.review.task import TaskChange, TaskFacts
from graph.domain.review.urgency import Rung, Sla, SlaState, TaskDeadlines


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """An open task on the clock: how it stood when it was last looked at, and where it waits; `rung` counts from 0."""

    task: TaskFacts
    clock: TaskDeadlines
    state: SlaState
    rung: int
    queue: str
    priority: int


@dataclass(frozen=True, slots=True)
class Climb:
    """A task's way to its next rung: the move, and where it waits from now on."""

    change: TaskChange
    rung: int
    queue: str
    priority: int


@dataclass(frozen=True, slots=True)
class Tick:
    """What a look at the clock found: the state now, the way up if it is time, and when to look again."""

    state: SlaState
    climb: Climb | None
    look_again: datetime | None


def tick(waiting: WaitingTask, sla: Sla, now: datetime) -> Tick:
    """Return what the clock says now; a late task climbs as soon as nobody holds it."""
    state = waiting.clock.state(now)
    climb = None
    if state is SlaState.BREACHED:
        climbed = climb_of(waiting, sla, now)
        climb = None if isinstance(climbed, Problem) else climbed
    rung = waiting.rung if climb is None else climb.rung
    return Tick(state, climb, waiting.clock.look_again(state, climbs=rung < sla.rungs))


def climb_of(waiting: WaitingTask, sla: Sla, now: datetime) -> Climb | Problem:
    """Return the way of a task to its next rung, or why it stays where it is."""
    change = escalate(waiting.task, now)
    if isinstance(change, Problem):
        return change
    if sla.rung is None or waiting.rung >= sla.rungs:
        return no_rung_left(waiting.rung)
    return _climbed(waiting, sla.rung, change)


def no_rung_left(rung: int) -> Problem:
    """Say that there is nowhere to escalate to."""
    if rung:
        message = "This task was escalated already and stands on its last rung: claim it."
    else:
        message = "No escalation is agreed for this task's queue: add `escalation` to its pack, or claim the task."
    return Problem(ProblemCode.ILLEGAL_TRANSITION, message, {"rung": str(rung)})


def _climbed(waiting: WaitingTask, rung: Rung, change: TaskChange) -> Climb:
    return Climb(
        change=change,
        rung=waiting.rung + 1,
        queue=rung.queue or waiting.queue,
        priority=max(waiting.priority, rung.priority or 0),
    )
