"""Runs of what-ifs as GraphQL types."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, TypeAlias

import strawberry

from api.graphql.enums import RunState
from api.graphql.identifiers import global_id, optional_id
from api.graphql.pages import PageInfo
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Column
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.store.planning.whatif import Defaults, Run


def _words(text: str) -> Any:  # noqa: ANN401  # strawberry's field stands for the type it is annotated with
    return strawberry.field(description=text)


@strawberry.type(description="A threshold of a policy by its name.", directives=[readable(Operation.READ_CASES)])
class NamedThreshold:
    """A threshold."""

    parameter: str = _words("The parameter of the policy.")
    value: float = _words("Its value.")


@strawberry.type(
    description="One figure as things are and under the scenario; null where there was nothing to measure.",
    directives=[readable(Operation.READ_CASES)],
)
class WhatIfKpi:
    """A figure with bands; delta is paired, scenario less base."""

    name: str = _words("What is measured, such as missedSlaShare.")
    words: str = _words("The same in words.")
    unit: str = _words("cases, share, hours or money.")
    base: float | None = _words("Mean over replications as things are.")
    base_low: float | None = _words("Its 5 % quantile.")
    base_high: float | None = _words("Its 95 % quantile.")
    candidate: float | None = _words("Mean over replications under the scenario.")
    candidate_low: float | None = _words("Its 5 % quantile.")
    candidate_high: float | None = _words("Its 95 % quantile.")
    delta: float | None = _words("Mean difference on the same draws.")
    delta_low: float | None = _words("Its 5 % quantile.")
    delta_high: float | None = _words("Its 95 % quantile.")


@strawberry.type(description="One side of a curve.", directives=[readable(Operation.READ_CASES)])
class WhatIfCourse:
    """Values at the curve's times."""

    mid: Column = _words("Mean at each time.")
    low: Column = _words("5 % quantile at each time.")
    high: Column = _words("95 % quantile at each time.")


@strawberry.type(description="A figure over time.", directives=[readable(Operation.READ_CASES)])
class WhatIfCurve:
    """A curve under both options."""

    kpi: str = _words("What is measured: queueLength, volumeToPeople or missedSla.")
    words: str = _words("The same in words.")
    unit: str = _words("Its unit.")
    times: Column = _words("Moments in epoch milliseconds, UTC.")
    base: WhatIfCourse = _words("As things are.")
    candidate: WhatIfCourse = _words("Under the scenario.")


@strawberry.type(description="What a policy does with the stored past.", directives=[readable(Operation.READ_CASES)])
class ReplayedPolicy:
    """Counts, not simulated."""

    to_people: int = _words("Past cases that it would send to people.")
    automatic: int = _words("Past cases that it would decide automatically.")
    automatic_known: int = _words("Of the automatic ones, those of which it is known how they turned out.")
    automatic_wrong: int = _words("Of these, those whose proposal was wrong.")


@strawberry.type(
    description="Stored snapshots with stored scores through both policies, by the gate's own rules.",
    directives=[readable(Operation.READ_CASES)],
)
class WhatIfReplay:
    """The past replayed."""

    scored: int = _words("Past cases with a stored score; these are counted.")
    unscored: int = _words("Past cases without one.")
    from_time: datetime = strawberry.field(name="from", description="When the first of them began.")
    until: datetime = _words("When the last of them began.")
    base: ReplayedPolicy = _words("Under the policy in force.")
    candidate: ReplayedPolicy = _words("Under the changed policy.")
    moved_to_people: int = _words("Cases that only the changed policy would send to people.")
    moved_to_automatic: int = _words("Cases that only the policy in force would send to people.")


@strawberry.type(
    description="A what-if: what is changed, how far its run is, and what it came to.",
    directives=[readable(Operation.READ_CASES)],
)
class WhatIfRun:
    """A run of a scenario."""

    id: strawberry.ID = _words("The run.")
    name: str = _words("What the planner called it.")
    decision_point: str = _words("Where the change is tried.")
    state: RunState = _words("Where it stands.")
    progress: float = _words("How far it is, from 0 to 1.")
    failure: str | None = _words("Why it failed, and how to mend it.")
    thresholds: list[NamedThreshold] = _words("Thresholds that are changed.")
    reviewers: int = _words("Reviewers more, or fewer where negative.")
    volume: float = _words("Factor on the volume of arrivals.")
    horizon_days: float = _words("How far it looks ahead.")
    replications: int = _words("How often the future is drawn.")
    seed: int = _words("The same seed on the same snapshot gives the same answer.")
    requested_by: str = _words("Who asked.")
    requested_at: datetime = _words("When.")
    started_at: datetime | None = _words("When a worker began.")
    ended_at: datetime | None = _words("When it ended.")
    snapshot_id: strawberry.ID | None = _words("The frozen data it rests on.")
    policy_version_id: strawberry.ID | None = _words("The policy in force that it is compared with.")
    protocol: str | None = _words("How the figures were made.")
    assumptions: list[str] = _words("Everything that was taken for granted.")
    warnings: list[str] = _words("What to see before the figures.")
    kpis: list[WhatIfKpi] = _words("The figures; empty until it is done.")
    curves: list[WhatIfCurve] = _words("The figures over time.")
    replay: WhatIfReplay | None = _words("What both policies do with the past.")


