"""Decisions of a period summed up."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.identifiers import global_id, optional_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.proportion import wilson
from graph.domain.people.roles import Operation
from graph.store.decision.summaries import MOST_ROWS, OverridesRow, SummaryRow
from graph.store.registry.advice import ADVICE

_READABLE = [readable(Operation.READ_CASES)]
_BADLY = (
    "A decision is wrong once an outcome that its decision point lists as bad for its action is reported as true. Its "
    "outcome is known once one of these is true or all of them are reported. Decisions that were taken back are not "
    "counted. Intervals are Wilson intervals at 95 %."
)


@strawberry.type(description="Outcomes of one kind.", directives=_READABLE)
class OutcomeCount:
    """A kind of outcome, whether or not it speaks against the decisions."""

    kind: str = strawberry.field(description="The kind of outcome.")
    told: int = strawberry.field(description="For how many decisions it was reported.")
    came_true: int = strawberry.field(description="For how many it was reported as true.")


@strawberry.type(description="Decisions of one group.", directives=_READABLE)
class DecisionSummaryRow:
    """A group; what it is not grouped by is null."""

    kind: str | None = strawberry.field(description="HUMAN or AUTOMATIC.")
    origin: str | None = strawberry.field(description="LIVE or REPLAYED.")
    action: str | None = strawberry.field(description="What was decided.")
    policy_version_id: strawberry.ID | None = strawberry.field(description="The policy version that governed them.")
    policy_version: str | None = strawberry.field(description="That version by name and table digest.")
    policy_version_number: int | None = strawberry.field(
        description="Its number among the versions of its policy, the oldest is 1."
    )
    decider: str | None = strawberry.field(description="Who decided.")
    model_version: str | None = strawberry.field(
        description="The model version whose score counted, as name|version, where grouped by it."
    )
    period_from: str | None = strawberry.field(
        description="The first day of the period, in UTC, where grouped by day, week (from Monday) or month."
    )
    category: str | None = strawberry.field(description="The category of what they concern.")
    decisions: int = strawberry.field(description="How many.")
    ended: int = strawberry.field(description="Of how many it is known how they ended.")
    open: int = strawberry.field(description="Of how many that is not known yet.")
    bad: int = strawberry.field(description="How many were wrong by an outcome.")
    bad_share: float | None = strawberry.field(description="The share of those that ended; null where none did.")
    low: float = strawberry.field(description="Where the interval of that share begins.")
    high: float = strawberry.field(description="Where it ends.")
    outcomes: list[OutcomeCount] = strawberry.field(
        description="Outcomes reported true or false, by kind; also kinds that call no decision wrong."
    )


@strawberry.type(description="Decisions of a period by group.", directives=_READABLE)
class DecisionSummary:
    """A summary."""

    rows: list[DecisionSummaryRow] = strawberry.field(description="Largest group first.")
    protocol: str = strawberry.field(description="The rules of counting, as text.")
    truncated: bool = strawberry.field(description="Whether there are more groups.")


@strawberry.type(description="One person's decisions against the model's advice.", directives=_READABLE)
class DeciderOverrides:
    """A person and how they decided beside the advice."""

    decider: str = strawberry.field(description="Who.")
    person_id: strawberry.ID = strawberry.field(description="The same as a node.")
    decisions: int = strawberry.field(description="How many decisions.")
    with_advice: int = strawberry.field(description="How many of them had a score to follow.")
    by_shadow: int = strawberry.field(description="How many of those scores came later and counted for nothing.")
    against: int = strawberry.field(description="How many went against the advice.")
    against_share: float | None = strawberry.field(description="Their share of those with advice; null without any.")
    low: float = strawberry.field(description="Where the interval of that share begins.")
    high: float = strawberry.field(description="Where it ends.")
    against_ended: int = strawberry.field(description="Of how many against it the end is known.")
    against_bad: int = strawberry.field(description="How many of these were wrong by an outcome.")
    followed_ended: int = strawberry.field(description="Of how many that followed the end is known.")
    followed_bad: int = strawberry.field(description="How many of these were wrong by an outcome.")


@strawberry.type(description="Who decided against the model's advice.", directives=_READABLE)
class Overrides:
    """All deciders."""

    rows: list[DeciderOverrides] = strawberry.field(description="Most overrides first.")
    protocol: str = strawberry.field(description="What counts as advice, and as a wrong decision.")
    truncated: bool = strawberry.field(description="Whether there are more people.")


DecisionSummaryResult: TypeAlias = Annotated[
    DecisionSummary | Refusal, strawberry.union("DecisionSummaryResult", description="The summary, or why not.")
]
OverridesResult: TypeAlias = Annotated[
    Overrides | Refusal, strawberry.union("OverridesResult", description="The overrides, or why not.")
]


def summary_of(rows: Sequence[SummaryRow]) -> DecisionSummary:
    """Return a summary in GraphQL's form."""
    return DecisionSummary(rows=[_group(row) for row in rows], protocol=_BADLY, truncated=len(rows) >= MOST_ROWS)


def overrides_of(rows: Sequence[OverridesRow]) -> Overrides:
    """Return overrides in GraphQL's form."""
    return Overrides(
        rows=[_decider(row) for row in rows], protocol=f"{ADVICE} {_BADLY}", truncated=len(rows) >= MOST_ROWS
    )


def _group(row: SummaryRow) -> DecisionSummaryRow:
    low, high = wilson(row.bad, row.ended)
    return DecisionSummaryRow(
        kind=row.kind,
        origin=row.origin,
        action=row.action,
        policy_version_id=optional_id("PolicyVersion", row.policy_id),
        policy_version=row.policy_key,
        policy_version_number=row.policy_number,
        decider=row.decider,
        category=row.category,
        model_version=row.model,
        period_from=row.begun,
        decisions=row.decisions,
        ended=row.ended,
        open=row.decisions - row.ended,
        bad=row.bad,
        bad_share=row.bad / row.ended if row.ended else None,
        low=low,
        high=high,
        outcomes=_outcomes(row.outcomes),
    )


def _outcomes(decisions: Sequence[Sequence[tuple[str, bool]]]) -> list[OutcomeCount]:
    counts: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for outcomes in decisions:
        counts.update({kind for kind, _ in outcomes})
        true.update({kind for kind, says in outcomes if says})
    return [OutcomeCount(kind=kind, told=count, came_true=true[kind]) for kind, count in sorted(counts.items())]


def _decider(row: OverridesRow) -> DeciderOverrides:
    low, high = wilson(row.against, row.advised)
    return DeciderOverrides(
        decider=row.decider,
        person_id=global_id("Person", row.person_id),
        decisions=row.decisions,
        with_advice=row.advised,
        by_shadow=row.shadows,
        against=row.against,
        against_share=row.against / row.advised if row.advised else None,
        low=low,
        high=high,
        against_ended=row.against_ended,
        against_bad=row.against_bad,
        followed_ended=row.followed_ended,
        followed_bad=row.followed_bad,
    )
