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
from ingestion.log.events import EventLog, Trace
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
    columns = {name: [_cell(log, case, name) for _, case in cases] for name in _read(pack)}
    return judge_columns(quality_gates(pack), columns, [intake_findings(pack, log, case, latest) for case in cases])


def gate_row(pack: Pack, log: EventLog, case: LogCase) -> Mapping[str, FieldValue]:
    """Return what the gates read of a case: the cells of its start row, change columns as last known."""
    return {name: _cell(log, case, name) for name in _read(pack)}


def _read(pack: Pack) -> list[str]:
    return sorted({name for gate in quality_gates(pack) for name in gate.fields})


def _cell(log: EventLog, case: LogCase, name: str) -> FieldValue:
    return case.held[name] if name in case.held else case.start.cells[log.columns[name]]


def intake_findings(pack: Pack, log: EventLog, case: tuple[Trace, LogCase], latest: datetime) -> tuple[str, ...]:
    """Return what taints a case beside the gates: rows that were set aside, and times that are not plausible."""
    trace, log_case = case
    span = Span(pack.decision_point.first_plausible, latest)
    untimed = (
        () if log_case.start.timed else (f"row {log_case.start.line} has no {pack.column(pack.clock.time).words}",)
    )
    return (*untimed, *_lost_rows(trace, log_case), *_odd_times(pack, log, log_case, span))


def _odd_times(pack: Pack, log: EventLog, case: LogCase, span: Span) -> Iterator[str]:
    timed = (case.start, None if case.decision is None else case.decision.event) if pack.clock.has_times else ()
    for event in timed:
        if event is not None and (fault := implausible(event.at, f"row {event.line}", span)):
            yield fault
    for column in pack.columns:
        if column.type is not CellType.TIME or column.id == pack.clock.time or _afterwards(column):
            continue
        at, allowed = _cell(log, case, column.id), replace(span, latest=None) if column.planned else span
        if isinstance(at, datetime) and (fault := implausible(at, f"{column.id} of row {case.start.line}", allowed)):
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
