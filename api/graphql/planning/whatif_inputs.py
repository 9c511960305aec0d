"""A scenario as GraphQL takes it."""

import strawberry

from graph.domain.kernel.problems import Problem, invalid
from graph.domain.planning.changes import (
    DAYS,
    Changes,
    EscalationLadder,
    KindVolume,
    TaintedSource,
    WorkingHours,
    minutes_of_clock,
)
from graph.domain.planning.scenario import Scenario
from graph.domain.planning.search import Search


@strawberry.input(description="A threshold to try.")
class ThresholdInput:
    """A threshold."""

    parameter: str = strawberry.field(description="The parameter of the policy in force, or of the one given.")
    value: float = strawberry.field(description="The value to try.")


@strawberry.input(description="Other hours for some reviewers, such as a Saturday.")
class ShiftInput:
    """A shift."""

    reviewers: list[str] = strawberry.field(default_factory=list, description="Their accounts; none: everybody.")
    days: list[str] = strawberry.field(description="MON, TUE, WED, THU, FRI, SAT, SUN.")
    opens: str = strawberry.field(description="When they begin, such as 09:00.")
    closes: str = strawberry.field(description="When they end, such as 13:00.")


@strawberry.input(description="A factor on the arrivals of one kind.")
class KindVolumeInput:
    """A volume."""

    field: str = strawberry.field(description="An input of the cases, such as category.")
    value: str = strawberry.field(description="Its value.")
    factor: float = strawberry.field(description="How many times as many of these cases come, 0 to 10.")


@strawberry.input(description="Cases whose data is lost or cannot be trusted: the gate sends them to people.")
class TaintInput:
    """A tainted source."""

    field: str = strawberry.field(description="An input of the cases, such as source, or: dataset version.")
    value: str = strawberry.field(description="Its value.")


@strawberry.input(description="Another ladder of escalations.")
class LadderInput:
    """A ladder."""

    minutes: float = strawberry.field(description="After how many opening minutes of waiting a review moves up.")
    priority: int = strawberry.field(description="The priority that it then has at least, 1 to 9.")


@strawberry.input(description="Thresholds and numbers of reviewers to try on top of the changes, through the queue.")
class SearchInput:
    """A search."""

    parameter: str = strawberry.field(description="The threshold: a parameter of the policy.")
    least: float = strawberry.field(description="Its lowest value.")
    most: float = strawberry.field(description="Its highest value.")
    steps: int = strawberry.field(default=7, description="How many values, 2 to 15.")
    fewest_reviewers: int = strawberry.field(default=0, description="Reviewers more, or fewer where negative: from.")
    most_reviewers: int = strawberry.field(default=0, description="Reviewers more: up to.")
    in_time: float | None = strawberry.field(
        default=None, description="The share of reviews that must be in time; null: least cost alone."
    )
    hour_cost: float = strawberry.field(default=0.0, description="What an hour of a reviewer on shift costs.")
    late_cost: float = strawberry.field(default=0.0, description="What a late review costs.")


@strawberry.input(description="What a scenario changes; what is left out stays as it is.")
class WhatIfChangesInput:
    """Changes."""

    name: str = strawberry.field(description="What to call it.")
    thresholds: list[ThresholdInput] = strawberry.field(default_factory=list, description="Thresholds to try.")
    reviewers: int = strawberry.field(default=0, description="Typical reviewers more, or fewer where negative.")
    volume: float = strawberry.field(default=1.0, description="Factor on the volume of arrivals, 0.1 to 10.")
    remove: list[str] = strawberry.field(default_factory=list, description="Accounts of reviewers who leave.")
    add: list[str] = strawberry.field(
        default_factory=list, description="Newcomers: the account that each resembles, or an empty text: a typical one."
    )
    shifts: list[ShiftInput] = strawberry.field(default_factory=list, description="Other hours, such as a Saturday.")
    due_minutes: float | None = strawberry.field(default=None, description="Opening minutes until a review is due.")
    volume_by: list[KindVolumeInput] = strawberry.field(default_factory=list, description="Volume by kind of case.")
    policy: str | None = strawberry.field(default=None, description="A whole policy version to try, as YAML.")
    model: str | None = strawberry.field(
        default=None, description="A version of the model to go back to, by the scores that it stored."
    )
    taint: list[TaintInput] = strawberry.field(default_factory=list, description="Sources that are not trusted.")
    ladder: LadderInput | None = strawberry.field(default=None, description="Another ladder of escalations.")


