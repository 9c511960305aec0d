"""Cases of a log as parallel columns, the form in which a forecast reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from ingestion.log.cases import CaseRule, LogCase, cases_by_trace
from ingestion.log.deadline import FinalRows, cell_time
from ingestion.log.events import EventLog, LogEvent
from ingestion.log.labels import Known, LabelReader
from ingestion.log.ready_scores import ScoreEvidence
from ingestion.pack.casework import CLOSES, DeadlineMissed
from ingestion.pack.columns import CellType, Column
from ingestion.pack.model import Pack

Value: TypeAlias = str | float | bool | None

_KINDS: Mapping[CellType, str] = {CellType.TEXT: "CATEGORY", CellType.NUMBER: "NUMBER", CellType.FLAG: "FLAG"}


@dataclass(frozen=True, slots=True)
class AttributeKind:
    """An attribute: its kind, as `kind_of` says; when it is known; its name in words; what its numbers are in."""

    kind: str
    available: str
    label: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class LogColumns:
    """One item a case in each list, in file order; times are naive, on the log's own clock.

    `ended_at` is when the case ended, `ended_by` how. `missed` is known from `final_at` on. `labels` hold of each
    forecast whether its label came true, and since when that is known; of a score that stands in a column only where it
    is evidence: where there is a score that was not trained on the case.
    """

    case_id: list[str] = field(default_factory=list)
    group_id: list[str] = field(default_factory=list)
    sequence: list[int] = field(default_factory=list)
    started_at: list[datetime] = field(default_factory=list)
    ended_at: list[datetime | None] = field(default_factory=list)
    ended_by: list[str] = field(default_factory=list)
    opened_at: list[datetime] = field(default_factory=list)
    resolved_at: list[datetime | None] = field(default_factory=list)
    final_at: list[datetime | None] = field(default_factory=list)
    missed: list[bool | None] = field(default_factory=list)
    stratum: list[str] = field(default_factory=list)
    decided_at: list[datetime | None] = field(default_factory=list)
    decided_action: list[str] = field(default_factory=list)
    decider: list[str] = field(default_factory=list)
    by_person: list[bool] = field(default_factory=list)
    attributes: dict[str, list[Value]] = field(default_factory=dict)
    described: dict[str, AttributeKind] = field(default_factory=dict)
    labels: dict[str, list[tuple[bool, datetime] | None]] = field(default_factory=dict)


def kind_of(column: Column) -> str:
    """Return how a forecast reads a column: CATEGORY, TEXT, NUMBER or FLAG."""
    return "TEXT" if column.is_free_text else _KINDS[column.type]


def log_columns(pack: Pack, log: EventLog, until: datetime | None = None) -> LogColumns:
    """Return the cases that need a decision as known before `until` (aware, or naive on the log's clock)."""
    if until is not None and until.tzinfo is None:
        until = until.replace(tzinfo=pack.zone)
    writer = _ColumnWriter(pack, log, until)
    for trace, cases in cases_by_trace(pack, log, until):
        writer.add(Known(trace, cases, until), [case for case in cases if case.needs_decision])
    return writer.columns


def case_attributes(pack: Pack, log: EventLog, case: LogCase) -> dict[str, Value]:
    """Return what a case carries: the cells of the row that starts it, change columns as last known."""
    return {name: _value(case, name, log.columns[name]) for name in pack.case_columns}


def value_places(pack: Pack, log: EventLog) -> dict[str, int]:
    """Return where stands what a case carries, and its masked columns that reviewers can ask for."""
    carried = pack.case_columns
    masked = [column.id for column in pack.columns if column.masked and column.id not in carried]
    return {name: log.columns[name] for name in (*carried, *masked)}


def values_at(case: LogCase, places: Mapping[str, int]) -> dict[str, Value]:
    """Return what stands at these places in the row that starts a case, change columns as last known."""
    return {name: _value(case, name, place) for name, place in places.items()}


def _forecasts(pack: Pack) -> dict[str, str]:
    """Return the label of each forecast whose answers are known case by case; a missed deadline is the key's."""
    labels = {score.name: score.label for score in pack.scores}
    return {name: label for name, label in labels.items() if not isinstance(pack.labels[label], DeadlineMissed)}


class _ColumnWriter:
    def __init__(self, pack: Pack, log: EventLog, until: datetime | None) -> None:
        described = {name: pack.column(name) for name in pack.case_columns}
        ready = {score.column for score in pack.ready_scores}
        self.columns = LogColumns(
            attributes={name: [] for name in described},
            described={
                name: AttributeKind(
                    "SCORE" if name in ready else kind_of(column), str(column.available), column.words, column.unit
                )
                for name, column in described.items()
            },
        )
        self._pack, self._log, self._until = pack, log, until
        self._zone = pack.zone
        self._rule, self._final_rows = CaseRule(pack, log.columns), FinalRows(pack, log.columns)
        self._labels = LabelReader(pack, log, until)
        self._forecasts = _forecasts(pack)
        self._evidence = {score.column: ScoreEvidence(score, pack, log.columns) for score in pack.ready_scores}
        self.columns.labels.update({name: [] for name in self._forecasts})

    def add(self, known: Known, cases: list[LogCase]) -> None:
        rows = self._rule.rows(known.trace, self._until)
        resolved = next((row.event for row in rows if CLOSES in row.marks), None)
        final = self._final_rows.last(known.trace, self._until)
        for case in cases:
            self._add_ends(case, resolved, final)
            self._add_case(case)
            for name, values in self.columns.labels.items():
                evidence = self._evidence.get(name)
                counts = evidence is None or evidence.counts(case)
                truth = self._labels.value(self._forecasts[name], case, known) if counts else None
                values.append(None if truth is None else (truth.value, self._local(truth.known_at)))

    def _add_ends(self, case: LogCase, resolved: LogEvent | None, final: LogEvent | None) -> None:
        columns, deadline = self.columns, self._pack.deadline
        opened, missed, stratum = case.start.at, None, ""
        if deadline is not None:
            opened = cell_time(case.start, self._log, deadline.opened) or opened
            met = None if final is None else final.cells[self._log.columns[deadline.met]]
            missed = None if met is None else not met
            stratum = str(case.start.cells[self._log.columns[deadline.per]] or "")
        columns.opened_at.append(self._local(opened))
        columns.resolved_at.append(self._local_of(resolved))
        columns.final_at.append(self._local_of(final))
        columns.missed.append(missed)
        columns.stratum.append(stratum)

    def _add_case(self, case: LogCase) -> None:
        columns = self.columns
        columns.case_id.append(case.case_id)
        columns.group_id.append(case.key)
        columns.sequence.append(case.sequence)
        columns.started_at.append(self._local(case.start.at))
        columns.ended_at.append(self._local_of(case.end))
        columns.ended_by.append(str(case.ended_by))
        columns.decided_at.append(None if case.decision is None else self._local(case.decision.at))
        columns.decided_action.append(case.action)
        columns.decider.append((case.decision and case.decision.actor) or "")
        columns.by_person.append(case.decision is not None and case.decision.human)
        for name, value in case_attributes(self._pack, self._log, case).items():
            columns.attributes[name].append(value)

    def _local_of(self, event: LogEvent | None) -> datetime | None:
        return None if event is None else self._local(event.at)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self._zone).replace(tzinfo=None)


def _value(case: LogCase, name: str, place: int) -> Value:
    value = case.held[name] if name in case.held else case.start.cells[place]
    if isinstance(value, datetime):
        msg = f"{name} is a time, which a checked pack has not among its features"
        raise TypeError(msg)
    return value
