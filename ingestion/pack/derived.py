"""Columns that are derived from those of a file: their types, and when they are known at the earliest."""

from collections.abc import Iterator, Mapping, Sequence

from ingestion.pack.casework import (
    BrokenColumn,
    CarriedColumn,
    ComputedColumn,
    CountedColumn,
    Derived,
    HashedColumn,
    Where,
    nested,
)
from ingestion.pack.columns import Availability, CellType, Column
from ingestion.pack.expressions import compile_expression, names_in, result_type

_ORDER = list(Availability)


def derived_columns(columns: Sequence[Column], derive: Mapping[str, Derived]) -> list[Column]:
    """Return each derived column as a column; one that cannot be typed, which a checked pack has not, is left out."""
    known = {column.id: column for column in columns}
    derived = []
    for name, spec in derive.items():
        kind = type_of(spec, known)
        if kind is not None:
            known[name] = Column(name=name, type=kind, available=_available(spec, known), words=spec.words)
            derived.append(known[name])
    return derived


def type_of(spec: Derived, columns: Mapping[str, Column]) -> CellType | None:
    """Return the type of a derived column; None where what it rests on is unknown or does not fit."""
    match spec:
        case ComputedColumn():
            try:
                types = {name: column.type for name, column in columns.items()}
                kind = result_type(compile_expression(spec.expression), types)
            except (ValueError, KeyError):
                return None
            return CellType.TIME if spec.type is not None and kind is CellType.NUMBER else kind
        case CountedColumn():
            return CellType.NUMBER
        case BrokenColumn():
            return CellType.TEXT if spec.events else CellType.NUMBER
        case HashedColumn():
            return CellType.TEXT
        case CarriedColumn():
            column = columns.get(spec.first or spec.last or "")
            return None if column is None else column.type


def inputs(spec: Derived) -> Iterator[str]:
    """Name the columns that a derived one reads."""
    match spec:
        case ComputedColumn():
            yield from names_in(spec.expression)
        case HashedColumn():
            yield from spec.hash
        case CountedColumn():
            yield from columns_in(spec.count)
        case CarriedColumn():
            yield from (name for name in (spec.first, spec.last) if name is not None)
            if spec.where is not None:
                yield from columns_in(spec.where)


def columns_in(where: Where) -> Iterator[str]:
    """Name what a condition reads of a row."""
    if isinstance(where, str):
        yield from names_in(where)
        return
    for part in nested(where):
        yield from (str(value) if key in {"changes", "rises"} else key for key, value in part.items())


def _available(spec: Derived, columns: Mapping[str, Column]) -> Availability:
    """Return the latest availability of the inputs; what looks at other rows is known at each event at best."""
    known = [columns[name].available for name in inputs(spec) if name in columns]
    if isinstance(spec, CountedColumn | CarriedColumn | BrokenColumn):
        known.append(Availability.EVENT)
    return max(known, key=_ORDER.index, default=Availability.EVENT)
