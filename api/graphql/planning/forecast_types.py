"""Hot spots and forecasts as they are read."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, TypeAlias

import strawberry

from api.graphql.enums import Period
from api.graphql.identifiers import global_id, optional_id
from api.graphql.pages import PageInfo, page_info_of
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.kernel.periods import AnyPeriod
from graph.domain.people.roles import Operation
from graph.domain.planning.risk_record import RiskRecord
from graph.domain.planning.track_record import TrackRecord
from graph.store.decision.pages import Page
from graph.store.planning.forecast_reading import RUNS_OF_RECORD, Newest, RecordedKind
from graph.store.planning.forecasts import HotspotKind as StoredKind

_READABLE = [readable(Operation.READ_FORECASTS)]


@strawberry.type(description="A likely cause: a node of the lineage that goes with the event.", directives=_READABLE)
class LikelyCause:
    """A cause."""

    kind: str = strawberry.field(description="What it is: an attribute, dataset version, reviewer or model version.")
    node_id: strawberry.ID | None = strawberry.field(description="The node of the graph, where it is one.")
    name: str = strawberry.field(description="Its name.")
    effect: float = strawberry.field(description="How many times as often as on like cases.")
    low: float = strawberry.field(description="The lower end of the 90 % interval.")
    high: float = strawberry.field(description="Its upper end.")
    words: str = strawberry.field(description="The same in words.")


@strawberry.type(
    name="ForecastRecord", description="How good the scored forecasts of a kind were.", directives=_READABLE
)
class ForecastAccuracy:
    """A record."""

    scored: int = strawberry.field(description="How many forecasts were scored.")
    periods: int = strawberry.field(description=f"For how many runs: the newest {2 * RUNS_OF_RECORD} at most.")
    coverage90: float | None = strawberry.field(description="Share inside the interval where 0.5 was expected.")
    mean_abs_error: float | None = strawberry.field(description="Mean distance between expected and actual count.")
    ewma_mean_abs_error: float | None = strawberry.field(
        description="The same of the plain moving average (0.3, of days of the same part of the week)."
    )
    precision_at10: float | None = strawberry.field(
        description="Share of the ten highest forecasts whose count reached the tenth highest and was not zero; null "
        "of impact forecasts, which are no list of the highest."
    )
    ewma: float | None = strawberry.field(description="The same of the plain moving average (0.3).")


@strawberry.type(description="What is forecast of one node.", directives=_READABLE)
class Hotspot:
    """A hot spot."""

    node_id: strawberry.ID | None = strawberry.field(description="The node of the graph, where it is an entity.")
    name: str = strawberry.field(description="The value or entity by which cases are counted.")
    kind: str = strawberry.field(description="The node kind.")
    expected: float = strawberry.field(description="Expected events in the period.")
    low: int = strawberry.field(description="The lower end of the 90 % interval.")
    high: int = strawberry.field(description="Its upper end.")
    usual: float = strawberry.field(description="What its volume would bring at the rate of all nodes.")
    excess: float = strawberry.field(description="Expected minus usual: busy is not bad.")
    excess_share: float = strawberry.field(description="How much higher its rate is than that of all, shrunk.")
    causes: list[LikelyCause] = strawberry.field(description="Up to three likely causes, the surest first.")
    forecast_id: strawberry.ID = strawberry.field(description="The stored forecast, scored when its period is over.")


@strawberry.type(description="Where events will cluster in one period.", directives=_READABLE)
class HotspotList:
    """Hot spots."""

    period_start: datetime | None = strawberry.field(description="When the period begins; null of rows.")
    period_end: datetime | None = strawberry.field(description="When it ends; null of rows.")
    first_row: int | None = strawberry.field(description="Of a log without a clock, the first row of the period.")
    last_row: int | None = strawberry.field(description="Its last row.")
    known_before_row: int | None = strawberry.field(description="Nothing known from this row on was used.")
    issued_at: datetime = strawberry.field(description="Nothing known from then on was used.")
    origin: str = strawberry.field(description="ISSUED, or BACKCAST where it was computed after the period had begun.")
    snapshot_id: strawberry.ID = strawberry.field(description="The frozen snapshot that it was made from.")
    protocol: str = strawberry.field(description="How it was made, in words.")
    record: ForecastAccuracy = strawberry.field(description="How good earlier ones were.")
    nodes: list[Hotspot] = strawberry.field(description="The highest expectation first.")


@strawberry.type(description="By what hot spots are forecast at a decision point.", directives=_READABLE)
class HotspotKind:
    """A kind of node."""

    name: str = strawberry.field(description="The node kind, as `hotspots` takes it.")
    event: str = strawberry.field(description="What is counted, as `hotspots` takes it.")
    counted: str = strawberry.field(description="What is counted, in words that follow 'cases that'.")
    period: Period | None = strawberry.field(description="DAY or WEEK; null where a period is so many rows.")
    rows: int | None = strawberry.field(description="Of a log without a clock, how many rows a period has.")


@strawberry.type(
    description="A kind of forecast that is stored, and how good its forecasts were.", directives=_READABLE
)
class ForecastKind:
    """A kind with its record."""

    name: str = strawberry.field(description="The kind, as `forecasts` takes it: a node kind of hot spots, or impact.")
    event: str = strawberry.field(description="What is counted, as `forecasts` takes it; rests-on of impact.")
    counted: str = strawberry.field(
        description="What is counted, in words that follow 'cases that' or 'decisions that'."
    )
    impact: bool = strawberry.field(description="Whether decisions are counted by what they rest on.")
    what_if: bool = strawberry.field(
        description="Whether it is what what-ifs say of coming cases: how many go to people, how many a change turns."
    )
    period: Period | None = strawberry.field(description="DAY or WEEK; null where a period is so many rows.")
    rows: int | None = strawberry.field(description="Of a log without a clock, how many rows a period has.")
    record: ForecastAccuracy = strawberry.field(description="How good the scored ones were.")


@strawberry.type(description="How good the risk forecasts of a model version in use were.", directives=_READABLE)
class RiskForecastRecord:
    """A record."""

    model: str = strawberry.field(description="The model.")
    version: str = strawberry.field(description="Its version.")
    scored: int = strawberry.field(description="How many forecasts of cases it stored while in use.")
    known: int = strawberry.field(description="To how many of them the answer came afterwards; all of these count.")
    coverage90: float | None = strawberry.field(
        description="Share of the groups of cases forecast alike that came true as often as their 90 % interval says."
    )
    groups: int = strawberry.field(description="How many groups: ten of equal size, none while few answers are known.")
    brier: float | None = strawberry.field(description="Mean squared error of the probabilities; 0 is best.")
    brier_prior: float | None = strawberry.field(description="The same had it always been the average.")


@strawberry.type(description="A stored forecast, and what was counted in its period.", directives=_READABLE)
class Forecast:
    """A forecast."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    node_kind: str = strawberry.field(
        description="The node kind; of an impact forecast that of the node that decisions rest on, or Decision."
    )
    node: str = strawberry.field(description="The node.")
    node_id: strawberry.ID | None = strawberry.field(description="Of an impact forecast, the node of the graph.")
    event: str = strawberry.field(description="What was counted.")
    period_start: datetime | None = strawberry.field(description="When the period begins; null of rows.")
    period_end: datetime | None = strawberry.field(description="When it ends; null of rows.")
    first_row: int | None = strawberry.field(description="Of a log without a clock, the first row of the period.")
    last_row: int | None = strawberry.field(description="Its last row.")
    known_before_row: int | None = strawberry.field(description="Nothing known from this row on was used.")
    issued_at: datetime = strawberry.field(description="Nothing known from then on was used.")
    lead: int = strawberry.field(description="How many periods ahead; -1 where a planner asked between two periods.")
    expected: float = strawberry.field(description="Expected events.")
    low: int = strawberry.field(description="The lower end of the 90 % interval.")
    high: int = strawberry.field(description="Its upper end.")
    actual: int | None = strawberry.field(description="Events that happened; null until the period is over.")
    error: float | None = strawberry.field(description="Expected minus actual.")
    inside: bool | None = strawberry.field(description="Whether the actual count lies in the interval.")
    scored_at: datetime | None = strawberry.field(description="When it was scored.")
    origin: str = strawberry.field(description="ISSUED, or BACKCAST where it was computed after the period had begun.")


