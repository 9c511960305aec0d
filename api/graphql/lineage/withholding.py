"""Lineage as who asks may see it: at a blind-first point no advice is named before their first answer."""

from dataclasses import replace

from api.graphql.context import Context
from graph.domain.kernel.problems import Problem
from graph.domain.lineage.reach import Node
from graph.store.decision.pages import Page
from graph.store.lineage.explorer import Around, ExplorerNode
from graph.store.lineage.reach import Lineage
from graph.store.lineage.recall import RecallPlan
from graph.store.review.first_answers import NOT_BEFORE, withheld, without_advice


async def node_seen(context: Context, result: ExplorerNode | Problem) -> ExplorerNode | Problem:
    """Return a node, or the refusal of one that advises."""
    if isinstance(result, Problem):
        return result
    return NOT_BEFORE if await withheld(context.store, context.actor, [(result.node.kind, result.node.id)]) else result


async def lineage_seen(context: Context, result: Lineage | Problem) -> Lineage | Problem:
    """Return a lineage in which what advises is not named."""
    if isinstance(result, Problem) or not result.blind_first:
        return result
    return replace(result, nodes=await without_advice(context.store, context.actor, result.nodes))


async def around_seen(context: Context, result: Around | Problem) -> Around | Problem:
    """Return the neighbours of a node, of which those that advise are not named."""
    if isinstance(result, Problem):
        return result
    nodes = await without_advice(context.store, context.actor, result.graph.nodes)
    return replace(result, graph=replace(result.graph, nodes=nodes))


async def page_seen(context: Context, result: Page[Node] | Problem) -> Page[Node] | Problem:
    """Return a page of nodes, of which those that advise are not named."""
    if isinstance(result, Problem):
        return result
    return replace(result, items=await without_advice(context.store, context.actor, result.items))


async def plan_seen(context: Context, result: RecallPlan | Problem) -> RecallPlan | Problem:
    """Return a plan of recall, of whose nodes those that advise are not named."""
    if isinstance(result, Problem):
        return result
    nodes = [node for step in result.order.steps for node in step]
    seen = {node.id: node for node in await without_advice(context.store, context.actor, nodes)}
    steps = [[seen[node.id] for node in step] for step in result.order.steps]
    rings = [[seen[node.id] for node in ring] for ring in result.order.rings]
    return replace(result, order=replace(result.order, steps=steps, rings=rings))
