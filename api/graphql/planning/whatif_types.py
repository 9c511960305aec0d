"""Runs of what-ifs as GraphQL types."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, TypeAlias

import strawberry

from api.graphql.enums import RunState
from api.graphql.fields import described
from api.graphql.identifiers import global_id, optional_id
from api.graphql.pages import PageInfo
from api.graphql.planning.search_types import WhatIfSearch, search_of
from api.graphql.planning.whatif_kpis import WhatIfKpi, kpi_of
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Column
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.store.planning.whatif import Defaults, Run


@strawberry.type(description="A threshold of a policy by its name.", directives=[readable(Operation.READ_CASES)])
class NamedThreshold:
    """A threshold."""

    parameter: str = described("The parameter of the policy.")
    value: float = described("Its value.")


@strawberry.type(description="One side of a curve.", directives=[readable(Operation.READ_CASES)])
class WhatIfCourse:
    """Values at the curve's times."""

    mid: Column = described("Mean at each time.")
    low: Column = described("5 % quantile at each time.")
    high: Column = described("95 % quantile at each time.")


@strawberry.type(description="A figure over time.", directives=[readable(Operation.READ_CASES)])
class WhatIfCurve:
    """A curve under both options."""

    kpi: str = described("What is measured: queueLength, volumeToPeople or missedSla.")
    words: str = described("The same in words.")
    unit: str = described("Its unit.")
    times: Column = described("Moments in epoch milliseconds, UTC.")
    base: WhatIfCourse = described("As things are.")
    candidate: WhatIfCourse = described("Under the scenario.")


@strawberry.type(description="What a policy does with the stored past.", directives=[readable(Operation.READ_CASES)])
class ReplayedPolicy:
    """Counts, not simulated."""

    to_people: int = described("Past cases that it would send to people.")
    automatic: int = described("Past cases that it would decide automatically.")
    declined: int = described("Of the automatic ones, those that it would decline.")
    automatic_known: int = described("Of the automatic ones, those of which it is known how they turned out.")
    automatic_wrong: int = described(
        "Of these, those that were wrong: accepted though wrong, or declined though right."
    )


@strawberry.type(
    description="Stored snapshots with stored scores through both policies, by the gate's own rules.",
    directives=[readable(Operation.READ_CASES)],
)
class WhatIfReplay:
    """The past replayed."""

    scored: int = described("Past cases with a stored score; these are counted.")
    unscored: int = described("Past cases without one.")
    from_time: datetime = strawberry.field(name="from", description="When the first of them began.")
    until: datetime = described("When the last of them began.")
    base: ReplayedPolicy = described("Under the policy in force.")
    candidate: ReplayedPolicy = described("Under the changed policy.")
    moved_to_people: int = described("Cases that only the changed policy would send to people.")
    moved_to_automatic: int = described("Cases that only the policy in force would send to people.")


@strawberry.type(
    description="A scenario that was simulated beside the first, on the same draws.",
    directives=[readable(Operation.READ_CASES)],
)
class WhatIfBeside:
    """A scenario beside another."""

    name: str = described("What the planner called it.")
    changes: list[str] = described("What it changes, each in a few words.")
    answer: str | None = described("The answer in one sentence; null until it is done.")
    kpis: list[WhatIfKpi] = described("Its figures against things as they are; empty until it is done.")


@strawberry.type(
    description="A what-if: what is changed, how far its run is, and what it came to.",
    directives=[readable(Operation.READ_CASES)],
)
class WhatIfRun:
    """A run of a scenario."""

    id: strawberry.ID = described("The run.")
    name: str = described("What the planner called it.")
    decision_point: str = described("Where the change is tried.")
    state: RunState = described("Its state.")
    progress: float = described("How far it is, from 0 to 1.")
    failure: str | None = described("Why it failed, and how to mend it.")
    thresholds: list[NamedThreshold] = described("Thresholds that are changed.")
    reviewers: int = described("Reviewers more, or fewer where negative.")
    volume: float = described("Factor on the volume of arrivals.")
    changes: list[str] = described("Everything that is changed, each in a few words.")
    horizon_days: float = described("How far it looks ahead.")
    replications: int = described("How often the future is drawn.")
    seed: int = described("The same seed on the same snapshot gives the same answer.")
    requested_by: str = described("Who requested it.")
    requested_at: datetime = described("When.")
    started_at: datetime | None = described("When a worker began.")
    ended_at: datetime | None = described("When it ended.")
    snapshot_id: strawberry.ID | None = described("The frozen data it is based on.")
    policy_version_id: strawberry.ID | None = described("The policy in force that it is compared with.")
    answer: str | None = described("The answer in one sentence; null until it is done.")
    beside: list[WhatIfBeside] = described("Scenarios compared with it, on the same draws.")
    currency: str | None = described("In which currency amounts are; null where none is agreed.")
    search: WhatIfSearch | None = described("Thresholds and staff that were searched; null without a search.")
    protocol: str | None = described("How the figures were made.")
    assumptions: list[str] = described("Everything that was taken for granted.")
    warnings: list[str] = described("What to see before the figures.")
    kpis: list[WhatIfKpi] = described("The figures; empty until it is done.")
    curves: list[WhatIfCurve] = described("The figures over time.")
    replay: WhatIfReplay | None = described("What both policies do with the past.")


