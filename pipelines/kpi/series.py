"""Key figures as series: of the whole time and of each period, for all decisions or for each group of them."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pandas as pd

from graph.domain.decision.kpis import CORRECTED, NOT_BY_GROUP, KeyFigure, KpiGrouping, KpiPeriod
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.store.decision.figures import FiguresQuestion, FiguresRow, decisions_with_figures
from graph.store.decision.filtered import DecisionFilter
from graph.store.kernel.store import Store
from graph.store.monitor.drift import DriftCourse, drift_course
from pipelines.kpi.corrected import AgeCorrections, CorrectedFigure
from pipelines.kpi.measures import MEASURES, Aggregate, Figure, figures_of

MOST_PERIODS = 400
"""A year of days and some more: what a chart or a table of days still shows."""
MOST_GROUPS = 50
"""The groups with the most decisions, as many as one list holds."""
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
    """Series by figure, in each the largest group first; `groups` says how many groups there are."""

    series: Sequence[KpiSeries]
    groups: int


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
    table = pd.DataFrame(rows, columns=list(FiguresRow._fields))
    table["period"] = pd.to_datetime(table["decided_at"].astype("int64"), unit="ms").dt.to_period(
        _FREQUENCIES[question.period]
    )
    names = _grouped(table, question.by)
    begins = periods_of(question)
    # Of decisions that were chosen by their outcome, what the others will bring is no question.
    unbiased = question.filters.ended_badly is None and CORRECTED & set(question.kpis)
    corrections = AgeCorrections(table, now) if unbiased and len(table) else None
    return KpiAnswer(
        [
            series
            for kpi in dict.fromkeys(question.kpis)
            if kpi in MEASURES
            for series in _series(kpi, (table, corrections), names, begins)
        ],
        len(names),
    )


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


def _utc(at: pd.Timestamp) -> datetime:
    return at.tz_localize("UTC").to_pydatetime(warn=False)


def periods_of(question: KpiQuestion) -> pd.PeriodIndex:
    """Return the periods from the one that `since` lies in to the last one that begins before `until`."""
    first, last = (pd.Timestamp(at).tz_convert("UTC").tz_localize(None) for at in (question.since, question.until))
    last = max(first, last - pd.Timedelta(microseconds=1))
    return pd.period_range(first, last, freq=_FREQUENCIES[question.period])


def _grouped(table: pd.DataFrame, by: KpiGrouping | None) -> Sequence[str | None]:
    """Write the place of each decision's group into the column `group`, the largest first, and return their names."""
    if by is None:
        table["group"] = 0
        return [None]
    names = table[by.value.lower()].astype(object)
    names = names.where(names.notna(), None)
    sizes = Counter(names)
    order = sorted(sizes, key=lambda name: (-sizes[name], name or ""))
    table["group"] = names.map({name: place for place, name in enumerate(order)})
    return order


def _series(
    kpi: KeyFigure,
    measured: tuple[pd.DataFrame, AgeCorrections | None],
    names: Sequence[str | None],
    begins: pd.PeriodIndex,
) -> Iterator[KpiSeries]:
    table, corrections = measured
    measure = MEASURES[kpi]
    none = Figure(0.0 if measure.aggregate is Aggregate.COUNT else None, 0, 0)
    values = measure.values(table)
    whole = figures_of(measure.aggregate, values, table, ["group"])
    parts = figures_of(measure.aggregate, values, table, ["group", "period"])
    corrected_whole = corrections.of(kpi, ["group"]) if corrections else {}
    corrected_parts = corrections.of(kpi, ["group", "period"]) if corrections else {}
    for place, name in enumerate(names[:MOST_GROUPS]):
        periods = [
            PeriodFigure(one.start_time.date(), parts.get((place, one), none), corrected_parts.get((place, one)))
            for one in begins
        ]
        yield KpiSeries(kpi, name, whole.get(place, none), periods, corrected=corrected_whole.get(place))


def _too_many(question: KpiQuestion) -> Problem | None:
    count = len(periods_of(question))
    if question.since >= question.until or count <= MOST_PERIODS:
        return None
    message = f"That are {count:,} periods, more than {MOST_PERIODS}: take longer periods or a shorter time."
    return Problem(ProblemCode.TOO_COMPLEX, message, {"where": "period"})
