"""A model rolled back by its stored scores, sources that are not trusted, and ladders of escalation, in a what-if."""

from dataclasses import replace
from typing import Any

import pytest

from forecasting.whatif.calibration import PointState
from graph.domain.planning.changes import Changes, EscalationLadder, TaintedSource
from graph.domain.planning.scenario import Scenario
from graph.errors import InvalidInput
from pipelines.whatif.replays import Watched
from pipelines.whatif.running import computed
from tests.builders.frozen_past import RULE, known_history, kpis_of, stand, timed, with_reviews

PLAIN = Scenario("purchases", "another trust", horizon_days=7, replications=24, seed=2)


def simulated(state: PointState, changes: Changes) -> dict[str, Any]:
    return computed(replace(PLAIN, changes=changes), state, RULE, Watched())


def with_scores(every: int, *, low: bool = False) -> PointState:
    """Every so-many-th case was scored by version 0.9 too: always far below the limit, or as by the one in use."""
    known = known_history()
    ids = known.frozen.cases.id
    scores = {ids[row]: 0.01 if low else risk or 0.0 for row, risk in enumerate(known.risk) if row % every == 0}
    return replace(stand(known.frozen), scores={"0.9": scores})


def test_a_rolled_back_model_decides_by_the_scores_that_it_stored() -> None:
    result = simulated(with_scores(1, low=True), Changes(model="0.9"))

    replay = result["replay"]
    assert replay["candidate"]["toPeople"] == 0
    assert replay["base"]["toPeople"] == sum((risk or 0) >= 0.2 for risk in known_history().risk)
    assert kpis_of(result)["volumeToPeople"]["candidate"] == 0
    assert "model version 0.9" in result["answer"]


def test_what_a_version_did_not_score_is_stood_in_for_by_a_like_case_and_only_its_own_scores_are_counted() -> None:
    result = simulated(with_scores(3), Changes(model="0.9"))

    known = known_history()
    volume = kpis_of(result)["volumeToPeople"]
    assert result["replay"]["scored"] == len(range(0, len(known.risk), 3))
    # The version scores as the one in use, so that nothing changes but the risk of a case that is like another.
    assert volume["candidate"] == pytest.approx(volume["base"], rel=0.02)
    assert f"Model version 0.9 scored {result['replay']['scored']} of these {len(known.risk)}" in str(
        result["assumptions"]
    )


def test_a_version_that_scored_too_few_cases_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"model: version 0\.9 scored .* of .* past cases, and 100 are needed"):
        simulated(with_scores(50), Changes(model="0.9"))


def test_cases_of_a_tainted_source_go_to_people_by_the_rule_of_the_gate() -> None:
    known = known_history()
    values = ['{"source": "broker"}' if row % 4 == 0 else '{"source": "web"}' for row in range(len(known.risk))]
    frozen = replace(known.frozen, cases=replace(known.frozen.cases, values=values))

    result = simulated(stand(frozen), Changes(taint=(TaintedSource("source", "broker"),)))

    replay = result["replay"]
    expected = sum((risk or 0) >= 0.2 or row % 4 == 0 for row, risk in enumerate(known.risk))
    assert replay["candidate"]["toPeople"] == expected
    assert kpis_of(result)["volumeToPeople"]["deltaLow"] > 0
    assert "untrusted data where source is broker" in result["answer"]
    with pytest.raises(InvalidInput, match="taint: no past case has source 'brok'; it has: broker, web"):
        simulated(stand(frozen), Changes(taint=(TaintedSource("source", "brok"),)))


def test_a_lost_delivery_is_a_source_too() -> None:
    known = known_history()
    names = ["week 9" if row % 2 else "week 8" for row in range(len(known.risk))]
    frozen = replace(known.frozen, cases=replace(known.frozen.cases, dataset_name=names))

    result = simulated(stand(frozen), Changes(taint=(TaintedSource("dataset version", "week 9"),)))

    assert result["replay"]["movedToPeople"] == sum(
        (risk or 0) < 0.2 and row % 2 == 1 for row, risk in enumerate(known.risk)
    )


def test_a_ladder_lets_no_review_wait_for_as_long_as_those_that_priority_passes_over() -> None:
    """Half of the cases are urgent; the others wait behind them until the ladder moves them up."""
    known = known_history()
    values = ['{"priority": "1"}' if row % 2 == 0 else '{"priority": "4"}' for row in range(len(known.risk))]
    frozen = replace(known.frozen, cases=replace(known.frozen.cases, values=values))
    busy = with_reviews(stand(frozen), timed(known, 45.0))

    result = simulated(busy, Changes(ladder=EscalationLadder(120.0, 9)))

    longest = kpis_of(result)["waitingHoursP90"]
    assert longest["delta"] < 0
    assert "priority 9 after 120 minutes of waiting" in result["answer"]
    assert "In the scenario a review has priority 9 at least" in str(result["assumptions"])


def test_the_ladder_that_was_agreed_is_part_of_things_as_they_are() -> None:
    agreed = with_reviews(stand(known_history().frozen), timed(known_history(), 45.0))
    agreed = replace(agreed, basis=replace(agreed.basis, late_priority=9, currency="EUR"))

    result = simulated(agreed, Changes(add=("",)))

    assert "A review that is late has priority 9 at least, as was agreed." in result["assumptions"]
    assert result["currency"] == "EUR"
