"""Figures of outcomes, corrected for age: as they will be once every outcome is known."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from forecasting.columns import NEVER, Ints
from forecasting.nowcast import FollowedCases, Nowcasts, nowcasts
from graph.domain.decision.kpis import CORRECTED, KeyFigure
from pipelines.kpi.measures import Cells, Columns

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

    `now` is in ms.
    """

    def __init__(self, columns: Columns, now: int) -> None:
        """Follow the decisions that an outcome can show to be wrong."""
        ratable = (columns["ratable"] > 0) & (columns["timed"] > 0) & (columns["decided_at"] < now)
        self._rows = np.flatnonzero(ratable)
        self._approved = np.asarray(columns["verdict"][self._rows] == "APPROVE", np.bool_)
        self._nowcasts = _followed({name: column[self._rows] for name, column in columns.items()}, now)

    def of(self, kpi: KeyFigure, cells: Cells) -> Mapping[int, CorrectedFigure]:
        """Return a figure by the number of its cell, where not all of its outcomes are known."""
        if kpi not in CORRECTED or self._nowcasts is None:
            return {}
        approved = kpi is KeyFigure.APPROVAL_ACCURACY
        places = np.flatnonzero(self._approved) if approved else np.arange(len(self._rows))
        numbers = cells.places[self._rows[places]]
        order = np.argsort(numbers, kind="stable")
        several, begins = np.unique(numbers[order], return_index=True)
        groups = zip(several.tolist(), np.split(places[order], begins[1:]), strict=True) if len(several) else ()
        figures = {number: _figure(self._nowcasts, of, turned=approved) for number, of in groups}
        return {number: one for number, one in figures.items() if one is not None}


def _followed(columns: Columns, now: int) -> Nowcasts | None:
    badly, rated_at = columns["badly"], columns["rated_at"]
    known = ~np.isnan(badly) & ~np.isnan(rated_at)
    if not known.any():
        return None
    decided = columns["decided_at"].astype(np.int64)
    rated = np.where(known, np.nan_to_num(rated_at).astype(np.int64), NEVER)
    return nowcasts(FollowedCases(decided, np.maximum(rated, decided), badly == 1, columns["action"]), now)


def _figure(chances: Nowcasts, places: Ints, *, turned: bool) -> CorrectedFigure | None:
    one = chances.of(places)
    if one is None or one.known == one.cases:
        return None
    if turned:
        return CorrectedFigure(1.0 - one.value, 1.0 - one.high, 1.0 - one.low, one.known, one.cases)
    return CorrectedFigure(one.value, one.low, one.high, one.known, one.cases)
