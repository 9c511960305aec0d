"""Key figures in GraphQL's form."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, TypeAlias

import strawberry
from graphql.execution.collect_fields import FieldDetails

from api.graphql.completed import Completed
from api.graphql.context import SignoffInfo
from api.graphql.decision.analysis_inputs import span_of
from api.graphql.decision.filter import DecisionFilterInput
from api.graphql.decision.judged import JudgedFigure, judged_figures
from api.graphql.decision.sums import UNTIMED, WRONG
from api.graphql.enums import Better, KeyFigure, KpiGrouping, KpiPeriod, KpiUnit
from api.graphql.lineage.walk_selection import Selection, name_of
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.decision.kpis import KPIS
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.store.monitor.kpis import JudgedKpi
from pipelines.kpi.corrected import METHOD, CorrectedFigure
from pipelines.kpi.series import KpiAnswer, KpiQuestion, KpiSeries, PeriodFigure

_READABLE = [readable(Operation.READ_CASES)]
_DAYS = 84
"""Twelve weeks: a trend that can be seen, in weeks that can be counted."""


@strawberry.input(description="Which key figures of which decisions.")
class MetricsInput:
    """A question about key figures."""

    decision_point: str = strawberry.field(description="The decision point.")
    from_: datetime | None = strawberry.field(
        default=None,
        name="from",
        description=f"Decided at this moment or later; else that of `where`, else {_DAYS} days back.",
    )
    to: datetime | None = strawberry.field(
        default=None, description="Decided before this moment; else that of `where`, else before now."
    )
    period: KpiPeriod = strawberry.field(default=KpiPeriod.WEEK, description="How long a period is.")
    kpis: list[KeyFigure] | None = strawberry.field(default=None, description="Only these; null for all.")
    by: KpiGrouping | None = strawberry.field(
        default=None, description="By what they are told apart; null: not at all."
    )
    where: DecisionFilterInput | None = strawberry.field(default=None, description="Only decisions that answer it.")

    def to_question(self, now: datetime) -> KpiQuestion | Problem:
        """Return the question as the pipeline takes it, or which id is none."""
        filters = (self.where or DecisionFilterInput()).to_filter(self.decision_point)
        if isinstance(filters, Problem):
            return filters
        since, until = span_of(filters, self.from_, self.to, now, _DAYS)
        kpis = list(KPIS) if self.kpis is None else self.kpis
        return KpiQuestion(filters, since, until, self.period, kpis, self.by)


@strawberry.type(
    description="A share as it will be once every outcome is known, from how decisions of the same age went on.",
    directives=_READABLE,
)
class CorrectedShare:
    """A share of outcomes, corrected for age."""

    value: float = strawberry.field(description="The share.")
    low: float = strawberry.field(description="Where its 90 % band begins.")
    high: float = strawberry.field(description="Where its 90 % band ends.")
    known: int = strawberry.field(description="Of how many decisions the outcome is known by now.")
    of: int = strawberry.field(description="Of how many decisions it is the share.")


@strawberry.type(description="A key figure of one period.", directives=_READABLE)
class KpiPeriodFigure:
    """A figure of a period."""

    from_: date = strawberry.field(name="from", description="The first day of the period, in UTC.")
    value: float | None = strawberry.field(description="The figure; null where there is nothing to compute it of.")
    count: int = strawberry.field(description="Of a share: how many.")
    of: int = strawberry.field(description="Of how many decisions it is computed.")
    corrected: CorrectedShare | None = strawberry.field(
        description="What `value` will be once every outcome is known: `value` is of those known so far, which "
        "misleads of young decisions. Null where all are known, and of figures that are not of outcomes."
    )


_PERIOD_FIELDS: Mapping[str, Callable[[PeriodFigure], object]] = {
    "from": lambda one: one.begins.isoformat(),
    "value": lambda one: one.figure.value,
    "count": lambda one: one.figure.counted,
    "of": lambda one: one.figure.of,
    "__typename": lambda _: "KpiPeriodFigure",
}
"""What each field of a period's figure is in the answer, but for the corrected share."""


