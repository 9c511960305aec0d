"""Recalls as the schema has them: plans, recalls, their decisions, and what is sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.enums import RecallBasis, RecallItemState, RecallState
from api.graphql.fields import ANY_KEY, described
from api.graphql.identifiers import global_id, optional_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.people.roles import Operation
from graph.store.lineage.recall_extent import RecallExtent
from graph.store.lineage.recall_lists import Recall, RecalledDecision, RecalledPage
from graph.store.lineage.recalling import RecallStand, SettledItem

_READERS = [readable(Operation.READ_CASES)]
_KINDS = "a data source, dataset, feature, model, policy, one version of these, or a person"


@strawberry.type(description="How many decisions depend on what is recalled in one way.", directives=_READERS)
class RecallBasisCount:
    """A count."""

    basis: RecallBasis = described("In which way.")
    decisions: int = described("How many; one may depend on it in two ways.")


@strawberry.type(description="How many decisions of a recall stand alike.", directives=_READERS)
class RecallStateCount:
    """A count."""

    state: RecallItemState = described("How they stand.")
    decisions: int = described("How many.")


@strawberry.type(description="Decisions of one decision point that a recall would have looked at.", directives=_READERS)
class RecallPointExtent:
    """A decision point."""

    decision_point: str = described("Its key.")
    decisions: int = described("How many would be looked at again.")
    minutes: float | None = described("What a review takes there, by the newest ones; null where none was timed.")


@strawberry.type(name="RecallPlan", description="What a recall would do; nothing is written.", directives=_READERS)
class PlannedRecall:
    """A plan."""

    target_id: strawberry.ID = described("What would be recalled.")
    kind: str = described("What that is.")
    target: str = described("What it is called.")
    since: datetime | None = described("From when on decisions are taken; null: from the first.")
    until: datetime | None = described("Up to when; null: all that are made until the recall has been selected.")
    decisions: int = described("How many live decisions in force would be looked at again by other people.")
    listed: int = described("How many more depend on it by training alone; they are listed, not looked at again.")
    bases: list[RecallBasisCount] = described("By what decisions depend on it.")
    points: list[RecallPointExtent] = described("Where they were made.")
    outcomes: int = described("How many outcomes they had.")
    reviewer_hours: float = described("Hours of review; ten minutes each where none was timed.")


@strawberry.type(description="What came of a recall, as it stood when it was closed.", directives=_READERS)
class RecallReport:
    """A report."""

    counts: list[RecallStateCount] = described("How its decisions ended.")
    bases: list[RecallBasisCount] = described("By what they depended on what was recalled.")
    outcomes: int = described("How many outcomes they had by then.")


@strawberry.type(description="What was decided on something is looked at again.", directives=_READERS)
class RecallCampaign:
    """A recall."""

    id: strawberry.ID = described("The recall.")
    target_id: strawberry.ID = described("What was recalled.")
    kind: str = described("What that is.")
    target: str = described("What it is called.")
    since: datetime | None = described("From when on decisions are taken; null: from the first.")
    until: datetime | None = described("Up to when; null: all that were made until it was selected.")
    reason: str = described("Why.")
    steps: list[str] = described("What else is to be done for each decision that is changed.")
    with_training: bool = described("Whether decisions by training alone are looked at again too.")
    state: RecallState = described("How it stands.")
    opened_at: datetime = described("When it was opened.")
    opened_by: str | None = described("By whom.")
    owner: str | None = described("Who sees to it.")
    closed_at: datetime | None = described("When it was closed.")
    closed_by: str | None = described("By whom.")
    closing_note: str | None = described("Why it was over.")
    report: RecallReport | None = described("What came of it; null until it is closed.")
    decisions: int = described("How many decisions are looked at again, or were.")
    counts: list[RecallStateCount] = described("How they stand.")
    bases: list[RecallBasisCount] = described("By what they depend on it.")
    outcomes: int = described("How many outcomes they had.")


@strawberry.type(description="One decision of a recall, and what came of it.", directives=_READERS)
class RecallCampaignItem:
    """A decision."""

    id: strawberry.ID = described("The decision in this recall.")
    state: RecallItemState = described("How it stands.")
    bases: list[RecallBasis] = described("By what it depends on what was recalled.")
    reason: str | None = described("Why it was skipped.")
    decision_id: strawberry.ID = described("The decision.")
    action: str = described("What it decided.")
    decided_at: datetime = described("When.")
    case_id: strawberry.ID = described("Its case.")
    external_id: str = described("What the case is called.")
    decision_point: str = described("Where it was made.")
    outcomes: int = described("How many outcomes it had.")
    revision_id: strawberry.ID | None = described("The decision that revises it.")
    revised_action: str | None = described("What that decided.")
    steps: list[str] = described("What is to be done once it was changed.")
    settled_by: str | None = described("Who recorded that this was done.")
    settled_note: str | None = described("How.")


@strawberry.type(description="Decisions of a recall in the order in which they are looked at.", directives=_READERS)
class RecallItemPage:
    """A page."""

    nodes: list[RecallCampaignItem] = described("The decisions.")
    end_cursor: str | None = described("Send it as after for the next page.")
    has_next_page: bool = described("Whether there are more.")


@strawberry.type(description="How a recall stands after it was opened or closed.", directives=_READERS)
class ChangedRecall:
    """A recall."""

    recall_id: strawberry.ID = described("The recall.")
    state: RecallState = described("How it stands.")
    decisions: int = described("How many decisions are looked at again.")
    listed: int = described("How many are listed only.")


@strawberry.type(description="That the compensation of a changed decision is on record.", directives=_READERS)
class SettledRecallItem:
    """A decision."""

    item_id: strawberry.ID = described("The decision in its recall.")
    recall_id: strawberry.ID = described("The recall.")


@strawberry.input(description="What would be recalled.")
class RecallPlanInput:
    """A node and an interval."""

    id: strawberry.ID = strawberry.field(description=f"The id of {_KINDS}.")
    since: datetime | None = strawberry.field(default=None, description="Decisions made from then on.")
    until: datetime | None = strawberry.field(default=None, description="Decisions made before then.")
    with_training: bool = strawberry.field(
        default=False, description="Also those that depend on it only by what a model learned."
    )


@strawberry.input(description="A recall that is to be opened.")
class OpenRecallInput:
    """A recall."""

    id: strawberry.ID = strawberry.field(description=f"What is recalled: the id of {_KINDS}.")
    since: datetime | None = strawberry.field(default=None, description="Decisions made from then on.")
    until: datetime | None = strawberry.field(default=None, description="Decisions made before then.")
    with_training: bool = strawberry.field(
        default=False, description="Also those that depend on it only by what a model learned."
    )
    reason: str = strawberry.field(description="Why it is recalled.")
    owner: str | None = strawberry.field(default=None, description="Whose account sees to it; null: your own.")
    steps: list[str] = strawberry.field(
        default_factory=list, description="What else is to be done for each decision that is changed, at most ten."
    )
    confirmed_decisions: int | None = strawberry.field(
        default=None,
        description="How many decisions you agree to have looked at again, as `recallPlan` says; without it the "
        "recall is refused with that number and the hours of review.",
    )
    idempotency_key: str = strawberry.field(description=ANY_KEY)


@strawberry.input(description="A recall that is over.")
class CloseRecallInput:
    """A recall."""

    recall_id: strawberry.ID = strawberry.field(description="The recall.")
    note: str = strawberry.field(description="Why it is over.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


@strawberry.input(description="A changed decision whose compensation was carried out.")
class SettleRecallItemInput:
    """A decision of a recall."""

    item_id: strawberry.ID = strawberry.field(description="The decision in its recall.")
    note: str = strawberry.field(description="What was done.")
    idempotency_key: str = strawberry.field(description=ANY_KEY)


RecallPlanResult: TypeAlias = Annotated[
    PlannedRecall | Refusal, strawberry.union("RecallPlanResult", description="What it would do, or why there is none.")
]
ChangeRecallResult: TypeAlias = Annotated[
    ChangedRecall | Refusal,
    strawberry.union("ChangeRecallResult", description="How the recall stands, or why nothing changed."),
]
SettleRecallItemResult: TypeAlias = Annotated[
    SettledRecallItem | Refusal,
    strawberry.union("SettleRecallItemResult", description="The decision, or why nothing was recorded."),
]


def _bases(counted: Mapping[RecallBasis, int]) -> list[RecallBasisCount]:
    return [RecallBasisCount(basis=basis, decisions=counted[basis]) for basis in RecallBasis if counted.get(basis)]


def _counts(counted: Mapping[RecallItemState, int]) -> list[RecallStateCount]:
    return [RecallStateCount(state=state, decisions=counted[state]) for state in RecallItemState if counted.get(state)]


def _report(figures: Mapping[str, int]) -> RecallReport:
    return RecallReport(
        counts=_counts({state: figures.get(state.lower(), 0) for state in RecallItemState}),
        bases=_bases({basis: figures.get(f"by_{basis.lower()}", 0) for basis in RecallBasis}),
        outcomes=figures["outcomes"],
    )


def planned(extent: RecallExtent) -> PlannedRecall:
    """Return a plan as the schema has it."""
    return PlannedRecall(
        target_id=global_id(extent.kind, extent.node_id),
        kind=extent.kind,
        target=extent.title,
        since=extent.since,
        until=extent.until,
        decisions=extent.decisions,
        listed=extent.listed,
        bases=_bases(extent.bases),
        points=[
            RecallPointExtent(decision_point=one.point, decisions=one.decisions, minutes=one.minutes)
            for one in extent.points
        ],
        outcomes=extent.outcomes,
        reviewer_hours=extent.hours,
    )


def campaign_of(one: Recall) -> RecallCampaign:
    """Return a recall as the schema has it."""
    return RecallCampaign(
        id=global_id("Recall", one.id),
        target_id=global_id(one.kind, one.node_id),
        kind=one.kind,
        target=one.target,
        since=one.since,
        until=one.until,
        reason=one.reason,
        steps=list(one.steps),
        with_training=one.with_training,
        state=one.state,
        opened_at=one.opened_at,
        opened_by=one.opened_by,
        owner=one.owner,
        closed_at=one.closed_at,
        closed_by=one.closed_by,
        closing_note=one.closing_note,
        report=None if one.report is None else _report(one.report),
        decisions=one.decisions,
        counts=_counts(one.counts),
        bases=_bases(one.bases),
        outcomes=one.outcomes,
    )


def items_of(page: RecalledPage) -> RecallItemPage:
    """Return a page of decisions as the schema has it."""
    return RecallItemPage(
        nodes=[_item(one) for one in page.items], end_cursor=page.end_cursor, has_next_page=page.has_next
    )


def _item(one: RecalledDecision) -> RecallCampaignItem:
    return RecallCampaignItem(
        id=global_id("RecallItem", one.id),
        state=one.state,
        bases=list(one.bases),
        reason=one.reason,
        decision_id=global_id("Decision", one.decision_id),
        action=one.action,
        decided_at=one.decided_at,
        case_id=global_id("Case", one.case_id),
        external_id=one.external_id,
        decision_point=one.point,
        outcomes=one.outcomes,
        revision_id=optional_id("Decision", one.revision_id),
        revised_action=one.revised_action,
        steps=list(one.steps),
        settled_by=one.settled_by,
        settled_note=one.settled_note,
    )


def changed_recall(stand: RecallStand) -> ChangedRecall:
    """Return how a recall stands as the schema has it."""
    return ChangedRecall(
        recall_id=global_id("Recall", stand.recall_id),
        state=stand.state,
        decisions=stand.decisions,
        listed=stand.listed,
    )


def settled_item(done: SettledItem) -> SettledRecallItem:
    """Return a settled decision as the schema has it."""
    return SettledRecallItem(
        item_id=global_id("RecallItem", done.item_id), recall_id=global_id("Recall", done.recall_id)
    )
