"""What a file states otherwise than it is held, by name; what is the same, derived or new is no correction."""

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.intake.restating import Statement, changed_data, changed_history

DERIVED = frozenset({"left"})
VALUES = st.dictionaries(
    st.sampled_from(["amount", "desk", "left"]), st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3)
)


def test_changed_data_are_named_and_derived_or_unknown_ones_are_not() -> None:
    held = Statement({"amount": 1200, "desk": "North", "left": 4.0, "gone": True})
    stated = Statement({"amount": 1300.0, "desk": "North", "left": 3.0, "new": 1})

    assert changed_data(held, stated, DERIVED) == ("amount",)
    assert changed_data(held, Statement({"amount": 1200.0}), DERIVED) == ()


def test_a_decision_or_outcome_told_otherwise_is_named_and_one_told_first_is_new() -> None:
    held = Statement({}, ("KEEP", "clerk-1", 5), {"late": "true"})

    assert changed_history(held, Statement({}, ("KEEP", "clerk-2", 6), {"late": "false", "back": "true"})) == (
        "decider",
        "decision time",
        "outcome late",
    )
    assert changed_history(held, Statement({})) == ()
    assert changed_history(Statement({}), Statement({}, ("KEEP", "clerk-2", 6), {"late": "false"})) == ()


def test_an_outcome_told_otherwise_of_a_case_that_nobody_decided_is_named() -> None:
    held = Statement({}, None, {"late": "true"})

    assert changed_history(held, Statement({}, None, {"late": "false", "back": "true"})) == ("outcome late",)


@given(VALUES, VALUES)
def test_nothing_differs_from_itself_and_differing_is_mutual(one: dict[str, object], other: dict[str, object]) -> None:
    first, second = Statement(one), Statement(other)  # type: ignore[arg-type]  # scalars are JSON

    assert changed_data(first, first, DERIVED) == ()
    assert changed_data(first, second, DERIVED) == changed_data(second, first, DERIVED)
