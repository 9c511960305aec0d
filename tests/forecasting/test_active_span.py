"""The active span of a log ends where its business does, not with the last straggler."""

import numpy as np

from forecasting.active_span import active_until
from forecasting.columns import DAY


def days(*counts: int) -> np.ndarray:
    return np.repeat(np.arange(len(counts)), counts).astype(np.int64) * DAY + 60


def test_sparse_days_after_the_business_has_ended_are_left_out() -> None:
    busy, sparse = [100, 120, 90, 30, 20] * 10, [0, 1, 2, 0, 1] * 60

    assert active_until(days(*busy, *sparse)) == 50 * DAY


def test_a_quiet_last_day_belongs_to_the_span_and_an_empty_log_has_none() -> None:
    assert active_until(days(100, 80, 10)) == 3 * DAY
    assert active_until(days(100, 80, 5)) == 2 * DAY
    assert active_until(days()) == 0
