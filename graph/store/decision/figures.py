"""Decisions with what key figures are computed from."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.decision.kpis import KeyFigure, KpiGrouping
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.queries.decision.analysis import FIGURES, FiguresParams, FiguresRow
from graph.store.decision.filtered import DecisionFilter, Need, chosen_decisions, summed_stretch
from graph.store.decision.ranges import period_fault
from graph.store.decision.summaries import unknown_point
from graph.store.kernel.store import Store

__all__ = ["FiguresRow", "decisions_with_figures"]

_OF_ADVICE = {KeyFigure.OVERRIDE_RATE, KeyFigure.COST_OF_OVERRIDES}
"""Figures that need to know what the model advised, which costs a look at each decision's score."""


@dataclass(frozen=True, slots=True)
class FiguresQuestion:
    """Of which decisions which figures are wanted, and by what they are told apart."""

    filters: DecisionFilter
    kpis: Sequence[KeyFigure]
    by: KpiGrouping | None = None


async def decisions_with_figures(store: Store, question: FiguresQuestion) -> list[FiguresRow] | Problem:
    """Return the decisions that answer a filter; the advice is read only where a figure needs it: on people's."""
    filters = question.filters
    if problem := period_fault(filters.since, filters.until) or await unknown_point(store, filters.point):
        return problem
    stretch = await summed_stretch(store, filters)
    if isinstance(stretch, Problem):
        return stretch
    advised = {KeyFigure.OVERRIDE_RATE, KeyFigure.COST_OF_OVERRIDES} & set(question.kpis)
    needs = [Need.RATING, *([Need.ADVICE] if advised else [])]
    if filters.against_model is None:
        needs.append(Need.PEOPLE_ALONE)
    chosen = await chosen_decisions(store, filters, stretch, needs)
    people = [KpiGrouping.PERSON.value] if KeyFigure.REVIEWER_LOAD in question.kpis else []
    by = sorted({*people, *([] if question.by is None else [question.by.value])})
    statement = FIGURES.only(chosen.parts.union(by))
    (row,) = await store.graph.read(statement, FiguresParams(chosen, milliseconds(store.clock.now()), by))
    return [FiguresRow._make(one) for one in row.decisions]
