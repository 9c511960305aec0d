"""Recalls as people command them: opened, the compensation of changed decisions recorded, closed with a report."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.canonical import Json, canonical_json, digest
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.keys import PersonKey, RecallKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.lineage.recall import (
    RecallCommand,
    RecallDraft,
    RecallFacts,
    RecallItemState,
    RecallState,
    check_close,
    check_draft,
    check_opening,
    check_settle,
    closing_report,
    item_state,
)
from graph.domain.people.identity import ACCOUNTS
from graph.domain.people.roles import Actor, Operation
from graph.queries.lineage.recall import (
    AROUND_RECALL,
    RECALL_ITEM,
    AroundRecallParams,
    MoveItemRow,
    MoveRecallRow,
    OpenRecallRow,
    RecallItemParams,
    RecallItemRow,
)
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.records.decision import RecallItemUpdate, RecallRecord, RecallUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.lineage.recall_extent import RecallExtent, recall_extent
from graph.store.lineage.recall_lists import Recall, recall_of


@dataclass(frozen=True, slots=True)
class RecallStand:
    """How a recall stands after it was opened or closed; `decisions` are looked at again, `listed` are not."""

    recall_id: str
    state: RecallState
    decisions: int
    listed: int


@dataclass(frozen=True, slots=True)
class SettledItem:
    """A decision of a recall of which the compensation is on record."""

    item_id: str
    recall_id: str


@dataclass(frozen=True, slots=True)
class _Opening:
    extent: RecallExtent
    open_recall: str | None
    owner_id: str | None


async def open_recall(store: Store, actor: Actor, draft: RecallDraft, key: str) -> RecallStand | Problem:
    """Recall what was decided on a node, once; the worker then adds the decisions and has them looked at again."""

    async def read(_: Try) -> _Opening | Problem:
        extent = await recall_extent(store, draft)
        if isinstance(extent, Problem):
            return extent
        owner = PersonKey(ACCOUNTS, draft.owner or actor.account).text
        (row,) = await store.graph.read(AROUND_RECALL, AroundRecallParams(draft.node_id, owner))
        return _Opening(extent, row.open_recall, row.owner_id)

    async def attempt(held: _Opening, one: Try) -> Attempted:
        extent = held.extent
        owner_id = held.owner_id if draft.owner else actor.person_id
        facts = RecallFacts(
            title=extent.title,
            open_recall=held.open_recall,
            owner_known=owner_id is not None,
            decisions=extent.decisions,
            listed=extent.listed,
            hours=extent.hours,
        )
        if problem := check_opening(draft, facts):
            return problem
        row = await _open_row(store, actor, draft, (extent, owner_id or ""), one.now)
        result: dict[str, Json] = {
            "recallId": row.recall.id,
            "state": row.recall.state,
            "decisions": extent.decisions,
            "listed": extent.listed,
        }
        return PlannedWrite(store.recalls, row, result, draft.node_id)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_RECALLS,
            request=Request("openRecall", actor.account, _sent(draft), {"note": draft.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_stand,
            fault=check_draft(draft, actor, store.clock.now()),
            subject="recall",
        ),
    )


async def settle_item(store: Store, actor: Actor, item_id: str, note: str | None, key: str) -> SettledItem | Problem:
    """Record once that what a changed decision had led to was compensated."""

    async def read(_: Try) -> RecallItemRow | Problem:
        rows = await store.graph.read(RECALL_ITEM, RecallItemParams(item_id))
        return rows[0] if rows else _nowhere("decision of a recall", item_id)

    async def attempt(held: RecallItemRow, one: Try) -> Attempted:
        state = item_state(held.state, held.appeal)
        if problem := check_settle(note, state):
            return problem
        move = Move(state.value, RecallItemState.SETTLED.value, RecallCommand.SETTLE.value, None, _text(note))
        change, entry = await audited_change(store, move, (actor.person_id, actor.kind), item_id, one.now)
        row = MoveItemRow(
            write_id=store.clock.new_id(),
            item_id=item_id,
            state=held.state,
            item=RecallItemUpdate(state=RecallItemState.SETTLED.value),
            change=change,
            audit=[entry],
            outbox=[OutboxEventRecord.of_change(change, item_id, store.clock.new_id())],
        )
        return PlannedWrite(store.recall_items, row, {"itemId": item_id, "recallId": held.recall_id}, item_id)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_RECALLS,
            request=Request("settleRecallItem", actor.account, {"itemId": item_id}, {"note": note}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=lambda result: SettledItem(result["itemId"], result["recallId"]),
            subject="decision",
        ),
    )


async def close_recall(store: Store, actor: Actor, recall_id: str, note: str | None, key: str) -> RecallStand | Problem:
    """Close a recall of which nothing is left to do, once, with the figures of what came of it."""

    async def read(_: Try) -> Recall | Problem:
        return await recall_of(store, recall_id)

    async def attempt(held: Recall, one: Try) -> Attempted:
        if problem := check_close(note, held.state, held.counts):
            return problem
        report: dict[str, Json] = {**closing_report(held.counts, held.bases, held.outcomes)}
        # The audit log vouches for the figures by their digest.
        move = Move(held.state.value, digest(report), RecallCommand.CLOSE.value, None, _text(note))
        change, entry = await audited_change(store, move, (actor.person_id, actor.kind), recall_id, one.now)
        update = RecallUpdate(
            state=RecallState.CLOSED.value,
            open_of=None,
            report=canonical_json(report).decode(),
            closed_at=milliseconds(one.now),
        )
        row = MoveRecallRow(
            write_id=store.clock.new_id(),
            recall_id=recall_id,
            state=held.state.value,
            recall=update,
            change=change,
            audit=[entry],
            outbox=[OutboxEventRecord.of_change(change, recall_id, store.clock.new_id())],
        )
        again, listed = held.decisions, held.counts.get(RecallItemState.LISTED, 0)
        result: dict[str, Json] = {
            "recallId": recall_id,
            "state": RecallState.CLOSED.value,
            "decisions": again,
            "listed": listed,
        }
        return PlannedWrite(store.recall_moves, row, result, recall_id)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_RECALLS,
            request=Request("closeRecall", actor.account, {"recallId": recall_id}, {"note": note}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_stand,
            subject="recall",
        ),
    )


async def _open_row(
    store: Store, actor: Actor, draft: RecallDraft, planned: tuple[RecallExtent, str], now: datetime
) -> OpenRecallRow:
    at, recall_id, (extent, owner_id) = milliseconds(now), store.clock.new_id(), planned
    since = None if draft.since is None else milliseconds(draft.since)
    until = None if draft.until is None else milliseconds(draft.until)
    key = RecallKey(
        draft.kind,
        draft.node_id,
        -1 if since is None else since,
        -1 if until is None else until,
        int(draft.with_training),
    )
    reason = _text(draft.reason)
    move = Move("", key.text, RecallCommand.OPEN.value, None, reason)
    change, entry = await audited_change(store, move, (actor.person_id, actor.kind), recall_id, now)
    return OpenRecallRow(
        recall=RecallRecord(
            id=recall_id,
            key=key.text,
            open_of=draft.node_id,
            target_kind=draft.kind,
            target_id=draft.node_id,
            target=extent.title,
            since=since,
            until=until,
            reason=reason,
            steps=[step.strip() for step in draft.steps],
            with_training=draft.with_training,
            state=RecallState.SELECTING.value,
            opener_id=actor.person_id,
            owner_id=owner_id,
            known_at=at,
            recorded_at=at,
        ),
        change=change,
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(change, recall_id, store.clock.new_id())],
    )


def _sent(draft: RecallDraft) -> dict[str, Json]:
    return {
        "kind": draft.kind,
        "nodeId": draft.node_id,
        "since": None if draft.since is None else milliseconds(draft.since),
        "until": None if draft.until is None else milliseconds(draft.until),
        "owner": draft.owner,
        "steps": list(draft.steps),
        "withTraining": draft.with_training,
        "confirmed": draft.confirmed,
    }


def _text(note: str | None) -> str:
    return (note or "").strip()


def _stand(result: StoredResult) -> RecallStand:
    return RecallStand(result["recallId"], RecallState(result["state"]), result["decisions"], result["listed"])


def _nowhere(what: str, node_id: str) -> Problem:
    return Problem(ProblemCode.NOT_FOUND, f"There is no {what} {node_id}: take its id from the list of them.")
