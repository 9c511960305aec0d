import pytest

from graph.domain.gate.comparison import automatic_below, bound_of, label_of_fact
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
