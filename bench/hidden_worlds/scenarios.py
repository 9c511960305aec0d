"""The questions put to every firm, from its own thresholds and horizons."""

from dataclasses import replace

from bench.hidden_interface import WhatIfQuestion


def scenarios(
    usual: float,
    stricter: float,
    looser: float,
    rollback: tuple[float, float],
    horizons: tuple[float, float, float],
) -> tuple[WhatIfQuestion, ...]:
    """Return twelve questions; `stricter` is a lower threshold (more to people), `rollback` are the shadow's two.

    Horizons are calendar days: the usual, a shorter and a longer one.
    """
    days, short, long = horizons
    base = WhatIfQuestion("nothing changes", usual, use_shadow=False, reviewers=0, volume=1.0, horizon_days=days)
    rolled = replace(base, name="rolled back", threshold=rollback[0], use_shadow=True)
    return (
        base,
        replace(base, name="stricter", threshold=stricter),
        replace(base, name="looser", threshold=looser),
        replace(base, name="one reviewer fewer", reviewers=-1, horizon_days=short),
        replace(base, name="one reviewer more", reviewers=1),
        replace(base, name="a quiet time", volume=0.8),
        replace(base, name="a little busier, for longer", volume=1.1, horizon_days=long),
        replace(base, name="much busier", volume=1.3, horizon_days=short),
        replace(base, name="much busier with one reviewer more", volume=1.3, reviewers=1),
        replace(base, name="looser with one reviewer fewer", threshold=looser, reviewers=-1),
        rolled,
        replace(
            rolled, name="rolled back, other threshold, busier", threshold=rollback[1], volume=1.1, horizon_days=short
        ),
    )
