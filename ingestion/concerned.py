"""Who asked for a case of a log and what it concerns, with categories and constraints as the log tells them."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from graph.domain.intake.case import EntityRef
from graph.domain.intake.replay import ReplayEntity
from graph.domain.people.identity import LogActor
from ingestion.log.cases import LogCase
from ingestion.log.conditions import machine_names
from ingestion.log.events import EventLog, LogEvent
from ingestion.pack.casework import CarriedColumn, EntitySpec
from ingestion.pack.columns import CellType
from ingestion.pack.model import Pack
from ingestion.sources.cells import Cell


def entity_refs(pack: Pack, log: EventLog, case: LogCase) -> Iterator[EntityRef]:
    """Yield what a case concerns by the row that opens it."""
    for entity in pack.entities:
        value = _cell(log, case, entity.column)
        if value is not None:
            yield EntityRef(entity.kind, str(value))


def requester_of(pack: Pack, log: EventLog, case: LogCase) -> LogActor | None:
    """Return the person who asked for a case, None where nobody is named or a machine is."""
    column = pack.cases.requested_by
    name = None if column is None else _cell(log, case, column)
    if column is None or name is None or machine_names(pack.decisions.machines)(str(name)):
        return None
    return LogActor(pack.pack, str(name), _namespace(pack, column))


def replay_entities(
    pack: Pack, log: EventLog, concerned: Collection[EntityRef], known: Callable[[LogEvent], bool]
) -> Iterator[ReplayEntity]:
    """Yield the entities that cases concern: each in its first category, under the constraints of its last row."""
    categories: dict[EntityRef, str | None] = {}
    constraints: dict[EntityRef, tuple[datetime, tuple[str, ...]]] = {}
    places = [(spec, log.columns[spec.column]) for spec in pack.entities]
    for _, event in log.events():
        for spec, place in places if known(event) else ():
            value = event.cells[place]
            ref = EntityRef(spec.kind, str(value))
            if value is None or ref not in concerned:
                continue
            categories.setdefault(ref, _category(log, event, spec))
            if spec.constraints and event.at >= constraints.get(ref, (event.at, ()))[0]:
                constraints[ref] = event.at, tuple(_constraints(pack, log, event, spec))
    for ref, category in categories.items():
        yield ReplayEntity(ref.kind, ref.id, category, constraints.get(ref, (None, ()))[1])


def _category(log: EventLog, event: LogEvent, spec: EntitySpec) -> str | None:
    value = None if spec.category is None else event.cells[log.columns[spec.category]]
    return None if value is None else str(value)


def _constraints(pack: Pack, log: EventLog, event: LogEvent, spec: EntitySpec) -> Iterator[str]:
    """Yield the constraints of a row in words: a flag or 1 by what its column says, other values beside it."""
    for name in spec.constraints:
        column, value = pack.column(name), event.cells[log.columns[name]]
        if value is None or value == 0:
            continue
        binary = column.type is CellType.FLAG or value == 1
        yield column.words if binary else f"{column.words}: {value}"


def _namespace(pack: Pack, column: str) -> str:
    """Return the column whose ids a column holds: one that carries another's values holds that one's."""
    spec = pack.derive.get(column)
    carried = (spec.first or spec.last) if isinstance(spec, CarriedColumn) else None
    return column if carried is None else _namespace(pack, carried)


def _cell(log: EventLog, case: LogCase, name: str) -> Cell:
    return case.held[name] if name in case.held else case.start.cells[log.columns[name]]
