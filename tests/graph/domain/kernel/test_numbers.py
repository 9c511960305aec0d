"""Numbers keep the value that is written, or what cannot be kept is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.canonical import LARGEST_INTEGER
from graph.domain.kernel.numbers import number_fault


@pytest.mark.parametrize(
    "text", ["0", "-0.0", "0.1", "1e3", "9007199254740991", "0.10000000000000001", "1E-5", "12.50", "5e-324", "1e308"]
)
def test_what_a_double_tells_from_its_neighbours_is_kept(text: str) -> None:
    assert number_fault(text) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9007199254740993", "the whole number 9007199254740993, beyond"),
        ("123456789012345678901234567890", "beyond ±(2^53 - 1)"),
        ("1e400", "larger than a number can be"),
        ("-1e400", "larger than a number can be"),
        ("0.1234567890123456789", "more digits than a number keeps"),
        ("1e-400", "more digits than a number keeps"),
    ],
)
def test_what_would_be_rounded_is_said(text: str, message: str) -> None:
    fault = number_fault(text)

    assert fault is not None
    assert message in fault


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_a_program_prints_is_kept(value: float) -> None:
    if value.is_integer() and abs(value) > LARGEST_INTEGER:
        return
    assert number_fault(repr(value)) is None
    assert number_fault(f"{value:.17g}") is None


@given(st.integers(-LARGEST_INTEGER, LARGEST_INTEGER))
def test_every_whole_number_within_the_limit_is_kept(value: int) -> None:
    assert number_fault(str(value)) is None