@strawberry.type(description="A page of forecasts.", directives=_READABLE)
class ForecastPage:
    """Forecasts."""

    nodes: list[Forecast] = strawberry.field(description="The latest period first, or the most wrong first.")
    page_info: PageInfo = strawberry.field(description="Where it ends.")


@strawberry.type(description="Runs that a worker will make.", directives=_READABLE)
class RequestedForecasts:
    """The forecast that was requested."""

    runs: list[strawberry.ID] = strawberry.field(description="The runs, one for each node kind.")
    waiting: int = strawberry.field(description="How many of them are still to be made.")


@strawberry.input(description="Which hot spots.")
class HotspotsInput:
    """A query for hot spots."""

    decision_point: str = strawberry.field(description="The key of the decision point.")
    node_kind: str = strawberry.field(description="By what, as the pack declares it: category, group, …")
    period: Period | None = strawberry.field(default=None, description="DAY or WEEK, as the pack declares it.")
    current: bool = strawberry.field(default=False, description="The period in progress instead of the next one.")
    event: str | None = strawberry.field(default=None, description="What is counted; as the pack declares without it.")
    first: int = strawberry.field(default=10, description="How many nodes.")


@strawberry.input(description="Which forecasts.")
class ForecastsInput:
    """A query for forecasts."""

    decision_point: str = strawberry.field(description="The key of the decision point.")
    node_kind: str | None = strawberry.field(
        default=None, description="By what; impact for impact forecasts; all kinds of hot spot without it."
    )
    event: str | None = strawberry.field(default=None, description="What was counted; as the pack declares without it.")
    scored: bool | None = strawberry.field(default=None, description="Only scored ones, or only those that are not.")
    worst: bool = strawberry.field(default=False, description="The most wrong first, of those that are scored.")
    first: int = strawberry.field(default=50, description="How many.")
    after: str | None = strawberry.field(default=None, description="The endCursor of the page before.")


