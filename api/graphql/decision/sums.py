"""Decisions against the model's advice, summed up by who decided."""

from collections.abc import Sequence
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.identifiers import global_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.proportion import wilson
from graph.domain.people.roles import Operation
from graph.store.decision.summaries import MOST_ROWS, OverridesRow
from graph.store.registry.advice import ADVICE

_READABLE = [readable(Operation.READ_CASES)]
WRONG = (
    "A decision is wrong once an outcome that its decision point lists as bad for its action is reported as true. Its "
    "outcome is known once one of these is true or all of them are reported. Decisions that were taken back are not "
    "counted."
)
"""When a decision counts as wrong, in words."""
UNTIMED = (
    " Among these are decisions of a log without a clock: nobody knows when they were made, so they count in the days "
    "in which that log was loaded, and tell no trend."
)
"""What a period means to decisions without a time, in words."""
RATED = f"{WRONG} Intervals are Wilson intervals at 95 %."


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


OverridesResult: TypeAlias = Annotated[
    Overrides | Refusal, strawberry.union("OverridesResult", description="The overrides, or why not.")
]


def overrides_of(rows: Sequence[OverridesRow]) -> Overrides:
    """Return overrides in GraphQL's form."""
    untimed = UNTIMED if any(row.untimed for row in rows) else ""
    return Overrides(
        rows=[_decider(row) for row in rows], protocol=f"{ADVICE} {RATED}{untimed}", truncated=len(rows) >= MOST_ROWS
    )


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
