"""A scenario computed from a frozen snapshot, without a database: counts, figures, words."""

import pytest

from forecasting.whatif.comparison import Cancelled
from graph.domain.kernel.moments import milliseconds
from graph.domain.planning.scenario import Scenario
from graph.errors import InvalidInput
from pipelines.whatif.replays import Watched
from pipelines.whatif.running import computed as computed_from
from tests.builders.frozen_past import NOW, RULE, SCENARIO, computed, known_history, stand


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
