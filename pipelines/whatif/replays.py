"""The stored cases sent through each policy that a run needs, once each, with its progress."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event

from forecasting.whatif.calibration import PointState
from forecasting.whatif.comparison import Cancelled
from forecasting.whatif.replay import StoredCase
from graph.domain.planning.changes import Changes
from graph.domain.planning.scenario import Scenario
from pipelines.whatif.options import Routes, Rule, changed_policy, routes_of
from pipelines.whatif.trust import SeenCases, seen_by

_LOOK_EVERY = 50
"""Cases between two looks at a cancellation: rarely enough to cost nothing, often enough to stop at once."""


@dataclass(slots=True)
class Watched:
    """How far a run is (0 to 1), and whether it is to stop; shared between the run's thread and who watches it."""

    progress: float = 0.0
    stop: Event = field(default_factory=Event)

    def look(self, share: float) -> None:
        """Note the progress; raises Cancelled where the run is to stop."""
        self.progress = share
        if self.stop.is_set():
            raise Cancelled("cancelled before it was done")

    def part(self, begins: float, ends: float) -> Callable[[int, int], bool]:
        """Return what a simulation reports to that lasts from one share of the progress to another."""

        def watch(done: int, total: int) -> bool:
            self.progress = begins + (ends - begins) * done / total
            return not self.stop.is_set()

        return watch


class Replays:
    """Routes and seen cases by scenario; equal policies on equally seen cases are replayed once."""

    def __init__(self, rule: Rule, stand: PointState, cases: Sequence[StoredCase], watched: Watched) -> None:
        """Begin with nothing replayed."""
        self._rule, self._stand, self._cases, self._watched = rule, stand, cases, watched
        self._seen: dict[tuple[object, ...], SeenCases] = {}
        self._routes: dict[tuple[object, ...], Routes] = {}

    def seen(self, changes: Changes) -> SeenCases:
        """Return the cases as a scenario's model and sources show them; raises InvalidInput."""
        key = changes.model, changes.taint
        if key not in self._seen:
            self._seen[key] = seen_by(changes, self._stand, self._cases)
        return self._seen[key]

    def routes(self, scenario: Scenario, part: tuple[float, float]) -> Routes:
        """Return what a scenario's policy does with each case, within a part of the progress.

        Raises InvalidInput and Cancelled.
        """
        policy, changes = changed_policy(self._rule.policy, scenario), scenario.changes
        key = policy.content_digest, changes.model, changes.taint
        begins, ends = part

        def look(row: int) -> None:
            if row % _LOOK_EVERY == 0:
                self._watched.look(begins + (ends - begins) * row / len(self._cases))

        if key not in self._routes:
            self._routes[key] = routes_of(Rule(policy, self._rule.point), self.seen(changes).cases, look)
        return self._routes[key]
