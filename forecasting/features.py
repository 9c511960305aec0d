"""Causal features: every number comes from facts known strictly before the case's as-of moment.

Own attributes are those of the row that starts the case. History is that of nodes (a person, a group, a
category, or two of them crossed), from labels known by then; load is the number of cases that began there in
the last seven days. With `frozen_at` nothing after that moment is looked at either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from forecasting.cases import CaseTable
from forecasting.columns import DAY, HOUR, Flags, Floats, Ints, Texts
from forecasting.history import HistoryLookup, NodeEvents, count_before, log_odds, overall_rate, relative_rate
from forecasting.labels import Deadlines, Target, history_labels

_STRENGTH = 10.0
"""Events that a node without history counts as having at the overall rate. By hand."""
_LOAD_WINDOW = 7 * DAY
TIME = "time"
AGE = "age"
SEQUENCE = "sequence"
LEVEL = "level"
# Joins the attributes of a crossed node in its name.
CROSSED = " & "
CLOCK = ("hour", "weekday")


@dataclass(frozen=True)
class Recipe:
    """Which nodes have a history: single attributes and crossed ones; a crossed one explains its last attribute.

    `timed` is false where the moments of cases only order them: hour, weekday and age say nothing then.
    """

    nodes: tuple[tuple[str, ...], ...]
    timed: bool = True


@dataclass(frozen=True)
class Features:
    """The matrix of one scoring: numbers with the attribute each belongs to, categories, texts and scores.

    `rates` holds, per node, the failures and cases known by then: which explanations quote.
    """

    names: tuple[str, ...]
    sources: tuple[str, ...]
    numbers: Floats
    categories: Mapping[str, Texts]
    rates: Mapping[str, tuple[Floats, Floats]]
    usual: Floats
    texts: Mapping[str, Texts] = field(default_factory=dict)
    scores: Mapping[str, Floats] = field(default_factory=dict)

    def select(self, chosen: Flags | Ints) -> "Features":
        """Return the chosen rows."""
        return Features(
            self.names,
            self.sources,
            self.numbers[chosen],
            {name: values[chosen] for name, values in self.categories.items()},
            {node: (cases[chosen], failures[chosen]) for node, (cases, failures) in self.rates.items()},
            self.usual[chosen],
            {name: values[chosen] for name, values in self.texts.items()},
            {name: values[chosen] for name, values in self.scores.items()},
        )


@dataclass(frozen=True)
class FeatureHistory:
    """What history is drawn from: all cases seen so far, the question, the deadlines, and a last moment."""

    table: CaseTable
    target: Target
    deadlines: Deadlines | None
    frozen_at: int | None = None


def snapshot(table: CaseTable, history: FeatureHistory, recipe: Recipe) -> Features:
    """Compute the features of each case of `table` as of its start."""
    columns: dict[str, tuple[str, Floats]] = _calendar(table) if recipe.timed else {}
    columns |= _progress(table, timed=recipe.timed)
    columns |= {f"own {name}": (name, np.nan_to_num(v, nan=-1.0)) for name, v in table.numbers.items()}
    lookup_at = table.started_at if history.frozen_at is None else np.minimum(table.started_at, history.frozen_at)
    source = _records(history)
    labels = history_labels(source, history.target, history.deadlines)
    weight = labels.value.astype(np.float64)
    expected = overall_rate(source.started_at, NodeEvents(source.group_id, labels.known_at, weight))
    usual = overall_rate(lookup_at, NodeEvents(source.group_id, labels.known_at, weight))
    columns["level"] = (LEVEL, log_odds(usual))
    rates: dict[str, tuple[Floats, Floats]] = {}
    for node in recipe.nodes:
        name = CROSSED.join(node)
        lookups, here = HistoryLookup(_node(table, node), lookup_at), _node(source, node)
        events = NodeEvents(here, labels.known_at, weight)
        rates[name] = count_before(lookups, events)
        started = NodeEvents(_node(history.table, node), history.table.started_at, np.zeros(len(history.table)))
        load, _ = count_before(lookups, started, _LOAD_WINDOW)
        columns[f"history of {name}"] = (node[-1], relative_rate(lookups, events, expected, _STRENGTH))
        columns[f"load of {name}"] = (node[-1], np.log1p(load))
    return Features(
        names=tuple(columns),
        sources=tuple(source for source, _ in columns.values()),
        numbers=np.column_stack([values for _, values in columns.values()]),
        categories={**table.categories, **(_clock(table) if recipe.timed else {})},
        rates=rates,
        usual=usual,
        texts=table.texts,
        scores=table.scores,
    )


def _records(history: FeatureHistory) -> CaseTable:
    # A deadline is the record's: count each record once, at its first case.
    by_record = history.deadlines is not None
    return history.table.select(history.table.sequence == 0) if by_record else history.table


def source_of(category: str) -> str:
    """Return the attribute that a category column belongs to."""
    return TIME if category in CLOCK else category


def _clock(table: CaseTable) -> dict[str, Texts]:
    hour, weekday = (table.started_at // HOUR) % 24, _weekday(table)
    return {"hour": hour.astype(str).astype(object), "weekday": weekday.astype(str).astype(object)}


def _weekday(table: CaseTable) -> Ints:
    # Monday is 0; the first day of 1970 was a Thursday.
    weekday: Ints = (table.started_at // DAY + 3) % 7
    return weekday


def _calendar(table: CaseTable) -> dict[str, tuple[str, Floats]]:
    hour = (table.started_at // HOUR) % 24
    weekday = _weekday(table)
    return {
        "hour of day": (TIME, hour.astype(np.float64)),
        "day of week": (TIME, weekday.astype(np.float64)),
        "hour of week": (TIME, (weekday * 24 + hour).astype(np.float64)),
    }


def _progress(table: CaseTable, *, timed: bool) -> dict[str, tuple[str, Floats]]:
    age = np.maximum(table.started_at - table.opened_at, 0) / HOUR
    known = {"age": (AGE, np.log1p(age))} if timed else {}
    return {**known, "sequence": (SEQUENCE, table.sequence.astype(np.float64))}


def _node(table: CaseTable, node: tuple[str, ...]) -> Texts:
    if len(node) == 1:
        return table.categories[node[0]]
    parts = [table.categories[name].tolist() for name in node]
    joined = np.empty(len(table), dtype=object)
    joined[:] = ["\x1f".join(values) for values in zip(*parts, strict=True)]
    return joined
