"""What a pack declares of the registries, where nobody said anything before: a person's word is never undone."""

from graph.domain.intake.replay import practice_of
from graph.domain.kernel.problems import Problem
from graph.domain.lineage.reach import kind_of
from graph.domain.people.roles import Actor
from graph.domain.registry.declared import DeclaredEdge, KeyedNode, RegistryDeclaration
from graph.domain.registry.relations import RULES, Relation, RelationChange, plan_change
from graph.errors import InvalidInput
from graph.queries.kernel.rows import WRITTEN
from graph.queries.registry.relations import REGISTERED_FOR, RegisteredForParams
from graph.store.kernel.commands import Moved, until_still
from graph.store.kernel.store import Store
from graph.store.registry.opening import id_of_key
from graph.store.registry.relations import change_row, relation_view

_OF_DATA = frozenset({"Dataset", "DataSource"})


async def declare(store: Store, actor: Actor, declaration: RegistryDeclaration) -> int:
    """Begin the declared edges that were never there, and return how many; `actor` is who answers for the pack.

    A node that is not registered is passed over. Raises InvalidInput where an edge may not lead there.
    """
    edges = [
        *((Relation.OWNER, edge) for edge in declaration.owners),
        *((Relation.OWNER, edge) for edge in await _owned(store, declaration)),
        *((Relation.CONSTRAINT, edge) for edge in declaration.constraints),
        *((Relation.DEPENDENCY, edge) for edge in declaration.dependencies),
    ]
    return sum([await begin_edge(store, actor, relation, edge) for relation, edge in edges])


async def _owned(store: Store, declaration: RegistryDeclaration) -> list[DeclaredEdge]:
    """Return an edge for each node of the point and its dataset that never had an owner."""
    params = RegisteredForParams(declaration.point, practice_of(declaration.point), declaration.dataset)
    edges = []
    for row in await store.graph.read(REGISTERED_FOR, params):
        kind = kind_of(tuple(row.labels))
        owner = declaration.data_owner if kind in _OF_DATA else declaration.owner
        if owner is not None and not row.owned:
            edges.append(DeclaredEdge(KeyedNode(kind, row.key), owner))
    return edges


async def begin_edge(store: Store, actor: Actor, relation: Relation, edge: DeclaredEdge) -> bool:
    """Begin a declared edge that was never there; tell whether it begins. Both its ends must be registered."""
    source = await id_of_key(store, edge.source.kind, edge.source.key)
    target = await id_of_key(store, edge.target.kind, edge.target.key)
    if source is None or target is None:
        return False
    change = RelationChange(relation, source, target)

    async def once(_: int) -> bool | Problem | Moved:
        view = await relation_view(store, change)
        if view.ever and (RULES[relation].single or target in view.ever):
            return False
        plan = plan_change(change, view.facts)
        if plan is None or isinstance(plan, Problem):
            return False if plan is None else plan
        row = change_row(store, actor, change, (view, plan), store.clock.now())
        verdict = await store.relations.submit(row, case_id=source, key=row.write_id)
        return verdict == WRITTEN or Moved(verdict)

    begun: bool | Problem = await until_still(once, "entry")
    if isinstance(begun, Problem):
        raise InvalidInput(f"{edge.source.kind} {edge.source.key}: {begun.message}")
    return begun
