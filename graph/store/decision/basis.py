"""What one decision is based on, and what depends on one version, policy or person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import LAST
from graph.domain.kernel.problems import Problem, invalid
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
from graph.store.decision.pages import DecisionRow, Page, Wanted, cut, decisions, place_in
from graph.store.kernel.store import Store

__all__ = ["IMPACT_KINDS", "DecisionBasisRow", "Impact", "ImpactQuestion", "decision_basis", "impact"]


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
    """Counts by origin and basis, a page of the decisions, and the bases of each by its id."""

    counts: Sequence[ImpactRow]
    page: Page[DecisionRow]
    bases: Mapping[str, Sequence[str]]


async def decision_basis(store: Store, decision_id: str) -> tuple[DecisionRow, DecisionBasisRow] | None:
    """Return a decision and everything it is based on; None for an unknown one."""
    rows = await store.graph.read(BASIS, DecisionBasisParams(decision_id))
    read_decisions = await decisions(store, [decision_id])
    return (read_decisions[0], rows[0]) if read_decisions and rows else None


async def impact(store: Store, wanted: Wanted, question: ImpactQuestion) -> Impact | Problem:
    """Return the decisions that depend on a node: directly, or through a model that was trained on it."""
    if question.kind not in IMPACT_KINDS:
        return invalid("id", f"A {question.kind} has no impact of its own: name a {', '.join(IMPACT_KINDS)}.")
    scope = f"impact {question.id} {question.as_of} {question.origin} {question.basis}"
    place = place_in(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    as_of = None if question.as_of is None else milliseconds(question.as_of)
    counts = await store.graph.read(IMPACT, ImpactParams(question.id, as_of))
    rows = await store.graph.read(
        IMPACT_PAGE,
        ImpactPageParams(
            id=question.id,
            as_of=as_of,
            before=place or LAST,
            origin=question.origin,
            basis=question.basis,
            limit=wanted.first + 1,
        ),
    )
    shown = rows[: wanted.first]
    page = cut(store, scope, wanted, rows, await decisions(store, [row.id for row in shown]))
    return Impact(counts, page, {row.id: row.bases for row in shown})
