"""How the rows of a key relate to each other: what each changes and raises, where it opens and closes cases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import NamedTuple

from ingestion.log.conditions import Marks, any_of, compile_where, mark
from ingestion.log.events import LogEvent, Trace
from ingestion.pack.casework import (
    CHANGES,
    CLOSES,
    EVERY_ROW,
    FIRST_ROW,
    OPENS_NEXT,
    REOPENED,
    RISES,
    SCALE,
    LaterRow,
    Where,
    nested,
)
from ingestion.pack.model import Pack
from ingestion.sources.cells import Cell

OPENS = "opens"
"""The mark of a row that opens a case, the first one of its key too."""
_NONE: Marks = frozenset()


class MarkedRow(NamedTuple):
    """An event, how it relates to the others, and the last known values of the columns whose change opens cases."""

    event: LogEvent
    marks: Marks
    held: Mapping[str, Cell]


@dataclass(slots=True)
class _Tracker:
    """What is known of a trace while its events pass by."""

    held: dict[str, Cell] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)


class RowReader:
    """The relations that a pack's conditions ask for, compiled to places of cells."""

    def __init__(self, pack: Pack, columns: Mapping[str, int]) -> None:
        """Look up once where each column stands."""
        self._changes = [(name, columns[name]) for name in change_columns(pack)]
        self._rises = [
            (name, columns[name], {value: level for level, value in enumerate(scale)})
            for name, scale in _scales(pack).items()
        ]
        rules = pack.cases
        self._first = FIRST_ROW in rules.open
        self._every = EVERY_ROW in rules.open
        openings = [where for where in rules.open if where not in (FIRST_ROW, EVERY_ROW)]
        self._opens = any_of([compile_where(where, pack.facts, columns) for where in openings])
        self._close = None if rules.close is None else compile_where(rules.close, pack.facts, columns)

    def rows(self, trace: Trace, until: datetime | None = None) -> Iterator[MarkedRow]:
        """Yield the events of a trace before `until` with their marks."""
        tracker, opened, closed = _Tracker(), False, False
        for event in trace.events:
            if until is not None and event.at >= until:
                continue
            own = self._own_marks(event, tracker)
            opens = self._every or (self._first and not opened) or self._opens(event, own)
            closes = self._close is not None and self._close(event, own)
            marks = own | _RELATIONS[opens, opened, closes, closed]
            yield MarkedRow(event, marks, tracker.held)
            opened, closed = opened or opens, closed or closes

    def _own_marks(self, event: LogEvent, tracker: _Tracker) -> Marks:
        """Return which columns the event changes or raises; a missing value changes nothing."""
        marks: list[str] = []
        for name, place in self._changes:
            value = event.cells[place]
            if value is not None:
                before = tracker.held.get(name)
                if before is not None and before != value:
                    marks.append(mark(CHANGES, name))
                tracker.held[name] = value
        for name, place, scale in self._rises:
            level = scale.get(str(event.cells[place]))
            if level is not None:
                if level > tracker.levels.get(name, level):
                    marks.append(mark(RISES, name))
                tracker.levels[name] = level
        return frozenset(marks) if marks else _NONE


def change_columns(pack: Pack) -> list[str]:
    """Name the columns whose change a condition of the pack asks for, those that open cases first."""
    named = [str(part[CHANGES]) for where in _conditions(pack) for part in nested(where) if CHANGES in part]
    return list(dict.fromkeys(named))


def _scales(pack: Pack) -> dict[str, list[str]]:
    scales: dict[str, list[str]] = {}
    for where in _conditions(pack):
        for part in nested(where):
            scale = part.get(SCALE)
            if RISES in part and isinstance(scale, list):
                scales[str(part[RISES])] = [str(value) for value in scale]
    return scales


def _conditions(pack: Pack) -> Iterator[Where]:
    yield from pack.cases.open
    yield from (rule.where for rule in pack.decisions.rules if rule.where is not None)
    yield from (label.where for label in pack.labels.values() if isinstance(label, LaterRow))


def _relations(opens: bool, opened: bool, closes: bool, closed: bool) -> Marks:  # noqa: FBT001  # a row of a table
    marks = []
    if opens:
        marks += [OPENS, OPENS_NEXT] if opened else [OPENS]
    if closes:
        marks.append(CLOSES)
    elif closed:
        marks.append(REOPENED)
    return frozenset(marks) if marks else _NONE


_RELATIONS = {row: _relations(*row) for row in product((False, True), repeat=4)}
"""The marks by whether a row opens a case, one was opened before, it closes one, and one was closed before."""
