"""Who asked for a case of a log and what it concerns, with categories and constraints as the log tells them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from graph.domain.intake.case import EntityRef
from graph.domain.intake.replay import ReplayEntity
from graph.domain.people.identity import LogActor
from ingestion.log.cases import LogCase
from ingestion.log.conditions import Marks, compile_where, machine_names
from ingestion.log.events import EventLog, LogEvent
from ingestion.pack.casework import CarriedColumn, EntitySpec
from ingestion.pack.columns import CellType
from ingestion.pack.model import Pack
from ingestion.sources.cells import Cell

_NO_MARKS: Marks = frozenset()
"""What an entity is, is told by its row alone."""


def entity_refs(pack: Pack, log: EventLog, case: LogCase) -> Iterator[EntityRef]:
    """Yield what a case concerns by the row that opens it."""
    for entity in pack.entities:
        value = _cell(log, case, entity.column)
        if value is not None:
            yield EntityRef(kind_of_entity(pack, log, entity)(case.start), str(value))


def requester_of(pack: Pack, log: EventLog, case: LogCase) -> LogActor | None:
    """Return the person who asked for a case, None where nobody is named or a machine is."""
    column = pack.cases.requested_by
    return None if column is None else log_person(pack, column, _cell(log, case, column))


def replay_entities(
    pack: Pack, log: EventLog, concerned: Collection[EntityRef], known: Callable[[LogEvent], bool]
) -> Iterator[ReplayEntity]:
    """Yield the entities that cases concern: each in its first category, under the constraints of its last row.

    Its owner is that of its last row that names one; ties and what it rests on are those of all its rows.
    """
    gathered: dict[EntityRef, _Gathered] = {}
    readers = [_EntityReader(pack, log, spec) for spec in pack.entities]
    by_column = {reader.spec.column: reader for reader in readers}
    for _, event in log.events():
        for reader in readers if known(event) else ():
            ref = reader.ref(event)
            if ref is not None and ref in concerned:
                reader.gather(event, gathered.setdefault(ref, _Gathered(reader.category(event), event.at)), by_column)
    for ref, one in gathered.items():
        rests_on = tuple(other for other in one.depends_on if other in concerned and other != ref)
        yield ReplayEntity(ref.kind, ref.id, one.category, one.constraints, one.owner, tuple(one.ties), rests_on)


@dataclass(slots=True)
class _Gathered:
    """What the rows of an entity say of it until now; `at` is the latest of them."""

    category: str | None
    at: datetime
    constraints: tuple[str, ...] = ()
    owner: LogActor | None = None
    ties: dict[tuple[LogActor, str], None] = field(default_factory=dict)
    depends_on: dict[EntityRef, None] = field(default_factory=dict)


class _EntityReader:
    """One column that names entities, and what the row says of the one that it names."""

    def __init__(self, pack: Pack, log: EventLog, spec: EntitySpec) -> None:
        self.spec = spec
        self._pack, self._log, self._place = pack, log, log.columns[spec.column]
        self._kind = kind_of_entity(pack, log, spec)

    def ref(self, event: LogEvent) -> EntityRef | None:
        value = event.cells[self._place]
        return None if value is None else EntityRef(self._kind(event), str(value))

    def category(self, event: LogEvent) -> str | None:
        value = None if self.spec.category is None else event.cells[self._log.columns[self.spec.category]]
        return None if value is None else str(value)

    def gather(self, event: LogEvent, into: _Gathered, by_column: Mapping[str, "_EntityReader"]) -> None:
        spec = self.spec
        if event.at >= into.at:
            into.at = event.at
            into.constraints = tuple(_constraints(self._pack, self._log, event, spec)) if spec.constraints else ()
            into.owner = self._person(event, spec.owned_by) or into.owner
        for name in spec.tied:
            if (person := self._person(event, name)) is not None:
                into.ties[person, self._pack.column(name).words] = None
        for name in spec.depends_on:
            if (other := by_column[name].ref(event)) is not None:
                into.depends_on[other] = None

    def _person(self, event: LogEvent, column: str | None) -> LogActor | None:
        name = None if column is None else event.cells[self._log.columns[column]]
        return None if column is None else log_person(self._pack, column, name)


def kind_of_entity(pack: Pack, log: EventLog, spec: EntitySpec) -> Callable[[LogEvent], str]:
    """Return what tells of which kind the entity of a row is: the first kind whose condition fits, else its own."""
    if not spec.kind_when:
        return lambda _event: spec.kind
    rules = [(kind, compile_where(where, pack.facts, log.columns)) for kind, where in spec.kind_when.items()]
    return lambda event: next((kind for kind, fits in rules if fits(event, _NO_MARKS)), spec.kind)


def log_person(pack: Pack, column: str, name: Cell) -> LogActor | None:
    """Return the person whom a cell names, None where it is empty or names a machine."""
    if name is None or machine_names(pack.decisions.machines)(str(name)):
        return None
    return LogActor(pack.pack, str(name), _namespace(pack, column))


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
