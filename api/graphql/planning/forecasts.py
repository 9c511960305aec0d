"""Asking for forecasts and reading them."""

from functools import partial

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.planning.forecast_types import (
    ForecastKind,
    ForecastsInput,
    ForecastsResult,
    HotspotKind,
    HotspotsInput,
    HotspotsResult,
    RiskForecastRecord,
    RunForecastInput,
    RunForecastResult,
    forecast_kind_of,
    forecast_page_of,
    hotspot_kind_of,
    hotspots_of,
    requested_forecasts,
    risk_record_of,
)
from api.graphql.planning.hotspots_ahead import (
    HotspotChoices,
    HotspotsAheadInput,
    HotspotsAheadResult,
    choices_of,
    hotspots_ahead_of,
)
from api.graphql.planning.impact_types import ImpactForecastInput, ImpactForecastResult, impact_forecast_of
from graph.domain.people.roles import Operation
from graph.store.decision.pages import Wanted
from graph.store.planning.choices import hotspot_choices
from graph.store.planning.forecast_reading import WantedForecast, forecast_page, newest, recorded_kinds, risk_records
from graph.store.planning.forecast_requests import request_forecasts
from graph.store.planning.forecasts import hotspot_kinds


@strawberry.type
class ForecastQueries:
    """What planners read."""

    @strawberry.field(
        description="Where events will cluster in the next period, with intervals, likely causes and the record.",
        extensions=[Requires(Operation.READ_FORECASTS)],
    )
    async def hotspots(self, info: SignoffInfo, input: HotspotsInput) -> HotspotsResult:  # noqa: A002  # GraphQL's convention
        """Return the newest forecast of a kind."""
        wanted_forecast = WantedForecast(
            input.decision_point, input.node_kind, input.event, input.period, input.current, input.first
        )
        hotspots = await newest(info.context.store, wanted_forecast)
        return shown(hotspots, hotspots_of)

    @strawberry.field(
        description="Where events will cluster in the next days, as many as one wants; computed now and not stored.",
        extensions=[Requires(Operation.READ_FORECASTS)],
    )
    async def hotspots_ahead(self, info: SignoffInfo, input: HotspotsAheadInput) -> HotspotsAheadResult:  # noqa: A002  # as above
        """Return hot spots of a horizon of one's choice."""
        from pipelines.hotspots.ahead import AheadQuestion, hotspots_ahead  # noqa: PLC0415  # numpy and scipy load here

        question = AheadQuestion(input.decision_point, input.node_kind, input.days, input.event)
        ahead = await hotspots_ahead(info.context.store, question)
        return shown(ahead, partial(hotspots_ahead_of, first=input.first))

    @strawberry.field(
        description="What hot spots of the days ahead can count at a decision point, and by which kinds of node.",
        extensions=[RequiresOrFails(Operation.READ_FORECASTS)],
    )
    async def hotspot_choices(self, info: SignoffInfo, decision_point: str) -> HotspotChoices:
        """Return what can be chosen."""
        return choices_of(await hotspot_choices(info.context.store, decision_point))

    @strawberry.field(
        description="By what hot spots are forecast at a decision point, as its pack declares them.",
        extensions=[RequiresOrFails(Operation.READ_FORECASTS)],
    )
    async def hotspot_kinds(self, info: SignoffInfo, decision_point: str) -> list[HotspotKind]:
        """Return the kinds."""
        kinds = await hotspot_kinds(info.context.store, decision_point)
        return [hotspot_kind_of(one) for one in kinds]

    @strawberry.field(
        description="Every kind of forecast that is stored of a decision point, with its record: coverage and error.",
        extensions=[RequiresOrFails(Operation.READ_FORECASTS)],
    )
    async def forecast_kinds(self, info: SignoffInfo, decision_point: str) -> list[ForecastKind]:
        """Return the kinds with their records."""
        return [forecast_kind_of(one) for one in await recorded_kinds(info.context.store, decision_point)]

    @strawberry.field(
        description="How good the risk forecasts of a decision point's models were, the main model's first.",
        extensions=[RequiresOrFails(Operation.READ_FORECASTS)],
    )
    async def risk_records(self, info: SignoffInfo, decision_point: str) -> list[RiskForecastRecord]:
        """Return the records."""
        return [risk_record_of(one) for one in await risk_records(info.context.store, decision_point)]

    @strawberry.field(
        description="Stored forecasts, each with the count of its period.",
        extensions=[Requires(Operation.READ_FORECASTS)],
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
        return shown(page, forecast_page_of)

    @strawberry.field(
        description="What the decisions of the next days will rest on, and how many would change if it were wrong.",
        extensions=[Requires(Operation.READ_FORECASTS)],
    )
    async def impact_forecast(self, info: SignoffInfo, input: ImpactForecastInput) -> ImpactForecastResult:  # noqa: A002  # as above
        """Return the impact forecast of a point."""
        from pipelines.impact.ahead import impact_ahead  # noqa: PLC0415  # numpy and scipy load with the first request

        ahead = await impact_ahead(info.context.store, input.decision_point, input.days)
        return shown(ahead, impact_forecast_of)


@strawberry.type
class ForecastMutations:
    """Mutations on forecasts."""

    @strawberry.mutation(
        description="Ask for forecasts of the next period with what is known today; a worker makes them.",
        extensions=[Requires(Operation.RUN_FORECAST)],
    )
    async def run_forecast(self, info: SignoffInfo, input: RunForecastInput) -> RunForecastResult:  # noqa: A002  # as above
        """Ask for fresh runs."""
        store, actor = info.context.store, info.context.actor
        runs = await request_forecasts(store, actor, input.decision_point, input.idempotency_key)
        return shown(runs, requested_forecasts)
