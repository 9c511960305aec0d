"""Places of rows in a log without a clock are ordered as moments are, and come back as they were."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.row_moments import LAST_ROW, moment_of_text, part_of_row, row_moment, row_of, row_text

ROWS = st.integers(0, LAST_ROW)


@given(ROWS, ROWS)
def test_a_row_comes_back_from_its_moment_and_is_as_early_as_its_place(one: int, other: int) -> None:
    assert row_of(row_moment(one)) == one
    assert (row_moment(one) < row_moment(other)) == (one < other)
    assert moment_of_text(row_text(row_moment(one))) == row_moment(one)


@given(ROWS)
def test_five_hundred_rows_are_a_part(row: int) -> None:
    first, last = part_of_row(row_moment(row))

    assert first % 500 == 0
    assert (last - first, first <= row <= last) == (499, True)


@pytest.mark.parametrize("text", ["2016-04-18T10:00", "row", "row -1", "row 1.5", "row 10000001", "rows 5"])
def test_what_names_no_row_stands_for_no_moment(text: str) -> None:
    assert moment_of_text(text) is None


def test_seven_days_hold_a_hundred_and_sixty_eight_rows() -> None:
    assert row_moment(168) - row_moment(0) == timedelta(days=7)
