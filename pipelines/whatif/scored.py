"""What a what-if says of coming cases, stored as forecasts, and held against them when its horizon is over."""

import asyncio
from collections.abc import Mapping
from typing import Any

from forecasting.whatif.calibration import PointState
from forecasting.whatif.replay import stored_cases
from forecasting.whatif.wall_clock import opening_hours
from graph.domain.kernel.moments import milliseconds
from graph.domain.planning.scenario import Scenario
from graph.errors import InvalidInput
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import DueRun, NodeForecast, RunSpec, issue, what_if_kind
from graph.store.planning.snapshots import freeze
from graph.store.planning.whatif import Run, basis, reviewers_of, runs, scores_of
from graph.store.registry.points import point_of, policies_of
from pipelines.whatif.coming import TO_PEOPLE, TURNED, length_of, turned, within
from pipelines.whatif.options import Rule
from pipelines.whatif.replays import Replays, Watched
from pipelines.whatif.running import WhatIfResult

PROTOCOL = (
    "What-if {name!r}. Counted are the cases that begin within {days:g} days of it: those that go to people by the "
    "rules of its day, and those with which the gate does something else under the change, both by replay of its "
    "policies. Expected and 90 % interval: its replications. Baseline: as many as began in as many days before."
)


async def store_coming(store: Store, run_id: str, scenario: Scenario, result: WhatIfResult) -> int:
    """Store what a run says of the coming cases as forecasts that are scored when its horizon is over."""
    kind, length = what_if_kind(scenario.point), length_of(scenario.horizon_days)
    spec = RunSpec(kind, kind.event, 0, result.as_of, result.as_of + length, result.as_of)
    coming: Any = result.result["coming"]
    nodes = [_forecast(one, scenario, run_id) for one in coming]
    protocol = PROTOCOL.format(name=scenario.name, days=scenario.horizon_days)
    return await issue(store, spec, result.snapshot_id, protocol, nodes)


async def came_in(store: Store, forecast: DueRun) -> Mapping[str, int] | None:
    """Count what became of the cases of a what-if's horizon, by the names of its forecasts; None if unknown."""
    run = next(iter(await runs(store, forecast.nodes)), None)
    if run is None:
        return None
    policy = (await policies_of(store, [run.policy_id])).get(run.policy_id or "")
    point, now = await point_of(store, run.scenario.point), store.clock.now()
    point_basis = await basis(store, run.scenario.point, milliseconds(now))
    if policy is None or point is None or point_basis is None:
        return None
    frozen, version = await freeze(store, run.scenario.point, now), run.scenario.changes.model
    scores = {version: await scores_of(store, point.key, version, milliseconds(now))} if version else {}
    hours = opening_hours(point_basis.calendar, now.year)
    stand = PointState(frozen, point_basis, hours, point_basis.calendar.zone, await reviewers_of(store), scores)
    period = (forecast.period_start, forecast.period_end)
    try:
        return await asyncio.to_thread(_counted, run, Rule(policy, point.facts), stand, period)
    except InvalidInput:  # the scores or the source of the scenario are not there any more
        return None


def _counted(run: Run, rule: Rule, stand: PointState, period: tuple[int, int]) -> Mapping[str, int]:
    cases = stored_cases(stand.frozen, stand.basis.reach, stand.basis.required)
    replays = Replays(rule, stand, cases, Watched())
    as_it_was = Scenario(run.scenario.point, run.scenario.name)
    base, changed = (replays.routes(one, (0.0, 1.0)) for one in (as_it_was, run.scenario))
    came = within(stand.frozen, *period)
    return {
        _name(run.scenario, TO_PEOPLE): int((base.to_people & came).sum()),
        run.id: int((turned(base, changed) & came).sum()),
    }


def _forecast(coming: Mapping[str, Any], scenario: Scenario, run_id: str) -> NodeForecast:
    """Return one figure as a forecast; that of the change is known by its run."""
    of_change = coming["name"] == TURNED
    return NodeForecast(
        node=_name(scenario, coming["name"]),
        expected=coming["expected"],
        low=coming["low"],
        high=coming["high"],
        usual=None,
        ewma=float(coming["before"]),
        excess=None,
        excess_share=None,
        kind="SimulationRun" if of_change else what_if_kind(scenario.point).name,
        subject=run_id if of_change else None,
    )


def _name(scenario: Scenario, counted: str) -> str:
    return f"{scenario.name}: {counted}"
