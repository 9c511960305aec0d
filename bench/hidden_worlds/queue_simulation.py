"""The review queue: cases wait, reviewers on shift take the most urgent one of their skills and finish it."""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from math import inf
from typing import TypeAlias

from bench.hidden_interface import Reviewer
from bench.hidden_worlds.arrivals import ArrivedCases
from forecasting.columns import Floats

Shift: TypeAlias = tuple[float, float, int]
"""Begin, end (seconds) and index of the reviewer."""
ServiceOrder: TypeAlias = tuple[int, float, float, int]
"""The order of service: most urgent, earliest due, earliest arrived; then the index of the case."""

_FINISHES, _BEGINS = 0, 1


class QueueSimulation:
    """An event simulation that takes cases and shifts and runs up to a moment.

    Lists hold one entry a case as admitted: `claimed` and `decided` in seconds (inf before it happens), `by` whom.
    """

    def __init__(self, reviewers: Sequence[Reviewer], paces: Sequence[float], kinds: int) -> None:
        self.claimed: list[float] = []
        self.decided: list[float] = []
        self.by: list[int] = []
        self._able = [frozenset(r for r, one in enumerate(reviewers) if kind in one.skills) for kind in range(kinds)]
        self._paces = paces
        self._waiting: list[list[ServiceOrder]] = [[] for _ in range(kinds)]
        self._queues = [[self._waiting[kind] for kind in sorted(one.skills)] for one in reviewers]
        self._cases: list[tuple[float, int, ServiceOrder]] = []
        self._seconds: list[float] = []
        self._next = 0
        self._events: list[tuple[float, int, int, float]] = []
        self._until = [-inf] * len(reviewers)
        self._busy = [False] * len(reviewers)
        self._idle: dict[int, None] = {}

    def admit(self, cases: ArrivedCases, seconds: Floats) -> None:
        """Add cases that arrive after all admitted before, with the time that a review takes at pace 1."""
        first, count = len(self._cases), len(cases.arrived)
        arrived, kinds, dues = cases.arrived.tolist(), cases.kind.tolist(), cases.due.tolist()
        order = zip((-cases.priority).tolist(), dues, arrived, range(first, first + count), strict=True)
        self._cases += zip(arrived, kinds, order, strict=True)
        self._seconds += seconds.tolist()
        self.claimed += [inf] * count
        self.decided += [inf] * count
        self.by += [-1] * count

    def engage(self, shifts: Iterable[Shift]) -> None:
        """Add shifts that begin from now on."""
        for begins, ends, reviewer in shifts:
            heappush(self._events, (begins, _BEGINS, reviewer, ends))

    def resume(self, case: int, reviewer: int, claimed: float, decided: float) -> None:
        """Assign a case that is among the first admitted to the reviewer who had it already."""
        self.claimed[case], self.decided[case], self.by[case] = claimed, decided, reviewer
        self._busy[reviewer] = True
        heappush(self._events, (decided, _FINISHES, reviewer, 0.0))

    def run(self, until: float) -> None:
        """Run all events before `until`."""
        events = self._events
        self._arrive(until)
        while events and events[0][0] < until:
            now, what, reviewer, ends = heappop(events)
            if what == _BEGINS:
                self._until[reviewer] = ends
            else:
                self._busy[reviewer] = False
            if not self._busy[reviewer]:
                self._takes(reviewer, now)
            self._arrive(until)

    def _arrive(self, until: float) -> None:
        # A claim adds an event, which may come before the next arrival: look at the first event each time.
        cases, events, case = self._cases, self._events, self._next
        while case < len(cases):
            now, kind, waiting = cases[case]
            if now >= until or (events and events[0][0] <= now):
                break
            if self.by[case] < 0 and not self._given(case, kind, now):
                heappush(self._waiting[kind], waiting)
            case += 1
        self._next = case

    def _given(self, case: int, kind: int, now: float) -> bool:
        for reviewer in self._idle:
            if reviewer in self._able[kind] and now < self._until[reviewer]:
                del self._idle[reviewer]
                self._claims(reviewer, case, now)
                return True
        return False

    def _takes(self, reviewer: int, now: float) -> None:
        self._idle.pop(reviewer, None)
        if now >= self._until[reviewer]:
            return
        foremost = None
        for queue in self._queues[reviewer]:
            if queue and (foremost is None or queue[0] < foremost[0]):
                foremost = queue
        if foremost:
            self._claims(reviewer, heappop(foremost)[3], now)
        else:
            self._idle[reviewer] = None

    def _claims(self, reviewer: int, case: int, now: float) -> None:
        self._busy[reviewer] = True
        ends = now + self._seconds[case] * self._paces[reviewer]
        self.claimed[case], self.decided[case], self.by[case] = now, ends, reviewer
        heappush(self._events, (ends, _FINISHES, reviewer, 0.0))
