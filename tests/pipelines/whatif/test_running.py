"""A scenario computed from a frozen snapshot, without a database: counts, figures, words."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from forecasting.whatif.calibration import PointState
from forecasting.whatif.comparison import Cancelled
from forecasting.whatif.wall_clock import opening_hours
from graph.domain.gate.facts import Mode, PointFacts
from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import CompiledPolicy, compile_policy
from graph.domain.kernel.business_time import Calendar
from graph.domain.kernel.moments import milliseconds
from graph.domain.planning.frozen import CaseColumns, Frozen, OutcomeColumns, PersonColumns, TaskColumns
from graph.domain.planning.scenario import Scenario
from graph.errors import InvalidInput
from graph.store.planning.whatif import PointBasis, ReviewerAccount
from pipelines.whatif.running import Rule, Watched
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


def test_the_past_is_counted_under_both_policies() -> None:
    known = known_history()

    replay = computed(SCENARIO, known)["replay"]

    assert (replay["scored"], replay["unscored"]) == (len(known.risk), 0)
    assert replay["base"]["toPeople"] == sum((risk or 0) >= 0.2 for risk in known.risk)
    assert replay["candidate"]["toPeople"] == sum((risk or 0) >= 0.5 for risk in known.risk)
    assert replay["movedToPeople"] == 0
    assert replay["movedToAutomatic"] == replay["base"]["toPeople"] - replay["candidate"]["toPeople"]


def test_a_refused_proposal_was_wrong_and_a_kept_one_as_its_outcome_says() -> None:
    known = known_history()

    replay = computed(SCENARIO, known)["replay"]["candidate"]

    # Below the limit of 0.5 nothing that was kept went wrong: only refusals are left.
    share = replay["automaticWrong"] / replay["automaticKnown"]
    assert share == pytest.approx(1 / 7, abs=0.04)
    assert 0 < replay["automaticKnown"] <= replay["automatic"]


def test_figures_come_with_bands_and_curves_with_their_times() -> None:
    result = computed(SCENARIO, known_history())

    kpis = {one["name"]: one for one in result["kpis"]}
    assert kpis["volumeToPeople"]["deltaHigh"] < 0
    assert kpis["automaticShare"]["baseLow"] <= kpis["automaticShare"]["base"] <= kpis["automaticShare"]["baseHigh"]
    assert [curve["kpi"] for curve in result["curves"]] == ["queueLength", "volumeToPeople", "missedSla"]
    for curve in result["curves"]:
        assert len(curve["times"]) == len(curve["base"]["mid"]) == len(curve["candidate"]["high"])
    assert result["curves"][0]["times"][0] == milliseconds(NOW)


def test_assumptions_name_what_no_record_tells() -> None:
    words = " ".join(computed(SCENARIO, known_history())["assumptions"])

    assert "between 3 and 12 minutes" in words
    assert "2 accounts can review" in words
    assert "08:00-18:00, Mon Tue Wed Thu Fri, UTC" in words
    assert "240 minutes of opening time" in words


def test_too_much_work_is_said_before_the_figures() -> None:
    flood = Scenario("purchases", "flood", volume=10.0, horizon_days=7, replications=20)

    result = computed(flood, known_history())

    assert any("the queue grows without end" in warning for warning in result["warnings"])


def test_without_any_stored_score_there_is_nothing_to_replay() -> None:
    with pytest.raises(InvalidInput, match="nothing to replay: none of"):
        computed(SCENARIO, known_history(scored=False))


def test_too_short_a_past_is_said_in_days() -> None:
    with pytest.raises(InvalidInput, match="too little history: 7 whole days"):
        computed(SCENARIO, known_history(days=8))


def test_a_threshold_outside_its_range_is_refused_by_the_policy_itself() -> None:
    nonsense = Scenario("purchases", "nonsense", {"limit": 7.0}, horizon_days=7, replications=20)

    with pytest.raises(InvalidInput, match="thresholds: "):
        computed(nonsense, known_history())


def test_a_stopped_run_is_cancelled() -> None:
    watched = Watched()
    watched.stop.set()

    with pytest.raises(Cancelled):
        computed_from(SCENARIO, stand(known_history().frozen), RULE, watched)
