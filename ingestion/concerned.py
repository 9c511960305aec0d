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


class CaseConcerns:
    """Who asked for the cases of a log and what they concern, by the rows that open them; compiled once."""

    def __init__(self, pack: Pack, log: EventLog) -> None:
        """Look up once where each column stands."""
        self._log = log
        self._kinds = [(entity.column, kind_of_entity(pack, log, entity)) for entity in pack.entities]
        column = pack.cases.requested_by
        self._requester = None if column is None else (column, persons_of(pack, column))

    def refs(self, case: LogCase) -> Iterator[EntityRef]:
        """Yield what a case concerns."""
        for column, kind in self._kinds:
            value = _cell(self._log, case, column)
            if value is not None:
                yield EntityRef(kind(case.start), str(value))

    def requester(self, case: LogCase) -> LogActor | None:
        """Return the person who asked for a case, None where nobody is named or a machine is."""
        if self._requester is None:
            return None
        column, person = self._requester
        return person(_cell(self._log, case, column))


def replay_entities(
    pack: Pack, log: EventLog, concerned: Collection[EntityRef], known: Callable[[LogEvent], bool]
) -> Iterator[ReplayEntity]:
    """Yield the entities that cases concern: each in its first category, under the constraints of its last row.

    Its owner is that of its last row that names one; ties and what it rests on are those of all its rows.
    """
    gathered: dict[EntityRef, _Gathered] = {}
    readers = [_EntityReader(pack, log, spec, concerned) for spec in pack.entities]
    by_column = {reader.spec.column: reader for reader in readers}
    for _, event in log.events():
        for reader in readers if known(event) else ():
            ref = reader.ref(event)
            if ref is not None:
                if ref not in gathered:
                    gathered[ref] = _Gathered(reader.category(event), event.at)
                reader.gather(event, gathered[ref], by_column)
    for ref, one in gathered.items():
        rests_on = tuple(other for other in one.depends_on if other != ref)
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

    def __init__(self, pack: Pack, log: EventLog, spec: EntitySpec, concerned: Collection[EntityRef]) -> None:
        self.spec = spec
        self._pack, self._log, self._place = pack, log, log.columns[spec.column]
        self._kind, self._concerned = kind_of_entity(pack, log, spec), concerned
        self._category = None if spec.category is None else log.columns[spec.category]
        self._owner = None if spec.owned_by is None else self._person_reader(spec.owned_by)
        self._tied = [(self._person_reader(name), pack.column(name).words) for name in spec.tied]
        self._refs: dict[tuple[str, Cell], EntityRef | None] = {}

    def ref(self, event: LogEvent) -> EntityRef | None:
        """Return the entity that a row names; None where it names none, or one that no case concerns."""
        value = event.cells[self._place]
        if value is None:
            return None
        named = self._kind(event), value
        try:
            return self._refs[named]
        except KeyError:
            ref = EntityRef(named[0], str(value))
            return self._refs.setdefault(named, ref if ref in self._concerned else None)

    def category(self, event: LogEvent) -> str | None:
        value = None if self._category is None else event.cells[self._category]
        return None if value is None else str(value)

    def gather(self, event: LogEvent, into: _Gathered, by_column: Mapping[str, "_EntityReader"]) -> None:
        if event.at >= into.at:
            into.at = event.at
            if self.spec.constraints:
                into.constraints = tuple(_constraints(self._pack, self._log, event, self.spec))
            into.owner = (None if self._owner is None else self._owner(event)) or into.owner
        for person_of, tie in self._tied:
            if (person := person_of(event)) is not None:
                into.ties[person, tie] = None
        for name in self.spec.depends_on:
            if (other := by_column[name].ref(event)) is not None:
                into.depends_on[other] = None

    def _person_reader(self, column: str) -> Callable[[LogEvent], LogActor | None]:
        place, person = self._log.columns[column], persons_of(self._pack, column)
        return lambda event: person(event.cells[place])


def kind_of_entity(pack: Pack, log: EventLog, spec: EntitySpec) -> Callable[[LogEvent], str]:
    """Return what tells of which kind the entity of a row is: the first kind whose condition fits, else its own."""
    if not spec.kind_when:
        return lambda _event: spec.kind
    rules = [(kind, compile_where(where, pack.facts, log.columns)) for kind, where in spec.kind_when.items()]
    return lambda event: next((kind for kind, fits in rules if fits(event, _NO_MARKS)), spec.kind)


def persons_of(pack: Pack, column: str) -> Callable[[Cell], LogActor | None]:
    """Return what tells the person whom a cell of a column names, None where it is empty or names a machine."""
    is_machine, namespace = machine_names(pack.decisions.machines), _namespace(pack, column)

    def person(name: Cell) -> LogActor | None:
        if name is None or is_machine(str(name)):
            return None
        return LogActor(pack.pack, str(name), namespace)

    return person


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
