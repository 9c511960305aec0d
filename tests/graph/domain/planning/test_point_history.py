"""A past that is read once: at each moment stands what was known before it, and nothing that came later."""

from dataclasses import replace
from typing import Any

import pytest

from graph.domain.planning.point_history import Columns, PointHistory

CASES = ("numbers", "ids", "external_ids", "started", "known", "origins", "snapshot_ids", "taken", "values")
CASE_TEXTS = ("untimed", "places", "qualities", "dataset_versions", "dataset_names", "shifts")
DECISIONS = ("numbers", "ids", "known", "ended", "decided", "actions")
DECISION_TEXTS = ("places", "verdicts", "kinds", "deciders", "decider_names", "policy_versions")
PREDICTIONS = ("numbers", "ids", "risks", "known", "taken")
PREDICTION_TEXTS = ("shadows", "model_versions", "snapshot_ids", "targets")
OUTCOMES = ("numbers", "ids", "known", "money", "priced")
OUTCOME_TEXTS = ("places", "kinds", "values")
UNTIL = 100


def columns(names: tuple[str, ...], alike: tuple[str, ...], *rows: tuple[Any, ...]) -> Columns:
    values = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    return values | {name: [0 if name == "shifts" else ""] * len(rows) for name in alike}


def a_history(**rows: list[tuple[Any, ...]]) -> PointHistory:
    """Two cases: the first known since 10 with values since 10 and new ones since 50, the second since 60."""
    cases = rows.get("cases") or [
        (1, "a", "A", 5, 10, "LIVE", "a1", 10, "old"),
        (1, "a", "A", 5, 10, "LIVE", "a2", 50, "new"),
        (2, "b", "B", 3, 60, "LIVE", "b1", 60, "only"),
    ]
    return PointHistory(
        UNTIL,
        0,
        columns(CASES, CASE_TEXTS, *cases),
        columns(DECISIONS, DECISION_TEXTS, *rows.get("decisions", [])),
        columns(PREDICTIONS, PREDICTION_TEXTS, *rows.get("predictions", [])),
        columns(OUTCOMES, OUTCOME_TEXTS, *rows.get("outcomes", [])),
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [(10, []), (11, [("a", "old")]), (50, [("a", "old")]), (51, [("a", "new")]), (100, [("b", "only"), ("a", "new")])],
)
def test_a_case_has_the_newest_values_known_before_the_moment(at: int, expected: list[tuple[str, str]]) -> None:
    cases = a_history().before(at).cases

    assert list(zip(cases.id, cases.values, strict=True)) == expected


@pytest.mark.parametrize(
    ("at", "action"), [(20, ""), (21, "KEEP"), (40, "KEEP"), (41, ""), (46, "MOVE"), (70, "MOVE"), (71, "KEEP")]
)
def test_a_decision_stands_from_when_it_is_known_until_it_is_undone_or_revised(at: int, action: str) -> None:
    decisions = [(1, "d1", 20, 40, 20, "KEEP"), (1, "d2", 45, 80, 45, "MOVE"), (1, "d3", 70, UNTIL, 70, "KEEP")]

    cases = a_history(decisions=decisions).before(at).cases

    assert cases.action[list(cases.id).index("a")] == action


@pytest.mark.parametrize(("at", "risk"), [(15, None), (16, 0.1), (30, 0.1), (51, 0.9)])
def test_the_newest_prediction_counts_once_its_values_are_known_too(at: int, risk: float | None) -> None:
    predictions = [(1, "p2", 0.9, 30, 50), (1, "p1", 0.1, 15, 10)]

    cases = a_history(predictions=predictions).before(at).cases

    assert cases.risk[list(cases.id).index("a")] == risk


@pytest.mark.parametrize(("at", "secondary"), [(16, {}), (21, {"late": 0.3}), (51, {})])
def test_further_risks_stand_beside_the_main_one_of_the_same_values(at: int, secondary: dict[str, float]) -> None:
    rows = [(1, "p1", 0.1, 15, 10, "a1", ""), (1, "p2", 0.3, 20, 10, "a1", "late"), (1, "p3", 0.9, 30, 50, "a2", "")]
    names = (*PREDICTIONS, "snapshot_ids", "targets")
    point_history = replace(a_history(), predictions=columns(names, ("shadows", "model_versions"), *rows))

    cases = point_history.before(at).cases

    assert cases.secondary[list(cases.id).index("a")] == secondary


def test_outcomes_come_in_the_order_in_which_they_were_known_and_name_their_case_s_place() -> None:
    outcomes = [(2, "o3", 90, 0.0, False), (1, "o2", 70, 4.5, True), (1, "o1", 20, 1.0, True)]
    point_history = a_history(outcomes=outcomes)

    early, late = point_history.before(70).outcomes, point_history.before(UNTIL).outcomes

    assert (early.id, early.money) == (["o1"], [1.0])
    assert (late.id, late.case, late.money) == (["o1", "o2", "o3"], [1, 1, 0], [1.0, 4.5, None])


def test_open_tasks_come_oldest_first_and_one_of_a_case_that_was_written_later_is_left_out() -> None:
    names, words = ("numbers", "ids", "created"), ("priorities", "due", "states", "holders")
    read_later = columns(names, words, (3, "t3", 10), (2, "t2", 61), (1, "t1", 12))

    tasks = a_history().before(UNTIL).tasks(read_later)

    assert (tasks.id, tasks.case) == (["t1", "t2"], [1, 0])


def test_a_moment_after_the_one_up_to_which_it_was_read_is_refused() -> None:
    with pytest.raises(ValueError, match="101 is after 100"):
        a_history().before(101)
