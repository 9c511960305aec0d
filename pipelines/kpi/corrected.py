"""Figures of outcomes, corrected for age: as they will be once every outcome is known."""

from collections.abc import Hashable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from forecasting.columns import NEVER, Ints
from forecasting.nowcast import FollowedCases, Nowcasts, nowcasts
from graph.domain.decision.kpis import CORRECTED, KeyFigure

METHOD = (
    "Corrected for age: outcomes come at different speeds, so the decisions whose outcome is known by now are no fair "
    "part of the young ones. Each decision without one counts by its chance of turning out wrong, from how such "
    "decisions went on after the same age; the 90 % band holds how far such figures were off at earlier moments."
)


class CorrectedFigure(NamedTuple):
    """What a share will be, with its 90 % band; the outcome of `known` of the `of` decisions is known."""

    value: float
    low: float
    high: float
    known: int
    of: int


class AgeCorrections:
    """What key figures of decisions will be once their outcomes are known; raises nothing, and is silent without any.

    `table` has a row for each decision, as `FiguresRow` names the columns; `now` is in ms.
    """

    def __init__(self, table: pd.DataFrame, now: int) -> None:
        """Follow the decisions that an outcome can show to be wrong."""
        ratable = table["ratable"].astype(bool) & table["timed"].astype(bool) & (table["decided_at"] < now)
        self._table = table[ratable]
        self._nowcasts = _followed(self._table, now)

    def of(self, kpi: KeyFigure, keys: list[str]) -> Mapping[Hashable, CorrectedFigure]:
        """Return a figure by what the decisions have in the columns `keys`, where not all of its outcomes are known."""
        if kpi not in CORRECTED or self._nowcasts is None:
            return {}
        approved = kpi is KeyFigure.APPROVAL_ACCURACY
        places = np.arange(len(self._table))
        rows = self._table
        if approved:
            chosen = (rows["verdict"] == "APPROVE").to_numpy(dtype=bool)
            places, rows = places[chosen], rows[chosen]
        groups = rows.groupby(keys if len(keys) > 1 else keys[0], observed=True).indices
        figures = {key: _figure(self._nowcasts, places[of], turned=approved) for key, of in groups.items()}
        return {key: one for key, one in figures.items() if one is not None}


def _followed(table: pd.DataFrame, now: int) -> Nowcasts | None:
    known = table["badly"].notna().to_numpy(dtype=bool) & table["rated_at"].notna().to_numpy(dtype=bool)
    if not known.any():
        return None
    decided = table["decided_at"].to_numpy(dtype=np.int64)
    rated = np.where(known, table["rated_at"].where(known, 0).astype(np.int64), NEVER)
    value = np.array([one is True for one in table["badly"]], dtype=np.bool_)
    cases = FollowedCases(decided, np.maximum(rated, decided), value, table["action"].to_numpy(dtype=object))
    return nowcasts(cases, now)


def _figure(chances: Nowcasts, places: Ints, *, turned: bool) -> CorrectedFigure | None:
    one = chances.of(places)
    if one is None or one.known == one.cases:
        return None
    if turned:
        return CorrectedFigure(1.0 - one.value, 1.0 - one.high, 1.0 - one.low, one.known, one.cases)
    return CorrectedFigure(one.value, one.low, one.high, one.known, one.cases)
