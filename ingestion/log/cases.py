"""Cases of an event log: where each starts, who decided it, how it ended, in terms of the pack's rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from graph.domain.kernel.keys import RecordCase
from ingestion.log.events import EventLog, LogEvent, Trace
from ingestion.pack.model import ChangedStart, Pack, RaisedStart
from ingestion.sources.cells import Cell


def sequence_of(case_id: str) -> int:
    """Return which case of its key an external id names, from 0; ids of other sources name the only one."""
    return RecordCase.parse(case_id).number


class EndedBy(StrEnum):
    """How a case ended: by a change or rise that starts the next one, or for good."""

    RUNNING = ""
    ALTERNATIVE = "ALTERNATIVE"
    RESOLVED = "RESOLVED"


@dataclass(slots=True)
class LogCase:
    """One case: the event that starts it, what its change columns held then, its decision and its end.

    `sequence` counts the cases of a key from 0. `decision` is the first human event after the start;
    `alternative` tells whether that event was itself a change or a rise.
    """

    key: str
    sequence: int
    start: LogEvent
    held: Mapping[str, Cell]
    starts_ended: bool
    decision: LogEvent | None = None
    alternative: bool = False
    end: LogEvent | None = None
    ended_by: EndedBy = EndedBy.RUNNING

    @property
    def case_id(self) -> str:
        """The external id of the case: key and sequence."""
        return RecordCase(self.key, self.sequence).text

    @property
    def needs_decision(self) -> bool:
        """Whether there is anything to decide: a case that starts in an ending state has nothing left."""
        return not self.starts_ended


@dataclass(slots=True)
class _Tracker:
    """What is known of a trace while its events pass by."""

    held: dict[str, Cell] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)


class CaseRule:
    """The pack's starts and ends, compiled to places of cells."""

    def __init__(self, pack: Pack, columns: Mapping[str, int]) -> None:
        """Look up once where each column of the rule stands."""
        starts = pack.cases.starts
        self._changes = [(s.column, columns[s.column]) for s in starts if isinstance(s, ChangedStart)]
        self._rises = [
            (s.column, columns[s.column], {value: level for level, value in enumerate(s.scale)})
            for s in starts
            if isinstance(s, RaisedStart)
        ]
        self._end_place = columns[pack.cases.ends.column]
        self._end_values = frozenset(pack.cases.ends.values)

    def cases(self, trace: Trace, until: datetime | None = None) -> list[LogCase]:
        """Return the cases of a trace as far as they are known before `until`."""
        cases: list[LogCase] = []
        tracker = _Tracker()
        for event in trace.events:
            if until is not None and event.at >= until:
                continue
            moved = self._moved(event, tracker)
            current = cases[-1] if cases and cases[-1].end is None else None
            if current is not None:
                _act(current, event, moved=moved)
            ending = event.cells[self._end_place] in self._end_values
            if moved or not cases:
                cases.append(LogCase(trace.key, len(cases), event, dict(tracker.held), ending))
            last = cases[-1]
            if ending and last.end is None:
                last.end, last.ended_by = event, EndedBy.RESOLVED
        return cases

    def is_ending(self, event: LogEvent) -> bool:
        """Tell whether the event stands in a state that ends a case for good."""
        return event.cells[self._end_place] in self._end_values

    def _moved(self, event: LogEvent, tracker: _Tracker) -> bool:
        """Tell whether the event starts a new case; a missing value changes nothing."""
        moved = False
        for name, place in self._changes:
            value = event.cells[place]
            if value is not None:
                before = tracker.held.get(name)
                moved |= before is not None and before != value
                tracker.held[name] = value
        for name, place, scale in self._rises:
            level = scale.get(str(event.cells[place]))
            if level is not None:
                moved |= level > tracker.levels.get(name, level)
                tracker.levels[name] = level
        return moved


def _act(case: LogCase, event: LogEvent, *, moved: bool) -> None:
    if case.decision is None and event.human:
        case.decision, case.alternative = event, moved
    if moved:
        case.end, case.ended_by = event, EndedBy.ALTERNATIVE


def cases_by_trace(
    pack: Pack, log: EventLog, until: datetime | None = None
) -> Iterator[tuple[Trace, Sequence[LogCase]]]:
    """Yield each trace with its cases, in file order; only what is known before `until` exists."""
    rule = CaseRule(pack, log.columns)
    for trace in log.traces:
        cases = rule.cases(trace, until)
        if cases:
            yield trace, cases
