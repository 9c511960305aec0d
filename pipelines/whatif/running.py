"""Runs a scenario: freezes what is known, replays policies, simulates both options, and tells the result."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from threading import Event

from forecasting.whatif.calibration import PointState, calibrate
from forecasting.whatif.comparison import Cancelled, compare_all
from forecasting.whatif.firm import Plan
from forecasting.whatif.replay import StoredCase, scored_rows, stored_cases
from forecasting.whatif.wall_clock import opening_hours
from graph.domain.kernel.canonical import Json, canonical_json
from graph.domain.kernel.moments import milliseconds
from graph.domain.planning.scenario import RunState, Scenario
from graph.errors import InvalidInput
from graph.store.gate.gating import priority_of
from graph.store.kernel.store import Store
from graph.store.planning.snapshots import freeze, keep
from graph.store.planning.whatif import RunEnd, basis, reviewers_of
from graph.store.registry.points import point_of
from pipelines.whatif.answering import answer_of
from pipelines.whatif.explained import assumptions_of, protocol_of, warnings_of
from pipelines.whatif.options import Routes, Rule, base_option, changed_policy, option_of, routes_of
from pipelines.whatif.result import curves_of, kpis_of, replay_of

_REPLAY_SHARE = 0.3
"""The part of the progress bar up to the end of the replay: an estimate, for simulating takes longer."""
_SNAPSHOT_SHARE = 0.05
"""The part of it up to where the snapshot is read: as estimated."""
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


@dataclass(frozen=True, slots=True)
class WhatIfResult:
    """A result as JSON values, and the ids of what it was based on."""

    result: Mapping[str, Json]
    snapshot_id: str
    policy_id: str
    code_version: str

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
    now = store.clock.now()
    frozen = await freeze(store, scenario.point, now)
    point_basis = await basis(store, scenario.point, milliseconds(now))
    if point_basis is None:
        raise InvalidInput(f"point {scenario.point!r} has no queue: load a pack first")
    watched.look(_SNAPSHOT_SHARE)
    hours = opening_hours(point_basis.calendar, now.year)
    stand = PointState(frozen, point_basis, hours, point_basis.calendar.zone, await reviewers_of(store))
    snapshot_id = await keep(store, frozen)
    code = version("signoff")
    result = await asyncio.to_thread(computed, scenario, stand, Rule(point.policy, point.facts), watched)
    stored = {"protocol": protocol_of(scenario, frozen.digest, code), **result}
    return WhatIfResult(stored, snapshot_id, point.policy_id, code)


def computed(scenario: Scenario, stand: PointState, rule: Rule, watched: Watched) -> dict[str, Json]:
    """Compute a scenario, and those beside it, from a frozen snapshot; nothing is read or written.

    Raises InvalidInput where one cannot be run, and Cancelled.
    """
    cases = stored_cases(stand.frozen, stand.basis.reach, stand.basis.required)
    scored = scored_rows(cases)
    routes = _all_routes(scenario, rule, cases, watched)
    priorities = [priority_of(case.values) for case in cases]
    calibrated = calibrate(stand, priorities, scored, scenario.assumptions)
    base = routes[0]
    options = [
        option_of(calibrated, stand, one, (base, changed))
        for one, changed in zip(scenario.all, routes[1:], strict=True)
    ]
    plan = Plan(scenario.horizon_days, scenario.replications, scenario.seed)

    def watch(done: int, total: int) -> bool:
        watched.progress = _REPLAY_SHARE + (1 - _REPLAY_SHARE) * done / total
        return not watched.stop.is_set()

    comparisons = compare_all(calibrated.firm, base_option(calibrated, base), options, plan, watch)
    comparison = comparisons[0]
    return {
        "answer": answer_of(scenario, comparison),
        "assumptions": assumptions_of(stand, calibrated, scenario, len(scored)),
        "warnings": warnings_of(comparison, calibrated),
        "kpis": kpis_of(comparison),
        "curves": curves_of(comparison, stand.zone),
        "replay": replay_of(stand, calibrated, scored, (base, routes[1])),
        "others": [
            {"name": one.name, "answer": answer_of(one, compared), "kpis": kpis_of(compared)}
            for one, compared in zip(scenario.others, comparisons[1:], strict=True)
        ],
    }


def _all_routes(scenario: Scenario, rule: Rule, cases: list[StoredCase], watched: Watched) -> list[Routes]:
    """Return the routes of the policy in force and of each scenario's; of an unchanged one, the same."""
    policies = [rule.policy, *(changed_policy(rule.policy, one) for one in scenario.all)]
    known: dict[str, Routes] = {}
    for number, policy in enumerate(policies):
        begun = _SNAPSHOT_SHARE + (_REPLAY_SHARE - _SNAPSHOT_SHARE) * number / len(policies)

        def look(row: int, begun: float = begun) -> None:
            if row % _LOOK_EVERY == 0:
                watched.look(begun + (_REPLAY_SHARE - _SNAPSHOT_SHARE) / len(policies) * row / len(cases))

        if policy.content_digest not in known:
            known[policy.content_digest] = routes_of(Rule(policy, rule.point), cases, look)
    return [known[policy.content_digest] for policy in policies]
