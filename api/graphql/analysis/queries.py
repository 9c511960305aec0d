"""Queries of analysts."""

import strawberry

from api.graphql.analysis.basis import DecisionBasisResult, ImpactResult, basis_of, impact_of
from api.graphql.analysis.inputs import DecisionSummaryInput, ImpactInput, PeriodInput
from api.graphql.analysis.sums import DecisionSummaryResult, OverridesResult, overrides_of, summary_of
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import node_id, parse_id
from api.graphql.permissions import Requires
from api.graphql.problems import told
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.basis import ImpactQuestion, decision_basis, impact
from graph.store.pages import Wanted
from graph.store.summaries import overrides, summary


@strawberry.type
class AnalysisQueries:
    """What analysts ask."""

    @strawberry.field(
        description="Decisions of a period by kind, policy version, decider and more, with the share that ended badly.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def decision_summary(self, info: SignoffInfo, input: DecisionSummaryInput) -> DecisionSummaryResult:  # noqa: A002  # GraphQL's convention
        """Return the summary."""
        found = await summary(info.context.store, input.asked(info.context.store.clock.now()), input.by)
        return told(found) if isinstance(found, Problem) else summary_of(found)

    @strawberry.field(
        description="Who decided against the model's advice, how often, and how those decisions ended.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def overrides(self, info: SignoffInfo, input: PeriodInput) -> OverridesResult:  # noqa: A002  # as above
        """Return the overrides."""
        found = await overrides(info.context.store, input.asked(info.context.store.clock.now()))
        return told(found) if isinstance(found, Problem) else overrides_of(found)

    @strawberry.field(
        description="Everything that one decision rests on: data, features, model, policy, person, and what was seen.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def decision_basis(self, info: SignoffInfo, id: strawberry.ID) -> DecisionBasisResult:  # noqa: A002  # as above
        """Return the basis of a decision."""
        parsed = node_id(id, "Decision", "id")
        if isinstance(parsed, Problem):
            return told(parsed)
        found = await decision_basis(info.context.store, parsed)
        if found is None:
            return told(Problem(ProblemCode.NOT_FOUND, "There is no such decision: take its id from a list."))
        return basis_of(*found)

    @strawberry.field(
        description="The decisions that rest on a version of data, model, feature or policy, or on a person.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def impact(self, info: SignoffInfo, input: ImpactInput) -> ImpactResult:  # noqa: A002  # as above
        """Return the impact of a node."""
        parsed = parse_id(input.id, "id")
        if isinstance(parsed, Problem):
            return told(parsed)
        question = ImpactQuestion(*parsed, input.as_of, input.origin, input.basis)
        found = await impact(info.context.store, Wanted(input.first, input.after), question)
        return told(found) if isinstance(found, Problem) else impact_of(found)