@strawberry.type(description="A page of what-ifs, newest first.", directives=[readable(Operation.READ_CASES)])
class WhatIfPage:
    """Runs with their page."""

    nodes: list[WhatIfRun] = _words("The runs.")
    page_info: PageInfo = _words("Where the page ends.")


@strawberry.type(
    description="What holds now: where a what-if starts from.", directives=[readable(Operation.READ_CASES)]
)
class WhatIfDefaults:
    """Values for the form."""

    thresholds: list[NamedThreshold] = _words("The thresholds of the policy in force.")
    reviewers: int = _words("How many accounts can review.")
    volume: float = _words("The factor on volume as things are: 1.")
    horizon_days: float = _words("A usual horizon.")
    replications: int = _words("A usual number of replications.")


WhatIfRunResult: TypeAlias = Annotated[
    WhatIfRun | Refusal, strawberry.union("WhatIfRunResult", description="The run, or why there is none.")
]
WhatIfRunsResult: TypeAlias = Annotated[
    WhatIfPage | Refusal, strawberry.union("WhatIfRunsResult", description="Runs, or why there are none.")
]
WhatIfDefaultsResult: TypeAlias = Annotated[
    WhatIfDefaults | Refusal,
    strawberry.union("WhatIfDefaultsResult", description="What holds now, or why it cannot be told."),
]


def run_of(run: Run) -> WhatIfRun:
    """Return a stored run as its GraphQL type."""
    scenario, result = run.scenario, run.result or {}
    replay = result.get("replay")
    return WhatIfRun(
        id=global_id("SimulationRun", run.id),
        name=scenario.name,
        decision_point=scenario.point,
        state=run.state,
        progress=run.progress,
        failure=run.failure,
        thresholds=_thresholds(scenario.thresholds),
        reviewers=scenario.reviewers,
        volume=scenario.volume,
        horizon_days=scenario.horizon_days,
        replications=scenario.replications,
        seed=scenario.seed,
        requested_by=run.requested_by,
        requested_at=moment(run.recorded_at),
        started_at=None if run.started_at is None else moment(run.started_at),
        ended_at=None if run.ended_at is None else moment(run.ended_at),
        snapshot_id=optional_id("Snapshot", run.snapshot_id),
        policy_version_id=optional_id("PolicyVersion", run.policy_id),
        protocol=result.get("protocol"),
        assumptions=list(result.get("assumptions", ())),
        warnings=list(result.get("warnings", ())),
        kpis=[_kpi(one) for one in result.get("kpis", ())],
        curves=[_curve(one) for one in result.get("curves", ())],
        replay=None if replay is None else _replay(replay),
    )


def defaults_of(found: Defaults) -> WhatIfDefaults:
    """Return what holds now as its GraphQL type."""
    return WhatIfDefaults(
        thresholds=_thresholds(found.thresholds),
        reviewers=found.reviewers,
        volume=1.0,
        horizon_days=14.0,
        replications=200,
    )


def _thresholds(values: Mapping[str, float]) -> list[NamedThreshold]:
    return [NamedThreshold(parameter=name, value=value) for name, value in sorted(values.items())]


def _kpi(told: Mapping[str, Any]) -> WhatIfKpi:
    sides = {
        f"{side}{end.lower() and '_' + end.lower()}": told[f"{side}{end}"]
        for side in ("base", "candidate", "delta")
        for end in ("", "Low", "High")
    }
    return WhatIfKpi(name=told["name"], words=told["words"], unit=told["unit"], **sides)


def _curve(told: Mapping[str, Any]) -> WhatIfCurve:
    return WhatIfCurve(
        kpi=told["kpi"],
        words=told["words"],
        unit=told["unit"],
        times=_column(told["times"]),
        base=_course(told["base"]),
        candidate=_course(told["candidate"]),
    )


def _course(told: Mapping[str, Sequence[object]]) -> WhatIfCourse:
    return WhatIfCourse(mid=_column(told["mid"]), low=_column(told["low"]), high=_column(told["high"]))


def _column(values: Sequence[object]) -> Column:
    return Column(list(values))


def _replay(told: Mapping[str, Any]) -> WhatIfReplay:
    return WhatIfReplay(
        scored=told["scored"],
        unscored=told["unscored"],
        from_time=moment(told["from"]),
        until=moment(told["until"]),
        base=_policy(told["base"]),
        candidate=_policy(told["candidate"]),
        moved_to_people=told["movedToPeople"],
        moved_to_automatic=told["movedToAutomatic"],
    )


def _policy(told: Mapping[str, int]) -> ReplayedPolicy:
    return ReplayedPolicy(
        to_people=told["toPeople"],
        automatic=told["automatic"],
        automatic_known=told["automaticKnown"],
        automatic_wrong=told["automaticWrong"],
    )
