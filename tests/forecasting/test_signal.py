"""What a model could know is measured on later cases than those that it learned from."""

from dataclasses import replace

import numpy as np
import pytest

from forecasting.cases import Labels
from forecasting.columns import DAY
from forecasting.labels import Answer, Target
from forecasting.signal import measure_signal
from tests.builders.made_cases import QUICK, made_table

LATE = Target("late", Answer.LABEL, "came late", event="late")


@pytest.mark.parametrize(("delay", "share"), [(1, 0.7), (25, 0.9)])
def test_where_labels_come_in_late_the_log_is_parted_later(delay: int, share: float) -> None:
    table = made_table(3)
    known = table.started_at + delay * DAY
    table = replace(table, labels={"late": Labels(table.numbers["size"] > 5, known)})

    measured = measure_signal(table, LATE, QUICK)

    assert measured.cut == int(np.quantile(table.opened_at, share))
    assert measured.n_train >= 100
