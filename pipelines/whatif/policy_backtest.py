"""Back-tests a policy version: replays the stored cases of its points under it and under the version in use."""

import asyncio
import math
from collections.abc import Callable, Sequence

from forecasting.whatif.calibration import PointState, calibrate
from forecasting.whatif.replay import StoredCase, scored_rows, stored_cases
from forecasting.whatif.wall_clock import opening_hours
from graph.domain.gate.policy import GateResult
from graph.domain.gate.table import CompiledPolicy
from graph.domain.kernel.canonical import Json, canonical_json
from graph.domain.kernel.moments import milliseconds
from graph.domain.planning.scenario import Assumptions
from graph.domain.registry.backtest import PointCosts, Replay, ReplayedCase, backtest_figures
from graph.errors import InvalidInput
from graph.store.gate.gating import priority_of
from graph.store.kernel.decision_point import Point
from graph.store.kernel.store import Store
from graph.store.planning.snapshots import freeze
from graph.store.planning.whatif import basis, reviewers_of
from graph.store.registry.points import point_of
from graph.store.registry.policy_versions import keep_backtest, policy_of_version
from pipelines.whatif.options import Routes, Rule, routes_of

_HELD = "RESERVED"


async def backtest_version(store: Store, version_id: str) -> list[Json]:
    """Replay the cases of every point that a policy governs, store the figures with the version, and return them.

    A version in use is put beside the one that it replaced. Raises InvalidInput where there is no such version.
    """
    stored = await policy_of_version(store, version_id)
    if stored is None:
        raise InvalidInput(f"There is no policy version {version_id}: `signoff policies list` names them.")
    policy, version = stored
    other = policy.in_use
    if other is not None and other.id == version.id:
        other = policy.version(version.replaced or "")
    candidate, beside = version.compiled(), None if other is None else other.compiled()
    if candidate is None:
        raise InvalidInput(f"The table of {version.key} no longer reads: propose another one.")
    figures: list[Json] = []
    for key in policy.points:
        point = await point_of(store, key, fresh=True)
        if point is not None:
            figures.append(await _of_point(store, point, beside, candidate))
    result: dict[str, Json] = {
        "at": milliseconds(store.clock.now()),
        "beside": None if other is None else other.key,
        "points": figures,
    }
    await keep_backtest(store, version, canonical_json(result).decode())
    return figures


async def _of_point(store: Store, point: Point, beside: CompiledPolicy | None, candidate: CompiledPolicy) -> Json:
    now = store.clock.now()
    frozen, of_point = await freeze(store, point.key, now), await basis(store, point.key, milliseconds(now))
    if of_point is None:
        raise InvalidInput(f"point {point.key!r} has no queue: load a pack first")
    hours = opening_hours(of_point.calendar, now.year)
    state = PointState(frozen, of_point, hours, of_point.calendar.zone, await reviewers_of(store))
    replay = await asyncio.to_thread(_replayed, state, point, beside, candidate)
    return backtest_figures(replay)


def _replayed(state: PointState, point: Point, beside: CompiledPolicy | None, candidate: CompiledPolicy) -> Replay:
    frozen, costs = state.frozen, state.basis
    cases = stored_cases(frozen, costs.reach, costs.required)
    scored = scored_rows(cases)
    results = [_results(policy, point, cases) for policy in (beside, candidate)]
    wrong = _wrong(state, cases, scored)
    tasks = {row: number for number, row in enumerate(frozen.tasks.case)}
    started = [frozen.cases.started[row] for row in scored]

    def replayed(row: int) -> ReplayedCase:
        task = tasks.get(row)
        return ReplayedCase(
            id=frozen.cases.id[row],
            external_id=frozen.cases.external_id[row],
            before=results[0](row),
            after=results[1](row),
            wrong=wrong.get(row),
            task_id=None if task is None else frozen.tasks.id[task],
            held=task is not None and frozen.tasks.state[task] == _HELD,
        )

    return Replay(
        point=point.key,
        cases=[replayed(row) for row in scored],
        unscored=len(cases) - len(scored),
        span=(min(started), max(started)) if started else None,
        missing={
            fact.label: sum(cases[row].values.get(fact.name) is None for row in scored)
            for fact in candidate.policy.facts
        },
        costs=PointCosts(costs.wrong_proposal_cost, costs.wrong_alternative_cost, costs.review_cost, point.currency),
    )


def _results(policy: CompiledPolicy | None, point: Point, cases: Sequence[StoredCase]) -> Callable[[int], GateResult]:
    """Return what a policy answers by row; without one everything goes to people."""
    if policy is None:
        return lambda _row: GateResult.REVIEW
    routes: Routes = routes_of(Rule(policy, point.facts), cases, lambda _done: None)

    def answer(row: int) -> GateResult:
        if routes.to_people[row]:
            return GateResult.REVIEW
        return GateResult.DECLINE if routes.declined[row] else GateResult.AUTO_APPROVE

    return answer


def _wrong(state: PointState, cases: Sequence[StoredCase], scored: Sequence[int]) -> dict[int, bool]:
    """Return of which rows it is known whether the proposal proved wrong, as a what-if counts that."""
    if not scored:
        return {}
    calibrated = calibrate(state, [priority_of(case.values) for case in cases], scored, Assumptions())
    known = zip(calibrated.stands_for.tolist(), calibrated.firm.history.wrong.tolist(), strict=True)
    return {row: bool(value) for row, value in known if math.isfinite(value)}
