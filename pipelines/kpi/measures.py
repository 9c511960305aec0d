"""What each key figure is of decisions: a value of each decision, and what a group's figure is of these values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from graph.domain.decision.kpis import KeyFigure

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

    values: Callable[[pd.DataFrame], pd.Series]
    aggregate: Aggregate


def _numbers(column: pd.Series) -> pd.Series:
    """Return truths and numbers as numbers, NaN where there is none."""
    return pd.to_numeric(column.astype(object).where(column.notna(), float("nan"))).astype(float)


def _hours(begin: pd.Series, end: pd.Series) -> pd.Series:
    return (_numbers(end) - _numbers(begin)) / HOUR_MS


def _late(rows: pd.DataFrame) -> pd.Series:
    due = _numbers(rows["due_at"])
    return (rows["decided_at"] > due).astype(float).where(due.notna())


def _accurate(rows: pd.DataFrame) -> pd.Series:
    return (1 - _numbers(rows["badly"])).where(rows["verdict"] == "APPROVE")


def _touching(rows: pd.DataFrame) -> pd.Series:
    return _numbers(rows["badly"]).where(rows["entities"].str.len() > 0)


def _lost(rows: pd.DataFrame) -> pd.Series:
    return _numbers(rows["badly"]) * _numbers(rows["loss"]).fillna(0.0)


MEASURES: Mapping[KeyFigure, Measure] = {
    KeyFigure.THROUGHPUT: Measure(lambda rows: pd.Series(1.0, rows.index).where(rows["timed"]), Aggregate.COUNT),
    KeyFigure.HOURS_TO_DECISION: Measure(
        lambda rows: (rows["decided_at"] - _numbers(rows["began_at"])) / HOUR_MS, Aggregate.MEDIAN
    ),
    KeyFigure.HOURS_TO_GATE: Measure(lambda rows: _hours(rows["submitted_at"], rows["task_at"]), Aggregate.MEDIAN),
    KeyFigure.HOURS_TO_CLAIM: Measure(lambda rows: _hours(rows["task_at"], rows["claimed_at"]), Aggregate.MEDIAN),
    KeyFigure.HOURS_OF_REVIEW: Measure(lambda rows: _hours(rows["claimed_at"], rows["decided_at"]), Aggregate.MEDIAN),
    KeyFigure.DECIDED_LATE: Measure(_late, Aggregate.MEAN),
    KeyFigure.ESCALATION_RATE: Measure(lambda rows: _numbers(rows["escalated"]), Aggregate.MEAN),
    KeyFigure.AUTOMATIC_SHARE: Measure(lambda rows: (rows["kind"] == "AUTOMATIC").astype(float), Aggregate.MEAN),
    KeyFigure.APPROVAL_ACCURACY: Measure(_accurate, Aggregate.MEAN),
    KeyFigure.DEFECT_RATE: Measure(lambda rows: _numbers(rows["badly"]), Aggregate.MEAN),
    KeyFigure.OVERRIDE_RATE: Measure(
        lambda rows: _numbers(rows["against"]).where(rows["kind"] == "HUMAN"), Aggregate.MEAN
    ),
    KeyFigure.ENTITIES_TOUCHED: Measure(_touching, Aggregate.ENTITIES),
    KeyFigure.COST_OF_ERRORS: Measure(_lost, Aggregate.SUM),
    KeyFigure.COST_OF_REVIEW: Measure(
        lambda rows: _numbers(rows["review_cost"]).where(rows["kind"] == "HUMAN"), Aggregate.SUM
    ),
    KeyFigure.COST_OF_OVERRIDES: Measure(
        lambda rows: _lost(rows).where((rows["kind"] == "HUMAN") & (_numbers(rows["against"]) == 1)), Aggregate.SUM
    ),
    KeyFigure.COST_OF_ESCALATIONS: Measure(
        lambda rows: _numbers(rows["review_cost"]).where(
            (rows["kind"] == "HUMAN") & (_numbers(rows["escalated"]) == 1)
        ),
        Aggregate.SUM,
    ),
    KeyFigure.REVIEWER_LOAD: Measure(
        lambda rows: pd.Series(1.0, rows.index).where((rows["kind"] == "HUMAN") & rows["person"].notna()),
        Aggregate.EACH_PERSON,
    ),
}


def figures_of(aggregate: Aggregate, values: pd.Series, rows: pd.DataFrame, keys: list[str]) -> dict[object, Figure]:
    """Return what is made of a value of each decision, by what the decisions have in the columns `keys`."""
    by = [rows[key] for key in keys]
    table = pd.DataFrame({"of": values.groupby(by).count(), "counted": (values > 0).groupby(by).sum()})
    table["value"] = _aggregated(aggregate, values, rows, keys)
    return {
        key: Figure(None if pd.isna(value) else float(value), int(counted), int(of))
        for key, of, counted, value in zip(table.index, table["of"], table["counted"], table["value"], strict=True)
    }


def _aggregated(aggregate: Aggregate, values: pd.Series, rows: pd.DataFrame, keys: list[str]) -> pd.Series:
    grouped = values.groupby([rows[key] for key in keys])
    match aggregate:
        case Aggregate.COUNT:
            counted = grouped.count().astype(float)
            return counted.where(counted > 0)
        case Aggregate.MEAN:
            return grouped.mean()
        case Aggregate.MEDIAN:
            return grouped.median()
        case Aggregate.SUM:
            return grouped.sum(min_count=1)
        case Aggregate.EACH_PERSON:
            people = rows["person"].where(values.notna()).groupby([rows[key] for key in keys]).nunique()
            return grouped.sum(min_count=1) / people
        case Aggregate.ENTITIES:
            touched = rows[values > 0].explode("entities").groupby(keys)["entities"].nunique()
            known = grouped.count()
            return touched.reindex(known.index, fill_value=0).where(known > 0)
