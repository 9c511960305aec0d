"""Decisions with what key figures are computed from."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.domain.decision.kpis import KeyFigure, KpiGrouping
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.queries.decision.analysis import FIGURES, ChosenDecisions, FiguresParams, FiguresRow
from graph.store.decision.filtered import DecisionFilter, Need, chosen_decisions, halves, summed_stretch
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
    """Return the decisions that answer a filter, newer ones first by halves that are read at once.

    The advice is read only where a figure needs it: on people's.
    """
    filters = question.filters
    if problem := period_fault(filters.since, filters.until) or await unknown_point(store, filters.point):
        return problem
    stretch = await summed_stretch(store, filters)
    if isinstance(stretch, Problem):
        return stretch
    needs = [Need.RATING, *([Need.ADVICE] if _OF_ADVICE & set(question.kpis) else [])]
    if filters.against_model is None:
        needs.append(Need.PEOPLE_ALONE)
    chosen = await chosen_decisions(store, filters, stretch, needs)
    parts = await halves(store, stretch)
    read = await asyncio.gather(
        *(_read(store, question, replace(chosen, since=part.since, before=part.before)) for part in parts)
    )
    return [row for rows in read for row in rows]


async def _read(store: Store, question: FiguresQuestion, chosen: ChosenDecisions) -> list[FiguresRow]:
    people = [KpiGrouping.PERSON.value] if KeyFigure.REVIEWER_LOAD in question.kpis else []
    by = sorted({*people, *([] if question.by is None else [question.by.value])})
    statement = FIGURES.only(chosen.parts.union(by))
    (row,) = await store.graph.read(statement, FiguresParams(chosen, milliseconds(store.clock.now()), by))
    return [FiguresRow._make(one) for one in row.decisions]
