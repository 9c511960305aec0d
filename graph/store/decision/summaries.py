"""Decisions of a period summed up: how many ended badly, and how often the model's advice was not followed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.queries.decision.analysis import OVERRIDES, SUMMARY, OverridesParams, OverridesRow, SummaryParams, SummaryRow
from graph.store.kernel.store import Store
from graph.store.registry.advice import pass_limits
from graph.store.registry.points import point_of

__all__ = ["MOST_ROWS", "Grouping", "OverridesRow", "ReportingPeriod", "SummaryRow", "overrides", "summary"]

MOST_ROWS = 500


class Grouping(StrEnum):
    """What decisions can be counted by."""

    KIND = "KIND"
    ORIGIN = "ORIGIN"
    ACTION = "ACTION"
    POLICY_VERSION = "POLICY_VERSION"
    DECIDER = "DECIDER"
    CATEGORY = "CATEGORY"
    MODEL_VERSION = "MODEL_VERSION"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """A decision point and a time from `since` to before `until`."""

    point: str
    since: datetime
    until: datetime


async def summary(store: Store, period: ReportingPeriod, by: Sequence[Grouping]) -> list[SummaryRow] | Problem:
    """Return the decisions of a period by group, largest first; those taken back do not count."""
    if problem := await _unusable(store, period):
        return problem
    since, until, now = (milliseconds(at) for at in (period.since, period.until, store.clock.now()))
    params = SummaryParams(period.point, since, until, [one.value for one in by], now, MOST_ROWS)
    return await store.graph.read(SUMMARY, params)


async def overrides(store: Store, period: ReportingPeriod) -> list[OverridesRow] | Problem:
    """Return each person's decisions of a period against the model's advice, most overrides first."""
    if problem := await _unusable(store, period):
        return problem
    since, until, now = (milliseconds(at) for at in (period.since, period.until, store.clock.now()))
    limits = await pass_limits(store, period.point)
    return await store.graph.read(OVERRIDES, OverridesParams(period.point, since, until, limits, now, MOST_ROWS))


async def _unusable(store: Store, period: ReportingPeriod) -> Problem | None:
    if period.since >= period.until:
        return invalid("from", "from must lie before to: exchange the two.")
    if await point_of(store, period.point) is None:
        message = f"There is no decision point {period.point!r}: name one that a case or task shows."
        return Problem(ProblemCode.NOT_FOUND, message)
    return None
