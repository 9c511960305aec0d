"""Teams, categories and constraints, opened by name; each name once."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.keys import EntityKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.people.roles import Actor, Operation
from graph.domain.registry.naming import NewEntry, OpenedKind, check_opening, taken
from graph.queries.lineage.explorer import NODE, NodeParams
from graph.queries.registry.relations import NAMED_NODE, NamedNodeParams, OpenRow
from graph.records.change import Move
from graph.records.intake import CategoryRecord, ConstraintRecord
from graph.records.people import TeamRecord
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.registry.relations import recorded_change

_OPERATIONS = {
    OpenedKind.TEAM: "openTeam",
    OpenedKind.CATEGORY: "openCategory",
    OpenedKind.CONSTRAINT: "openConstraint",
}


@dataclass(frozen=True, slots=True)
class OpenedNode:
    """A team, category or constraint that is in the graph."""

    kind: OpenedKind
    id: str


async def open_named(store: Store, actor: Actor, opening: NewEntry, key: str) -> OpenedNode | Problem:
    """Open a team, category or constraint once; a name that is used already is refused."""

    async def read(_: Try) -> str | Problem:
        return await _free_key(store, opening)

    async def attempt(natural_key: str, one: Try) -> Attempted:
        row = open_row(store, actor, opening, natural_key, one.now)
        result: dict[str, Json] = {"opened": row.node.id, "as": opening.kind.value}
        return PlannedWrite(store.openings, row, result, EntityKey(opening.kind.value, natural_key).text)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_REGISTRY,
            request=Request(_OPERATIONS[opening.kind], actor.account, request_fields(opening)),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_opened,
            fault=check_opening(opening),
            subject="entry",
        ),
    )


async def id_of_key(store: Store, kind: str, key: str) -> str | None:
    """Return the id of the person, team, category or constraint of a key; None where there is none."""
    rows = await store.graph.read(NAMED_NODE, NamedNodeParams(kind, key))
    return rows[0].id if rows else None


def open_row(store: Store, actor: Actor, opening: NewEntry, key: str, now: datetime) -> OpenRow:
    """Return the row that opens a node under its key, with its record."""
    node_id, at = store.clock.new_id(), milliseconds(now)
    parents = [] if opening.parent_id is None else [opening.parent_id]
    recorded = recorded_change(store, actor, Move("", " ".join(parents), f"OPEN_{opening.kind.name}"), node_id, now)
    return OpenRow(
        kind=opening.kind.value,
        node=_node(opening, key, node_id, at),
        parents=parents,
        at=at,
        change=recorded.change,
        audit=recorded.audit,
        outbox=recorded.outbox,
    )


async def _free_key(store: Store, opening: NewEntry) -> str | Problem:
    parent_key = None
    if opening.parent_id is not None:
        rows = await store.graph.read(NODE, NodeParams(opening.parent_id))
        if not rows or "Category" not in rows[0].labels:
            return invalid("parentId", "parentId is no category: take the id of one from the list of categories.")
        parent_key = str(rows[0].facts["key"])
    key = opening.key(parent_key)
    return key if await id_of_key(store, opening.kind.value, key) is None else taken(opening)


def _node(opening: NewEntry, key: str, node_id: str, at: int) -> TeamRecord | CategoryRecord | ConstraintRecord:
    match opening.kind:
        case OpenedKind.TEAM:
            return TeamRecord(node_id, key, opening.name, at)
        case OpenedKind.CATEGORY:
            return CategoryRecord(node_id, key, opening.name, at)
        case OpenedKind.CONSTRAINT:
            return ConstraintRecord(node_id, key, opening.name, opening.description, at)


def _opened(result: StoredResult) -> OpenedNode:
    return OpenedNode(OpenedKind(result["as"]), result["opened"])
