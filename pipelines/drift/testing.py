"""Drift tests that are due: each window of cases once, its signals stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.intake.plausible import FIRST_PLAUSIBLE
from graph.domain.intake.rules import IntakeRules
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.periods import Period
from graph.domain.monitor.drift import ENOUGH_CASES, Drift, DriftReference, drifts
from graph.store.kernel.store import Store
from graph.store.monitor.drift import DriftWindow, Watch, WatchedCase, record_drift, watch, watched_cases
from graph.store.registry.points import point_of
from pipelines.drift.columns import columns_of, compared_columns

WEEKS_BACK = 26
"""Half a year: so far back a first run looks, so that there is a course from the start."""
MOST_CASES = 5_000
"""The newest of a window and of what it is compared with: a shift that does not show in so many is negligible."""


async def run_drift_tests(store: Store, point: str) -> int:
    """Test the whole weeks (UTC) of a point that have not been tested yet; return how many windows were.

    A week with too few cases is joined with the next ones until there are enough. Each window is compared with what
    came in before the main model in use was trained; a window before that, with what came in before it.
    """
    state, declared = await watch(store, point), await point_of(store, point, fresh=True)
    if state is None or declared is None:
        return 0
    this_week = Period.WEEK.start(milliseconds(store.clock.now()))
    start = Period.WEEK.later(this_week, -WEEKS_BACK) if state.tested_to is None else state.tested_to
    watched = _WatchedPoint(store, point, state, declared.intake)
    end, windows, tested_to = Period.WEEK.later(start, 1), 0, state.tested_to
    while end <= this_week:
        now = await watched.cases(start, end)
        if len(now) >= ENOUGH_CASES:
            tested = await watched.judged(now, (start, end), tested_to)
            if tested is not None:
                if await record_drift(store, tested.window, tested.drifts) is None:
                    return windows
                tested_to, windows = end, windows + 1
            start = end
        end = Period.WEEK.later(end, 1)
    return windows


@dataclass(frozen=True, slots=True)
class _JudgedWindow:
    window: DriftWindow
    drifts: Sequence[Drift]


@dataclass(frozen=True, slots=True)
class _WatchedPoint:
    store: Store
    point: str
    state: Watch
    rules: IntakeRules | None

    async def cases(self, since: int, until: int) -> Sequence[WatchedCase]:
        span = (moment(since), moment(until))
        return await watched_cases(self.store, self.point, span, self.state.model, MOST_CASES)

    async def judged(
        self, now: Sequence[WatchedCase], span: tuple[int, int], tested_to: int | None
    ) -> _JudgedWindow | None:
        """Compare a window with its reference; None where that has too few cases."""
        since, until = span
        trained_at = self.state.trained_at
        is_trained = trained_at is not None and trained_at <= since
        before = await self.cases(
            milliseconds(FIRST_PLAUSIBLE), since if trained_at is None else min(trained_at, since)
        )
        if len(before) < ENOUGH_CASES:
            return None
        reference = DriftReference.TRAINING if is_trained else DriftReference.BEFORE
        window = DriftWindow(self.point, tested_to, since, until, reference, self.state.model, len(now), len(before))
        return _JudgedWindow(window, await asyncio.to_thread(_drifts, before, now, self.rules, reference))


def _drifts(
    before: Sequence[WatchedCase], now: Sequence[WatchedCase], rules: IntakeRules | None, reference: DriftReference
) -> list[Drift]:
    return drifts(compared_columns(columns_of(before, rules), columns_of(now, rules)), reference)
