"""Quality gates: what taints the row that a case starts with, in words."""

from collections.abc import Iterator
from datetime import datetime

from ingestion.log.events import EventLog, Trace
from ingestion.log.stays import Stay
from ingestion.pack.model import Gate, Pack
from ingestion.sources.cells import Cell


def findings_of(pack: Pack, log: EventLog, trace: Trace, stay: Stay) -> tuple[str, ...]:
    """Return what the gates of the pack find in a case; any finding bars an automatic decision."""
    return (*_gate_findings(pack, log, stay), *_lost_rows(trace, stay))


def _gate_findings(pack: Pack, log: EventLog, stay: Stay) -> Iterator[str]:
    for gate in pack.quality_gates:
        value = _cell(stay, log, gate.column)
        other = _cell(stay, log, gate.other) if gate.other else None
        if _fails(gate, value, other):
            yield gate.words


def _cell(stay: Stay, log: EventLog, column: str) -> Cell:
    return stay.held[column] if column in stay.held else stay.start.cells[log.columns[column]]


def _fails(gate: Gate, value: Cell, other: Cell) -> bool:
    match gate.when:
        case "missing":
            return value is None
        case "before":
            return isinstance(value, datetime) and isinstance(other, datetime) and value < other
        case "not_one_of":
            return value is not None and str(value) not in (gate.values or ())
        case "below":
            return isinstance(value, float) and gate.bound is not None and value < gate.bound
        case "above":
            return isinstance(value, float) and gate.bound is not None and value > gate.bound


def _lost_rows(trace: Trace, stay: Stay) -> Iterator[str]:
    """Yield the rows set aside before the case ended: one of them may have held its decision.

    In a file out of order any of them may have been before the end.
    """
    for line in trace.set_aside:
        if stay.end is None or trace.sorted_by_time or line < stay.end.line:
            yield f"row {line} of {trace.key} was set aside"
