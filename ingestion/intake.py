"""What a pack declares of its data, as the intake rules that its decision point has in the graph."""

from collections.abc import Iterator

from graph.domain.intake.quality_gates import GateKind, QualityGate
from graph.domain.intake.rules import (
    DeclaredOutcome,
    FieldAvailability,
    FieldType,
    IntakeField,
    IntakeRules,
    OutcomeType,
)
from graph.domain.intake.titles import HOURS_LEFT
from ingestion.log.rows import change_columns
from ingestion.pack.columns import Column, Table
from ingestion.pack.model import Gate, Pack


def intake_rules(pack: Pack) -> IntakeRules:
    """Return the fields, quality gates and outcomes of a checked pack."""
    declared = tuple(_field(column, pack.table) for column in pack.facts)
    names = {field.name for field in declared}
    return IntakeRules(
        fields=(*declared, *(field for field in _context(pack) if field.name not in names)),
        gates=quality_gates(pack),
        outcomes=tuple(_outcomes(pack)),
        title=pack.cases.title,
    )


def quality_gates(pack: Pack) -> tuple[QualityGate, ...]:
    """Return the pack's gates as the domain runs them."""
    return tuple(_gate(gate) for gate in pack.quality_gates)


def _field(column: Column, table: Table) -> IntakeField:
    return IntakeField(
        column.id,
        FieldType(column.type),
        FieldAvailability(column.available),
        column.words,
        column.unit,
        column.missing_markers(table),
        column.planned,
        column.masked,
        column.personal,
    )


def _context(pack: Pack) -> Iterator[IntakeField]:
    """Yield what a case carries beside the columns: what `ingestion.live` adds, and a forecast or a policy reads."""
    known, missing = FieldAvailability.CREATION, tuple(pack.table.missing)
    yield IntakeField("sequence", FieldType.NUMBER, known, "earlier cases of this key", "cases", missing)
    for name in change_columns(pack)[:1]:
        description = f"{pack.column(name).words} before"
        yield IntakeField(previous_of(name), FieldType.TEXT, known, description, None, missing)
    if pack.clock.has_times:
        yield IntakeField("started_at", FieldType.TIME, known, "started at", None, missing)
    else:
        yield IntakeField("row", FieldType.NUMBER, known, "place in the log", None, missing)
    if pack.deadline is not None:
        yield IntakeField("opened_at", FieldType.TIME, known, "opened at", None, missing)
        yield IntakeField("stratum", FieldType.TEXT, known, "class of its deadline", None, missing)
    if pack.has_deadline:
        yield IntakeField(HOURS_LEFT, FieldType.NUMBER, known, "left until the deadline", "hours", missing)


def previous_of(column: str) -> str:
    """Name the field that holds what a column held in the case before."""
    return f"previous_{column}"


def _gate(gate: Gate) -> QualityGate:
    return QualityGate(
        gate.name, GateKind(gate.when), gate.column, gate.words, gate.other, tuple(gate.values or ()), gate.bound
    )


def _outcomes(pack: Pack) -> Iterator[DeclaredOutcome]:
    """Yield a truth value for each label, and the numbers that others report."""
    for kind, label in pack.labels.items():
        yield DeclaredOutcome(kind, OutcomeType.BOOLEAN, label.words)
    for kind, one in pack.reported.items():
        yield DeclaredOutcome(kind, OutcomeType.NUMBER, one.words, (), one.unit, one.lowest, one.highest)
