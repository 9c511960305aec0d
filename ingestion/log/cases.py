"""Cases of an event log: where each is opened, who decided it, how it ended, in terms of the pack's rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from graph.domain.kernel.keys import RecordCase
from ingestion.log.deciding import DecisionReader, LoggedDecision
from ingestion.log.events import EventLog, LogEvent, Trace
from ingestion.log.rows import OPENS, MarkedRow, RowReader
from ingestion.pack.casework import CLOSES, OPENS_NEXT
from ingestion.pack.model import Pack
from ingestion.sources.cells import Cell


def sequence_of(case_id: str) -> int:
    """Return which case of its key an external id names, from 0; ids of other sources name the only one."""
    return RecordCase.parse(case_id).number


class EndedBy(StrEnum):
    """How a case ended: by the row that opens the next one, or for good."""

    RUNNING = ""
    NEXT = "NEXT"
    CLOSED = "CLOSED"


@dataclass(slots=True)
class LogCase:
    """One case: the event that opens it, what its change columns held then, its decision and its end.

    `sequence` counts the cases of a key from 0. `votes` are the actions of persons where a quorum decides.
    """

    key: str
    sequence: int
    start: LogEvent
    held: Mapping[str, Cell]
    needs_decision: bool
    decision: LoggedDecision | None = None
    end: LogEvent | None = None
    ended_by: EndedBy = EndedBy.RUNNING
    votes: dict[str, str] = field(default_factory=dict)

    @property
    def case_id(self) -> str:
        """The external id of the case: key and sequence."""
        return RecordCase(self.key, self.sequence).text

    @property
    def action(self) -> str:
        """What was decided; empty while nothing was."""
        return "" if self.decision is None else self.decision.action

    @property
    def has_decider(self) -> bool:
        """Whether it was decided, by somebody whose name is known."""
        return self.decision is not None and self.decision.actor is not None

    def ends(self, event: LogEvent, how: EndedBy) -> None:
        """Note the end of a case, once."""
        if self.end is None:
            self.end, self.ended_by = event, how


class CaseRule:
    """The pack's rules on cases, compiled to places of cells."""

    def __init__(self, pack: Pack, columns: Mapping[str, int]) -> None:
        """Look up once where each column of the rules stands."""
        self._rows = RowReader(pack, columns)
        self._decisions = DecisionReader(pack, columns)
        self._oldest_first = pack.cases.overlap == "oldest_first"
        self._ends_decided = self._oldest_first or pack.cases.close is None
        self._decides_later = pack.decisions.at is not None
        self._skips = pack.cases.skip is not None
        self._closed_at = None if pack.cases.closed_at is None else columns[pack.cases.closed_at]

    def rows(self, trace: Trace, until: datetime | None = None) -> Iterator[MarkedRow]:
        """Yield the events of a trace before `until`, each with how it relates to the others."""
        return self._rows.rows(trace, until)

    def cases(self, trace: Trace, until: datetime | None = None) -> list[LogCase]:
        """Return the cases of a trace as far as they are known before `until`."""
        cases: list[LogCase] = []
        for row in self.rows(trace, until):
            current = self._current(cases)
            if current is not None:
                self._decide(current, row, until)
                if OPENS_NEXT in row.marks and not self._oldest_first:
                    current.ends(row.event, EndedBy.NEXT)
            if OPENS in row.marks:
                needs_decision = not (self._skips and CLOSES in row.marks)
                cases.append(LogCase(trace.key, len(cases), row.event, dict(row.held), needs_decision))
                self._decide(cases[-1], row, until)
                self._close_by_column(cases[-1], until)
            if CLOSES in row.marks:
                for case in cases if self._oldest_first else cases[-1:]:
                    case.ends(row.event, EndedBy.CLOSED)
        return cases

    def _close_by_column(self, case: LogCase, until: datetime | None) -> None:
        """End a case at the time that its own row tells, once that is known."""
        at = None if self._closed_at is None else case.start.cells[self._closed_at]
        if isinstance(at, datetime) and (until is None or at < until):
            case.ends(replace(case.start, at=max(at, case.start.at)), EndedBy.CLOSED)

    def _current(self, cases: Sequence[LogCase]) -> LogCase | None:
        """Return the case that a row may decide or end: the oldest undecided one, or the last that runs."""
        running = (case for case in (cases if self._oldest_first else cases[-1:]) if case.end is None)
        return next(running, None)

    def _decide(self, case: LogCase, row: MarkedRow, until: datetime | None) -> None:
        if case.decision is not None:
            return
        decision = self._decisions.decision(row, case.votes, opening=row.event is case.start)
        if decision is None or (until is not None and decision.at >= until):
            return
        case.decision = decision
        if self._ends_decided:
            case.ends(replace(row.event, at=decision.at) if self._decides_later else row.event, EndedBy.CLOSED)


def cases_by_trace(
    pack: Pack, log: EventLog, until: datetime | None = None
) -> Iterator[tuple[Trace, Sequence[LogCase]]]:
    """Yield each trace with its cases, in file order; only what is known before `until` exists."""
    rule = CaseRule(pack, log.columns)
    for trace in log.traces:
        cases = rule.cases(trace, until)
        if cases:
            yield trace, cases