@strawberry.input(description="A forecast of the next period, as of today.")
class RunForecastInput:
    """A request for forecasts."""

    decision_point: str = strawberry.field(description="The key of the decision point.")
    idempotency_key: str = strawberry.field(description="The same key gives the same runs.")


HotspotsResult: TypeAlias = Annotated[
    HotspotList | Refusal, strawberry.union("HotspotsResult", description="The hot spots, or why not.")
]
ForecastsResult: TypeAlias = Annotated[
    ForecastPage | Refusal, strawberry.union("ForecastsResult", description="The forecasts, or why not.")
]
RunForecastResult: TypeAlias = Annotated[
    RequestedForecasts | Refusal, strawberry.union("RunForecastResult", description="The runs, or why not.")
]


def hotspots_of(newest: Newest) -> HotspotList:
    """Return a run as it is read."""
    run = newest.run
    return HotspotList(
        period_start=_optional_moment(run.get("periodStart")),
        period_end=_optional_moment(run.get("periodEnd")),
        first_row=run.get("firstRow"),
        last_row=run.get("lastRow"),
        known_before_row=run.get("beforeRow"),
        issued_at=moment(run["issuedAt"]),
        origin=run["origin"],
        snapshot_id=global_id("Snapshot", newest.snapshot_id),
        protocol=run["protocol"],
        record=accuracy_of(newest.record),
        nodes=[_hotspot(forecast) for forecast in newest.forecasts],
    )


def accuracy_of(record: TrackRecord) -> ForecastAccuracy:
    """Return a record as it is read."""
    return ForecastAccuracy(
        scored=record.scored,
        periods=record.periods,
        coverage90=record.coverage,
        mean_abs_error=record.mean_abs_error,
        ewma_mean_abs_error=record.ewma_mean_abs_error,
        precision_at10=record.precision_at_10,
        ewma=record.ewma_precision_at_10,
    )


