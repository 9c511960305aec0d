"""A search over a threshold and the number of reviewers, through the queue: what it tries, chooses and answers."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from forecasting.whatif.replication import Measures
from forecasting.whatif.search import chosen
from graph.domain.planning.scenario import Scenario
from graph.domain.planning.search import Search
from pipelines.whatif.replays import Watched
from pipelines.whatif.running import computed
from tests.builders.frozen_past import RULE, known_history, kpis_of, stand, timed, with_reviews

SEARCH = Search("limit", 0.1, 0.7, steps=3, fewest=-1, largest=1, in_time=0.9, hour_cost=30.0)


def simulated(search: Search, minutes: float = 25.0) -> dict[str, Any]:
    known = known_history()
    state = with_reviews(stand(known.frozen), timed(known, minutes))
    state = replace(state, basis=replace(state.basis, currency="EUR"))
    scenario = Scenario("purchases", "a search", horizon_days=7, replications=20, seed=2, search=search)
    return computed(scenario, state, RULE, Watched())


def measures(cost: float, late: float, offered: float = 0.5) -> list[Measures]:
    """Two replications that differ by as much as every option's do."""
    nothing = dict.fromkeys(Measures.__dataclass_fields__, 0.0)
    curve = np.zeros(1)
    fixed = {**nothing, "queue_length": curve, "to_people_a_day": curve, "missed_sla_a_day": curve}
    return [
        Measures(**{**fixed, "cost": cost + noise, "missed_sla_share": late, "offered": offered})  # type: ignore[arg-type]  # curves are arrays
        for noise in (-5.0, 5.0)
    ]


def test_a_search_answers_in_one_sentence_from_draws_that_chose_nothing() -> None:
    result = simulated(SEARCH)

    search = result["search"]
    cell = next(
        one
        for one in search["cells"]
        if (one["threshold"], one["reviewers"]) == (search["best"]["threshold"], search["best"]["reviewers"])
    )
    cost = next(one for one in search["kpis"] if one["name"] == "cost")
    assert len(search["cells"]) == 9
    assert cell["late"] <= 0.1
    assert search["answer"].startswith("The cheapest with 90.0% of reviews in time: limit ")
    assert "at a cost of EUR " in search["answer"]
    assert cost["candidate"] != cell["cost"]
    assert cost["candidate"] == pytest.approx(cell["cost"], rel=0.2)


def test_the_curve_shows_that_fewer_reviews_are_late_under_a_higher_limit_and_with_more_people() -> None:
    cells = {(one["threshold"], one["reviewers"]): one for one in simulated(SEARCH, 40.0)["search"]["cells"]}

    assert cells[0.7, 0]["late"] < cells[0.4, 0]["late"]
    assert cells[0.4, 1]["late"] < cells[0.4, 0]["late"]
    assert cells[0.7, 0]["toPeople"] < cells[0.4, 0]["toPeople"]


def test_a_combination_without_a_steady_state_has_no_point_and_is_never_chosen() -> None:
    result = simulated(replace(SEARCH, least=0.05, most=0.1, steps=2, largest=-1), 60.0)

    search = result["search"]
    assert all(one["endless"] and one["cost"] is None and one["late"] is None for one in search["cells"])
    assert (search["best"], search["kpis"]) == (None, [])
    assert "the queue grows without end, and none can be recommended" in search["answer"]


def test_a_share_that_no_combination_reaches_names_the_nearest() -> None:
    search = simulated(replace(SEARCH, least=0.3, most=0.5, steps=2, largest=-1, in_time=0.999), 40.0)["search"]

    assert search["best"] is None
    assert search["answer"].startswith(
        "None of the combinations has 99.9% of reviews in time; the nearest is limit 0.5"
    )


def test_a_search_leaves_the_answer_of_its_scenario_as_it_is() -> None:
    known = known_history()
    state = with_reviews(stand(known.frozen), timed(known, 25.0))
    plain = computed(Scenario("purchases", "none", horizon_days=7, replications=20, seed=2), state, RULE, Watched())

    assert kpis_of(simulated(SEARCH)) == kpis_of(plain)


def test_of_costs_that_are_not_told_apart_the_fewest_people_are_chosen() -> None:
    runs = [measures(100.0, 0.02), measures(100.0, 0.02), measures(90.0, 0.4), measures(500.0, 0.0)]

    assert chosen(runs, [1, 0, 0, 2], 0.05) == 1
    assert chosen(runs, [1, 0, 0, 2], None) == 2
    assert chosen(runs, [1, 0, 0, 2], 0.0) == 3
    assert chosen([measures(1.0, 0.0, offered=1.2)], [0], None) is None
