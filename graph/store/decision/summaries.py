"""Decisions summed up: how many ended badly, against which advice, how late and at what cost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.queries.decision.analysis import OVERRIDES, SUMMARY, OverridesParams, OverridesRow, SummaryParams, SummaryRow
from graph.store.decision.filtered import DecisionFilter, Need, chosen_decisions, summed_stretch
from graph.store.decision.ranges import period_fault
from graph.store.kernel.store import Store
from graph.store.registry.advice import pass_limits
from graph.store.registry.points import point_of

__all__ = [
    "MOST_ROWS",
    "Grouping",
    "Need",
    "OverridesRow",
    "ReportingPeriod",
    "SummaryQuestion",
    "SummaryRow",
    "overrides",
    "summary",
    "unknown_point",
    "whole",
]

MOST_ROWS = 500
"""More groups nobody reads; the answer says that there are more."""


class Grouping(StrEnum):
    """What decisions can be counted by."""

    KIND = "KIND"
    ORIGIN = "ORIGIN"
    ACTION = "ACTION"
    VERDICT = "VERDICT"
    DECISION_POINT = "DECISION_POINT"
    POLICY_VERSION = "POLICY_VERSION"
    DECIDER = "DECIDER"
    QUEUE = "QUEUE"
    ESCALATED = "ESCALATED"
    CATEGORY = "CATEGORY"
    ENTITY = "ENTITY"
    QUALITY = "QUALITY"
    MODEL_VERSION = "MODEL_VERSION"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    QUARTER = "QUARTER"


_PERIODS = (Grouping.DAY, Grouping.WEEK, Grouping.MONTH, Grouping.QUARTER)
_NEEDS = {Grouping.QUEUE: Need.TASK, Grouping.ESCALATED: Need.TASK, Grouping.QUALITY: Need.DATA}


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """A decision point and a time from `since` to before `until`."""

    point: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class SummaryQuestion:
    """Which decisions, counted by what; `entity_kind`: only entities of this kind are groups; None for all."""

    filters: DecisionFilter
    by: Sequence[Grouping] = ()
    entity_kind: str | None = None
    needs: Sequence[Need] = ()


async def summary(store: Store, question: SummaryQuestion) -> list[SummaryRow] | Problem:
    """Return the decisions that answer a filter by group, the periods in order, in each the largest group first."""
    filters, periods = question.filters, [one for one in question.by if one in _PERIODS]
    if len(periods) > 1:
        return invalid("by", f"by names {' and '.join(periods)}: choose one length of period.")
    if problem := period_fault(filters.since, filters.until) or await unknown_point(store, filters.point):
        return problem
    stretch = await summed_stretch(store, filters)
    if isinstance(stretch, Problem):
        return stretch
    needs = [Need.RATING, *question.needs, *(_NEEDS[one] for one in question.by if one in _NEEDS)]
    chosen = await chosen_decisions(store, filters, stretch, needs)
    params = SummaryParams(
        chosen=chosen,
        known_by=milliseconds(store.clock.now()),
        by=[one.value for one in question.by],
        period=periods[0].value.lower() if periods else None,
        entity_kind=question.entity_kind,
        limit=MOST_ROWS,
    )
    return await store.graph.read(SUMMARY.only(chosen.parts | {*params.by}), params)


async def whole(store: Store, question: SummaryQuestion) -> SummaryRow | Problem | None:
    """Return the same decisions as one group, each counted once; None where there is none."""
    rows = await summary(store, replace(question, by=(), needs=()))
    return rows if isinstance(rows, Problem) else next(iter(rows), None)


async def overrides(store: Store, period: ReportingPeriod) -> list[OverridesRow] | Problem:
    """Return each person's decisions of a period against the model's advice, most overrides first."""
    if problem := period_fault(period.since, period.until) or await unknown_point(store, period.point):
        return problem
    since, until, now = (milliseconds(at) for at in (period.since, period.until, store.clock.now()))
    limits = await pass_limits(store, period.point)
    return await store.graph.read(OVERRIDES, OverridesParams(period.point, since, until, limits, now, MOST_ROWS))


async def unknown_point(store: Store, point: str | None) -> Problem | None:
    """Return what is wrong with the name of a decision point, if anything."""
    if point is None or await point_of(store, point) is not None:
        return None
    message = f"There is no decision point {point!r}: name one that a case or task shows."
    return Problem(ProblemCode.NOT_FOUND, message)
