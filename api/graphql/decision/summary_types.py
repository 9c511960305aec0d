"""Decisions summed up by group, in GraphQL's form."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.decision.sums import RATED, UNTIMED
from api.graphql.identifiers import optional_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.proportion import excess_over, wilson
from graph.domain.people.roles import Operation
from graph.store.decision.summaries import MOST_ROWS, Need, SummaryRow
from graph.store.registry.advice import ADVICE

_READABLE = [readable(Operation.READ_CASES)]
_PROTOCOL = (
    f"{RATED} {ADVICE} The time to decision of a person begins with the task, else with the case. A loss is what the "
    "bad outcomes report, else what the decision point states for such an error; it also states what a review costs."
)
NEEDED_FOR: Mapping[Need, Sequence[str]] = {
    Need.OUTCOMES: ["outcomes"],
    Need.ADVICE: ["againstAdvice"],
    Need.TASK: ["late", "hoursToDecision"],
}
"""Which fields need more than the decisions themselves: that is read only where one of them is selected."""


@strawberry.type(description="Outcomes of one kind.", directives=_READABLE)
class OutcomeCount:
    """A kind of outcome, whether or not it speaks against the decisions."""

    kind: str = strawberry.field(description="The kind of outcome.")
    told: int = strawberry.field(description="For how many decisions it was reported.")
    came_true: int = strawberry.field(description="For how many it was reported as true.")


@strawberry.type(description="A share with its interval (Wilson, 95 %).", directives=_READABLE)
class Share:
    """A share."""

    count: int = strawberry.field(description="How many.")
    of: int = strawberry.field(description="Of how many.")
    share: float | None = strawberry.field(description="The share; null of none.")
    low: float = strawberry.field(description="Where its interval begins.")
    high: float = strawberry.field(description="Where it ends.")


@strawberry.type(description="How long it took to decide, in hours.", directives=_READABLE)
class HoursToDecision:
    """Mean and 90th percentile."""

    mean: float | None = strawberry.field(description="The mean; null where there is none.")
    p90: float | None = strawberry.field(description="Nine of ten took no longer; between two values, interpolated.")


@strawberry.type(description="What decisions cost and saved, in the decision point's currency.", directives=_READABLE)
class DecisionMoney:
    """Money lost and saved."""

    lost: float = strawberry.field(description="By wrong decisions.")
    lost_automatically: float = strawberry.field(description="By wrong automatic decisions.")
    unpriced: int = strawberry.field(description="How many wrong decisions there are whose loss nobody states.")
    saved: float = strawberry.field(description="What reviews of the automatic ones would have cost.")


@strawberry.type(
    description="Wrong decisions beyond what all other decisions' share of wrong ones gives for this number; "
    "with the interval of the difference (Newcombe, 95 %).",
    directives=_READABLE,
)
class WrongExcess:
    """An excess."""

    expected: float = strawberry.field(description="How many would be wrong at the others' share.")
    excess: float = strawberry.field(description="How many more there are; fewer, where negative.")
    low: float = strawberry.field(description="Where the interval begins: above 0, chance does not explain it.")
    high: float = strawberry.field(description="Where it ends.")


@strawberry.type(description="Decisions of one group.", directives=_READABLE)
class DecisionSummaryRow:
    """A group; what it is not grouped by is null."""

    kind: str | None = strawberry.field(description="HUMAN or AUTOMATIC.")
    origin: str | None = strawberry.field(description="LIVE or REPLAYED.")
    action: str | None = strawberry.field(description="What was decided.")
    verdict: str | None = strawberry.field(description="APPROVE or REJECT.")
    decision_point: str | None = strawberry.field(description="Where it was decided.")
    policy_version_id: strawberry.ID | None = strawberry.field(description="The policy version that governed them.")
    policy_version: str | None = strawberry.field(description="That version by name and table digest.")
    policy_version_number: int | None = strawberry.field(
        description="Its number among the versions of its policy, the oldest is 1."
    )
    decider: str | None = strawberry.field(description="Who decided.")
    queue: str | None = strawberry.field(description="The queue of the task; null for decisions without one.")
    sla_minutes: int | None = strawberry.field(
        description="In how many minutes of its calendar that queue is to decide, where grouped by it."
    )
    escalated: bool | None = strawberry.field(description="Whether the task was escalated; false where there is none.")
    model_version: str | None = strawberry.field(
        description="The model version whose score counted, as name|version, where grouped by it."
    )
    period_from: str | None = strawberry.field(
        description="The first day of the period, in UTC, where grouped by day, week (from Monday), month or quarter."
    )
    category: str | None = strawberry.field(description="The category of what they concern.")
    entity_id: strawberry.ID | None = strawberry.field(
        description="What they concern; a decision counts in the group of each entity that its case concerns."
    )
    entity: str | None = strawberry.field(description="Its name, else its id in the firm's systems.")
    entity_kind: str | None = strawberry.field(description="Its kind.")
    quality: str | None = strawberry.field(description="Of the input data; null where there is none.")
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
    approved: Share = strawberry.field(description="Those that approve, of all.")
    automatic: Share = strawberry.field(description="Automatic ones, of all.")
    wrong_automatic: Share = strawberry.field(description="Wrong ones, of the automatic ones that ended.")
    against_advice: Share = strawberry.field(description="Those against the model's advice, of those with advice.")
    late: Share = strawberry.field(description="Those after the task was due, of those with a due time.")
    hours_to_decision: HoursToDecision = strawberry.field(description="How long it took to decide.")
    money: DecisionMoney = strawberry.field(description="What they cost and saved.")
    excess: WrongExcess | None = strawberry.field(
        description="Wrong ones beyond what their number explains; null where there is nothing to compare with."
    )


@strawberry.type(description="Decisions of a period by group.", directives=_READABLE)
class DecisionSummary:
    """A summary."""

    rows: list[DecisionSummaryRow] = strawberry.field(description="By period, in each the largest group first.")
    protocol: str = strawberry.field(description="The rules of counting, as text.")
    truncated: bool = strawberry.field(description="Whether there are more groups.")


DecisionSummaryResult: TypeAlias = Annotated[
    DecisionSummary | Refusal, strawberry.union("DecisionSummaryResult", description="The summary, or why not.")
]


def summary_of(rows: Sequence[SummaryRow], every: SummaryRow | None) -> DecisionSummary:
    """Return a summary in GraphQL's form; `every`: all its decisions as one group, for what they are compared with."""
    untimed = UNTIMED if any(row.untimed for row in rows) else ""
    return DecisionSummary(
        rows=[_group(row, every) for row in rows],
        protocol=f"{_PROTOCOL}{untimed}",
        truncated=len(rows) >= MOST_ROWS,
    )


