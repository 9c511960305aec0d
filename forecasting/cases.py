"""The one input of every forecaster: a table of cases, in columns, with what was known when.

A case is one part of a record's way; several cases share a group key. All times are whole seconds on the source's own
wall clock, so that hours and weekdays are the firm's; NEVER stands for "not yet, as far as is known".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import numpy as np

from forecasting.columns import NEVER, Anything, Flags, Floats, Ints, Texts
from forecasting.errors import ColumnMissing, LeakedAttribute
from graph.errors import InvalidInput


class Kind(StrEnum):
    """How an attribute's values are read."""

    CATEGORY = "CATEGORY"
    NUMBER = "NUMBER"
    TEXT = "TEXT"
    SCORE = "SCORE"


class Available(StrEnum):
    """When an attribute's value is known."""

    CREATION = "CREATION"
    EVENT = "EVENT"
    AFTERWARDS = "AFTERWARDS"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column that describes a case at its start: its label for people, its unit, or that 1 and 0 are yes and no."""

    name: str
    kind: Kind
    available: Available
    label: str
    unit: str | None = None
    is_flag: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """Per case the answer and when it became known; `value` means nothing where `known_at` is NEVER."""

    value: Flags
    known_at: Ints


@dataclass(frozen=True)
class CaseTable:
    """Cases as parallel columns of one length.

    `started_at` is the moment as of which a case is scored. `ended_by` is empty while a case runs.
    `resolved_at` and `final_at` belong to the record that the case is part of: when it was first resolved, and
    when `missed` (its final verdict on the deadline) was written down. `stratum` selects the deadline's length.
    `labels` are further answers by name, each known from its own moment; `texts` are read word by word,
    and `scores` are forecasts that stand in a column.
    """

    case_id: Texts
    group_id: Texts
    sequence: Ints
    started_at: Ints
    ended_at: Ints
    ended_by: Texts
    opened_at: Ints
    resolved_at: Ints
    final_at: Ints
    missed: Flags
    stratum: Texts
    attributes: tuple[Attribute, ...]
    categories: Mapping[str, Texts]
    numbers: Mapping[str, Floats]
    labels: Mapping[str, Labels] = field(default_factory=dict)
    texts: Mapping[str, Texts] = field(default_factory=dict)
    scores: Mapping[str, Floats] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of cases."""
        return len(self.case_id)

    def select(self, chosen: Flags | Ints) -> "CaseTable":
        """Return the chosen rows, by mask or by position."""
        columns = {name: getattr(self, name)[chosen] for name in _COLUMNS}
        return replace(
            self,
            **columns,
            categories={name: values[chosen] for name, values in self.categories.items()},
            numbers={name: values[chosen] for name, values in self.numbers.items()},
            labels={name: Labels(one.value[chosen], one.known_at[chosen]) for name, one in self.labels.items()},
            texts={name: values[chosen] for name, values in self.texts.items()},
            scores={name: values[chosen] for name, values in self.scores.items()},
        )

    def as_of(self, moment: int) -> "CaseTable":
        """Return what was known strictly before `moment`: later cases are absent, later facts undone."""
        table = self.select(self.started_at < moment)
        return replace(
            table,
            ended_at=_known(table.ended_at, moment),
            ended_by=np.where(table.ended_at < moment, table.ended_by, ""),
            resolved_at=_known(table.resolved_at, moment),
            final_at=_known(table.final_at, moment),
            missed=table.missed & (table.final_at < moment),
            labels={name: _labels_before(one, moment) for name, one in table.labels.items()},
        )


_NESTED = frozenset({"attributes", "categories", "numbers", "labels", "texts", "scores"})
_COLUMNS = tuple(column.name for column in fields(CaseTable) if column.name not in _NESTED)
_TIMES = frozenset({"started_at", "ended_at", "opened_at", "resolved_at", "final_at"})
_REQUIRED_TIMES = frozenset({"started_at", "opened_at"})


