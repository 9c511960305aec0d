"""Conditions of a pack, compiled: predicates on a row and on how it relates to the other rows of its key."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, reduce
from typing import TypeAlias, TypeGuard

from ingestion.log.events import LogEvent
from ingestion.pack.casework import ACTION, CHANGES, NOT, RELATIONS, RISES, SCALE, Where
from ingestion.pack.columns import CellType, Column
from ingestion.pack.expressions import compile_expression
from ingestion.sources.cells import Cell

Marks: TypeAlias = frozenset[str]
"""How a row relates to others: what it changes or raises, whether it opens or closes a case, what was done in it."""
Predicate: TypeAlias = Callable[[LogEvent, Marks], bool]
NAMES_REMEMBERED = 10_000
"""More people and programs than a firm's log names, in a megabyte."""


def mark(relation: str, what: str) -> str:
    """Return the mark of a row that changes or raises a column, or in which an action was taken."""
    return f"{relation} {what}"


def compile_where(where: Where, columns: Sequence[Column], places: Mapping[str, int]) -> Predicate:
    """Return the predicate of a checked condition; `places` says where each column's cell stands."""
    if isinstance(where, str):
        return _expression(where, places) if where not in RELATIONS else _marked(where)
    types = {column.id: column.type for column in columns}
    parts = [_part(key, value, (columns, types, places)) for key, value in where.items() if key != SCALE]
    return reduce(_both, parts) if parts else _always


def any_of(predicates: Sequence[Predicate]) -> Predicate:
    """Return the predicate that holds where one of these does."""
    return reduce(_either, predicates) if predicates else _never


def listed(value: object) -> list[object]:
    """Return what a column may hold, of one value or of several."""
    return list(value) if isinstance(value, list) else [value]


def is_pattern(value: object) -> TypeGuard[str]:
    """Tell whether a value stands for many: `*` is any text."""
    return isinstance(value, str) and "*" in value


def pattern_of(value: str) -> re.Pattern[str]:
    """Return the pattern that a value with `*` stands for."""
    return re.compile(".*".join(map(re.escape, value.split("*"))), re.DOTALL)


def machine_names(values: Sequence[str]) -> Callable[[str], bool]:
    """Return the predicate on names of actors that are machines, given by name or with `*`."""
    exact = frozenset(value for value in values if not is_pattern(value))
    patterns = [pattern_of(value) for value in values if is_pattern(value)]
    return lru_cache(NAMES_REMEMBERED)(
        lambda name: name in exact or any(pattern.fullmatch(name) for pattern in patterns)
    )


def _both(first: Predicate, second: Predicate) -> Predicate:
    return lambda event, marks: first(event, marks) and second(event, marks)


def _either(first: Predicate, second: Predicate) -> Predicate:
    return lambda event, marks: first(event, marks) or second(event, marks)


def _always(_event: LogEvent, _marks: Marks) -> bool:
    return True


def _never(_event: LogEvent, _marks: Marks) -> bool:
    return False


def _part(
    key: str, value: object, known: tuple[Sequence[Column], Mapping[str, CellType], Mapping[str, int]]
) -> Predicate:
    columns, types, places = known
    if key == NOT:
        inner = compile_where(value, columns, places)  # type: ignore[arg-type]  # a checked condition
        return lambda event, marks: not inner(event, marks)
    if key in RELATIONS:
        return lambda _event, marks: (key in marks) is value
    if key in {CHANGES, RISES, ACTION}:
        wanted = frozenset(mark(key, str(one)) for one in listed(value))
        return lambda _event, marks: not wanted.isdisjoint(marks)
    return _holds(places[key], types[key], listed(value))


def _holds(place: int, kind: CellType, values: Sequence[object]) -> Predicate:
    patterns = [pattern_of(value) for value in values if is_pattern(value)]
    exact: frozenset[Cell] = frozenset(_typed(value, kind) for value in values if not is_pattern(value))
    if not patterns:
        return lambda event, _marks: event.cells[place] in exact

    def fits(event: LogEvent, _marks: Marks) -> bool:
        cell = event.cells[place]
        return cell in exact or (isinstance(cell, str) and any(pattern.fullmatch(cell) for pattern in patterns))

    return fits


def _typed(value: object, kind: CellType) -> Cell:
    match kind:
        case CellType.NUMBER:
            return float(str(value))
        case CellType.FLAG:
            return value is True
        case _:
            return None if value is None else str(value)


def _marked(relation: str) -> Predicate:
    return lambda _event, marks: relation in marks


def _expression(text: str, places: Mapping[str, int]) -> Predicate:
    expression = compile_expression(text)
    read = [(name, places[name]) for name in expression.names]

    def holds(event: LogEvent, _marks: Marks) -> bool:
        return expression.value({name: event.cells[place] for name, place in read}) is True

    return holds
