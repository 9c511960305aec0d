"""Versions of policies as GraphQL types: how each stands, how it differs, and what its back-test says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry

from api.graphql.enums import ChangeState
from api.graphql.fields import described
from api.graphql.identifiers import global_id, optional_id
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.store.registry.policy_changes import PolicyStand, RolledBack
from graph.store.registry.policy_versions import GovernedPolicy, PolicyVersion

_READERS = readable(Operation.READ_CASES)


@strawberry.type(description="A threshold of a policy version.", directives=[_READERS])
class PolicyThreshold:
    """A threshold."""

    parameter: str = described("Its name in the table.")
    value: float = described("Its value.")


@strawberry.type(description="What one policy version does with the stored cases of a point.", directives=[_READERS])
class BacktestSide:
    """One side of a back-test."""

    to_people: int = described("Cases that go to people.")
    automatic: int = described("Cases that are decided automatically, either way.")
    known: int = described("Of how many of these it is known whether that was right.")
    wrong: int = described("How many of those were wrong.")
    error_rate: float | None = described("The share that was wrong; null where none is known.")
    reviews_a_week: float | None = described("The load: cases a week that go to people.")
    cost: float = described("Reviews and wrong automatic decisions, in the point's currency.")


@strawberry.type(description="A stored case that two policy versions treat differently.", directives=[_READERS])
class BacktestCase:
    """A case."""

    case_id: strawberry.ID = described("The case.")
    case: str = described("Its external id.")
    before: str = described("What the other version answers: AUTO_APPROVE, DECLINE or REVIEW.")
    after: str = described("What this version answers.")
    wrong: bool | None = described("Whether the proposal proved wrong; null where that is not known.")
    task_id: strawberry.ID | None = described("Its open task.")
    held: bool = described("Whether somebody has that task in hand: then it stays with people.")


@strawberry.type(description="A fact that was not available for some of the stored cases.", directives=[_READERS])
class MissingFact:
    """A fact."""

    fact: str = described("What the table calls it.")
    cases: int = described("For how many of the replayed cases it was missing: they go to people.")


@strawberry.type(description="Two policy versions on the stored cases of a point.", directives=[_READERS])
class PolicyBacktest:
    """A back-test."""

    point: str = described("The decision point.")
    currency: str | None = described("Its currency.")
    at: datetime = described("When it was made.")
    beside: str | None = described("The version beside it; null: none was in use, so all cases go to people.")
    cases: int = described("Stored cases that have a score and were replayed.")
    unscored: int = described("Stored cases without a score: they go to people.")
    from_: datetime | None = strawberry.field(name="from", description="When the first of them began.")
    until: datetime | None = described("When the last of them began.")
    in_use: BacktestSide = described("What the other version does.")
    proposed: BacktestSide = described("What this version does.")
    to_people: int = described("Cases that would go to people instead of being decided automatically.")
    to_automatic: int = described("Cases that would be decided automatically instead of by people.")
    changes: list[BacktestCase] = described("The newest of the cases that would change.")
    open_tasks: int = described("Open tasks that would change.")
    tasks: list[BacktestCase] = described("The oldest of them.")
    missing: list[MissingFact] = described("Facts that were not available then.")


@strawberry.type(description="One change of a policy version.", directives=[_READERS])
class PolicyVersionChange:
    """A change."""

    command: str = described("What was done.")
    by: str | None = described("Who did it; null: Signoff, at the agreed time.")
    at: datetime = described("When.")
    reason: str | None = described("Why.")


@strawberry.type(description="A version of a policy under change control.", directives=[_READERS])
class GovernedPolicyVersion:
    """A version."""

    id: strawberry.ID = described("The version: the id of the change.")
    key: str = described("Its natural key.")
    state: ChangeState = described("Where it stands.")
    recorded_at: datetime = described("When it was first proposed.")
    table: str = described("The decision table as it was proposed.")
    thresholds: list[PolicyThreshold] = described("The thresholds that apply to it.")
    proposer: str | None = described("Who proposed it.")
    approver: str | None = described("Who approved it, and so signed its thresholds.")
    activate_at: datetime | None = described("From when on it is to be used.")
    activated_at: datetime | None = described("Since when it was used last.")
    differences: list[str] = described("How it differs from the version in use, or from the one before it, in words.")
    changes: list[PolicyVersionChange] = described("What was done with it, in order.")


@strawberry.type(description="A policy with its versions.", directives=[_READERS])
class PolicyVersions:
    """Versions."""

    id: strawberry.ID = described("The policy.")
    key: str = described("Its name.")
    points: list[str] = described("The decision points that it governs.")
    versions: list[GovernedPolicyVersion] = described("Its versions, the newest first.")


@strawberry.type(description="How a policy version stands after a change.", directives=[_READERS])
class ChangedPolicyVersion:
    """A change that is on record."""

    version_id: strawberry.ID = described("The version.")
    key: str = described("Its natural key.")
    state: ChangeState = described("Where it stands now.")


@strawberry.type(description="A decision that was made automatically.", directives=[_READERS])
class AutomaticDecisionMeanwhile:
    """A decision."""

    id: strawberry.ID = described("The decision.")
    case: str = described("The external id of its case.")
    action: str = described("What was decided.")
    decided_at: datetime = described("When.")


@strawberry.type(description="A step back to the version before the one in use.", directives=[_READERS])
class RolledBackPolicy:
    """A roll-back."""

    version: ChangedPolicyVersion = described("The version that is in use again.")
    total: int = described("Effective decisions that the version taken back had made automatically.")
    decisions: list[AutomaticDecisionMeanwhile] = described("The newest of them.")


@strawberry.type(description="What is wrong with a table.", directives=[_READERS])
class PolicyFault:
    """A fault."""

    where: str | None = described("The place in the table, such as rows.low.")
    message: str = described("What is wrong and how to mend it.")


@strawberry.type(description="A table before it is proposed.", directives=[_READERS])
class CheckedPolicy:
    """A checked table."""

    faults: list[PolicyFault] = described("Everything that is wrong with it; none: it can be proposed.")
    differences: list[str] = described("How it differs from the version in use, in words.")
    idle: list[str] = described("Rows that match no case while the thresholds are as they are.")


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
