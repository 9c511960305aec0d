import pytest

from graph.domain.gate.comparison import Compared, advises_below, automatic_below, bound_of, label_of_fact, matched_row
from graph.domain.kernel.canonical import Scalar
from tests.builders.values import POLICY, policy


@pytest.mark.parametrize(
    ("rule", "bound"), [("keep", 0.2), ("stop", 0.9), ("hand-over", 0.8), ("urgent", None), ("x", None)]
)
def test_the_bound_is_the_number_that_the_rule_compares_the_risk_with(rule: str, bound: float | None) -> None:
    assert bound_of(policy(), rule, "risk") == bound


def test_a_case_passes_below_the_limit_of_the_row_that_approves() -> None:
    assert automatic_below(policy()) == 0.2
    assert automatic_below(policy(POLICY.replace("AUTO_APPROVE", "REVIEW"))) is None
    assert label_of_fact(policy(), "late") == "past its deadline"
    assert label_of_fact(policy(), "early") is None


def test_a_score_advises_below_the_same_limit_and_nothing_where_that_is_nought() -> None:
    assert advises_below(policy()) == 0.2
    assert advises_below(policy(POLICY.replace("risk_threshold: 0.2", "risk_threshold: 0"))) is None


def test_the_risk_that_counted_is_the_one_that_the_row_compared_in_percent_with_its_limit() -> None:
    row = matched_row(policy(), "keep", {"priority": "P4", "late": False}, {"risk": 0.05})

    assert row is not None
    assert row.id == "keep"
    assert row.counted == Compared("risk", "risk of a hand-over", 0.05, 0.2, True, "5 %", "below 20 %")  # noqa: FBT003
    assert [(one.fact, one.shown, one.condition) for one in row.compared[1:]] == [("late", "no", "no")]


def test_where_a_safeguard_routed_the_case_the_row_beside_it_is_read_again() -> None:
    values: dict[str, Scalar] = {"priority": "P4", "late": True}

    row = matched_row(policy(), "quality-tainted", values, {"risk": 0.85})

    assert row is not None
    assert (row.id, row.counted and row.counted.condition) == ("hand-over", "at least 80 and below 90 %")
    assert matched_row(policy(), "facts-unusable", {"priority": "P4"}, {"risk": 0.85}) is None
    assert matched_row(policy(), "no-rule-matched", {"priority": "P4", "late": True}, {"risk": 0.05}) is None


def test_no_risk_counted_where_the_row_reads_none() -> None:
    row = matched_row(policy(), "urgent", {"priority": "P1", "late": False}, {"risk": 0.05})

    assert row is not None
    assert row.counted is None
    assert [one.shown for one in row.compared] == ["P1"]


def test_a_number_that_only_looks_like_a_score_by_its_name_is_none() -> None:
    text = POLICY.replace("late: {type: flag, words: past its deadline}", "credit_risk: {type: number, words: grade}")
    table = policy(text.replace("late: true", 'credit_risk: "> 3"').replace("late: false", 'credit_risk: "<= 3"'))

    row = matched_row(table, "keep", {"priority": "P4", "credit_risk": 2}, {"risk": 0.199999})

    assert row is not None
    assert [(one.fact, one.is_score, one.shown) for one in row.compared] == [
        ("risk", True, "19.9999 %"),
        ("credit_risk", False, "2"),
    ]
