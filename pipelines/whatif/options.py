"""Scenarios as options of the engine: what each policy does with every case, and the team that each leaves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from forecasting.columns import Flags, Floats
from forecasting.whatif.calibration import Calibrated, PointState
from forecasting.whatif.firm import Ladder, Option, Roster
from forecasting.whatif.replay import StoredCase, gate_result
from forecasting.whatif.staffing import Staffing, typical
from graph.domain.gate.facts import PointFacts
from graph.domain.gate.policy import AUTOMATIC, GateResult, Policy
from graph.domain.gate.table import CompiledPolicy, compile_policy
from graph.domain.kernel.problems import Problem
from graph.domain.planning.changes import TYPICAL, Changes, TaintedSource, policy_of
from graph.domain.planning.scenario import Scenario
from graph.errors import InvalidInput
from pipelines.whatif.trust import values_match

_MINUTE = 60.0
"""Seconds: hours of a scenario are minutes, those of the engine seconds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The policy in force and the point that it governs."""

    policy: CompiledPolicy
    point: PointFacts


@dataclass(frozen=True)
class Routes:
    """What a policy does with each case of the snapshot; one without a score goes to people."""

    to_people: Flags
    declined: Flags


def routes_of(rule: Rule, cases: Sequence[StoredCase], look: Callable[[int], None]) -> Routes:
    """Send every case through the gate; `look` gets how many are done, and may end it by raising."""
    count = len(cases)
    to_people, declined = np.ones(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    for row, case in enumerate(cases):
        look(row)
        if case.risk is not None:
            result = gate_result(rule.policy, rule.point, case)
            to_people[row], declined[row] = result not in AUTOMATIC, result is GateResult.DECLINE
    return Routes(to_people, declined)


def changed_policy(policy: CompiledPolicy, scenario: Scenario) -> CompiledPolicy:
    """Return the policy of a scenario; raises InvalidInput where it, or a threshold, is none."""
    given = policy_of(scenario.changes)
    if isinstance(given, Problem):
        raise InvalidInput(given.message)
    base: Policy = policy.policy if given is None else given
    for name in scenario.thresholds:
        if name not in base.parameters:
            known = ", ".join(sorted(base.parameters)) or "none"
            where = "in force" if given is None else "given"
            raise InvalidInput(f"thresholds: the policy {where} has no parameter {name!r}; it has: {known}")
    compiled = compile_policy(replace(base, parameters={**base.parameters, **scenario.thresholds}))
    if isinstance(compiled, tuple):
        raise InvalidInput(f"thresholds: {compiled[0].message}")
    return compiled


def base_option(calibrated: Calibrated, stand: PointState, routes: Routes) -> Option:
    """Return things as they are: a task that waits now stays, whatever a replay of it would say."""
    people = calibrated.firm.people
    return Option(
        to_people=routes.to_people[calibrated.stands_for],
        live_to_people=np.ones(len(calibrated.live_rows), np.bool_),
        roster=Roster(people, np.arange(people.count)),
        volume=1.0,
        declined=routes.declined[calibrated.stands_for],
        ladder=_ladder(stand, Changes()),
    )


def option_of(calibrated: Calibrated, stand: PointState, scenario: Scenario, routes: tuple[Routes, Routes]) -> Option:
    """Return a scenario as an option; `routes` are those of the policy in force and of the scenario's.

    A waiting task that only the changed policy decides leaves the queue, unless a reviewer holds it. Raises
    InvalidInput where a kind of case that is named never came.
    """
    base, changed = routes
    same = changed is base
    live = calibrated.live_rows
    due = scenario.changes.due_minutes
    return Option(
        to_people=changed.to_people[calibrated.stands_for],
        live_to_people=np.ones(len(live), np.bool_) if same else changed.to_people[live] | calibrated.held,
        roster=_roster(calibrated, stand, scenario),
        volume=scenario.volume,
        deadline=1.0 if due is None else due / stand.due_minutes,
        declined=changed.declined[calibrated.stands_for],
        volume_of=_volume_of(calibrated, stand, scenario.changes),
        ladder=_ladder(stand, scenario.changes),
    )


def _ladder(stand: PointState, changes: Changes) -> Ladder | None:
    """Return the ladder of a scenario, or the one in force: what is late has the priority that was agreed."""
    if changes.ladder is not None:
        return Ladder(changes.ladder.minutes * _MINUTE, changes.ladder.priority)
    if stand.basis.late_priority is None:
        return None
    return Ladder((changes.due_minutes or stand.due_minutes) * _MINUTE, stand.basis.late_priority)


def _roster(calibrated: Calibrated, stand: PointState, scenario: Scenario) -> Roster:
    people, changes = calibrated.firm.people, scenario.changes
    rows = {one.name: row for row, one in enumerate(stand.people)}
    staff = Staffing(people)
    for name in changes.remove:
        staff.remove(rows[name])
    left = staff.everybody()
    for row in left[len(left) + min(scenario.reviewers, 0) :]:
        staff.remove(row)
    for name in (*changes.add, *[TYPICAL] * max(scenario.reviewers, 0)):
        staff.add(typical(people, None if name == TYPICAL else [rows[name]]))
    for shift in changes.shifts:
        who = [rows[name] for name in shift.reviewers] or staff.everybody()
        for day in shift.days:
            staff.work(who, day, shift.opens * _MINUTE, shift.closes * _MINUTE)
    return staff.roster()


def _volume_of(calibrated: Calibrated, stand: PointState, changes: Changes) -> Floats | None:
    if not changes.volume_by:
        return None
    factors = np.ones(len(calibrated.rows))
    for kind in changes.volume_by:
        chosen = values_match(stand, "volumeBy", TaintedSource(kind.field, kind.value))[calibrated.rows]
        factors[chosen] *= kind.factor
    return factors
