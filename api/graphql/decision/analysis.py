"""Queries of analysts."""

import asyncio
from dataclasses import replace

import strawberry

from api.graphql.answers import answer, shown
from api.graphql.context import SignoffInfo, selects
from api.graphql.decision.analysis_inputs import DecisionSummaryInput, ImpactInput, PeriodInput
from api.graphql.decision.basis import DecisionBasisResult, ImpactResult, basis_of, impact_of
from api.graphql.decision.difference import DecisionDiffInput, DecisionDiffResult, diff_of
from api.graphql.decision.kpi_types import MetricsInput, MetricsResult, metrics_of
from api.graphql.decision.summary_types import NEEDED_FOR, DecisionSummaryResult, summary_of
from api.graphql.decision.sums import OverridesResult, overrides_of
from api.graphql.identifiers import node_id, parse_id
from api.graphql.permissions import Requires
from api.graphql.problems import to_refusal
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.decision.basis import ImpactQuestion, decision_basis, impact
from graph.store.decision.differences import decision_difference
from graph.store.decision.pages import Wanted
from graph.store.decision.summaries import SummaryQuestion, overrides, summary, whole
from graph.store.monitor.kpis import kpis_of, reported_means
from graph.store.registry.points import point_of
from pipelines.kpi.series import kpi_series


@strawberry.type
class AnalysisQueries:
    """Queries for analysts."""

    @strawberry.field(
        description="Decisions by who, what, where and when, with how they ended, against which advice, in which time.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def decision_summary(self, info: SignoffInfo, input: DecisionSummaryInput) -> DecisionSummaryResult:  # noqa: A002  # GraphQL's convention
        """Return the summary."""
        store = info.context.store
        filters = input.to_filter(store.clock.now())
        if isinstance(filters, Problem):
            return to_refusal(filters)
        needs = [need for need, names in NEEDED_FOR.items() if any(selects(info, name) for name in names)]
        question = SummaryQuestion(filters, input.by, input.entity_kind, needs)
        # The same decisions as one group are read at the same time, on another core of the server.
        beside = whole(store, question) if selects(info, "excess") else _nothing()
        rows, every = await asyncio.gather(summary(store, question), beside)
        if isinstance(rows, Problem):
            return to_refusal(rows)
        return to_refusal(every) if isinstance(every, Problem) else summary_of(rows, every)

    @strawberry.field(
        description="Key figures of decisions by period: speed, accuracy, escalation, oversight and money.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def metrics(self, info: SignoffInfo, input: MetricsInput) -> MetricsResult:  # noqa: A002  # as above
        """Return key figures."""
        store = info.context.store
        question = input.to_question(store.clock.now())
        if isinstance(question, Problem):
            return to_refusal(question)
        figures = await kpi_series(store, question)
        if isinstance(figures, Problem):
            return to_refusal(figures)
        point = await point_of(store, input.decision_point)
        kpis = await kpis_of(store, input.decision_point) if selects(info, "judged") else []
        window = replace(question.filters, since=question.since, until=question.until)
        means = await reported_means(store, window, kpis)
        if isinstance(means, Problem):
            return to_refusal(means)
        return metrics_of(figures, (kpis, means), None if point is None else point.currency)

    @strawberry.field(
        description="Who decided against the model's advice, how often, and how those decisions ended.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def overrides(self, info: SignoffInfo, input: PeriodInput) -> OverridesResult:  # noqa: A002  # as above
        """Return the overrides."""
        store = info.context.store
        return shown(await overrides(store, input.to_period(store.clock.now())), overrides_of)

    @strawberry.field(
        description="What one decision is based on: data, features, model, policy, person, and what was seen.",
        deprecation_reason="`decisionRecord` tells it by names; walk from `decision` to packet and training data.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def decision_basis(self, info: SignoffInfo, id: strawberry.ID) -> DecisionBasisResult:  # noqa: A002  # as above
        """Return the basis of a decision."""
        store, parsed = info.context.store, node_id(id, "Decision", "id")
        basis = parsed if isinstance(parsed, Problem) else await decision_basis(store, parsed) or _UNKNOWN_DECISION
        return shown(basis, lambda one: basis_of(*one))

    @strawberry.field(
        description="What differs between two decisions, from inputs to result, and what it changed.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def decision_diff(self, info: SignoffInfo, input: DecisionDiffInput) -> DecisionDiffResult:  # noqa: A002  # as above
        """Return a comparison."""
        one, other = parse_id(input.one, "one"), parse_id(input.other, "other")
        if isinstance(one, Problem):
            return shown(one, diff_of)
        compared = other if isinstance(other, Problem) else await decision_difference(info.context.store, one, other)
        return shown(compared, diff_of)

    @strawberry.field(
        description="The decisions that depend on a version of data, model, feature or policy, or on a person.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def impact(self, info: SignoffInfo, input: ImpactInput) -> ImpactResult:  # noqa: A002  # as above
        """Return the impact of a node."""
        store, wanted = info.context.store, Wanted(input.first, input.after)

        def question(named: tuple[str, str]) -> ImpactQuestion:
            return ImpactQuestion(*named, input.as_of, input.origin, input.basis)

        return await answer(parse_id(input.id, "id"), lambda named: impact(store, wanted, question(named)), impact_of)


async def _nothing() -> None:
    return None


_UNKNOWN_DECISION = Problem(ProblemCode.NOT_FOUND, "There is no such decision: take its id from a list.")
