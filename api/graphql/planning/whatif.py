"""Queries and mutations of what-ifs."""

import strawberry

from api.graphql.answers import answer, shown
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import node_id
from api.graphql.pages import page_info_of
from api.graphql.permissions import Requires
from api.graphql.planning.whatif_inputs import RunWhatIfInput, scenario_of
from api.graphql.planning.whatif_types import (
    WhatIfDefaultsResult,
    WhatIfPage,
    WhatIfRunResult,
    WhatIfRunsResult,
    defaults_of,
    run_of,
)
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.domain.planning.scenario import Scenario
from graph.store.decision.pages import Page, Wanted
from graph.store.kernel.store import Store
from graph.store.planning import whatif

_PAGE = 20
"""Runs of some weeks."""


@strawberry.type
class WhatIfQueries:
    """Queries on what-ifs."""

    @strawberry.field(
        description="One what-if with its progress and result.", extensions=[Requires(Operation.READ_CASES)]
    )
    async def what_if_run(self, info: SignoffInfo, id: strawberry.ID) -> WhatIfRunResult:  # noqa: A002  # GraphQL's convention
        """Return a run."""
        store = info.context.store
        return await answer(node_id(id, "SimulationRun", "id"), lambda run: _run(store, run), run_of)

    @strawberry.field(description="What-ifs, newest first.", extensions=[Requires(Operation.READ_CASES)])
    async def what_if_runs(
        self, info: SignoffInfo, first: int = _PAGE, after: str | None = None, decision_point: str | None = None
    ) -> WhatIfRunsResult:
        """Return a page of runs."""
        page = await whatif.run_page(info.context.store, Wanted(first, after), decision_point)
        return shown(page, _page_of)

    @strawberry.field(
        description="What holds now at a point: where a what-if starts from.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def what_if_defaults(self, info: SignoffInfo, decision_point: str) -> WhatIfDefaultsResult:
        """Return thresholds and reviewers as they are."""
        return shown(await whatif.defaults(info.context.store, decision_point), defaults_of)


@strawberry.type
class WhatIfMutations:
    """Mutations on what-ifs."""

    @strawberry.mutation(
        description="Queue a what-if; a worker runs it, and whatIfRun shows its progress.",
        extensions=[Requires(Operation.RUN_WHAT_IF)],
    )
    async def run_what_if(self, info: SignoffInfo, input: RunWhatIfInput) -> WhatIfRunResult:  # noqa: A002  # as above
        """Queue a scenario."""
        store, actor = info.context.store, info.context.actor

        async def enqueue(scenario: Scenario) -> whatif.Run | Problem:
            run = await whatif.enqueue(store, actor, scenario, input.idempotency_key)
            return run if isinstance(run, Problem) else await _run(store, run)

        return await answer(scenario_of(input), enqueue, run_of)

    @strawberry.mutation(
        description="Cancel a what-if; one that has ended does not change.",
        extensions=[Requires(Operation.RUN_WHAT_IF)],
    )
    async def cancel_what_if(self, info: SignoffInfo, id: strawberry.ID) -> WhatIfRunResult:  # noqa: A002  # as above
        """Cancel a run."""
        store, actor = info.context.store, info.context.actor

        async def cancel(run: str) -> whatif.Run | Problem:
            return await whatif.cancel(store, actor, run) or await _run(store, run)

        return await answer(node_id(id, "SimulationRun", "id"), cancel, run_of)


async def _run(store: Store, run: str) -> whatif.Run | Problem:
    runs = await whatif.runs(store, [run])
    return runs[0] if runs else Problem(ProblemCode.NOT_FOUND, "There is no such what-if: take its id from the list.")


def _page_of(page: Page[whatif.Run]) -> WhatIfPage:
    return WhatIfPage(
        nodes=[run_of(run) for run in page.items],
        page_info=page_info_of(page),
    )
