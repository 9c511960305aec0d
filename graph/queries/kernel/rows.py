"""The shape that all batched writes share: rows in, one verdict for each row out, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Final, Generic, NamedTuple, TypeVar

from graph.records._record import Record, shape_of
from graph.records.audit import IdempotencyKeyRecord

WRITTEN: Final = "WRITTEN"
"""The verdict of a row that was written whole; every other verdict names why nothing of the row was."""

_PLAIN = frozenset({str, int, float, bool, NoneType})
"""Types whose values need no look inside; this is on the path of every decision."""


class Row:
    """One row of a batch, a dataclass: its query's file names its fields in camel case."""

    __slots__ = ()


T = TypeVar("T", bound=Row)
R_co = TypeVar("R_co", bound=Row, covariant=True)


@dataclass(frozen=True, slots=True)
class Keyed(Row, Generic[T]):
    """A row with the key under which its request is remembered: written together or not at all."""

    row: T
    idempotency: IdempotencyKeyRecord


class Rows(NamedTuple, Generic[R_co]):
    """The rows of one batch."""

    rows: Sequence[R_co]


class VerdictRow(NamedTuple):
    """What became of one row."""

    verdict: str


def row_map(row: Row) -> dict[str, object]:
    """Return a row as a file reads it; a keyed one has its request among its own fields."""
    if isinstance(row, Keyed):
        return {**row_map(row.row), "idempotency": row.idempotency.stored()}
    shape = shape_of(type(row))
    sent = zip(shape.names, shape.values(row), strict=True)
    return {name: value if type(value) in _PLAIN else parameter(value) for name, value in sent}


def parameter(value: object) -> object:
    """Return a parameter as the driver takes it: rows and records as maps, wherever they stand in it."""
    if type(value) in _PLAIN or isinstance(value, str):
        return value
    if isinstance(value, Record):
        return value.stored()
    if isinstance(value, Row):
        return row_map(value)
    if isinstance(value, Mapping):
        return {name: parameter(one) for name, one in value.items()}
    if isinstance(value, Sequence):
        # A list holds one kind of thing: long ones of plain values are taken as they are.
        return value if not value or type(value[0]) in _PLAIN else [parameter(one) for one in value]
    return value
