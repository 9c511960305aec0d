"""Scenario files: everything that a scenario may change can be written down."""

from pathlib import Path

from graph.domain.planning.changes import Changes, EscalationLadder, TaintedSource
from graph.domain.planning.search import Search
from pipelines.whatif.scenario_file import read_scenario
from tests.habits._tree import ROOT

TEXT = """
scenario: another trust
decision_point: purchases
change:
  model: "0.9"
  taint: [{field: source, value: broker}]
  ladder: {minutes: 120, priority: 9}
"""


def test_a_file_may_roll_back_a_model_taint_a_source_and_change_the_ladder(tmp_path: Path) -> None:
    (tmp_path / "trust.yaml").write_text(TEXT, encoding="utf-8")

    read = read_scenario(tmp_path / "trust.yaml")

    assert read.changes == Changes(
        model="0.9", taint=(TaintedSource("source", "broker"),), ladder=EscalationLadder(120.0, 9)
    )
    assert read.texts() == [
        "model version 0.9",
        "untrusted data where source is broker",
        "priority 9 after 120 minutes of waiting",
    ]


def test_the_example_of_a_search_says_what_is_tried() -> None:
    search = read_scenario(ROOT / "docs" / "examples" / "search.yaml").search

    assert search == Search("risk_threshold", 0.3, 0.7, 5, fewest=-1, largest=1, in_time=0.95, hour_cost=30.0)
    assert search.values == (0.3, 0.4, 0.5, 0.6, 0.7)
    assert search.reviewers == (-1, 0, 1)
