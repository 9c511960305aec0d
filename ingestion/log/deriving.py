"""Appends the derived columns of a pack to the rows of a key, each from its own row and the earlier ones."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ingestion.log.conditions import Marks, Predicate, compile_where
from ingestion.log.events import LogEvent
from ingestion.log.precedence import BrokenOrder, OrderRules
from ingestion.pack.casework import (
    BrokenColumn,
    CarriedColumn,
    ComputedColumn,
    CountedColumn,
    HashedColumn,
)
from ingestion.pack.columns import CellType, Column
from ingestion.pack.expressions import compile_expression, moment_of
from ingestion.pack.model import Pack
from ingestion.sources.cells import Cell

_OfRows: TypeAlias = ComputedColumn | CountedColumn | CarriedColumn | HashedColumn
Step: TypeAlias = Callable[[LogEvent], Cell]
"""Reads the derived cell of a row; one is made for each key and told its rows in order."""
_NO_MARKS: Marks = frozenset()
_DIGITS = 16
"""Hexadecimal digits of a digest: enough that rows of different content never meet, few enough to be read aloud."""


class Deriver:
    """The derived columns of a pack, compiled; `places` also says where their cells are appended."""

    def __init__(self, pack: Pack, places: Mapping[str, int]) -> None:
        """Append the derived columns to the places of the file's own."""
        facts = pack.facts
        self.places = dict(places)
        self._makers = []
        for column in facts[len(pack.columns) :]:
            known, spec = facts[: len(self.places)], pack.derive[column.id]
            if isinstance(spec, BrokenColumn):
                self._makers.append(_out_of_order(OrderRules(pack, places, spec.broken), named=spec.events))
            else:
                self._makers.append(_maker(spec, column.type, (known, dict(self.places))))
            self.places[column.id] = len(self.places)

    def derived(self, events: Sequence[LogEvent]) -> list[LogEvent]:
        """Return the rows of a key, in order, with their derived cells."""
        if not self._makers:
            return list(events)
        steps = [maker() for maker in self._makers]
        return [_extended(event, steps) for event in events]


def _extended(event: LogEvent, steps: Sequence[Step]) -> LogEvent:
    """Return a row with its derived cells, each of which sees those before it."""
    cells = list(event.cells)
    growing = LogEvent(event.line, event.at, event.actor, event.human, cells, event.timed)
    for step in steps:
        cells.append(step(growing))  # noqa: PERF401  # a step reads what those before it added
    return LogEvent(event.line, event.at, event.actor, event.human, tuple(cells), event.timed)


def _out_of_order(rules: OrderRules, *, named: bool) -> Callable[[], Step]:
    def make() -> Step:
        check, broken = rules.check(), list[BrokenOrder]()
        sentence: str | None = None

        def step(event: LogEvent) -> Cell:
            nonlocal sentence
            new = list(check(event))
            broken.extend(new)
            if new and named:
                sentence = rules.sentence(broken)
            return sentence if named else float(len(broken))

        return step

    return make


def _maker(spec: _OfRows, kind: CellType, known: tuple[Sequence[Column], Mapping[str, int]]) -> Callable[[], Step]:
    columns, places = known
    match spec:
        case ComputedColumn():
            step = _computed(spec.expression, kind, places)
            return lambda: step
        case HashedColumn():
            picked = [places[name] for name in spec.hash]
            return lambda: lambda event: _digest([event.cells[place] for place in picked])
        case CountedColumn():
            fits = compile_where(spec.count, columns, places)
            return lambda: _counting(fits)
        case CarriedColumn():
            fits = compile_where(spec.where, columns, places) if spec.where is not None else _always
            return lambda: _carrying(places[spec.first or spec.last or ""], fits, first=spec.first is not None)


def _computed(text: str, kind: CellType, places: Mapping[str, int]) -> Step:
    expression = compile_expression(text)
    read = [(name, places[name]) for name in expression.names]

    def step(event: LogEvent) -> Cell:
        value = expression.value({name: event.cells[place] for name, place in read})
        return moment_of(value) if kind is CellType.TIME else value

    return step


def _counting(fits: Predicate) -> Step:
    count = 0.0

    def step(event: LogEvent) -> Cell:
        nonlocal count
        count += fits(event, _NO_MARKS)
        return count

    return step


def _carrying(place: int, fits: Predicate, *, first: bool) -> Step:
    carried: Cell = None

    def step(event: LogEvent) -> Cell:
        nonlocal carried
        if fits(event, _NO_MARKS) and not (first and carried is not None):
            carried = event.cells[place]
        return carried

    return step


def _always(_event: LogEvent, _marks: Marks) -> bool:
    return True


def _digest(values: Sequence[Cell]) -> str:
    return hashlib.sha256("\x1f".join("" if value is None else str(value) for value in values).encode()).hexdigest()[
        :16
    ]
