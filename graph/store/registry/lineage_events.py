"""Recording what other systems say of their runs; the same event again adds nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.kernel.keys import DatasetKey, DatasetVersionKey, LineageRunKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor, Operation
from graph.domain.registry.declared import DeclaredEdge, KeyedNode
from graph.domain.registry.lineage_event import ENDED, LineageDataset, LineageEvent, owner_named, read_event
from graph.domain.registry.relations import Relation
from graph.queries.registry.lineage_events import RECORD_RUN, LineageDatasetRow, LineageRunRow, RecordRunParams
from graph.store.kernel.commands import execute_unkeyed
from graph.store.kernel.store import Store
from graph.store.registry.declaring import begin_edge
from graph.store.registry.opening import id_of_key


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A run on record: how it stands, how many dataset versions it made and read, and which facets were not read.

    `unregistered` names the stated owners that are neither a team nor an account here; they own nothing.
    """

    run: str
    state: str
    made: int
    read: int
    ignored: tuple[str, ...]
    unregistered: tuple[str, ...] = ()


async def record_run(store: Store, actor: Actor, content: object) -> RecordedRun | Problem:
    """Record an OpenLineage event, in whichever order the events of a run come."""

    async def act() -> RecordedRun | Problem:
        now = store.clock.now()
        event = read_event(content, now)
        if isinstance(event, Problem):
            return event
        recorded = await _recorded(store, event, now)
        return replace(recorded, unregistered=await _own(store, actor, event))

    return await execute_unkeyed(actor, Operation.RECORD_LINEAGE, act)


async def _recorded(store: Store, event: LineageEvent, now: datetime) -> RecordedRun:
    key = LineageRunKey(event.job_namespace, event.job, event.run_id).text
    run = LineageRunRow(store.clock.new_id(), key, event.job, event.state, event.state in ENDED, milliseconds(event.at))
    # One order for all, so that two events never lock the same datasets crosswise.
    datasets = sorted(_rows(store, event), key=lambda row: (row.key, row.output))
    (row,) = await store.graph.write(RECORD_RUN, RecordRunParams(run, datasets, milliseconds(now)))
    return RecordedRun(event.run_id, row.state, row.made, row.read, event.ignored)


async def _own(store: Store, actor: Actor, event: LineageEvent) -> tuple[str, ...]:
    """Have each dataset that nobody ever owned owned by its first registered owner; return owners without a record."""
    unregistered = set[str]()
    for one in (*event.inputs, *event.outputs):
        owners = {name: await _registered(store, name) for name in one.owners}
        unregistered |= {name for name, node in owners.items() if node is None}
        owner = next((node for node in owners.values() if node is not None), None)
        if owner is not None:
            dataset = KeyedNode("Dataset", DatasetKey(one.namespace, one.name).text)
            await begin_edge(store, actor, Relation.OWNER, DeclaredEdge(dataset, owner))
    return tuple(sorted(unregistered))


async def _registered(store: Store, name: str) -> KeyedNode | None:
    for node in owner_named(name):
        if await id_of_key(store, node.kind, node.key) is not None:
            return node
    return None


def _rows(store: Store, event: LineageEvent) -> Iterator[LineageDatasetRow]:
    for one in event.inputs:
        yield _row(store, one, one.version, output=False)
    for one in event.outputs:
        # What a run wrote without a name for it is that run's version.
        yield _row(store, one, one.version or event.run_id, output=True)


def _row(store: Store, one: LineageDataset, version: str | None, *, output: bool) -> LineageDatasetRow:
    return LineageDatasetRow(
        id=store.clock.new_id(),
        key=DatasetKey(one.namespace, one.name).text,
        namespace=one.namespace,
        name=one.name,
        source=one.source or one.namespace,
        source_id=store.clock.new_id(),
        owners=one.owners,
        version_id=store.clock.new_id(),
        version_key=None if version is None else DatasetVersionKey(one.namespace, one.name, version).text,
        version=version,
        output=output,
        schema=one.schema,
        columns=one.columns,
        checks_passed=one.checks_passed,
        checks_failed=one.checks_failed,
    )
