"""What each key figure is of decisions: a value of each decision, and what a group's figure is of these values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.domain.decision.kpis import KeyFigure

Numbers: TypeAlias = NDArray[np.float64]
Columns: TypeAlias = Mapping[str, NDArray[Any]]
"""Decisions by the names of a `FiguresRow`: numbers, times and truths as numbers, NaN where there is none."""
HOUR_MS = 3_600_000
"""Milliseconds of an hour."""


class Figure(NamedTuple):
    """A value, None where there is nothing to compute it of; `counted` of the `of` decisions have a value above 0."""

    value: float | None
    counted: int
    of: int


class Aggregate(StrEnum):
    """What a group's figure is of its decisions' values.

    `ENTITIES`: how many parties those above 0 concern; `EACH_PERSON`: their sum for each person who decided.
    """

    COUNT = "COUNT"
    MEAN = "MEAN"
    MEDIAN = "MEDIAN"
    SUM = "SUM"
    ENTITIES = "ENTITIES"
    EACH_PERSON = "EACH_PERSON"


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of each decision, NaN for one that does not count, and what is made of them."""

    values: Callable[[Columns], Numbers]
    aggregate: Aggregate


class Cells(NamedTuple):
    """In which cell of a table each decision counts, of how many cells."""

    places: NDArray[np.intp]
    number: int


def _where(counts: NDArray[np.bool_], values: Numbers | float) -> Numbers:
    return np.where(counts, values, np.nan)


def _hours(begin: Numbers, end: Numbers) -> Numbers:
    return (end - begin) / HOUR_MS


def _late(rows: Columns) -> Numbers:
    return _where(~np.isnan(rows["due_at"]), (rows["decided_at"] > rows["due_at"]).astype(float))


def _lost(rows: Columns) -> Numbers:
    return np.asarray(rows["badly"] * np.nan_to_num(rows["loss"]), np.float64)


def _by_people(rows: Columns) -> NDArray[np.bool_]:
    return np.asarray(rows["kind"] == "HUMAN", dtype=np.bool_)


MEASURES: Mapping[KeyFigure, Measure] = {
    KeyFigure.THROUGHPUT: Measure(lambda rows: _where(rows["timed"] > 0, 1.0), Aggregate.COUNT),
    KeyFigure.HOURS_TO_DECISION: Measure(lambda rows: _hours(rows["began_at"], rows["decided_at"]), Aggregate.MEDIAN),
    KeyFigure.HOURS_TO_GATE: Measure(lambda rows: _hours(rows["submitted_at"], rows["task_at"]), Aggregate.MEDIAN),
    KeyFigure.HOURS_TO_CLAIM: Measure(lambda rows: _hours(rows["task_at"], rows["claimed_at"]), Aggregate.MEDIAN),
    KeyFigure.HOURS_OF_REVIEW: Measure(lambda rows: _hours(rows["claimed_at"], rows["decided_at"]), Aggregate.MEDIAN),
    KeyFigure.DECIDED_LATE: Measure(_late, Aggregate.MEAN),
    KeyFigure.ESCALATION_RATE: Measure(lambda rows: rows["escalated"], Aggregate.MEAN),
    KeyFigure.AUTOMATIC_SHARE: Measure(lambda rows: (rows["kind"] == "AUTOMATIC").astype(float), Aggregate.MEAN),
    KeyFigure.APPROVAL_ACCURACY: Measure(
        lambda rows: _where(rows["verdict"] == "APPROVE", 1 - rows["badly"]), Aggregate.MEAN
    ),
    KeyFigure.DEFECT_RATE: Measure(lambda rows: rows["badly"], Aggregate.MEAN),
    KeyFigure.OVERRIDE_RATE: Measure(lambda rows: _where(_by_people(rows), rows["against"]), Aggregate.MEAN),
    KeyFigure.ENTITIES_TOUCHED: Measure(
        lambda rows: _where(np.fromiter(map(bool, rows["entities"]), np.bool_), rows["badly"]), Aggregate.ENTITIES
    ),
    KeyFigure.COST_OF_ERRORS: Measure(_lost, Aggregate.SUM),
    KeyFigure.COST_OF_REVIEW: Measure(lambda rows: _where(_by_people(rows), rows["review_cost"]), Aggregate.SUM),
    KeyFigure.COST_OF_OVERRIDES: Measure(
        lambda rows: _where(_by_people(rows) & (rows["against"] == 1), _lost(rows)), Aggregate.SUM
    ),
    KeyFigure.COST_OF_ESCALATIONS: Measure(
        lambda rows: _where(_by_people(rows) & (rows["escalated"] == 1), rows["review_cost"]), Aggregate.SUM
    ),
    KeyFigure.REVIEWER_LOAD: Measure(
        lambda rows: _where(
            _by_people(rows) & (rows["person"] != None) & (rows["timed"] > 0),  # noqa: E711  # of each in the column
            1.0,
        ),
        Aggregate.EACH_PERSON,
    ),
}


