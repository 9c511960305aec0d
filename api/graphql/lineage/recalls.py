"""Recalls: what one would do, opening one, how far each is, and what came of its decisions."""

import strawberry

from api.graphql.answers import answer, sure
from api.graphql.context import SignoffInfo
from api.graphql.enums import RecallItemState
from api.graphql.identifiers import node_id, parse_id
from api.graphql.lineage.recall_types import (
    ChangeRecallResult,
    CloseRecallInput,
    OpenRecallInput,
    RecallCampaign,
    RecallItemPage,
    RecallPlanInput,
    RecallPlanResult,
    SettleRecallItemInput,
    SettleRecallItemResult,
    campaign_of,
    changed_recall,
    items_of,
    planned,
    settled_item,
)
from api.graphql.pages import USUAL_PAGE
from api.graphql.permissions import Requires, RequiresOrFails
from graph.domain.kernel.problems import Problem
from graph.domain.lineage.recall import RecallDraft
from graph.domain.people.roles import Operation
from graph.store.lineage.recall_extent import recall_extent
from graph.store.lineage.recall_lists import recall_of, recalled_decisions, recalls
from graph.store.lineage.recalling import close_recall, open_recall, settle_item


@strawberry.type
class RecallQueries:
    """What can be read of recalls."""

    @strawberry.field(
        description="What a recall would do: decisions by basis and point, and hours of review. Nothing is written.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def recall_plan(self, info: SignoffInfo, input: RecallPlanInput) -> RecallPlanResult:  # noqa: A002  # GraphQL's convention
        """Return the plan."""
        return await answer(_scope(input.id, input), lambda draft: recall_extent(info.context.store, draft), planned)

    @strawberry.field(
        description="The newest 50 recalls, and how far each is.", extensions=[RequiresOrFails(Operation.READ_CASES)]
    )
    async def recalls(self, info: SignoffInfo) -> list[RecallCampaign]:
        """Return the newest recalls."""
        return [campaign_of(one) for one in await recalls(info.context.store)]

    @strawberry.field(description="One recall.", extensions=[RequiresOrFails(Operation.READ_CASES)])
    async def recall(self, info: SignoffInfo, id: strawberry.ID) -> RecallCampaign:  # noqa: A002  # GraphQL's name for it
        """Return a recall."""
        return campaign_of(sure(await recall_of(info.context.store, sure(node_id(id, "Recall", "id")))))

    @strawberry.field(
        description="The decisions of a recall in the order in which they are looked at again.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def recall_items(
        self,
        info: SignoffInfo,
        recall_id: strawberry.ID,
        state: RecallItemState | None = None,
        first: int = USUAL_PAGE,
        after: str | None = None,
    ) -> RecallItemPage:
        """Return a page of its decisions."""
        named = sure(node_id(recall_id, "Recall", "recallId"))
        return items_of(sure(await recalled_decisions(info.context.store, named, state, first, after)))


@strawberry.type
class RecallMutations:
    """What can be done with recalls."""

    @strawberry.mutation(
        description="Have all live decisions in force that depend on something looked at again by other people.",
        extensions=[Requires(Operation.MANAGE_RECALLS)],
    )
    async def open_recall(self, info: SignoffInfo, input: OpenRecallInput) -> ChangeRecallResult:  # noqa: A002  # as above
        """Open a recall."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            _draft(input), lambda draft: open_recall(store, actor, draft, input.idempotency_key), changed_recall
        )

    @strawberry.mutation(
        description="Record that what a changed decision of a recall had led to was compensated.",
        extensions=[Requires(Operation.MANAGE_RECALLS)],
    )
    async def settle_recall_item(self, info: SignoffInfo, input: SettleRecallItemInput) -> SettleRecallItemResult:  # noqa: A002  # as above
        """Record the compensation."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.item_id, "RecallItem", "itemId"),
            lambda one: settle_item(store, actor, one, input.note, input.idempotency_key),
            settled_item,
        )

    @strawberry.mutation(
        description="Close a recall of which every decision was looked at and every change compensated.",
        extensions=[Requires(Operation.MANAGE_RECALLS)],
    )
    async def close_recall(self, info: SignoffInfo, input: CloseRecallInput) -> ChangeRecallResult:  # noqa: A002  # as above
        """Close a recall."""
        store, actor = info.context.store, info.context.actor
        return await answer(
            node_id(input.recall_id, "Recall", "recallId"),
            lambda one: close_recall(store, actor, one, input.note, input.idempotency_key),
            changed_recall,
        )


def _scope(named: strawberry.ID, sent: RecallPlanInput | OpenRecallInput) -> RecallDraft | Problem:
    parsed = parse_id(named, "id")
    if isinstance(parsed, Problem):
        return parsed
    return RecallDraft(parsed[0], parsed[1], sent.since, sent.until, with_training=sent.with_training)


def _draft(sent: OpenRecallInput) -> RecallDraft | Problem:
    scope = _scope(sent.id, sent)
    if isinstance(scope, Problem):
        return scope
    return RecallDraft(
        kind=scope.kind,
        node_id=scope.node_id,
        since=scope.since,
        until=scope.until,
        reason=sent.reason,
        owner=sent.owner,
        steps=sent.steps,
        with_training=sent.with_training,
        confirmed=sent.confirmed_decisions,
    )
