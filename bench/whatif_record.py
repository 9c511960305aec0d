"""A hidden world's history in the form that the product stores: a frozen snapshot, its basis, the policy, scenarios."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from bench.hidden_interface import RecordedHistory, WhatIfQuestion
from forecasting.columns import DAY, HOUR, Floats, Ints
from forecasting.whatif.calibration import PointState
from forecasting.whatif.hours import OpeningHours, open_time
from forecasting.whatif.wall_clock import epoch_milliseconds, opening_hours
from graph.domain.gate.facts import Mode, PointFacts
from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import compile_policy
from graph.domain.kernel.business_time import Calendar
from graph.domain.planning.frozen import CaseColumns, Frozen, OutcomeColumns, PersonColumns, TaskColumns
from graph.domain.planning.scenario import Scenario
from graph.store.planning.whatif import PointBasis, ReviewerAccount, TimedReviews
from pipelines.whatif.options import Rule

_ZONE = "UTC"
_POINT = "hidden"
# The worlds' clocks begin on a Monday: on this one, so that their times are those of a firm of today.
_MONDAY = date(2024, 1, 1)
_OFFSET = (_MONDAY - date(1970, 1, 5)).days * DAY
_OFF = 2.0
"""A limit that no risk reaches, the end of the range of its fact: the score beside it is not read."""
_POLICY = """
policy: hidden
version: 1
parameters: {{limit: {limit}, limit_before: {off}}}
facts:
  risk: {{type: number, min: 0, max: {off}, words: risk}}
  risk_before: {{type: number, min: 0, max: {off}, words: risk by the model before}}
  always: {{type: flag, words: of a class that people always decide}}
rows:
  - id: always
    when: {{always: "true"}}
    then: REVIEW
    because: People decide this class.
  - id: low
    when: {{risk: "< limit", risk_before: "< limit_before"}}
    then: AUTO_APPROVE
    because: The risk is low.
"""


@dataclass(frozen=True)
class WhatIfInput:
    """A world's history as the shipped what-if reads it."""

    state: PointState
    rule: Rule


def whatif_input_of(history: RecordedHistory) -> WhatIfInput:
    """Convert a history into a decision point's snapshot, without what the product does not store.

    The product stores one review deadline for all past cases (here that of the commonest priority), who claimed what
    from when to when, and neither skills nor shifts: the examination shows what that costs.
    """
    seen = history.calendar
    calendar = Calendar(
        _ZONE,
        round(seen.opens / 60),
        round(seen.closes / 60),
        frozenset(seen.weekdays),
        frozenset(_MONDAY + timedelta(days=day) for day in seen.holidays),
    )
    hours = opening_hours(calendar, _MONDAY.year)
    ids = [f"case-{row}" for row in range(len(history.arrived_at))]
    commonest = int(np.bincount(history.priority[history.to_person]).argmax())
    basis = PointBasis(
        wrong_proposal_cost=1.0,
        wrong_alternative_cost=1.0,
        review_cost=0.0,
        proposal="ACCEPT",
        alternative="REFUSE",
        review_minutes=round(history.sla_hours[commonest] * 60),
        calendar=calendar,
        reach=dict.fromkeys(ids, 1),
        required=dict.fromkeys(ids, False),
        reviews=_timed(history, ids),
    )
    (now,) = _moments(np.array([history.now]))
    names = [one.name for one in history.reviewers]
    frozen = Frozen(
        point=_POINT,
        as_of=now,
        shift_ms=0,
        cases=_cases(history, ids),
        outcomes=_outcomes(history),
        tasks=_tasks(history),
        people=PersonColumns(names, names),
    )
    people = [ReviewerAccount(name, name) for name in names]
    return WhatIfInput(PointState(frozen, basis, hours, _ZONE, people), _rule(history.threshold))


def scenario_of(question: WhatIfQuestion, replications: int) -> Scenario:
    """Return a question as a scenario of the product; a roll-back reads the score of the model before instead."""
    limits = {"limit": question.threshold, "limit_before": _OFF}
    if question.use_shadow:
        limits = {"limit": _OFF, "limit_before": question.threshold}
    return Scenario(
        point=_POINT,
        name=question.name,
        thresholds=limits,
        reviewers=question.reviewers,
        volume=question.volume,
        horizon_days=question.horizon_days,
        replications=replications,
    )


