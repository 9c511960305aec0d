"""Runs a scenario: freezes what is known, replays policies, simulates both options, and tells the result."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from forecasting.whatif.calibration import PointState, calibrate, refuse_untimed
from forecasting.whatif.comparison import compare_all
from forecasting.whatif.firm import Plan
from forecasting.whatif.replay import scored_rows, stored_cases
from forecasting.whatif.wall_clock import opening_hours
from graph.domain.kernel.canonical import Json, canonical_json
from graph.domain.kernel.moments import milliseconds
from graph.domain.planning.scenario import RunState, Scenario
from graph.errors import InvalidInput
from graph.store.gate.gating import priority_of
from graph.store.kernel.store import Store
from graph.store.planning.snapshots import freeze, keep
from graph.store.planning.whatif import RunEnd, basis, reviewers_of, scores_of
from graph.store.registry.points import point_of
from pipelines.whatif.answering import answer_of
from pipelines.whatif.coming import coming_of
from pipelines.whatif.explained import assumptions_of, protocol_of, warnings_of
from pipelines.whatif.options import Rule, base_option, changed_policy, option_of
from pipelines.whatif.replays import Replays, Watched
from pipelines.whatif.result import curves_of, kpis_of, replay_of
from pipelines.whatif.searching import Searched, searched

_REPLAY_SHARE = 0.3
"""The part of the progress bar up to the end of the replay: an estimate, for simulating takes longer."""
_SNAPSHOT_SHARE = 0.05
"""The part of it up to where the snapshot is read: as estimated."""
_COMPARED_SHARE = 0.5
"""The part of it up to where a search begins, which simulates as often again: as estimated."""


@dataclass(frozen=True, slots=True)
class WhatIfResult:
    """A result as JSON values, the ids of what it was based on, and up to when (ms) anything was known."""

    result: Mapping[str, Json]
    snapshot_id: str
    policy_id: str
    code_version: str
    as_of: int

    def ending(self) -> RunEnd:
        """Return how a run with this answer ended, as it is stored."""
        return RunEnd(
            state=RunState.DONE,
            result=canonical_json(dict(self.result)).decode(),
            code_version=self.code_version,
            snapshot_id=self.snapshot_id,
            policy_id=self.policy_id,
        )


async def run(store: Store, scenario: Scenario, watched: Watched) -> WhatIfResult:
    """Run a scenario from what is known now.

    Raises InvalidInput where it cannot be run, Cancelled, and the faults of the graph.
    """
    point = await point_of(store, scenario.point, fresh=True)
    if point is None or point.policy is None:
        raise InvalidInput(f"point {scenario.point!r} has no policy in force: load a pack or activate one first")
    for one in scenario.all:
        changed_policy(point.policy, one)
    versions = sorted({one.changes.model for one in scenario.all if one.changes.model is not None})
    now = store.clock.now()
    frozen = await freeze(store, scenario.point, now)
    point_basis = await basis(store, scenario.point, milliseconds(now))
    if point_basis is None:
        raise InvalidInput(f"point {scenario.point!r} has no queue: load a pack first")
    watched.look(_SNAPSHOT_SHARE)
    hours = opening_hours(point_basis.calendar, now.year)
    scores = {one: await scores_of(store, scenario.point, one, milliseconds(now)) for one in versions}
    stand = PointState(frozen, point_basis, hours, point_basis.calendar.zone, await reviewers_of(store), scores)
    snapshot_id = await keep(store, frozen)
    code = version("signoff")
    result = await asyncio.to_thread(computed, scenario, stand, Rule(point.policy, point.facts), watched)
    stored = {"protocol": protocol_of(scenario, frozen.digest, code), **result}
    return WhatIfResult(stored, snapshot_id, point.policy_id, code, frozen.as_of)


def computed(scenario: Scenario, stand: PointState, rule: Rule, watched: Watched) -> dict[str, Json]:
    """Compute a scenario, those beside it, and its search from a frozen snapshot; nothing is read or written.

    Raises InvalidInput where one cannot be run, and Cancelled.
    """
    refuse_untimed(stand.frozen)
    cases = stored_cases(stand.frozen, stand.basis.reach, stand.basis.required)
    scored = scored_rows(cases)
    replays = Replays(rule, stand, cases, watched)
    as_it_is = Scenario(scenario.point, scenario.name)
    parts = _parts(_SNAPSHOT_SHARE, _REPLAY_SHARE, len(scenario.all) + 1)
    routes = [replays.routes(one, part) for one, part in zip((as_it_is, *scenario.all), parts, strict=True)]
    calibrated = calibrate(stand, [priority_of(case.values) for case in cases], scored, scenario.assumptions)
    base = base_option(calibrated, stand, routes[0])
    options = [
        option_of(calibrated, stand, one, (routes[0], changed))
        for one, changed in zip(scenario.all, routes[1:], strict=True)
    ]
    plan = Plan(scenario.horizon_days, scenario.replications, scenario.seed)
    compared_until = 1.0 if scenario.search is None else _COMPARED_SHARE
    comparisons = compare_all(calibrated.firm, base, options, plan, watched.part(_REPLAY_SHARE, compared_until))
    seen, currency = replays.seen(scenario.changes), stand.basis.currency
    result = {
        "answer": answer_of(scenario, comparisons[0], currency),
        "currency": currency,
        "assumptions": assumptions_of(stand, calibrated, scenario, (len(scored), seen)),
        "warnings": warnings_of(comparisons[0], calibrated),
        "kpis": kpis_of(comparisons[0]),
        "coming": coming_of(calibrated, base, (routes[0], routes[1]), plan, stand.frozen),
        "curves": curves_of(comparisons[0], stand.zone),
        "replay": replay_of(stand, calibrated, [row for row in scored if seen.known[row]], (routes[0], routes[1])),
        "others": [
            {"name": one.name, "answer": answer_of(one, compared, currency), "kpis": kpis_of(compared)}
            for one, compared in zip(scenario.others, comparisons[1:], strict=True)
        ],
    }
    if scenario.search is None:
        return result
    given = Searched(calibrated, stand, base, routes[0], plan)
    return {**result, "search": searched(given, scenario, replays, watched)}


def _parts(begins: float, ends: float, count: int) -> list[tuple[float, float]]:
    """Return a part of the progress, cut into equal ones."""
    width = (ends - begins) / count
    return [(begins + width * one, begins + width * (one + 1)) for one in range(count)]