def _share(selection: Selection, details: list[FieldDetails]) -> Callable[[PeriodFigure], object]:
    """Return what shows the corrected share of a period, as it is selected."""
    fields = [(key, name_of(one)) for key, one in selection.below("CorrectedShare", details).items()]

    def shown(one: PeriodFigure) -> object:
        share = {} if one.corrected is None else {**one.corrected._asdict(), "__typename": "CorrectedShare"}
        return {key: share[name] for key, name in fields} if share else None

    return shown


@strawberry.type(description="A key figure of all decisions, or of one group of them.", directives=_READABLE)
class KpiFigure:
    """A key figure with its course."""

    kpi: KeyFigure = strawberry.field(description="Which one.")
    name: str = strawberry.field(description="Its name.")
    formula: str = strawberry.field(description="How it is computed, in words.")
    unit: KpiUnit = strawberry.field(description="What it is measured in.")
    better: Better = strawberry.field(description="Which way it improves.")
    group: str | None = strawberry.field(description="The group; null for all, or for those that belong to none.")
    value: float | None = strawberry.field(description="The figure of the whole time; null where there is none.")
    count: int = strawberry.field(description="Of a share: how many.")
    of: int = strawberry.field(description="Of how many decisions it is computed.")
    missing: str | None = strawberry.field(description="Why there is no figure; null where there is one.")
    corrected: CorrectedShare | None = strawberry.field(
        description="What `value` will be once every outcome is known, as in `periods`."
    )
    series: strawberry.Private[KpiSeries]

    @strawberry.field(
        description="The same by period, the oldest first, none left out.", graphql_type=list[KpiPeriodFigure]
    )
    def periods(self, info: SignoffInfo) -> list[Completed]:
        """Return the periods completed: there are thousands, and each would be resolved field by field."""
        selection = Selection(info._raw_info)  # noqa: SLF001  # strawberry hides what is selected
        selected = selection.below("KpiPeriodFigure", selection.here())
        shown = [(key, _PERIOD_FIELDS.get(name_of(one)) or _share(selection, one)) for key, one in selected.items()]
        return [Completed({key: show(one) for key, show in shown}) for one in self.series.periods]


@strawberry.type(description="Key figures of decisions.", directives=_READABLE)
class KeyFigures:
    """Key figures."""

    figures: list[KpiFigure] = strawberry.field(description="By key figure, in each the largest group first.")
    groups: int = strawberry.field(description="How many groups there are; the 50 largest are shown.")
    protocol: str = strawberry.field(
        description="When a decision counts as wrong, and how shares are corrected for age, as text."
    )
    currency: str | None = strawberry.field(description="In which currency amounts are; null where none is agreed.")
    judged: list[JudgedFigure] = strawberry.field(
        description="By which figures the decision point is judged: those of its pack, then the key figures."
    )


MetricsResult: TypeAlias = Annotated[
    KeyFigures | Refusal, strawberry.union("MetricsResult", description="The key figures, or why not.")
]


def metrics_of(
    answer: KpiAnswer, judged: tuple[Sequence[JudgedKpi], Mapping[str, float]], currency: str | None
) -> KeyFigures:
    """Return key figures in GraphQL's form; `judged`: what judges the point, and means by kind of outcome."""
    values = {one.kpi: one.whole.value for one in answer.series} if answer.groups == 1 else {}
    return KeyFigures(
        figures=[_figure(one) for one in answer.series],
        groups=answer.groups,
        protocol=f"{WRONG} {METHOD}{UNTIMED if answer.has_untimed else ''}",
        currency=currency,
        judged=judged_figures(*judged, values),
    )


def _figure(series: KpiSeries) -> KpiFigure:
    spec, whole = KPIS[series.kpi], series.whole
    return KpiFigure(
        kpi=series.kpi,
        name=spec.name,
        formula=spec.formula,
        unit=spec.unit,
        better=spec.better,
        group=series.group,
        value=whole.value,
        count=whole.counted,
        of=whole.of,
        missing=(series.missing or spec.missing) if whole.value is None else None,
        corrected=_corrected(series.corrected),
        series=series,
    )


def _corrected(one: CorrectedFigure | None) -> CorrectedShare | None:
    return None if one is None else CorrectedShare(**one._asdict())