def _group(row: SummaryRow, every: SummaryRow | None) -> DecisionSummaryRow:
    low, high = wilson(row.bad, row.ended)
    entity = row.entity or {}
    return DecisionSummaryRow(
        kind=row.kind,
        origin=row.origin,
        action=row.action,
        verdict=row.verdict,
        decision_point=row.point,
        policy_version_id=optional_id("PolicyVersion", row.policy_id),
        policy_version=row.policy_key,
        policy_version_number=row.policy_number,
        decider=row.decider,
        queue=row.queue,
        sla_minutes=row.sla_minutes,
        escalated=row.escalated,
        category=row.category,
        entity_id=optional_id("BusinessEntity", entity.get("id")),
        entity=entity.get("name") or entity.get("externalId"),
        entity_kind=entity.get("kind"),
        quality=row.quality,
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
        approved=_share(row.approved, row.decisions),
        automatic=_share(row.automatic, row.decisions),
        wrong_automatic=_share(row.automatic_bad, row.automatic_ended),
        against_advice=_share(row.against, row.advised),
        late=_share(row.late, row.due),
        hours_to_decision=HoursToDecision(mean=row.mean_hours, p90=row.p90_hours),
        money=DecisionMoney(
            lost=row.lost,
            lost_automatically=row.automatic_lost,
            unpriced=row.bad - row.priced,
            saved=row.saved,
        ),
        excess=None if every is None else _excess(row, every),
    )


def _share(count: int, of: int) -> Share:
    low, high = wilson(count, of)
    return Share(count=count, of=of, share=count / of if of else None, low=low, high=high)


def _excess(row: SummaryRow, every: SummaryRow) -> WrongExcess | None:
    excess = excess_over(row.bad, row.ended, every.bad, every.ended)
    return None if excess is None else WrongExcess(**excess._asdict())


def _outcomes(decisions: Sequence[Sequence[tuple[str, bool]]]) -> list[OutcomeCount]:
    counts: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for outcomes in decisions:
        counts.update({kind for kind, _ in outcomes})
        true.update({kind for kind, says in outcomes if says})
    return [OutcomeCount(kind=kind, told=count, came_true=true[kind]) for kind, count in sorted(counts.items())]
