"""Which inputs drifted, when, and how."""

from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.decision.analysis_inputs import span_of
from api.graphql.enums import DriftKind, DriftReference
from api.graphql.identifiers import global_id
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.monitor.drift import DriftSignal
from graph.domain.people.roles import Operation
from graph.store.decision.filtered import DecisionFilter
from graph.store.monitor.drift import DriftCourse, drift_course

_READABLE = [readable(Operation.READ_CASES)]
_DAYS = 84
"""As many as key figures show where no time is stated."""
_MOST_LISTED = 100
"""As many as a page of any list has."""


@strawberry.input(description="Which drift alerts.")
class DriftAlertsInput:
    """A question about drift."""

    decision_point: str = strawberry.field(description="The decision point.")
    from_: datetime | None = strawberry.field(
        default=None, name="from", description=f"Of windows that ended at this moment or later; else {_DAYS} days back."
    )
    to: datetime | None = strawberry.field(default=None, description="And before this moment; else before now.")


@strawberry.type(description="A column of cases whose values drifted in a window of time.", directives=_READABLE)
class DriftAlert:
    """An alert."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    kind: DriftKind = strawberry.field(description="What drifted.")
    name: str = strawberry.field(description="The name of the column.")
    label: str = strawberry.field(description="Its name in words.")
    sentence: str = strawberry.field(description="What changed, in a sentence.")
    statistic: float = strawberry.field(description="How far the values moved, 0 to 1: the largest change of a share.")
    probability: float = strawberry.field(description="How likely chance alone moves them so far.")
    threshold: float = strawberry.field(description="The probability below which a column counted as drifted.")
    from_: datetime = strawberry.field(name="from", description="The first moment of the window.")
    to: datetime = strawberry.field(description="The moment after the window.")
    reference: DriftReference = strawberry.field(description="What the window was compared with.")
    cases: int = strawberry.field(description="How many cases of the window were looked at.")
    reference_cases: int = strawberry.field(description="With how many they were compared.")


@strawberry.type(description="Drift alerts of a decision point.", directives=_READABLE)
class DriftAlerts:
    """A list."""

    nodes: list[DriftAlert] = strawberry.field(
        description=f"The newest first, in a window the farthest first; {_MOST_LISTED} at most."
    )
    total: int = strawberry.field(description="How many there are.")
    tested_from: datetime | None = strawberry.field(description="Since when drift was tested here; null: never yet.")
    tested_to: datetime | None = strawberry.field(description="Up to when.")


DriftAlertsResult: TypeAlias = Annotated[
    DriftAlerts | Refusal, strawberry.union("DriftAlertsResult", description="The alerts, or why not.")
]


@strawberry.type
class DriftQueries:
    """Questions about drift."""

    @strawberry.field(
        description="Which inputs, scores and mixes drifted, when, by how much, and how in words.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def drift_alerts(self, info: SignoffInfo, input: DriftAlertsInput) -> DriftAlertsResult:  # noqa: A002  # GraphQL's convention
        """Return alerts."""
        store = info.context.store
        span = span_of(DecisionFilter(), input.from_, input.to, store.clock.now(), _DAYS)
        return shown(await drift_course(store, input.decision_point, span), _alerts)


def _alerts(course: DriftCourse) -> DriftAlerts:
    return DriftAlerts(
        nodes=[_shown(one) for one in course.signals[:_MOST_LISTED]],
        total=len(course.signals),
        tested_from=course.tested_from,
        tested_to=course.tested_to,
    )


def _shown(one: DriftSignal) -> DriftAlert:
    drift = one.drift
    return DriftAlert(
        id=global_id("DriftSignal", one.id),
        kind=drift.watched.kind,
        name=drift.watched.name,
        label=drift.watched.label,
        sentence=drift.sentence,
        statistic=drift.distance,
        probability=drift.probability,
        threshold=drift.threshold,
        from_=one.since,
        to=one.until,
        reference=one.reference,
        cases=one.cases,
        reference_cases=one.reference_cases,
    )
