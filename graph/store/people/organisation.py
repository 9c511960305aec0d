"""Reads the organisation, which is small, whole: its rules are those of graphs."""

from graph.domain.kernel.stored import Stored
from graph.domain.people.organisation import Bond, OrganisationEdge, OrganisationUnit
from graph.queries.people.organisation import ORGANISATION, OrganisationParams
from graph.store.kernel.store import Store

NEWEST_DECISIONS = 10_000
"""Who decided one of these counts as somebody who decides: weeks of work at the rates that are promised."""
_KINDS = ("Person", "Queue", "DecisionPoint", "BusinessEntity")


async def organisation(store: Store) -> list[OrganisationEdge]:
    """Return the ties between people, queues, decision points and business entities as they are now."""
    rows = await store.graph.read(ORGANISATION, OrganisationParams(NEWEST_DECISIONS))
    return [OrganisationEdge(_member(row.source), Bond(row.tie), _member(row.target)) for row in rows]


def _member(node: Stored) -> OrganisationUnit:
    kind = next(kind for kind in _KINDS if kind in node["labels"])
    return OrganisationUnit(kind, node["id"], node["name"] or node["key"])
