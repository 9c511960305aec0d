"""Which nodes have come and gone: against what chance makes of a quiet node."""

import numpy as np

from forecasting.columns import DAY
from forecasting.counts import Occurrences, daily_counts, joined
from forecasting.turnover import Turnover, turnover_of
from tests.builders.made_counts import MONDAY, drawn

DAYS = 120


def of(name: str, a_day: float, begins: int = 0, ends: int = DAYS) -> Occurrences:
    """A node with cases between two days."""
    known = drawn(len(name), DAYS, {name: 0.1}, {name: a_day})
    days = (known.start_at - MONDAY) // DAY
    inside = (days >= begins) & (days < ends)
    none = np.zeros(0, np.int64)
    starts = known.start_at[inside]
    return Occurrences(none, none.astype(object), starts, starts + DAY, known.start_node[inside])


def test_new_nodes_and_those_that_went_are_named_and_quiet_ones_are_not() -> None:
    parts = [of("steady", 3.0), of("new", 2.0, begins=95), of("gone", 2.0, ends=90), of("rare", 0.05, ends=90)]
    counts = daily_counts(joined(parts), MONDAY + DAYS * DAY)

    turnover = turnover_of(counts)

    assert turnover == Turnover(("new",), ("gone",))
    assert turnover.sentences == [
        "New in the last four weeks: new.",
        "Without a case for four weeks, which is not chance: gone.",
    ]


def test_a_short_history_tells_nothing() -> None:
    counts = daily_counts(of("new", 2.0, begins=60), MONDAY + DAYS * DAY)

    assert turnover_of(counts) == Turnover()
    assert turnover_of(counts).sentences == []