def case_table(columns: Mapping[str, Sequence[object]], attributes: Sequence[Attribute]) -> CaseTable:
    """Build the table from named columns, the fixed ones and one for each attribute.

    Times are datetimes or seconds; None stands for unknown. Raises ColumnMissing, LeakedAttribute or
    InvalidInput, naming the column and the remedy.
    """
    _refuse_leaks(attributes)
    _refuse_gaps(columns, [*_COLUMNS, *(attribute.name for attribute in attributes)])
    kinds = {attribute.name: attribute.kind for attribute in attributes}
    fixed: dict[str, Any] = {name: _fixed(name, columns[name]) for name in _COLUMNS}
    table = CaseTable(
        **fixed,
        attributes=tuple(attributes),
        categories={n: _texts(columns[n]) for n, kind in kinds.items() if kind is Kind.CATEGORY},
        numbers={n: _numbers(n, columns[n]) for n, kind in kinds.items() if kind is Kind.NUMBER},
        texts={n: _texts(columns[n]) for n, kind in kinds.items() if kind is Kind.TEXT},
        scores={n: _numbers(n, columns[n]) for n, kind in kinds.items() if kind is Kind.SCORE},
    )
    _refuse_repeats(table)
    # Clocks of a source disagree now and then: an end is known no earlier than the start.
    return replace(table, ended_at=np.maximum(table.ended_at, table.started_at))


def with_labels(table: CaseTable, labels: Mapping[str, Sequence[tuple[bool, datetime] | None]]) -> CaseTable:
    """Return the table with one more answer for each name: whether it came true, since when that is known.

    None stands for "not known yet".
    """
    columns = {}
    for name, values in labels.items():
        known_at = _moments(name, [None if one is None else one[1] for one in values])
        value = np.asarray([one is not None and one[0] for one in values], dtype=np.bool_)
        # Clocks of a source disagree now and then: an answer is known no earlier than the start.
        columns[name] = Labels(value, np.maximum(known_at, table.started_at))
    return replace(table, labels=columns)


def seconds(moment: datetime) -> int:
    """Return whole seconds on the clock that the moment was written in; a zone is not looked at."""
    return int(moment.replace(tzinfo=UTC).timestamp())


def _refuse_leaks(attributes: Sequence[Attribute]) -> None:
    leaked = sorted(a.name for a in attributes if a.available is Available.AFTERWARDS)
    if leaked:
        raise LeakedAttribute(
            f"{', '.join(leaked)}: filled in only afterwards, so it would leak the answer; take it out of the features"
        )


def _refuse_gaps(columns: Mapping[str, Sequence[object]], needed: Sequence[str]) -> None:
    absent = [name for name in needed if name not in columns]
    if absent:
        raise ColumnMissing(f"missing columns: {', '.join(absent)}; map them in the pack")
    lengths = {name: len(columns[name]) for name in needed}
    longest = max(lengths.values())
    uneven = [name for name, length in lengths.items() if length != longest]
    if uneven:
        raise ColumnMissing(f"columns of another length than {longest} rows: {', '.join(uneven)}")


def _refuse_repeats(table: CaseTable) -> None:
    if len(set(table.case_id.tolist())) != len(table):
        raise InvalidInput("case_id: an id occurs twice; each case needs its own")


def _fixed(name: str, values: Sequence[object]) -> Anything:
    if name in _TIMES:
        return _moments(name, values)
    if name == "sequence":
        return np.asarray(values, dtype=np.int64)
    if name == "missed":
        return np.asarray([value is True for value in values], dtype=np.bool_)
    return _texts(values)


def _moments(name: str, values: Sequence[object]) -> Ints:
    read = [_moment(value) for value in values]
    if None in read or (name in _REQUIRED_TIMES and NEVER in read):
        row = next(i for i, at in enumerate(read) if at is None or at == NEVER)
        raise InvalidInput(f"{name}: row {row} has no time ({values[row]!r}); give a datetime or seconds")
    return np.asarray(read, dtype=np.int64)


def _moment(value: object) -> int | None:
    if value is None:
        return NEVER
    if isinstance(value, datetime):
        return seconds(value)
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool):
        return int(value)
    return None


def _texts(values: Sequence[object]) -> Texts:
    column = np.empty(len(values), dtype=object)
    column[:] = ["" if value is None else str(value) for value in values]
    return column


def _numbers(name: str, values: Sequence[object]) -> Floats:
    try:
        column = np.asarray([np.nan if value is None else value for value in values], dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"{name}: not a number ({error}); declare it as a category") from error
    if bool(np.isinf(column).any()):
        raise InvalidInput(f"{name}: row {int(np.argmax(np.isinf(column)))} is infinite; mark it as missing")
    return column


def _labels_before(labels: Labels, moment: int) -> Labels:
    return Labels(labels.value & (labels.known_at < moment), _known(labels.known_at, moment))


def _known(at: Ints, moment: int) -> Ints:
    return np.where(at < moment, at, NEVER)
