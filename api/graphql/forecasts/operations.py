"""Asking for forecasts and reading them."""

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.forecasts.types import (
    ForecastPage,
    ForecastsInput,
    ForecastsResult,
    HotspotsInput,
    HotspotsResult,
    RequestedForecasts,
    RunForecastInput,
    RunForecastResult,
    forecast_of,
    hotspots_of,
)
from api.graphql.identifiers import global_id
from api.graphql.permissions import Requires
from api.graphql.problems import told
from api.graphql.reading.types import PageInfo
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.forecast_reading import Question, forecast_page, newest
from graph.store.forecasts import ask_fresh
from graph.store.pages import Wanted


@strawberry.type
class ForecastQueries:
    """What planners read."""

    @strawberry.field(
        description="Where events will cluster in the next period, with intervals, likely causes and the record.",
        extensions=[Requires(Operation.READ_FORECASTS)],
    )
    async def hotspots(self, info: SignoffInfo, input: HotspotsInput) -> HotspotsResult:  # noqa: A002  # GraphQL's convention
        """Return the newest forecast of a kind."""
        question = Question(
            input.decision_point, input.node_kind, input.event, input.period, input.current, input.first
        )
        found = await newest(info.context.store, question)
        return told(found) if isinstance(found, Problem) else hotspots_of(found)

    @strawberry.field(
        description="Stored forecasts with what became of them.", extensions=[Requires(Operation.READ_FORECASTS)]
    )
    async def forecasts(self, info: SignoffInfo, input: ForecastsInput) -> ForecastsResult:  # noqa: A002  # as above
        """Return a page of forecasts."""
        page = await forecast_page(
            info.context.store,
            Wanted(input.first, input.after),
            (input.decision_point, input.event, input.node_kind),
            scored=input.scored,
            worst=input.worst,
        )
        if isinstance(page, Problem):
            return told(page)
        pages = PageInfo(end_cursor=page.end_cursor, has_next_page=page.has_next, searched=page.searched)
        return ForecastPage(nodes=[forecast_of(row) for row in page.items], page_info=pages)


@strawberry.type
class ForecastMutations:
    """What planners can ask for."""

    @strawberry.mutation(
        description="Ask for forecasts of the next period with what is known today; a worker makes them.",
        extensions=[Requires(Operation.RUN_FORECAST)],
    )
    async def run_forecast(self, info: SignoffInfo, input: RunForecastInput) -> RunForecastResult:  # noqa: A002  # as above
        """Ask for fresh runs."""
        runs = await ask_fresh(info.context.store, input.decision_point)
        if not runs:
            message = f"{input.decision_point} has no hot spots to forecast: declare in its pack by what to count them."
            return told(Problem(ProblemCode.NOT_FOUND, message))
        waiting = sum(state == "QUEUED" for _, state in runs)
        return RequestedForecasts(runs=[global_id("ForecastRun", run) for run, _ in runs], waiting=waiting)
