"""Key figures as series: of the whole time and of each period, for all decisions or for each group of them."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.domain.decision.kpis import CORRECTED, NOT_BY_GROUP, KeyFigure, KpiGrouping, KpiPeriod
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.store.decision.figures import FiguresQuestion, FiguresRow, decisions_with_figures
from graph.store.decision.filtered import DecisionFilter
from graph.store.kernel.store import Store
from graph.store.monitor.drift import DriftCourse, drift_course
from pipelines.kpi.corrected import AgeCorrections, CorrectedFigure
from pipelines.kpi.measures import MEASURES, Aggregate, Cells, Columns, Figure, figures_of

if TYPE_CHECKING:
    import pandas as pd

MOST_PERIODS = 400
"""A year of days and some more: what a chart or a table of days still shows."""
MOST_GROUPS = 50
"""The groups with the most decisions, as many as one list holds."""
Places: TypeAlias = NDArray[np.intp]
_TEXTS = frozenset({"kind", "action", "verdict", "entities", "person", "team", "queue", "category", "policy", "model"})
"""Columns of which there is no number."""
_MOMENT = timedelta(milliseconds=1)
"""The last moment of a window lies so long before its end: times are stored in whole milliseconds."""
_FREQUENCIES = {KpiPeriod.DAY: "D", KpiPeriod.WEEK: "W-SUN", KpiPeriod.MONTH: "M"}
"""How pandas names them; a week ends on Sunday."""


@dataclass(frozen=True, slots=True)
class KpiQuestion:
    """Which figures of which decisions, by which length of period (UTC), and told apart by what."""

    filters: DecisionFilter
    since: datetime
    until: datetime
    period: KpiPeriod
    kpis: Sequence[KeyFigure]
    by: KpiGrouping | None = None


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """A figure of the period that begins on a day."""

    begins: date
    figure: Figure
    corrected: CorrectedFigure | None = None


@dataclass(frozen=True, slots=True)
class KpiSeries:
    """One key figure of one group (None: of all, or of those that belong to none), whole and by period.

    `missing`: why there is none, where that is another reason than the key figure's own. `corrected`: for the age of
    decisions whose outcome is open, where there are some.
    """

    kpi: KeyFigure
    group: str | None
    whole: Figure
    periods: Sequence[PeriodFigure]
    missing: str | None = None
    corrected: CorrectedFigure | None = None


@dataclass(frozen=True, slots=True)
class KpiAnswer:
    """Series by figure, in each the largest group first; `groups` says how many groups there are.

    `has_untimed`: whether there are decisions of a log without a clock, which count in the days of its load.
    """

    series: Sequence[KpiSeries]
    groups: int
    has_untimed: bool = False


async def kpi_series(store: Store, question: KpiQuestion) -> KpiAnswer | Problem:
    """Read the decisions that answer a filter, and compute their figures."""
    if not question.kpis:
        return invalid("kpis", "kpis is empty: name at least one key figure.")
    if problem := _too_many(question):
        return problem
    filters = replace(question.filters, since=question.since, until=question.until)
    rows = await decisions_with_figures(store, FiguresQuestion(filters, question.kpis, question.by))
    if isinstance(rows, Problem):
        return rows
    answer = await asyncio.to_thread(computed, rows, question, milliseconds(store.clock.now()))
    if KeyFigure.DRIFT_ALERTS not in question.kpis or question.filters.point is None:
        return answer
    course = await drift_course(store, question.filters.point, (question.since, question.until))
    if isinstance(course, Problem):
        return course
    return replace(answer, series=[*answer.series, drift_alerts(course, question)])


def computed(rows: Sequence[FiguresRow], question: KpiQuestion, now: int) -> KpiAnswer:
    """Return the figures of decisions by what was known at `now` (ms); a period without any is there too."""
    columns, begins = _columns(rows), periods_of(question)
    names, groups = _grouped([getattr(row, question.by.value.lower()) for row in rows] if question.by else None, rows)
    starts = begins.start_time.as_unit("ms").asi8
    periods = np.searchsorted(starts, columns["decided_at"], "right") - 1
    # Of decisions that were chosen by their outcome, what the others will bring is no question.
    unbiased = question.filters.ended_badly is None and CORRECTED & set(question.kpis)
    table = _Table(
        columns,
        AgeCorrections(columns, now) if unbiased else None,
        list(names[:MOST_GROUPS]),
        [one.date() for one in begins.start_time],
        Cells(groups, len(names)),
        Cells(groups * len(starts) + periods, len(names) * len(starts)),
    )
    kpis = [kpi for kpi in dict.fromkeys(question.kpis) if kpi in MEASURES]
    untimed = not all(row.timed for row in rows)
    return KpiAnswer([series for kpi in kpis for series in table.series(kpi)], len(names), untimed)


def drift_alerts(course: DriftCourse, question: KpiQuestion) -> KpiSeries:
    """Return how many columns drifted; a period counts where any of its days was tested."""
    begins = periods_of(question)
    alone = question.by is None and replace(question.filters, since=None, until=None) == DecisionFilter(
        question.filters.point
    )
    if not alone or course.tested_from is None or course.tested_to is None:
        none = Figure(None, 0, 0)
        parts = [PeriodFigure(one.start_time.date(), none) for one in begins]
        return KpiSeries(KeyFigure.DRIFT_ALERTS, None, none, parts, None if alone else NOT_BY_GROUP)
    ends = [one.until - _MOMENT for one in course.signals]
    tested = (course.tested_from, course.tested_to)
    parts = [
        PeriodFigure(one.start_time.date(), _alerts(ends, (_utc(one.start_time), _utc(one.end_time)), tested))
        for one in begins
    ]
    return KpiSeries(KeyFigure.DRIFT_ALERTS, None, _alerts(ends, (question.since, question.until), tested), parts)


def _alerts(ends: Sequence[datetime], span: tuple[datetime, datetime], tested: tuple[datetime, datetime]) -> Figure:
    if span[1] <= tested[0] or span[0] >= tested[1]:
        return Figure(None, 0, 0)
    count = sum(span[0] <= end <= span[1] for end in ends)
    return Figure(float(count), count, count)


def _utc(at: "pd.Timestamp") -> datetime:
    return at.tz_localize("UTC").to_pydatetime(warn=False)


def periods_of(question: KpiQuestion) -> "pd.PeriodIndex":
    """Return the periods from the one that `since` lies in to the last one that begins before `until`."""
    import pandas as pd  # noqa: PLC0415  # loads with the first request

    first, last = (pd.Timestamp(at).tz_convert("UTC").tz_localize(None) for at in (question.since, question.until))
    last = max(first, last - pd.Timedelta(microseconds=1))
    return pd.period_range(first, last, freq=_FREQUENCIES[question.period])


def _columns(rows: Sequence[FiguresRow]) -> Columns:
    """Return decisions column by column, so that each is worked on at once."""
    columns: dict[str, NDArray[Any]] = {}
    for name, values in zip(FiguresRow._fields, zip(*rows, strict=True) if rows else repeat(()), strict=False):
        columns[name] = np.empty(len(rows), object) if name in _TEXTS else np.array(values, np.float64)
        if name in _TEXTS:
            columns[name][:] = values
    return columns


def _grouped(keys: Sequence[str | None] | None, rows: Sequence[FiguresRow]) -> tuple[Sequence[str | None], Places]:
    """Return the names of groups, the largest first, and the place of each decision's group."""
    if keys is None:
        return [None], np.zeros(len(rows), np.intp)
    sizes = Counter(keys)
    order = sorted(sizes, key=lambda name: (-sizes[name], name or ""))
    places = {name: place for place, name in enumerate(order)}
    return order, np.fromiter((places[key] for key in keys), np.intp, len(rows))