@strawberry.type(description="A page of what-ifs, newest first.", directives=[readable(Operation.READ_CASES)])
class WhatIfPage:
    """Runs with their page."""

    nodes: list[WhatIfRun] = described("The runs.")
    page_info: PageInfo = described("Where the page ends.")


@strawberry.type(
    description="What holds now: where a what-if starts from.", directives=[readable(Operation.READ_CASES)]
)
class WhatIfDefaults:
    """Values for the form."""

    thresholds: list[NamedThreshold] = described("The thresholds of the policy in force.")
    reviewers: int = described("How many accounts can review.")
    people: list[str] = described("Their names, which a scenario may remove or resemble.")
    models: list[str] = described("Versions of the point's model, newest first: what a scenario may go back to.")
    volume: float = described("The factor on volume as things are: 1.")
    horizon_days: float = described("A usual horizon.")
    replications: int = described("A usual number of replications.")


WhatIfRunResult: TypeAlias = Annotated[
    WhatIfRun | Refusal, strawberry.union("WhatIfRunResult", description="The run, or why there is none.")
]
WhatIfRunsResult: TypeAlias = Annotated[
    WhatIfPage | Refusal, strawberry.union("WhatIfRunsResult", description="Runs, or why there are none.")
]
WhatIfDefaultsResult: TypeAlias = Annotated[
    WhatIfDefaults | Refusal,
    strawberry.union("WhatIfDefaultsResult", description="The current settings, or why they are not available."),
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
        changes=scenario.texts(),
        horizon_days=scenario.horizon_days,
        replications=scenario.replications,
        seed=scenario.seed,
        requested_by=run.requested_by,
        requested_at=moment(run.recorded_at),
        started_at=None if run.started_at is None else moment(run.started_at),
        ended_at=None if run.ended_at is None else moment(run.ended_at),
        snapshot_id=optional_id("Snapshot", run.snapshot_id),
        policy_version_id=optional_id("PolicyVersion", run.policy_id),
        answer=result.get("answer"),
        beside=_beside(run),
        currency=result.get("currency"),
        search=None if result.get("search") is None else search_of(result["search"]),
        protocol=result.get("protocol"),
        assumptions=list(result.get("assumptions", ())),
        warnings=list(result.get("warnings", ())),
        kpis=[kpi_of(one) for one in result.get("kpis", ())],
        curves=[_curve(one) for one in result.get("curves", ())],
        replay=None if replay is None else _replay(replay),
    )


def _beside(run: Run) -> list[WhatIfBeside]:
    results = (run.result or {}).get("others") or [{}] * len(run.scenario.others)
    return [
        WhatIfBeside(
            name=one.name,
            changes=one.texts(),
            answer=result.get("answer"),
            kpis=[kpi_of(kpi) for kpi in result.get("kpis", ())],
        )
        for one, result in zip(run.scenario.others, results, strict=True)
    ]


def defaults_of(defaults: Defaults) -> WhatIfDefaults:
    """Return what holds now as its GraphQL type."""
    return WhatIfDefaults(
        thresholds=_thresholds(defaults.thresholds),
        reviewers=defaults.reviewers,
        people=defaults.names,
        models=list(defaults.models),
        volume=1.0,
        horizon_days=14.0,
        replications=200,
    )


def _thresholds(values: Mapping[str, float]) -> list[NamedThreshold]:
    return [NamedThreshold(parameter=name, value=value) for name, value in sorted(values.items())]


def _curve(stored: Mapping[str, Any]) -> WhatIfCurve:
    return WhatIfCurve(
        kpi=stored["kpi"],
        words=stored["words"],
        unit=stored["unit"],
        times=_column(stored["times"]),
        base=_course(stored["base"]),
        candidate=_course(stored["candidate"]),
    )


def _course(stored: Mapping[str, Sequence[object]]) -> WhatIfCourse:
    return WhatIfCourse(mid=_column(stored["mid"]), low=_column(stored["low"]), high=_column(stored["high"]))


def _column(values: Sequence[object]) -> Column:
    return Column(list(values))


def _replay(stored: Mapping[str, Any]) -> WhatIfReplay:
    return WhatIfReplay(
        scored=stored["scored"],
        unscored=stored["unscored"],
        from_time=moment(stored["from"]),
        until=moment(stored["until"]),
        base=_policy(stored["base"]),
        candidate=_policy(stored["candidate"]),
        moved_to_people=stored["movedToPeople"],
        moved_to_automatic=stored["movedToAutomatic"],
    )


def _policy(stored: Mapping[str, int]) -> ReplayedPolicy:
    return ReplayedPolicy(
        to_people=stored["toPeople"],
        automatic=stored["automatic"],
        declined=stored.get("declined", 0),
        automatic_known=stored["automaticKnown"],
        automatic_wrong=stored["automaticWrong"],
    )
