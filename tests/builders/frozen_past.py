"""Five weeks of a small firm's past as a frozen snapshot, and what a what-if computes from it, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import numpy as np

from forecasting.whatif.calibration import PointState
from forecasting.whatif.wall_clock import opening_hours
from graph.domain.gate.facts import Mode, PointFacts
from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import CompiledPolicy, compile_policy
from graph.domain.kernel.business_time import Calendar
from graph.domain.kernel.moments import milliseconds
from graph.domain.planning.frozen import CaseColumns, Frozen, OutcomeColumns, PersonColumns, TaskColumns
from graph.domain.planning.scenario import Scenario
from graph.store.planning.whatif import PointBasis, ReviewerAccount, TimedReviews
from pipelines.whatif.options import Rule
from pipelines.whatif.replays import Watched
from pipelines.whatif.running import computed as computed_from
from tests.builders.firm import POLICY

NOW = datetime(2026, 6, 17, 10, tzinfo=UTC)
CALENDAR = Calendar("UTC", 8 * 60, 18 * 60, frozenset(range(5)))
SCENARIO = Scenario("purchases", "a higher limit", {"limit": 0.5}, horizon_days=7, replications=20, seed=2)


@dataclass(frozen=True)
class KnownHistory:
    risk: list[float | None]
    frozen: Frozen


def policy() -> CompiledPolicy:
    table = POLICY.replace("rows:", "parameters: {limit: 0.2}\nrows:").replace('0.1"', 'limit"')
    read = read_policy(table)
    assert not isinstance(read, tuple), read
    compiled = compile_policy(read)
    assert isinstance(compiled, CompiledPolicy), compiled
    return compiled


RULE = Rule(policy(), PointFacts("purchases", Mode.HYBRID, high_impact=False, reversible=True))


@cache
def known_history(days: int = 35, *, scored: bool = True) -> KnownHistory:
    """Weeks of decided cases: every seventh was refused, every kept one with a risk above 0.5 went wrong."""
    rng = np.random.default_rng(1)
    rows: list[tuple[datetime, float | None, str]] = []
    for day in range(days, 0, -1):
        for _ in range(int(rng.poisson(30))):
            at_hour = timedelta(hours=float(rng.uniform(-2, 8)))
            risk = round(float(rng.beta(2, 3)), 4) if scored else None
            action = "DO_NOT_BUY" if len(rows) % 7 == 0 else "BUY"
            rows.append((NOW - timedelta(days=day) + at_hour, risk, action))
    rows.sort(key=lambda row: row[0])
    started, risks, actions = ([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
    size = len(started)
    at = [milliseconds(moment) for moment in started]
    texts: dict[str, Any] = {name: [""] * size for name in CaseColumns.__dataclass_fields__}
    cases = CaseColumns(
        **{
            **texts,
            "id": [f"case-{row}" for row in range(size)],
            "started": at,
            "known": at,
            "values": ["{}"] * size,
            "quality": ["CLEAN"] * size,
            "decided": [moment + 3_600_000 for moment in at],
            "action": actions,
            "risk": risks,
            "secondary": [{}] * size,
            "shadow": [True] * size,
            "scored": at,
        }
    )
    bought = [row for row in range(size) if actions[row] == "BUY"]
    outcomes = OutcomeColumns(
        id=[f"outcome-{row}" for row in bought],
        case=bought,
        kind=["wrong_purchase"] * len(bought),
        value=["true" if (risks[row] or 0) > 0.5 else "false" for row in bought],
        money=[None] * len(bought),
        known=[at[row] + 7_200_000 for row in bought],
        place=[-1] * len(bought),
    )
    due = milliseconds(NOW) + 3_600_000
    tasks = TaskColumns(["task"], [size - 1], [at[-1]], [5], [due], ["READY"], [""])
    return KnownHistory(risks, Frozen("purchases", milliseconds(NOW), 0, cases, outcomes, tasks, PersonColumns([], [])))


def stand(frozen: Frozen, reviewers: int = 2) -> PointState:
    ids = frozen.cases.id
    basis = PointBasis(
        100.0, 15.0, 4.5, "BUY", "DO_NOT_BUY", 240, CALENDAR, dict.fromkeys(ids, 1), dict.fromkeys(ids, False)
    )
    people = [ReviewerAccount(f"person-{one}", f"reviewer-{one}") for one in range(reviewers)]
    return PointState(frozen, basis, opening_hours(CALENDAR, 2026), "UTC", people)


def computed(scenario: Scenario, known: KnownHistory) -> dict[str, Any]:
    return computed_from(scenario, stand(known.frozen), RULE, Watched())


def timed(known: KnownHistory, minutes: float, people: int = 2) -> TimedReviews:
    """Reviews of the cases with a risk of at least 0.2, one after another, each of so many minutes."""
    cases = known.frozen.cases
    rows = [row for row, risk in enumerate(known.risk) if (risk or 0) >= 0.2]
    done = [cases.decided[row] for row in rows]
    return TimedReviews(
        case=[cases.id[row] for row in rows],
        person=[f"person-{row % people}" for row in rows],
        claimed=[at - round(minutes * 60_000) for at in done],
        done=done,
        dwell_ms=[-1] * len(rows),
    )


def with_reviews(state: PointState, reviews: TimedReviews) -> PointState:
    """Return a point whose reviews were timed."""
    return replace(state, basis=replace(state.basis, reviews=reviews))


def kpis_of(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures of a result by name."""
    return {one["name"]: one for one in result["kpis"]}
