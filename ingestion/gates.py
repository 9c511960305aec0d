"""What the quality gates of a pack say of the row that a case starts with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from graph.domain.intake.plausible import Span, implausible
from graph.domain.intake.quality import QualityReport, judge
from graph.domain.intake.quality_gates import FieldValue
from ingestion.gate_columns import judge_columns
from ingestion.intake import quality_gates
from ingestion.log.events import EventLog, Trace
from ingestion.log.stays import Stay
from ingestion.pack.columns import Availability, CellType, Column, Role
from ingestion.pack.model import Pack


def quality_of(pack: Pack, log: EventLog, case: tuple[Trace, Stay], latest: datetime) -> QualityReport:
    """Return what the gates of the pack find in a case; any finding bars an automatic decision.

    `latest` is the moment (aware) by which all that the case tells has happened, on the log's clock.
    """
    return judge(quality_gates(pack), gate_row(pack, log, case[1]), found_by_door(pack, log, case, latest))


def quality_of_all(
    pack: Pack, log: EventLog, cases: Sequence[tuple[Trace, Stay]], latest: datetime
) -> list[QualityReport]:
    """Return what `quality_of` says of each case, all of them judged at once."""
    columns = {name: [_cell(log, stay, name) for _, stay in cases] for name in _read(pack)}
    return judge_columns(quality_gates(pack), columns, [found_by_door(pack, log, case, latest) for case in cases])


def gate_row(pack: Pack, log: EventLog, stay: Stay) -> Mapping[str, FieldValue]:
    """Return what the gates read of a case: the cells of its start row, change columns as last known."""
    return {name: _cell(log, stay, name) for name in _read(pack)}


def _read(pack: Pack) -> list[str]:
    return sorted({name for gate in quality_gates(pack) for name in gate.fields})


def _cell(log: EventLog, stay: Stay, name: str) -> FieldValue:
    return stay.held[name] if name in stay.held else stay.start.cells[log.columns[name]]


def found_by_door(pack: Pack, log: EventLog, case: tuple[Trace, Stay], latest: datetime) -> tuple[str, ...]:
    """Return what taints a case beside the gates: rows that were set aside, and times that are not plausible."""
    trace, stay = case
    return (*_lost_rows(trace, stay), *_odd_times(pack, log, stay, Span(pack.decision_point.first_plausible, latest)))


def _odd_times(pack: Pack, log: EventLog, stay: Stay, span: Span) -> Iterator[str]:
    for event in (stay.start, stay.decision):
        if event is not None and (fault := implausible(event.at, f"row {event.line}", span)):
            yield fault
    for column in pack.columns:
        if column.type is not CellType.TIME or column.role is Role.EVENT_TIME or _afterwards(column):
            continue
        at, allowed = _cell(log, stay, column.name), replace(span, latest=None) if column.planned else span
        if isinstance(at, datetime) and (fault := implausible(at, f"{column.name} of row {stay.start.line}", allowed)):
            yield fault


def _afterwards(column: Column) -> bool:
    """Tell whether a column is no data of the case: what it tells is written later than the row's own time."""
    return column.available is Availability.AFTERWARDS


def _lost_rows(trace: Trace, stay: Stay) -> Iterator[str]:
    """Yield the rows set aside before the case ended: one of them may have held its decision.

    In a file out of order any of them may have been before the end.
    """
    for line in trace.set_aside:
        if stay.end is None or trace.sorted_by_time or line < stay.end.line:
            yield f"row {line} of {trace.key} was set aside"