def _rule(threshold: float) -> Rule:
    policy = read_policy(_POLICY.format(limit=threshold, off=_OFF))
    compiled = None if isinstance(policy, tuple) else compile_policy(policy)
    if compiled is None or isinstance(compiled, tuple):
        raise AssertionError(policy if compiled is None else compiled)
    return Rule(compiled, PointFacts(_POINT, Mode.HYBRID, high_impact=False, reversible=True))


def _cases(history: RecordedHistory, ids: list[str]) -> CaseColumns:
    arrived = _moments(history.arrived_at)
    decided = _known_moments(history, history.decided_at)
    nobody = [""] * len(ids)
    columns: dict[str, Any] = dict.fromkeys(CaseColumns.__dataclass_fields__, nobody)
    acted = np.isfinite(history.decided_at) & (history.decided_at < history.now)
    automatic = ~history.to_person
    actions = np.where(acted | automatic, "ACCEPT", "").tolist()
    columns |= {
        "id": ids,
        "external_id": ids,
        "started": arrived,
        "known": arrived,
        "values": _values(history),
        "quality": ["CLEAN"] * len(ids),
        "decided": [
            begun if alone else done for begun, done, alone in zip(arrived, decided, automatic.tolist(), strict=True)
        ],
        "action": actions,
        "risk": history.risk.tolist(),
        "secondary": [{}] * len(ids),
        "shadow": [False] * len(ids),
        "scored": arrived,
    }
    return CaseColumns(**columns)


def _values(history: RecordedHistory) -> list[str]:
    """Return each case's values; the most pressing priority of the worlds is the first of ITIL."""
    first = len(history.sla_hours)
    always = np.isin(history.kind, sorted(history.always_review)).tolist()
    rows = zip(history.shadow_risk.tolist(), always, history.priority.tolist(), strict=True)
    return [
        json.dumps({"risk_before": risk, "always": person, "priority": str(first - priority)})
        for risk, person, priority in rows
    ]


def _outcomes(history: RecordedHistory) -> OutcomeColumns:
    known = np.flatnonzero(history.wrong_known_at < history.now)
    return OutcomeColumns(
        id=[f"outcome-{row}" for row in known.tolist()],
        case=known.tolist(),
        kind=["wrong"] * len(known),
        value=np.where(history.wrong[known], "true", "false").tolist(),
        money=[None] * len(known),
        known=_moments(history.wrong_known_at[known]),
        place=[-1] * len(known),
    )


def _tasks(history: RecordedHistory) -> TaskColumns:
    waits = np.flatnonzero(history.to_person & ~(history.decided_at < history.now))
    held = history.claimed_at[waits] < history.now
    names = [history.reviewers[by].name if has else "" for by, has in zip(history.reviewer[waits], held, strict=True)]
    return TaskColumns(
        id=[f"task-{row}" for row in waits.tolist()],
        case=waits.tolist(),
        created=_moments(history.arrived_at[waits]),
        priority=history.priority[waits].tolist(),
        due=_moments(due_of(history, waits)),
        state=np.where(held, "RESERVED", "READY").tolist(),
        holder=names,
    )


def due_of(history: RecordedHistory, rows: Ints) -> Floats:
    """Return when cases are due, each by its own priority's promise (seconds)."""
    seen = history.calendar
    hours = OpeningHours(seen.opens, seen.closes, frozenset(seen.weekdays), frozenset(seen.holidays))
    clock = open_time(hours, int(history.arrived_at[0] // DAY), int(history.now // DAY) + 60)
    promised = np.array(history.sla_hours)[history.priority[rows]] * HOUR
    due: Floats = clock.after(history.arrived_at[rows], promised)
    return due


def _timed(history: RecordedHistory, ids: list[str]) -> TimedReviews:
    """Return the reviews that had ended, in the order of their ends; no page measured how long a case was in sight."""
    ended = np.flatnonzero(history.to_person & (history.decided_at < history.now))
    rows = ended[np.argsort(history.decided_at[ended], kind="stable")]
    return TimedReviews(
        case=[ids[row] for row in rows.tolist()],
        person=[history.reviewers[by].name for by in history.reviewer[rows].tolist()],
        claimed=_moments(history.claimed_at[rows]),
        done=_moments(history.decided_at[rows]),
        dwell_ms=[-1] * len(rows),
    )


def _known_moments(history: RecordedHistory, at: Floats) -> list[int]:
    known = np.isfinite(at) & (at < history.now)
    return [
        moment if yes else -1 for moment, yes in zip(_moments(np.where(known, at, 0.0)), known.tolist(), strict=True)
    ]


def _moments(at: Floats) -> list[int]:
    return epoch_milliseconds(at + _OFFSET, _ZONE)