def hotspot_kind_of(kind: StoredKind) -> HotspotKind:
    """Return by what hot spots are forecast as it is read."""
    return HotspotKind(
        name=kind.name, event=kind.event, counted=kind.counted, period=_days_of(kind.period), rows=kind.rows
    )


def _days_of(period: AnyPeriod) -> Period | None:
    return period if isinstance(period, Period) else None


def forecast_kind_of(recorded: RecordedKind) -> ForecastKind:
    """Return a kind of forecast with its record as it is read."""
    kind = recorded.kind
    return ForecastKind(
        name=kind.name,
        event=kind.event,
        counted=kind.counted,
        impact=kind.is_impact,
        what_if=kind.is_what_if,
        period=_days_of(kind.period),
        rows=kind.rows,
        record=accuracy_of(recorded.record),
    )


def risk_record_of(record: RiskRecord) -> RiskForecastRecord:
    """Return a record of risk forecasts as it is read."""
    return RiskForecastRecord(
        model=record.model,
        version=record.version,
        scored=record.scored,
        known=record.known,
        coverage90=record.coverage,
        groups=record.groups,
        brier=record.brier,
        brier_prior=record.brier_prior,
    )


def requested_forecasts(runs: Sequence[tuple[str, str]]) -> RequestedForecasts:
    """Return requested runs, each with its state, as GraphQL shows them."""
    waiting = sum(state == "QUEUED" for _, state in runs)
    return RequestedForecasts(runs=[global_id("ForecastRun", run) for run, _ in runs], waiting=waiting)


def forecast_page_of(page: Page[Mapping[str, Any]]) -> ForecastPage:
    """Return a page of forecasts in GraphQL's form."""
    return ForecastPage(nodes=[forecast_of(row) for row in page.items], page_info=page_info_of(page))


def forecast_of(stored: Mapping[str, Any]) -> Forecast:
    """Return a forecast as it is read."""
    return Forecast(
        id=global_id("Forecast", stored["id"]),
        node_kind=stored["nodeKind"],
        node=stored["node"],
        node_id=optional_id(stored["nodeKind"], stored.get("subject")),
        event=stored["event"],
        period_start=_optional_moment(stored.get("periodStart")),
        period_end=_optional_moment(stored.get("periodEnd")),
        first_row=stored.get("firstRow"),
        last_row=stored.get("lastRow"),
        known_before_row=stored.get("beforeRow"),
        issued_at=moment(stored["issuedAt"]),
        lead=stored["lead"],
        expected=stored["expected"],
        low=stored["low"],
        high=stored["high"],
        actual=stored.get("actual"),
        error=stored.get("error"),
        inside=stored.get("inside"),
        scored_at=_optional_moment(stored.get("scoredAt")),
        origin=stored["origin"],
    )


def _optional_moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)


def _hotspot(stored: Mapping[str, Any]) -> Hotspot:
    return Hotspot(
        node_id=optional_id("BusinessEntity", stored["entityId"]),
        name=stored["node"],
        kind=stored["nodeKind"],
        expected=stored["expected"],
        low=stored["low"],
        high=stored["high"],
        usual=stored["usual"],
        excess=stored["excess"],
        excess_share=stored["excessShare"],
        causes=[_cause(cause) for cause in json.loads(stored["causes"])],
        forecast_id=global_id("Forecast", stored["id"]),
    )


_LABELS = {"dataset version": "DatasetVersion", "reviewer": "Person", "model version": "ModelVersion"}


def _cause(stored: Mapping[str, Any]) -> LikelyCause:
    label = _LABELS.get(stored["kind"])
    return LikelyCause(
        kind=stored["kind"],
        node_id=optional_id(label, stored["nodeId"]) if label else None,
        name=stored["name"],
        effect=stored["effect"],
        low=stored["low"],
        high=stored["high"],
        words=stored["words"],
    )
