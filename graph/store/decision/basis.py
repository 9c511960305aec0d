"""What one decision is based on, and what depends on one node."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import LAST
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.lineage.kinds import IMPACT_KINDS
from graph.queries.decision.analysis import (
    BASIS,
    IMPACT,
    IMPACT_PAGE,
    DecisionBasisParams,
    DecisionBasisRow,
    ImpactPageParams,
    ImpactParams,
    ImpactRow,
)
from graph.queries.lineage.explorer import NODE, NodeParams
from graph.store.decision.pages import DecisionRow, Page, Wanted, cut, decisions, place_in
from graph.store.kernel.store import Store

__all__ = ["IMPACT_KINDS", "DecisionBasisRow", "Impact", "ImpactQuestion", "decision_basis", "impact"]

MOST_DEPENDENCIES = 20_000
"""How many dependencies of decisions on a node are looked at; with their outcomes, as many take half a second."""
UNKNOWN = Problem(ProblemCode.NOT_FOUND, "There is no such node: take its id from a search or a list.")


@dataclass(frozen=True, slots=True)
class ImpactQuestion:
    """Whose impact, as of when, and which part of its decisions is listed: one origin, one basis."""

    kind: str
    id: str
    as_of: datetime | None = None
    origin: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """Counts by origin and basis, a page of the decisions, and the bases of each by its id.

    Where more depends on the node than is looked at, counts are of the first `page.searched` dependencies.
    """

    counts: Sequence[ImpactRow]
    page: Page[DecisionRow]
    bases: Mapping[str, Sequence[str]]


async def decision_basis(store: Store, decision_id: str) -> tuple[DecisionRow, DecisionBasisRow] | None:
    """Return a decision and everything it is based on; None for an unknown one."""
    rows = await store.graph.read(BASIS, DecisionBasisParams(decision_id))
    read_decisions = await decisions(store, [decision_id])
    return (read_decisions[0], rows[0]) if read_decisions and rows else None


async def impact(store: Store, wanted: Wanted, question: ImpactQuestion) -> Impact | Problem:
    """Return the decisions that depend on a node or a version of it: directly, or through a model trained on it."""
    if question.kind not in IMPACT_KINDS:
        kinds = f"{', '.join(IMPACT_KINDS[:-1])} or {IMPACT_KINDS[-1]}"
        return invalid("id", f"No decision is based on a {question.kind}: name a {kinds}.")
    scope = f"impact {question.id} {question.as_of} {question.origin} {question.basis}"
    place = place_in(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    as_of = None if question.as_of is None else milliseconds(question.as_of)
    # Only the ways that begin at such a node are sent: a row would pass through all the others.
    ways = {question.kind}
    listed = ImpactPageParams(
        id=question.id,
        as_of=as_of,
        before=place or LAST,
        origin=question.origin,
        basis=question.basis,
        most=MOST_DEPENDENCIES,
        limit=wanted.first + 1,
    )
    # At once: the server works on each statement with one core.
    counts, rows = await asyncio.gather(
        store.graph.read(IMPACT.only(ways), ImpactParams(question.id, as_of, MOST_DEPENDENCIES)),
        store.graph.read(IMPACT_PAGE.only(ways), listed),
    )
    if not counts and not await store.graph.read(NODE, NodeParams(question.id)):
        return UNKNOWN
    shown = rows[: wanted.first]
    page = cut(store, scope, wanted, rows, await decisions(store, [row.id for row in shown]))
    if sum(row.decisions * (row.by_input + row.by_training) for row in counts) >= MOST_DEPENDENCIES:
        page = replace(page, searched=MOST_DEPENDENCIES)
    return Impact(counts, page, {row.id: row.bases for row in shown})
