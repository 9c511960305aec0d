"""The end of a log's active span: later days with only a few cases are not used for tests."""

import numpy as np

from forecasting.columns import DAY, Ints

# Below a tenth of what a typical case's day brings, a day is none of the firm's: quiet weekends bring more.
_LEAST_SHARE = 0.1
ACTIVE_SPAN = (
    "Without --until, days count up to the end of the log's active span: the last day on which at least a tenth as "
    "many cases began as on the day of a typical (median) case."
)


def active_until(began: Ints) -> int:
    """Return the end of the active span, in the seconds of `began`: midnight after its last day; 0 without cases."""
    if not len(began):
        return 0
    days, place, counts = np.unique(began // DAY, return_inverse=True, return_counts=True)
    typical = float(np.median(counts[place]))
    return int(days[counts >= _LEAST_SHARE * typical].max() + 1) * DAY