@strawberry.input(description="What would be changed, and how the future is drawn.")
class RunWhatIfInput(WhatIfChangesInput):
    """A scenario."""

    decision_point: str = strawberry.field(description="Where.")
    horizon_days: float = strawberry.field(default=14.0, description="How far to look ahead, 1 to 92 days.")
    replications: int = strawberry.field(default=200, description="How often the future is drawn, 20 to 2000.")
    seed: int = strawberry.field(default=0, description="The same seed on the same snapshot gives the same answer.")
    beside: list[WhatIfChangesInput] = strawberry.field(
        default_factory=list, description="Scenarios to compare with it on the same draws, at most 7."
    )
    search: SearchInput | None = strawberry.field(default=None, description="Thresholds and staff to search.")
    idempotency_key: str = strawberry.field(description="The same key gives the same run.")


def scenario_of(sent: RunWhatIfInput) -> Scenario | Problem:
    """Return the scenario that was sent, or what cannot be read of it."""
    own = _changed(sent, sent.decision_point)
    if isinstance(own, Problem):
        return own
    others = []
    for one in sent.beside:
        other = _changed(one, sent.decision_point)
        if isinstance(other, Problem):
            return other
        others.append(other)
    return Scenario(
        point=own.point,
        name=own.name,
        thresholds=own.thresholds,
        reviewers=own.reviewers,
        volume=own.volume,
        changes=own.changes,
        horizon_days=sent.horizon_days,
        replications=sent.replications,
        seed=sent.seed,
        others=tuple(others),
        search=None if sent.search is None else _search(sent.search),
    )


def _search(sent: SearchInput) -> Search:
    return Search(
        parameter=sent.parameter,
        least=sent.least,
        most=sent.most,
        steps=sent.steps,
        fewest=sent.fewest_reviewers,
        largest=sent.most_reviewers,
        in_time=sent.in_time,
        hour_cost=sent.hour_cost,
        late_cost=sent.late_cost,
    )


def _changed(sent: WhatIfChangesInput, point: str) -> Scenario | Problem:
    thresholds = {one.parameter: one.value for one in sent.thresholds}
    if len(thresholds) < len(sent.thresholds):
        return invalid("thresholds", "A parameter is given twice: send each once.")
    shifts = []
    for one in sent.shifts:
        shift = _shift(one)
        if isinstance(shift, Problem):
            return shift
        shifts.append(shift)
    changes = Changes(
        remove=tuple(sent.remove),
        add=tuple(sent.add),
        shifts=tuple(shifts),
        due_minutes=sent.due_minutes,
        volume_by=tuple(KindVolume(one.field, one.value, one.factor) for one in sent.volume_by),
        policy=sent.policy,
        model=sent.model,
        taint=tuple(TaintedSource(one.field, one.value) for one in sent.taint),
        ladder=None if sent.ladder is None else EscalationLadder(sent.ladder.minutes, sent.ladder.priority),
    )
    return Scenario(point, sent.name, thresholds, sent.reviewers, sent.volume, changes=changes)


def _shift(sent: ShiftInput) -> WorkingHours | Problem:
    if unknown := [day for day in sent.days if day not in DAYS]:
        return invalid("shifts", f"shifts has the day {unknown[0]!r}: use {', '.join(DAYS)}.")
    opens, closes = minutes_of_clock(sent.opens), minutes_of_clock(sent.closes)
    if opens is None or closes is None:
        return invalid("shifts", f"shifts has the hours {sent.opens!r} to {sent.closes!r}: write times such as 09:00.")
    return WorkingHours(tuple(sent.reviewers), tuple(DAYS.index(day) for day in sent.days), opens, closes)
