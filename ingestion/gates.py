"""What the quality gates of a pack say of the row that a case starts with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from graph.domain.intake.plausible import Span, implausible
from graph.domain.intake.quality import QualityReport, judge
from graph.domain.intake.quality_gates import FieldValue
from ingestion.gate_columns import judge_columns
from ingestion.intake import quality_gates
from ingestion.log.cases import LogCase
from ingestion.log.events import EventLog, LogEvent, Trace
from ingestion.pack.columns import Availability, CellType, Column
from ingestion.pack.model import Pack


def quality_of(pack: Pack, log: EventLog, case: tuple[Trace, LogCase], latest: datetime) -> QualityReport:
    """Return what the gates of the pack find in a case; any finding bars an automatic decision.

    `latest` is the moment (aware) by which all that the case tells has happened, on the log's clock.
    """
    return judge(quality_gates(pack), gate_row(pack, log, case[1]), intake_findings(pack, log, case, latest))


def quality_of_all(
    pack: Pack, log: EventLog, cases: Sequence[tuple[Trace, LogCase]], latest: datetime
) -> list[QualityReport]:
    """Return what `quality_of` says of each case, all of them judged at once."""
    columns = {name: [_cell(log, case, name) for _, case in cases] for name in gate_columns(pack)}
    intake = IntakeFindings(pack, log)
    return judge_columns(quality_gates(pack), columns, [intake.of(case, latest) for case in cases])


def gate_row(pack: Pack, log: EventLog, case: LogCase) -> Mapping[str, FieldValue]:
    """Return what the gates read of a case: the cells of its start row, change columns as last known."""
    return gate_row_of(log, case, gate_columns(pack))


def gate_row_of(log: EventLog, case: LogCase, names: Sequence[str]) -> Mapping[str, FieldValue]:
    """Return what gates read of a case that read these columns."""
    return {name: _cell(log, case, name) for name in names}


def gate_columns(pack: Pack) -> list[str]:
    """Name the columns that the gates of a pack read."""
    return sorted({name for gate in quality_gates(pack) for name in gate.fields})


def _cell(log: EventLog, case: LogCase, name: str) -> FieldValue:
    return case.held[name] if name in case.held else case.start.cells[log.columns[name]]


def intake_findings(pack: Pack, log: EventLog, case: tuple[Trace, LogCase], latest: datetime) -> tuple[str, ...]:
    """Return what taints a case beside the gates: rows that were set aside, and times that are not plausible."""
    return IntakeFindings(pack, log).of(case, latest)


class IntakeFindings:
    """What taints the cases of a log beside the gates, the columns of times looked up once."""

    def __init__(self, pack: Pack, log: EventLog) -> None:
        """Take the times that are data of a case, and whether they may lie ahead."""
        self._pack, self._log = pack, log
        self._first, self._has_times = pack.decision_point.first_plausible, pack.clock.has_times
        self._times = [
            (column.id, column.planned)
            for column in pack.columns
            if column.type is CellType.TIME and column.id != pack.clock.time and not _afterwards(column)
        ]

    def of(self, case: tuple[Trace, LogCase], latest: datetime) -> tuple[str, ...]:
        """Return what taints a case, of which all that it tells has happened by `latest`."""
        trace, log_case = case
        return (
            *self._untimed(log_case.start),
            *_lost_rows(trace, log_case),
            *self._odd_times(log_case, Span(self._first, latest)),
        )

    def _untimed(self, start: LogEvent) -> Iterator[str]:
        if not start.timed:
            yield f"row {start.line} has no {self._pack.column(self._pack.clock.time).words}"

    def _odd_times(self, case: LogCase, span: Span) -> Iterator[str]:
        timed = (case.start, None if case.decision is None else case.decision.event) if self._has_times else ()
        for event in timed:
            if event is not None and (fault := implausible(event.at, f"row {event.line}", span)):
                yield fault
        for name, planned in self._times:
            at, allowed = _cell(self._log, case, name), replace(span, latest=None) if planned else span
            if isinstance(at, datetime) and (fault := implausible(at, f"{name} of row {case.start.line}", allowed)):
                yield fault


def _afterwards(column: Column) -> bool:
    """Tell whether a column is no data of the case: what it tells is written later than the row's own time."""
    return column.available is Availability.AFTERWARDS


def _lost_rows(trace: Trace, case: LogCase) -> Iterator[str]:
    """Yield the rows set aside before the case ended: one of them may have held its decision.

    In a file out of order any of them may have been before the end.
    """
    for line in trace.set_aside:
        if case.end is None or trace.sorted_by_time or line < case.end.line:
            yield f"row {line} of {trace.key} was set aside"
