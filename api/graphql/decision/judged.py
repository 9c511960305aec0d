"""Figures that a decision point is judged by: with target, owner, what they are now and what their data told."""

from collections.abc import Mapping, Sequence
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.enums import Better, KeyFigure
from api.graphql.fields import SAME_KEY
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.decision import kpis as figures
from graph.domain.decision.targets import TargetChange, cost_of_miss, is_met
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.store.monitor.kpis import JudgedKpi, SetTarget, set_target

_READABLE = [readable(Operation.READ_CASES)]


@strawberry.type(description="A figure that a decision point is judged by.", directives=_READABLE)
class JudgedFigure:
    """A figure with its target."""

    kpi_id: strawberry.ID = strawberry.field(description="Its id, for `setKpiTarget` and `setOwner`.")
    name: str = strawberry.field(description="Its name.")
    formula: str = strawberry.field(description="How it is computed, in words.")
    unit: str = strawberry.field(description="What it is measured in: a unit of key figures, or the pack's own word.")
    better: Better = strawberry.field(description="Which way it improves.")
    figure: KeyFigure | None = strawberry.field(description="The key figure that tells it of live decisions.")
    outcome: str | None = strawberry.field(description="The kind of reported outcome whose mean tells it instead.")
    value: float | None = strawberry.field(description="That key figure or mean, of the whole time and all decisions.")
    target: float | None = strawberry.field(description="What was agreed.")
    met: bool | None = strawberry.field(
        description="Whether the target is met: by `value`, else by what the pack's data told; null where unknown."
    )
    money: float | None = strawberry.field(description="What one unit off the target costs.")
    miss_cost: float | None = strawberry.field(description="What a missed target costs; null where that is unknown.")
    owner_id: strawberry.ID | None = strawberry.field(description="The person or team whose figure it is.")
    owner: str | None = strawberry.field(description="The owner's name.")
    history_value: float | None = strawberry.field(description="What the pack's data told when they were loaded.")
    history_cases: int | None = strawberry.field(description="Of how many cases; null for figures of no pack.")
    history_reason: str | None = strawberry.field(description="Why the pack's data cannot tell it.")


@strawberry.input(description="A target for a figure.")
class SetKpiTargetInput:
    """A target."""

    kpi_id: strawberry.ID = strawberry.field(description="The figure.")
    target: float | None = strawberry.field(default=None, description="What is agreed; null: nothing any more.")
    money: float | None = strawberry.field(default=None, description="What one unit off the target costs.")
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.type(description="A target that is on record.", directives=_READABLE)
class KpiTarget:
    """A target."""

    kpi_id: strawberry.ID = strawberry.field(description="The figure.")
    target: float | None = strawberry.field(description="What is agreed.")
    money: float | None = strawberry.field(description="What one unit off it costs.")


SetKpiTargetResult: TypeAlias = Annotated[
    KpiTarget | Refusal, strawberry.union("SetKpiTargetResult", description="The target, or why it was refused.")
]


@strawberry.type
class KpiMutations:
    """What is agreed on figures."""

    @strawberry.mutation(
        description="Set a figure's target and what one unit off it costs; the audit log keeps who did.",
        extensions=[Requires(Operation.MANAGE_REGISTRY)],
    )
    async def set_kpi_target(self, info: SignoffInfo, input: SetKpiTargetInput) -> SetKpiTargetResult:  # noqa: A002  # GraphQL's convention
        """Set a target."""
        store, actor, key = info.context.store, info.context.actor, input.idempotency_key
        kpi = node_id(input.kpi_id, "Kpi", "kpiId")
        change = kpi if isinstance(kpi, Problem) else TargetChange(kpi, input.target, input.money)
        return await answer(change, lambda parsed: set_target(store, actor, parsed, key), _target)


def judged_figures(
    kpis: Sequence[JudgedKpi], means: Mapping[str, float], values: Mapping[figures.KeyFigure, float | None]
) -> list[JudgedFigure]:
    """Return a point's figures, those of its pack first, with means by kind of outcome and values of key figures."""
    order = {kpi.value: place for place, kpi in enumerate(figures.KPIS)}
    shown = [(one, _general(one)) for one in kpis]
    shown.sort(key=lambda pair: (pair[1], order.get(pair[0].declared.figure or "", 0), pair[0].declared.name))
    return [_judged(one, _live(one, means, values)) for one, _ in shown]


def _general(one: JudgedKpi) -> bool:
    """Tell whether it is one of the key figures that every point has."""
    figure = _figure_of(one)
    return figure is not None and one.declared.name == figures.KPIS[figure].name


def _figure_of(one: JudgedKpi) -> figures.KeyFigure | None:
    """Return the key figure that tells it live; None for none, or for one that this release does not know."""
    return next((kpi for kpi in figures.KPIS if kpi.value == one.declared.figure), None)


def _live(one: JudgedKpi, means: Mapping[str, float], values: Mapping[figures.KeyFigure, float | None]) -> float | None:
    """Return what live decisions tell of a figure: their key figure, or the mean of what is reported of them."""
    figure = _figure_of(one)
    return means.get(one.declared.outcome or "") if figure is None else values.get(figure)


def _judged(one: JudgedKpi, value: float | None) -> JudgedFigure:
    kpi, history = one.declared, one.history
    figure = _figure_of(one)
    known = value if value is not None or history is None else history.value
    return JudgedFigure(
        kpi_id=global_id("Kpi", one.id),
        name=kpi.name,
        formula=kpi.formula,
        unit=kpi.unit,
        better=kpi.better,
        figure=figure,
        outcome=kpi.outcome,
        value=value,
        target=kpi.target,
        met=is_met(known, kpi.target, kpi.better),
        money=one.money,
        miss_cost=cost_of_miss(known, kpi.target, kpi.better, one.money),
        owner_id=None if one.owner is None else global_id(one.owner.kind, one.owner.id),
        owner=None if one.owner is None else one.owner.name,
        history_value=None if history is None else history.value,
        history_cases=None if history is None else history.cases,
        history_reason=None if history is None else history.reason,
    )


def _target(one: SetTarget) -> KpiTarget:
    return KpiTarget(kpi_id=global_id("Kpi", one.kpi_id), target=one.target, money=one.money)