def figures_of(measure: Measure, rows: Columns, cells: Cells) -> list[Figure | None]:
    """Return what is made of a value of each decision, cell by cell; None for a cell without decisions."""
    values = measure.values(rows)
    known = ~np.isnan(values)
    places, of = cells.places[known], _counts(cells.places[known], cells)
    counted = _counts(cells.places[values > 0], cells)
    if measure.aggregate is Aggregate.ENTITIES:
        made = _different(rows["entities"][values > 0], cells.places[values > 0], cells)
    elif measure.aggregate is Aggregate.EACH_PERSON:
        people = _different([[one] for one in rows["person"][known]], places, cells)
        made = _sums(places, values[known], cells.number) / np.maximum(people, 1)
    else:
        made = _made(measure.aggregate, values[known], places, of)
    there = _counts(cells.places, cells)
    return [
        Figure(float(value) if number else None, int(above), int(number)) if decisions else None
        for value, above, number, decisions in zip(made, counted, of, there, strict=True)
    ]


def _made(aggregate: Aggregate, values: Numbers, places: NDArray[np.intp], of: NDArray[np.intp]) -> Numbers:
    """Return a number for each cell; that of one without values means nothing."""
    match aggregate:
        case Aggregate.MEDIAN:
            return _medians(values, places, of)
        case Aggregate.MEAN:
            return _sums(places, values, len(of)) / np.maximum(of, 1)
        case Aggregate.SUM:
            return _sums(places, values, len(of))
        case _:
            return of.astype(float)


def _sums(places: NDArray[np.intp], values: Numbers, cells: int) -> Numbers:
    return np.asarray(np.bincount(places, values, cells), np.float64)


def _counts(places: NDArray[np.intp], cells: Cells) -> NDArray[np.intp]:
    return np.bincount(places, minlength=cells.number)


def _medians(values: Numbers, places: NDArray[np.intp], of: NDArray[np.intp]) -> Numbers:
    """Return the middle value of each cell, or the mean of the two in the middle."""
    if not len(values):
        return np.zeros(len(of))
    ordered, first = values[np.lexsort((values, places))], np.cumsum(of) - of
    last = len(values) - 1
    low, high = (np.clip(first + middle, 0, last) for middle in ((of - 1) // 2, of // 2))
    return np.asarray((ordered[low] + ordered[high]) / 2, np.float64)


def _different(lists: Iterable[Iterable[str]], places: NDArray[np.intp], cells: Cells) -> Numbers:
    """Return how many different names the lists of each cell hold."""
    numbers: dict[str, int] = {}
    pairs = {
        (place, numbers.setdefault(one, len(numbers)))
        for place, some in zip(places.tolist(), lists, strict=True)
        for one in some
    }
    return np.bincount([place for place, _ in pairs], minlength=cells.number).astype(float)
