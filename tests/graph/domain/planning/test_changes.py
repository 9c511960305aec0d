"""What a scenario may change: refused in words where it cannot be, and the same after it was stored."""

from dataclasses import replace
from typing import Any

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.planning.changes import (
    Changes,
    EscalationLadder,
    KindVolume,
    TaintedSource,
    WorkingHours,
    minutes_of_clock,
)
from graph.domain.planning.scenario import Scenario, check_scenario, scenario_of
from graph.domain.planning.search import Search
from tests.builders.firm import POLICY

PEOPLE = ("anna", "berta")
MODELS = ("0.9", "1.0")
PLAIN = Scenario("purchases", "plain")
EVERYTHING = Changes(
    remove=("anna",),
    add=("", "berta"),
    shifts=(WorkingHours(("berta",), (5,), 540, 780),),
    due_minutes=120.0,
    volume_by=(KindVolume("category", "net", 1.5),),
    policy=POLICY,
    model="0.9",
    taint=(TaintedSource("source", "broker"),),
    ladder=EscalationLadder(120.0, 9),
)
SEARCH = Search("limit", 0.1, 0.5, steps=5, fewest=-1, largest=1, in_time=0.95, hour_cost=30.0)
REFUSED = [
    (
        Changes(remove=("carla",)),
        "remove names 'carla', who cannot review here: name one of anna, berta.",
    ),
    (Changes(remove=("anna", "anna"), add=("", "")), "remove names somebody twice"),
    (Changes(add=("carla",)), "add names 'carla'"),
    (Changes(remove=("anna", "berta")), "2 can review now, and the scenario takes 2 away"),
    (Changes(shifts=(WorkingHours(("anna",), (), 540, 780),)), "shifts has no days, or unknown ones"),
    (Changes(shifts=(WorkingHours((), (7,), 540, 780),)), "shifts has no days, or unknown ones"),
    (Changes(shifts=(WorkingHours((), (5,), 780, 540),)), "the earlier one first"),
    (Changes(remove=("anna",), shifts=(WorkingHours(("anna",), (5,), 540, 780),)), "whom the scenario removes"),
    (Changes(due_minutes=0.0), "dueMinutes is 0: choose 1 to"),
    (Changes(volume_by=(KindVolume("a", "b", -1.0),)), "the factor -1: choose 0 to 10"),
    (Changes(policy="rows: ["), "policy: "),
    (Changes(model="0.8"), "There is no version '0.8' of the model here; there are: 0.9, 1.0."),
    (Changes(ladder=EscalationLadder(0.0, 9)), "ladder has 0 minutes: choose 1 to"),
    (Changes(ladder=EscalationLadder(60.0, 10)), "ladder has priority 10: choose 1 to 9, the highest."),
]


def test_what_is_changed_is_the_same_after_it_was_stored() -> None:
    other = replace(PLAIN, name="other", volume=2.0, changes=Changes(add=("",)))
    scenario = replace(PLAIN, changes=EVERYTHING, others=(other,), seed=7)
    searched = replace(PLAIN, search=SEARCH)

    assert scenario_of(scenario.content()) == scenario
    assert scenario_of(searched.content()) == searched
    assert check_scenario(scenario, {}, PEOPLE, MODELS) is None
    assert check_scenario(searched, {"limit": 0.2}, PEOPLE) is None


def test_a_scenario_of_an_earlier_release_is_the_same_node() -> None:
    assert set(PLAIN.content()) == {
        *("point", "name", "thresholds", "reviewers", "volume"),
        *("horizonDays", "replications", "seed", "reviewMinutes", "absence"),
    }


@pytest.mark.parametrize(("changes", "text"), REFUSED)
def test_what_cannot_be_changed_is_refused_in_words(changes: Changes, text: str) -> None:
    for scenario in (replace(PLAIN, changes=changes), replace(PLAIN, others=(replace(PLAIN, changes=changes),))):
        problem = check_scenario(scenario, {}, PEOPLE, MODELS)

        assert isinstance(problem, Problem)
        assert problem.code is ProblemCode.INVALID_INPUT
        assert text in problem.message


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"parameter": "limmit"}, "search: the policy has no parameter 'limmit'; it has: limit."),
        ({"least": 0.6}, "search runs from 0.6 to 0.5: give the lower one first."),
        ({"steps": 1}, "search has 1 steps: choose 2 to 15."),
        ({"fewest": 2}, "search: the fewest reviewers are more than the most"),
        ({"steps": 15, "largest": 9}, "search tries 165 combinations: 60 are the most"),
        ({"fewest": -2}, "search takes 2 of 2 reviewers away: leave at least one."),
        ({"in_time": 1.0}, "inTime is 1: choose a share from 0.5 to 0.999."),
        ({"late_cost": -1.0}, "lateCost is -1: choose an amount from 0"),
        ({"in_time": None}, "otherwise waiting is free and the fewest reviewers are always cheapest."),
    ],
)
def test_a_search_that_cannot_be_answered_is_refused_in_words(changed: dict[str, Any], text: str) -> None:
    scenario = replace(PLAIN, search=replace(SEARCH, **changed))

    problem = check_scenario(scenario, {"limit": 0.2}, PEOPLE)

    assert isinstance(problem, Problem)
    assert text in problem.message


def test_thresholds_are_those_of_the_policy_that_is_brought_along() -> None:
    table = POLICY.replace("rows:", "parameters: {limit: 0.1}\nrows:").replace('0.1"', 'limit"')
    scenario = replace(PLAIN, thresholds={"limit": 0.3}, changes=Changes(policy=table))

    assert check_scenario(scenario, {"other": 1.0}, PEOPLE) is None


def test_at_most_seven_stand_beside_a_scenario() -> None:
    problem = check_scenario(replace(PLAIN, others=(PLAIN,) * 8), {}, PEOPLE)

    assert isinstance(problem, Problem)
    assert "send at most 7" in problem.message


@pytest.mark.parametrize(("text", "minutes"), [("09:30", 570), ("9:30", None), ("24:30", None), ("0930", None)])
def test_a_time_of_day_is_written_with_a_colon(text: str, minutes: int | None) -> None:
    assert minutes_of_clock(text) == minutes
