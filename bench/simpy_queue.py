"""The same queue written plainly in simpy: the baseline of P10 and, in tests, the oracle of the kernel."""

import math
from collections.abc import Generator
from heapq import heappop, heappush
from itertools import groupby
from typing import Any

import numpy as np
import simpy

from forecasting.whatif.queueing import Served, Team, Work


class SimpyQueue:
    """One run: a process a task, a process a server, and a dispatcher that wakes when anything changes."""

    def __init__(self, work: Work, team: Team) -> None:
        """Take tasks and team; randomness was drawn before."""
        self._work, self._team = work, team
        start = min([0.0, *work.at.tolist(), *team.free_at.tolist(), *team.begins.ravel().tolist()])
        self._env = simpy.Environment(initial_time=start)
        self._changed = self._env.event()
        kinds = 1 + int(work.kind.max(initial=0))
        self._waiting: list[list[tuple[float, float, float, int]]] = [[] for _ in range(kinds)]
        self._busy = [False] * len(team.skills)
        self._free_since = [math.inf] * len(team.skills)
        self._begun = np.full(len(work.at), np.inf)
        self._done = np.full(len(work.at), np.inf)
        self._server = np.full(len(work.at), -1)
        self._worked = np.zeros(len(work.at))

    def run(self) -> Served:
        """Return when each task was begun and done, and by whom."""
        self._env.process(self._arrivals())
        for server in range(len(self._team.skills)):
            self._env.process(self._shifts(server))
        self._env.process(self._dispatch())
        self._env.run()
        return Served(self._begun, self._done, self._server, np.zeros(len(self._done), np.bool_), self._worked)

    def _arrivals(self) -> Generator[Any, Any, None]:
        work = self._work
        keys = zip((-work.priority).tolist(), work.due.tolist(), work.at.tolist(), range(len(work.at)), strict=True)
        for at, together in groupby(keys, key=lambda key: key[2]):
            yield self._at(at)
            for key in together:
                heappush(self._waiting[int(work.kind[key[3]])], key)
            self._wake()

    def _at(self, moment: float) -> simpy.Event:
        """Return an event at a moment: now plus a difference would not give the moment back to the last digit."""
        event = self._env.event()
        event._ok, event._value = True, None  # noqa: SLF001  simpy has no public way to schedule at an absolute time
        entry: Any = (moment, 1, next(self._env._eid), event)  # noqa: SLF001  as above
        heappush(self._env._queue, entry)  # noqa: SLF001  as above
        return event

    def _shifts(self, server: int) -> Generator[Any, Any, None]:
        team = self._team
        for begins, ends in zip(team.begins[server].tolist(), team.ends[server].tolist(), strict=True):
            usable = max(begins, float(team.free_at[server]))
            if usable >= ends:
                continue
            yield self._at(usable)
            if not self._busy[server]:
                self._free_since[server] = usable
                self._wake()
            yield self._at(ends)
            if not self._busy[server]:
                self._free_since[server] = math.inf

    def _review(self, server: int, task: int) -> Generator[Any, Any, None]:
        self._begun[task], self._server[task] = self._env.now, server
        self._worked[task] = float(self._work.service[task]) * float(self._team.pace[server])
        self._done[task] = self._env.now + float(self._worked[task])
        self._busy[server] = True
        yield self._at(float(self._done[task]))
        self._busy[server] = False
        now = self._env.now
        on_shift = (self._team.begins[server] <= now) & (now < self._team.ends[server])
        self._free_since[server] = now if bool(on_shift.any()) else math.inf
        self._wake()

    def _wake(self) -> None:
        if not self._changed.triggered:
            self._changed.succeed()

    def _dispatch(self) -> Generator[Any, Any, None]:
        while True:
            yield self._changed
            self._changed = self._env.event()
            yield self._env.timeout(0)
            self._match()

    def _match(self) -> None:
        free = [s for s, since in enumerate(self._free_since) if since <= self._env.now and not self._busy[s]]
        for server in sorted(free, key=lambda s: (self._free_since[s], s)):
            skills = int(self._team.skills[server])
            fitting = [heap for kind, heap in enumerate(self._waiting) if heap and skills >> kind & 1]
            if fitting:
                *_, task = heappop(min(fitting))
                self._busy[server] = True
                self._env.process(self._review(server, task))
