"""Declared edges of the registries: begun and ended once, under the lock of the node that they lead from."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.audit.leaves import registry_leaf
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.lineage.reach import kind_of
from graph.domain.people.roles import Actor, Operation
from graph.domain.registry.relations import End, Relation, RelationChange, RelationFacts, RelationPlan, plan_change
from graph.queries.lineage.explorer import NODE, NodeParams, NodeRow
from graph.queries.registry.relations import CURRENT, BeginningRow, ChangeRow, CurrentParams
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import Move, StateChangeRecord
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audit_entry, state_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store

_OPERATIONS = {
    Relation.OWNER: ("setOwner", "setOwner"),
    Relation.MEMBER: ("addTeamMember", "removeTeamMember"),
    Relation.CATEGORY: ("setCategory", "setCategory"),
    Relation.CONSTRAINT: ("addConstraint", "removeConstraint"),
    Relation.DEPENDENCY: ("addDependency", "removeDependency"),
    Relation.TIE: ("declareTie", "endTie"),
}
"""What a request that begins an edge is called, and one that ends it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that is on record: its state change's id, None where it was so already."""

    source_id: str
    target_id: str | None
    change_id: str | None


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """What accompanies every change of the registry in its commit."""

    change: StateChangeRecord
    audit: list[AuditEntryRecord]
    outbox: list[OutboxEventRecord]


@dataclass(frozen=True, slots=True)
class RelationView:
    """A change's facts with the database's own names of both ends; `ever`: the ids of all targets until now."""

    facts: RelationFacts
    source: str
    target: str
    ever: frozenset[str]


async def change_relation(store: Store, actor: Actor, change: RelationChange, key: str) -> Changed | Problem:
    """Begin or end a declared edge once; what holds already is answered as it is."""

    async def read(_: Try) -> RelationView:
        return await relation_view(store, change)

    async def attempt(view: RelationView, one: Try) -> Attempted:
        plan = plan_change(change, view.facts)
        if isinstance(plan, Problem):
            return plan
        if plan is None:
            return _result(change, None)
        row = change_row(store, actor, change, (view, plan), one.now)
        return PlannedWrite(store.relations, row, _result(change, row.change.id), change.source_id)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_REGISTRY,
            request=Request(_OPERATIONS[change.relation][change.ends], actor.account, request_fields(change)),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_changed,
            subject="entry",
        ),
    )


async def relation_view(store: Store, change: RelationChange) -> RelationView:
    """Read what decides on a change; an end that is no node has no kind."""
    source = await _node(store, change.source_id)
    target = None if change.target_id is None else await _node(store, change.target_id)
    if source is None:
        return RelationView(RelationFacts(None, _kind(target), ()), "", "", frozenset())
    params = CurrentParams(source.element, None if target is None else target.element, change.relation.value)
    (row,) = await store.graph.read(CURRENT, params)
    ends = sorted((End(end, kind, since) for end, kind, since in row.current), key=lambda end: end.token)
    facts = RelationFacts(_kind(source), _kind(target), tuple(ends), frozenset(row.above))
    return RelationView(facts, source.element, "" if target is None else target.element, frozenset(row.ever))


def change_row(
    store: Store, actor: Actor, change: RelationChange, planned: tuple[RelationView, RelationPlan], now: datetime
) -> ChangeRow:
    """Return the row of a planned change, with its record."""
    view, plan = planned
    move = Move(_ids(plan.ended), _ids(plan.began), plan.command, change.kind)
    recorded = recorded_change(store, actor, move, change.source_id, now)
    return ChangeRow(
        write_id=store.clock.new_id(),
        source=view.source,
        source_id=change.source_id,
        relation=change.relation.value,
        expected=[end.token for end in view.facts.current],
        ended=[end.token for end in plan.ended],
        began=[BeginningRow(view.target, end.target_id, end.kind) for end in plan.began],
        at=milliseconds(now),
        change=recorded.change,
        audit=recorded.audit,
        outbox=recorded.outbox,
    )


def recorded_change(store: Store, actor: Actor, move: Move, subject_id: str, now: datetime) -> RecordedChange:
    """Return a registry change as it is recorded: the state change, its audit entry, and its event."""
    change = state_change(store, move, (actor.person_id, actor.kind), now)
    fields: dict[str, Json] = {
        "subjectId": subject_id,
        "command": change.command,
        "ended": change.from_state,
        "began": change.to_state,
        "actorId": change.actor_id,
        "changedAt": change.recorded_at,
    }
    entry = audit_entry(store, registry_leaf(change.id, fields), now)
    return RecordedChange(change, [entry], [OutboxEventRecord.of_change(change, subject_id, store.clock.new_id())])


async def _node(store: Store, node_id: str) -> NodeRow | None:
    rows = await store.graph.read(NODE, NodeParams(node_id))
    return rows[0] if rows else None


def _kind(node: NodeRow | None) -> str | None:
    return None if node is None else kind_of(tuple(node.labels))


def _ids(ends: tuple[End, ...]) -> str:
    return " ".join(end.target_id for end in ends)


def _result(change: RelationChange, change_id: str | None) -> dict[str, Json]:
    return {"sourceId": change.source_id, "targetId": change.target_id, "changeId": change_id}


def _changed(result: StoredResult) -> Changed:
    return Changed(result["sourceId"], result["targetId"], result["changeId"])
