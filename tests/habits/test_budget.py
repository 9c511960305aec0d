"""The time of the suite is shared out among its groups."""

from pathlib import Path

from tests.budget import BUDGETS, group, table
from tests.habits._tree import ROOT

PROCESSES, SECONDS = 2, 1200


def test_every_file_of_tests_is_in_a_group_and_all_fit_into_twenty_minutes() -> None:
    files = [str(path.relative_to(ROOT)) for path in Path(ROOT / "tests").rglob("test_*.py")]
    of_no_group = [file for file in files if group(file) not in BUDGETS]

    assert of_no_group == [], "give them a budget in tests/budget.py"
    assert {group(file) for file in files} == set(BUDGETS), "take out what has no file any more"
    assert sum(BUDGETS.values()) <= PROCESSES * SECONDS


def test_a_group_that_takes_longer_is_named() -> None:
    answer = table([("tests/graph/test_a.py::test_one", 1.0), ("tests/graph/test_a.py::test_two", 999.0)])

    assert answer == [f"  1000 s  of {BUDGETS['graph/']:4}  graph/  over its budget: look at its slowest"]
