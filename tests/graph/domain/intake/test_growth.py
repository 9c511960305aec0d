"""Which load makes a graph too large for the plans that were made before it."""

import pytest

from graph.domain.intake.growth import outgrown


@pytest.mark.parametrize(
    ("before", "after", "outgrows"),
    [
        (0, 10_000, False),
        (0, 10_001, True),
        (30, 10_001, True),
        (3_000, 11_999, False),
        (3_000, 12_000, True),
        (1_000_000, 1_100_000, False),
        (1_000_000, 4_000_000, True),
    ],
)
def test_plans_are_outgrown_in_a_large_graph_of_four_times_as_many_nodes(
    before: int, after: int, outgrows: bool
) -> None:
    assert outgrown(before, after) is outgrows
