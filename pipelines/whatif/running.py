"""Runs a scenario: freezes what is known, replays policies, simulates both options, and tells the result."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from threading import Event

import numpy as np

from forecasting.columns import Flags
from forecasting.whatif.calibration import PointState, calibrate, option
from forecasting.whatif.comparison import Cancelled, compare
from forecasting.whatif.firm import Plan
from forecasting.whatif.replay import StoredCase, goes_to_people, known_parameters, scored_rows, stored_cases
from forecasting.whatif.wall_clock import opening_hours
from graph.domain.gate.facts import PointFacts
from graph.domain.gate.table import CompiledPolicy, compile_policy
from graph.domain.kernel.canonical import Json, canonical_json
from graph.domain.kernel.moments import milliseconds
from graph.domain.planning.scenario import RunState, Scenario
from graph.errors import InvalidInput
from graph.store.gate.gating import priority_of
from graph.store.kernel.store import Store
from graph.store.planning.snapshots import freeze, keep
from graph.store.planning.whatif import RunEnd, basis, reviewers_of
from graph.store.registry.points import point_of
from pipelines.whatif.explained import assumptions_of, protocol_of, warnings_of
from pipelines.whatif.result import curves_of, kpis_of, replay_of

_REPLAY_SHARE = 0.3
"""The part of the progress bar up to the end of the replay: an estimate, for simulating takes longer."""
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
class Rule:
    """The policy in force and the point that it governs."""

    policy: CompiledPolicy
    point: PointFacts


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
    known_parameters(point.policy, scenario.thresholds)
    now = store.clock.now()
    frozen = await freeze(store, scenario.point, now)
    point_basis = await basis(store, scenario.point, milliseconds(now))
    if point_basis is None:
        raise InvalidInput(f"point {scenario.point!r} has no queue: load a pack first")
    watched.look(0.05)
    hours = opening_hours(point_basis.calendar, now.year)
    stand = PointState(frozen, point_basis, hours, point_basis.calendar.zone, await reviewers_of(store))
    snapshot_id = await keep(store, frozen)
    code = version("signoff")
    result = await asyncio.to_thread(computed, scenario, stand, Rule(point.policy, point.facts), watched)
    stored = {"protocol": protocol_of(scenario, frozen.digest, code), **result}
    return WhatIfResult(stored, snapshot_id, point.policy_id, code)


def computed(scenario: Scenario, stand: PointState, rule: Rule, watched: Watched) -> dict[str, Json]:
    """Compute a scenario from a frozen snapshot; nothing is read or written.

    Raises InvalidInput where it cannot be run, and Cancelled.
    """
    cases = stored_cases(stand.frozen, stand.basis.reach, stand.basis.required)
    scored = scored_rows(cases)
    base = _routes(rule, cases, watched, 0.05)
    changed = _changed(rule.policy, scenario.thresholds)
    same = changed.content_digest == rule.policy.content_digest
    candidate = base if same else _routes(Rule(changed, rule.point), cases, watched, 0.15)
    priorities = [priority_of(case.values) for case in cases]
    calibrated = calibrate(stand, priorities, scored, scenario.assumptions)
    # A task that waits now did not pass under the policy in force, whatever a replay of it would say.
    waiting = np.ones(len(cases), dtype=np.bool_)
    leaves = waiting if same else candidate
    options = (
        option(calibrated, base, waiting, reviewers=0, volume=1.0),
        option(calibrated, candidate, leaves, reviewers=scenario.reviewers, volume=scenario.volume),
    )
    plan = Plan(scenario.horizon_days, scenario.replications, scenario.seed)

    def watch(done: int, total: int) -> bool:
        watched.progress = _REPLAY_SHARE + (1 - _REPLAY_SHARE) * done / total
        return not watched.stop.is_set()

    comparison = compare(calibrated.firm, *options, plan, watch)
    return {
        "assumptions": assumptions_of(stand, calibrated, scenario, len(scored)),
        "warnings": warnings_of(comparison, calibrated),
        "kpis": kpis_of(comparison),
        "curves": curves_of(comparison, stand.zone),
        "replay": replay_of(stand, calibrated, scored, (base, candidate)),
    }


def _routes(rule: Rule, cases: list[StoredCase], watched: Watched, begun: float) -> Flags:
    """Return which cases the gate would send to people; one without a score goes there unasked."""
    to_people = np.ones(len(cases), dtype=np.bool_)
    for row, case in enumerate(cases):
        if row % _LOOK_EVERY == 0:
            watched.look(begun + 0.1 * row / len(cases))
        if case.risk is not None:
            to_people[row] = goes_to_people(rule.policy, rule.point, case)
    return to_people


def _changed(policy: CompiledPolicy, thresholds: Mapping[str, float]) -> CompiledPolicy:
    parameters = {**policy.policy.parameters, **thresholds}
    compiled = compile_policy(replace(policy.policy, parameters=parameters))
    if isinstance(compiled, tuple):
        raise InvalidInput(f"thresholds: {compiled[0].message}")
    return compiled
