"""Queries and mutations of what-ifs."""

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.identifiers import node_id
from api.graphql.permissions import Requires
from api.graphql.problems import told
from api.graphql.reading.types import PageInfo
from api.graphql.whatif.types import (
    WhatIfDefaultsResult,
    WhatIfPage,
    WhatIfRunResult,
    WhatIfRunsResult,
    defaults_of,
    run_of,
)
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.people.roles import Operation
from graph.domain.planning.scenario import Scenario
from graph.store import whatif
from graph.store.pages import Wanted
from graph.store.store import Store

_PAGE = 20


@strawberry.input(description="A threshold to try.")
class ThresholdInput:
    """A threshold."""

    parameter: str = strawberry.field(description="The parameter of the policy in force.")
    value: float = strawberry.field(description="The value to try.")


@strawberry.input(description="What would be changed, and how the future is drawn.")
class RunWhatIfInput:
    """A scenario."""

    decision_point: str = strawberry.field(description="Where.")
    name: str = strawberry.field(description="What to call it.")
    thresholds: list[ThresholdInput] = strawberry.field(default_factory=list, description="Thresholds to try.")
    reviewers: int = strawberry.field(default=0, description="Reviewers more, or fewer where negative.")
    volume: float = strawberry.field(default=1.0, description="Factor on the volume of arrivals, 0.1 to 10.")
    horizon_days: float = strawberry.field(default=14.0, description="How far to look ahead, 1 to 92 days.")
    replications: int = strawberry.field(default=200, description="How often the future is drawn, 20 to 2000.")
    seed: int = strawberry.field(default=0, description="The same seed on the same snapshot gives the same answer.")
    idempotency_key: str = strawberry.field(description="The same key gives the same run.")


@strawberry.type
class WhatIfQueries:
    """What can be read of what-ifs."""

    @strawberry.field(
        description="One what-if with its progress and result.", extensions=[Requires(Operation.READ_CASES)]
    )
    async def what_if_run(self, info: SignoffInfo, id: strawberry.ID) -> WhatIfRunResult:  # noqa: A002  # GraphQL's convention
        """Return a run."""
        found = node_id(id, "SimulationRun", "id")
        return told(found) if isinstance(found, Problem) else await _told_run(info.context.store, found)

    @strawberry.field(description="What-ifs, newest first.", extensions=[Requires(Operation.READ_CASES)])
    async def what_if_runs(
        self, info: SignoffInfo, first: int = _PAGE, after: str | None = None, decision_point: str | None = None
    ) -> WhatIfRunsResult:
        """Return a page of runs."""
        page = await whatif.run_page(info.context.store, Wanted(first, after), decision_point)
        if isinstance(page, Problem):
            return told(page)
        return WhatIfPage(
            nodes=[run_of(run) for run in page.items],
            page_info=PageInfo(end_cursor=page.end_cursor, has_next_page=page.has_next),
        )

    @strawberry.field(
        description="What holds now at a point: where a what-if starts from.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def what_if_defaults(self, info: SignoffInfo, decision_point: str) -> WhatIfDefaultsResult:
        """Return thresholds and reviewers as they are."""
        found = await whatif.defaults(info.context.store, decision_point)
        return told(found) if isinstance(found, Problem) else defaults_of(found)


@strawberry.type
class WhatIfMutations:
    """What can be done with what-ifs."""

    @strawberry.mutation(
        description="Queue a what-if; a worker runs it, and whatIfRun tells how far it is.",
        extensions=[Requires(Operation.RUN_WHAT_IF)],
    )
    async def run_what_if(self, info: SignoffInfo, input: RunWhatIfInput) -> WhatIfRunResult:  # noqa: A002  # as above
        """Queue a scenario."""
        context, scenario = info.context, _scenario(input)
        if isinstance(scenario, Problem):
            return told(scenario)
        queued = await whatif.enqueue(context.store, context.actor, scenario, input.idempotency_key)
        return told(queued) if isinstance(queued, Problem) else await _told_run(context.store, queued)

    @strawberry.mutation(
        description="End a what-if; one that has ended stays as it is.", extensions=[Requires(Operation.RUN_WHAT_IF)]
    )
    async def cancel_what_if(self, info: SignoffInfo, id: strawberry.ID) -> WhatIfRunResult:  # noqa: A002  # as above
        """Cancel a run."""
        context, found = info.context, node_id(id, "SimulationRun", "id")
        if isinstance(found, Problem):
            return told(found)
        problem = await whatif.cancel(context.store, context.actor, found)
        return told(problem) if problem is not None else await _told_run(context.store, found)


def _scenario(said: RunWhatIfInput) -> Scenario | Problem:
    thresholds = {one.parameter: one.value for one in said.thresholds}
    if len(thresholds) < len(said.thresholds):
        return invalid("thresholds", "A parameter is given twice: send each once.")
    return Scenario(
        point=said.decision_point,
        name=said.name,
        thresholds=thresholds,
        reviewers=said.reviewers,
        volume=said.volume,
        horizon_days=said.horizon_days,
        replications=said.replications,
        seed=said.seed,
    )


async def _told_run(store: Store, run: str) -> WhatIfRunResult:
    found = await whatif.runs(store, [run])
    return run_of(found[0]) if found else told(Problem(ProblemCode.NOT_FOUND, "There is no such what-if."))
