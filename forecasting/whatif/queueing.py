"""A queue with several servers: priorities, skills, shifts, two levels, deadlines; all draws were made before."""

from dataclasses import dataclass, field

import numpy as np

from forecasting.columns import Flags, Floats, Ints
from graph.errors import InvalidInput

MOST_KINDS = 63
"""Bits of a whole number without its sign."""
# A draw that no rate of escalation reaches.
_NEVER = 2.0


@dataclass(frozen=True)
class SecondLevel:
    """What a queue of two levels needs, one entry a task.

    `reached` is whether it was escalated before (then it waits on the second level), `service` the seconds of work
    there, `escalate` a draw from 0 to 1 that escalates where it is below a server's rate, and `pause` the seconds that
    a server rests after it.
    """

    reached: Flags
    service: Floats
    escalate: Floats
    pause: Floats

    @classmethod
    def none(cls, count: int) -> "SecondLevel":
        """Return tasks that are never escalated, and servers that do not rest between them."""
        return cls(np.zeros(count, np.bool_), np.ones(count), np.full(count, _NEVER), np.zeros(count))


@dataclass(frozen=True)
class Raises:
    """When a ladder moves each task up (seconds; inf: never), and the priority that it then has."""

    at: Floats
    priority: Ints


@dataclass(frozen=True)
class Work:
    """Tasks as parallel arrays, by arrival: when (seconds), kind, priority (higher first), due, and service (seconds).

    What waits already arrived before the start, what is being served is no task but a server's `free_at`.
    """

    at: Floats
    kind: Ints
    priority: Ints
    due: Floats
    service: Floats
    second: SecondLevel | None = None
    raises: Raises | None = None


@dataclass(frozen=True)
class Team:
    """Servers as parallel arrays: skills as bits of kinds, pace (factor on service), and when each is first free.

    `begins` and `ends` (server x window, seconds, in order) are the times on shift; an empty window is an absence.
    `senior` servers are of the second level; the others escalate a share of their tasks. None: nobody does.
    """

    skills: Ints
    pace: Floats
    free_at: Floats
    begins: Floats
    ends: Floats
    senior: Flags | None = None
    escalates: Floats | None = None


@dataclass(frozen=True)
class Habits:
    """How a team works.

    A share of the tasks is taken out of turn, decided by `draws` (2 x any number, 0 to 1) one claim after another. Work
    gets faster by (1 + waiting / servers) to the power of `-haste`. It `rests` when a shift ends and goes on in the
    next; otherwise what is begun is finished. Seniors who are `spared` take what was not escalated only where no other
    server is free for it.
    """

    out_of_turn: float = 0.0
    haste: float = 0.0
    rests: bool = False
    spared: bool = False
    draws: Floats = field(default_factory=lambda: np.ones((2, 1)))


@dataclass(frozen=True)
class Served:
    """Per task: when it was begun and done (inf: not within the windows), and by which server first (-1: none).

    `escalated` is whether it got to the second level, `worked` the seconds of work that it took on both.
    """

    begun: Floats
    done: Floats
    server: Ints
    escalated: Flags
    worked: Floats


def run_queue(work: Work, team: Team, habits: Habits | None = None) -> Served:
    """Serve the tasks; the same arrays give the same answer to the last digit.

    Raises InvalidInput where times are not in order, a service is not above zero, or there is nobody.
    """
    from forecasting.whatif.kernel import serve

    _refuse_unusable(work, team)
    habits = habits or Habits()
    place, raises = _places(work)
    second = work.second or SecondLevel.none(len(work.at))
    senior = np.zeros(len(team.skills), np.bool_) if team.senior is None else team.senior
    rate = np.zeros(len(team.skills)) if team.escalates is None else team.escalates
    begun, done, by, escalated, worked = serve(
        (work.at, place, work.kind, work.priority, second.reached.astype(np.int64)),
        (work.service, second.service, second.pause, second.escalate),
        (team.skills, team.pace, team.free_at, senior.astype(np.int64), rate),
        (team.begins, team.ends),
        (habits.draws, habits.out_of_turn, habits.haste, int(habits.rests), int(habits.spared)),
        raises,
    )
    return Served(begun, done, by, escalated > 0, worked)


def _places(work: Work) -> tuple[Ints, tuple[Ints, Floats, Ints]]:
    """Return each task's place in the order of service, and those that move up: in order, when, and to which place."""
    count = len(work.at)
    raised = Raises(np.full(count, np.inf), work.priority) if work.raises is None else work.raises
    moves = np.isfinite(raised.at)
    priority = np.concatenate([work.priority, raised.priority]) if moves.any() else work.priority
    times = len(priority) // max(count, 1)
    by_place = np.lexsort((np.tile(work.at, times), np.tile(work.due, times), -priority))
    place = np.empty_like(by_place)
    place[by_place] = np.arange(len(by_place))
    order = np.flatnonzero(moves)
    return place[:count], (order[np.argsort(raised.at[order], kind="stable")], raised.at, place[-count:])


def _refuse_unusable(work: Work, team: Team) -> None:
    if not len(team.skills):
        raise InvalidInput("no reviewers on shift: a queue needs at least one; change `reviewers`")
    if bool((np.diff(work.at) < 0).any()):
        raise InvalidInput("tasks must come in order of arrival")
    if not bool((work.service > 0).all()):
        raise InvalidInput("every task needs a service time above zero")
    if len(work.kind) and not 0 <= int(work.kind.min()) <= int(work.kind.max()) < MOST_KINDS:
        raise InvalidInput(f"kinds of tasks are numbers from 0 to {MOST_KINDS - 1}")
