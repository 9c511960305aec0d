"""Versions of policies as GraphQL types: how each stands, how it differs, and what its back-test says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry

from api.graphql.enums import ChangeState
from api.graphql.identifiers import global_id, optional_id
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.store.registry.policy_changes import PolicyStand, RolledBack
from graph.store.registry.policy_versions import GovernedPolicy, PolicyVersion

_READERS = readable(Operation.READ_CASES)


def _described(text: str) -> Any:  # noqa: ANN401  # strawberry's field stands for the type it is annotated with
    return strawberry.field(description=text)


@strawberry.type(description="A threshold of a policy version.", directives=[_READERS])
class PolicyThreshold:
    """A threshold."""

    parameter: str = _described("Its name in the table.")
    value: float = _described("Its value.")


@strawberry.type(description="What one policy version does with the stored cases of a point.", directives=[_READERS])
class BacktestSide:
    """One side of a back-test."""

    to_people: int = _described("Cases that go to people.")
    automatic: int = _described("Cases that are decided automatically, either way.")
    known: int = _described("Of how many of these it is known whether that was right.")
    wrong: int = _described("How many of those were wrong.")
    error_rate: float | None = _described("The share that was wrong; null where none is known.")
    reviews_a_week: float | None = _described("The load: cases a week that go to people.")
    cost: float = _described("Reviews and wrong automatic decisions, in the point's currency.")


@strawberry.type(description="A stored case that two policy versions treat differently.", directives=[_READERS])
class BacktestCase:
    """A case."""

    case_id: strawberry.ID = _described("The case.")
    case: str = _described("Its external id.")
    before: str = _described("What the other version answers: AUTO_APPROVE, DECLINE or REVIEW.")
    after: str = _described("What this version answers.")
    wrong: bool | None = _described("Whether the proposal proved wrong; null where that is not known.")
    task_id: strawberry.ID | None = _described("Its open task.")
    held: bool = _described("Whether somebody has that task in hand: then it stays with people.")


@strawberry.type(description="A fact that was not available for some of the stored cases.", directives=[_READERS])
class MissingFact:
    """A fact."""

    fact: str = _described("What the table calls it.")
    cases: int = _described("For how many of the replayed cases it was missing: they go to people.")


@strawberry.type(description="Two policy versions on the stored cases of a point.", directives=[_READERS])
class PolicyBacktest:
    """A back-test."""

    point: str = _described("The decision point.")
    currency: str | None = _described("Its currency.")
    at: datetime = _described("When it was made.")
    beside: str | None = _described("The version beside it; null: none was in use, so all cases go to people.")
    cases: int = _described("Stored cases that have a score and were replayed.")
    unscored: int = _described("Stored cases without a score: they go to people.")
    from_: datetime | None = strawberry.field(name="from", description="When the first of them began.")
    until: datetime | None = _described("When the last of them began.")
    in_use: BacktestSide = _described("What the other version does.")
    proposed: BacktestSide = _described("What this version does.")
    to_people: int = _described("Cases that would go to people instead of being decided automatically.")
    to_automatic: int = _described("Cases that would be decided automatically instead of by people.")
    changes: list[BacktestCase] = _described("The newest of the cases that would change.")
    open_tasks: int = _described("Open tasks that would change.")
    tasks: list[BacktestCase] = _described("The oldest of them.")
    missing: list[MissingFact] = _described("Facts that were not available then.")


@strawberry.type(description="One change of a policy version.", directives=[_READERS])
class PolicyVersionChange:
    """A change."""

    command: str = _described("What was done.")
    by: str | None = _described("Who did it; null: Signoff, at the agreed time.")
    at: datetime = _described("When.")
    reason: str | None = _described("Why.")


@strawberry.type(description="A version of a policy under change control.", directives=[_READERS])
class GovernedPolicyVersion:
    """A version."""

    id: strawberry.ID = _described("The version: the id of the change.")
    key: str = _described("Its natural key.")
    state: ChangeState = _described("Where it stands.")
    recorded_at: datetime = _described("When it was first proposed.")
    table: str = _described("The decision table as it was proposed.")
    thresholds: list[PolicyThreshold] = _described("The thresholds that apply to it.")
    proposer: str | None = _described("Who proposed it.")
    approver: str | None = _described("Who approved it, and so signed its thresholds.")
    activate_at: datetime | None = _described("From when on it is to be used.")
    activated_at: datetime | None = _described("Since when it was used last.")
    differences: list[str] = _described("How it differs from the version in use, or from the one before it, in words.")
    changes: list[PolicyVersionChange] = _described("What was done with it, in order.")


@strawberry.type(description="A policy with its versions.", directives=[_READERS])
class PolicyVersions:
    """Versions."""

    id: strawberry.ID = _described("The policy.")
    key: str = _described("Its name.")
    points: list[str] = _described("The decision points that it governs.")
    versions: list[GovernedPolicyVersion] = _described("Its versions, the newest first.")


@strawberry.type(description="How a policy version stands after a change.", directives=[_READERS])
class ChangedPolicyVersion:
    """A change that is on record."""

    version_id: strawberry.ID = _described("The version.")
    key: str = _described("Its natural key.")
    state: ChangeState = _described("Where it stands now.")


@strawberry.type(description="A decision that was made automatically.", directives=[_READERS])
class AutomaticDecisionMeanwhile:
    """A decision."""

    id: strawberry.ID = _described("The decision.")
    case: str = _described("The external id of its case.")
    action: str = _described("What was decided.")
    decided_at: datetime = _described("When.")


@strawberry.type(description="A step back to the version before the one in use.", directives=[_READERS])
class RolledBackPolicy:
    """A roll-back."""

    version: ChangedPolicyVersion = _described("The version that is in use again.")
    total: int = _described("Effective decisions that the version taken back had made automatically.")
    decisions: list[AutomaticDecisionMeanwhile] = _described("The newest of them.")


@strawberry.type(description="What is wrong with a table.", directives=[_READERS])
class PolicyFault:
    """A fault."""

    where: str | None = _described("The place in the table, such as rows.low.")
    message: str = _described("What is wrong and how to mend it.")


@strawberry.type(description="A table before it is proposed.", directives=[_READERS])
class CheckedPolicy:
    """A checked table."""

    faults: list[PolicyFault] = _described("Everything that is wrong with it; none: it can be proposed.")
    differences: list[str] = _described("How it differs from the version in use, in words.")
    idle: list[str] = _described("Rows that match no case while the thresholds are as they are.")


def versions_of(policy: GovernedPolicy) -> PolicyVersions:
    """Return a policy with its versions."""
    return PolicyVersions(
        id=global_id("Policy", policy.id),
        key=policy.key,
        points=list(policy.points),
        versions=[_version(policy, one) for one in policy.versions],
    )


def backtests_of(version: PolicyVersion) -> list[PolicyBacktest]:
    """Return the back-test of a version at each point that its policy governs."""
    whole = version.backtest
    return [] if whole is None else [_backtest(whole, each) for each in whole["points"]]


def changed_of(stand: PolicyStand) -> ChangedPolicyVersion:
    """Return how a version stands."""
    return ChangedPolicyVersion(
        version_id=global_id("PolicyVersion", stand.version_id), key=stand.key, state=stand.state
    )


def rolled_back_of(done: RolledBack) -> RolledBackPolicy:
    """Return a roll-back with what had been decided meanwhile."""
    return RolledBackPolicy(
        version=changed_of(done.stand),
        total=done.total,
        decisions=[
            AutomaticDecisionMeanwhile(
                id=global_id("Decision", one.id), case=one.case, action=one.action, decided_at=one.decided_at
            )
            for one in done.decisions
        ],
    )


def _version(policy: GovernedPolicy, one: PolicyVersion) -> GovernedPolicyVersion:
    return GovernedPolicyVersion(
        id=global_id("PolicyVersion", one.id),
        key=one.key,
        state=one.state,
        recorded_at=one.recorded_at,
        table=one.table,
        thresholds=[PolicyThreshold(parameter=name, value=value) for name, value in one.thresholds.items()],
        proposer=one.proposer,
        approver=one.approver,
        activate_at=one.activate_at,
        activated_at=one.activated_at,
        differences=list(policy.differences(one)),
        changes=[
            PolicyVersionChange(command=each.command, by=each.by, at=each.at, reason=each.reason)
            for each in one.changes
        ],
    )


def _backtest(whole: Mapping[str, Any], figures: Mapping[str, Any]) -> PolicyBacktest:
    return PolicyBacktest(
        point=figures["point"],
        currency=figures["currency"],
        at=moment(whole["at"]),
        beside=whole["beside"],
        cases=figures["cases"],
        unscored=figures["unscored"],
        from_=None if figures["from"] is None else moment(figures["from"]),
        until=None if figures["until"] is None else moment(figures["until"]),
        in_use=_side(figures["inUse"]),
        proposed=_side(figures["proposed"]),
        to_people=figures["toPeople"],
        to_automatic=figures["toAutomatic"],
        changes=[_case(one) for one in figures["changes"]],
        open_tasks=figures["openTasks"],
        tasks=[_case(one) for one in figures["tasks"]],
        missing=[MissingFact(fact=one["fact"], cases=one["cases"]) for one in figures["missing"]],
    )


def _side(figures: Mapping[str, Any]) -> BacktestSide:
    return BacktestSide(
        to_people=figures["toPeople"],
        automatic=figures["automatic"],
        known=figures["known"],
        wrong=figures["wrong"],
        error_rate=figures["errorRate"],
        reviews_a_week=figures["reviewsAWeek"],
        cost=figures["cost"],
    )


def _case(one: Mapping[str, Any]) -> BacktestCase:
    return BacktestCase(
        case_id=global_id("Case", one["id"]),
        case=one["case"],
        before=one["before"],
        after=one["after"],
        wrong=one["wrong"],
        task_id=optional_id("ReviewTask", one["task"]),
        held=one["held"],
    )
