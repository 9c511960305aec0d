"""Where a history begins: a few early moments before a long silence are strays; no span is counted from them."""

import numpy as np

from forecasting.columns import DAY, Floats, Ints

# A silence counts where it is longer than four weeks (holidays and shut-downs are shorter) …
_LONG = 28.0 * DAY
# … and than so many usual waits of what follows, so that a quiet firm's usual waits are none.
_MANY_WAITS = 20.0
# Strays are few: a hundredth of all, or one of a small history. More are an earlier time of the firm.
_FEW = 0.01


def first_of_history(at: Floats | Ints) -> int:
    """Return the position of the first of the moments (seconds, rising) that is no stray; 0 where none is."""
    if len(at) < 3:  # noqa: PLR2004  # a stray and two that show the usual wait
        return 0
    waits = np.diff(at).astype(np.float64)
    following = np.arange(len(waits), 0, -1) - 1
    usual = (float(at[-1]) - at[1:]) / np.maximum(following, 1)
    few = np.arange(1, len(at)) <= max(1.0, _FEW * len(at))
    silent = few & (following > 0) & (waits > _LONG) & (waits > _MANY_WAITS * usual)
    silences = np.flatnonzero(silent)
    return int(silences[-1]) + 1 if len(silences) else 0