@dataclass(frozen=True, slots=True)
class _Table:
    """Decisions with the cells in which they count: of their group, and of their group and period."""

    columns: Columns
    corrections: AgeCorrections | None
    names: Sequence[str | None]
    begins: Sequence[date]
    whole: Cells
    parts: Cells

    def series(self, kpi: KeyFigure) -> Iterator[KpiSeries]:
        measure = MEASURES[kpi]
        none = Figure(0.0 if measure.aggregate is Aggregate.COUNT else None, 0, 0)
        whole, parts = (figures_of(measure, self.columns, cells) for cells in (self.whole, self.parts))
        corrected, corrected_parts = (
            {} if self.corrections is None else self.corrections.of(kpi, cells) for cells in (self.whole, self.parts)
        )
        for group, name in enumerate(self.names):
            cells = range(group * len(self.begins), (group + 1) * len(self.begins))
            periods = [
                PeriodFigure(begin, parts[cell] or none, corrected_parts.get(cell))
                for begin, cell in zip(self.begins, cells, strict=True)
            ]
            yield KpiSeries(kpi, name, whole[group] or none, periods, corrected=corrected.get(group))


def _too_many(question: KpiQuestion) -> Problem | None:
    count = len(periods_of(question))
    if question.since >= question.until or count <= MOST_PERIODS:
        return None
    message = f"That are {count:,} periods, more than {MOST_PERIODS}: take longer periods or a shorter time."
    return Problem(ProblemCode.TOO_COMPLEX, message, {"where": "period"})
