"""Values of outcomes: of the kinds that a point declares, each of its type, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.intake.rules import DeclaredOutcome, OutcomeType
from graph.domain.outcome.values import outcome_fault
from tests.builders.firm import INTAKE

ACCEPTED = [
    ("wrong", "true"),
    ("wrong", "false"),
    ("days_late", "0"),
    ("days_late", "-12.5"),
    ("loss", "1200.50"),
    ("condition", "worn"),
]
REFUSED = [
    ("wrong", "TRUE"),
    ("wrong", " true"),
    ("wrong", "1"),
    ("days_late", ""),
    ("days_late", "+1"),
    ("days_late", "01"),
    ("days_late", "1,5"),
    ("days_late", "1e3"),
    ("days_late", "nan"),
    ("days_late", "٣"),
    ("days_late", "1\n"),
    ("loss", "12 EUR"),
    ("condition", "worn "),
    ("condition", ""),
]


@pytest.mark.parametrize(("kind", "value"), ACCEPTED)
def test_a_value_of_its_kind_s_type_is_accepted(kind: str, value: str) -> None:
    assert outcome_fault(INTAKE.outcomes, kind, value) is None


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_a_value_of_another_type_is_refused(kind: str, value: str) -> None:
    fault = outcome_fault(INTAKE.outcomes, kind, value)

    assert fault is not None
    assert fault.details["where"] == "value"


def test_a_point_that_declares_no_outcomes_takes_none() -> None:
    for declared in (None, ()):
        fault = outcome_fault(declared, "wrong", "true")
        assert fault is not None
        assert fault.details["where"] == "kind"


@given(st.text(max_size=8), st.text(max_size=8))
def test_a_kind_is_exactly_one_that_is_declared(kind: str, value: str) -> None:
    declared = {one.kind for one in INTAKE.outcomes}

    assert outcome_fault(INTAKE.outcomes, kind, value) is not None or kind in declared


def test_two_different_amounts_for_one_outcome_of_money_are_refused() -> None:
    fault = outcome_fault(INTAKE.outcomes, "loss", "1200.50", 80.0)

    assert fault is not None
    assert fault.details["where"] == "money"
    assert fault.message == "loss says 1200.50 as its value and 80 as money: send the amount once, as the value."
    assert outcome_fault(INTAKE.outcomes, "loss", "1200.50", 1200.5) is None
    assert outcome_fault(INTAKE.outcomes, "wrong", "true", 80.0) is None


@pytest.mark.parametrize(("value", "accepted"), [("1", True), ("4.5", True), ("5", True), ("0.9", False), ("6", False)])
def test_a_number_lies_within_the_bounds_that_are_declared(value: str, accepted: bool) -> None:
    satisfaction = DeclaredOutcome("satisfaction", OutcomeType.NUMBER, "", (), "points", 1, 5)

    fault = outcome_fault([satisfaction], "satisfaction", value)

    assert (fault is None) is accepted
    if fault is not None:
        assert fault.message.endswith("send a plain number in points from 1 to 5.")
