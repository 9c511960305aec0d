"""A queue with several servers: priorities, skills, shifts and deadlines, on draws that were made before."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Floats, Ints
from graph.errors import InvalidInput

MOST_KINDS = 63


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


@dataclass(frozen=True)
class Team:
    """Servers as parallel arrays: skills as bits of kinds, pace (factor on service), and when each is first free.

    `begins` and `ends` (server x window, seconds, in order) are the times on shift; an empty window is an absence.
    """

    skills: Ints
    pace: Floats
    free_at: Floats
    begins: Floats
    ends: Floats


@dataclass(frozen=True)
class Served:
    """Per task: when it was begun and done (inf: not within the windows), and by which server (-1: none)."""

    begun: Floats
    done: Floats
    server: Ints


def run_queue(work: Work, team: Team) -> Served:
    """Serve the tasks; the same arrays give the same answer to the last digit.

    Raises InvalidInput where times are not in order, a service is not above zero, or there is nobody.
    """
    from forecasting.whatif.kernel import serve

    _refuse_unusable(work, team)
    by_place = np.lexsort((work.at, work.due, -work.priority))
    place = np.empty_like(by_place)
    place[by_place] = np.arange(len(by_place))
    tasks = (work.at, place, work.kind, work.service)
    servers = (team.skills, team.pace, team.free_at)
    return Served(*serve(tasks, by_place, servers, team.begins, team.ends))


def _refuse_unusable(work: Work, team: Team) -> None:
    if not len(team.skills):
        raise InvalidInput("no reviewers on shift: a queue needs at least one; change `reviewers`")
    if bool((np.diff(work.at) < 0).any()):
        raise InvalidInput("tasks must come in order of arrival")
    if not bool((work.service > 0).all()):
        raise InvalidInput("every task needs a service time above zero")
    if len(work.kind) and not 0 <= int(work.kind.min()) <= int(work.kind.max()) < MOST_KINDS:
        raise InvalidInput(f"kinds of tasks are numbers from 0 to {MOST_KINDS - 1}")
