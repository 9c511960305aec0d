"""The columns of cases that drift is looked for in, each as its distribution."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from graph.domain.intake.distribution import Distribution, distribution_of, quantile_places
from graph.domain.intake.rules import FieldAvailability, FieldType, IntakeRules
from graph.domain.monitor.drift import DriftKind, WatchedColumn, WatchedName
from graph.store.monitor.drift import WatchedCase

_MOST_DISTINCT = 0.5
"""A text that is different in more than half of the cases names them, and says nothing of their kind."""
_MANY = 100_000
"""From here on it pays to look for the cells of quantiles instead of sorting all rows."""
_CELLS = 1 << 16
"""A thousand quantiles lie in a thousand cells of a thousand rows or fewer; the counts fit into a core's cache."""
SCORE = WatchedName(DriftKind.SCORE, "score", "risk score")
MIX = WatchedName(DriftKind.MIX, "category", "mix of categories")


@dataclass(frozen=True, slots=True)
class SketchedColumns:
    """How the values of some cases are distributed, and how many of them have none, by watched column."""

    cases: int
    columns: dict[WatchedName, tuple[Distribution, int]]


def columns_of(cases: Sequence[WatchedCase], rules: IntakeRules | None) -> SketchedColumns:
    """Return the distributions of the features that are known in time, of the score, and of the categories."""
    table = pd.DataFrame([json.loads(case.values) for case in cases], dtype=object)
    columns = {
        one: _sketched(table[one.name], numeric)
        for one, numeric in _features(rules)
        if one.name in table.columns and (numeric or not _names_cases(table[one.name]))
    }
    columns[SCORE] = _sketched(pd.Series([case.score for case in cases], dtype=object), numeric=True)
    columns[MIX] = _sketched(pd.Series([case.category for case in cases], dtype=object), numeric=False)
    return SketchedColumns(len(cases), columns)


def compared_columns(before: SketchedColumns, now: SketchedColumns) -> list[WatchedColumn]:
    """Return the columns that both have, side by side; a score or category that is missing at times is not looked at.

    For a model scores what comes in after it was trained, and a registry grows.
    """
    return [
        WatchedColumn(watched, old, new, *((empty_old, empty_new) if watched.kind is DriftKind.FEATURE else (0, 0)))
        for watched, (old, empty_old) in before.columns.items()
        if watched in now.columns
        for new, empty_new in [now.columns[watched]]
    ]


def numbers_sketched(numbers: np.ndarray) -> Distribution:
    """Return the distribution of finite numbers."""
    places = np.array(quantile_places(len(numbers)), dtype=np.int64)
    least, most = (numbers.min(), numbers.max()) if len(numbers) >= _MANY else (0.0, 0.0)
    in_cells = np.isfinite(most - least) and most - least > 0
    picked = _of_cells(numbers, places, least, most) if in_cells else np.sort(numbers)[places]
    return Distribution(len(numbers), quantiles=tuple(picked.tolist()))


def _of_cells(numbers: np.ndarray, places: np.ndarray, least: float, most: float) -> np.ndarray:
    """Return the values at some places in order, sorting only the cells of equal width that these places lie in."""
    cells = ((numbers - least) * ((_CELLS - 1) / (most - least))).astype(np.int32)
    sizes = np.bincount(cells, minlength=_CELLS)
    ends = np.cumsum(sizes)
    wanted = np.zeros(_CELLS, dtype=bool)
    cell_of_place = np.searchsorted(ends, places, side="right")
    wanted[cell_of_place] = True
    some = np.sort(numbers[wanted[cells]])
    left_out = np.cumsum(np.where(wanted, 0, sizes))
    return np.asarray(some[places - left_out[cell_of_place]])


def _features(rules: IntakeRules | None) -> list[tuple[WatchedName, bool]]:
    """Return the fields of a point that a case can have in time, and whether they are numbers; times only pass."""
    return [
        (WatchedName(DriftKind.FEATURE, one.name, one.words, one.unit), one.type is FieldType.NUMBER)
        for one in (rules.fields if rules is not None else ())
        if one.available is not FieldAvailability.AFTERWARDS and one.type is not FieldType.TIME
    ]


def _names_cases(values: pd.Series) -> bool:
    return values.nunique() > _MOST_DISTINCT * max(values.count(), 1)


def _sketched(values: pd.Series, numeric: bool) -> tuple[Distribution, int]:  # noqa: FBT001  # of two kinds, one is meant
    if not numeric:
        filled = values.dropna()
        return distribution_of([str(one) for one in filled]), len(values) - len(filled)
    numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float)
    finite = numbers[np.isfinite(numbers)]
    return numbers_sketched(finite), len(numbers) - len(finite)
