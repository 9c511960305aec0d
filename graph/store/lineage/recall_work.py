"""What the worker does for recalls: decisions are added in batches, and looked at again a few at a time."""

from datetime import timedelta

from graph.domain.decision.appeal import AppealKind
from graph.domain.kernel.keys import PersonKey, RecallItemKey
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.ordering import by_reach
from graph.domain.kernel.problems import Problem
from graph.domain.kernel.reasons import LONGEST_REASON
from graph.domain.lineage.recall import (
    RecallCommand,
    RecallItemState,
    RecallState,
    looked_at_again,
    recall_basis,
    selected_again_at,
)
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.queries.kernel.rows import Rows
from graph.queries.lineage.recall import (
    ADD_ITEMS,
    AFFECTED,
    DUE_RECALLS,
    MOVE_ITEM,
    MOVE_RECALL,
    WAITING_ITEMS,
    AddItemRow,
    AffectedParams,
    AffectedRow,
    DueRecallRow,
    DueRecallsParams,
    MoveItemRow,
    MoveRecallRow,
    WaitingItemRow,
    WaitingItemsParams,
)
from graph.records.change import Move
from graph.records.decision import RecallItemRecord, RecallItemUpdate, RecallUpdate
from graph.store.decision.appeals import AppealWanted, appeal
from graph.store.kernel.recording import audited_change
from graph.store.kernel.store import Store
from graph.store.lineage.recall_extent import FOR_EVER

BATCH = 64
"""Decisions of one write, and of one recall that people look at at once, so that its order means something."""
_READ_AT_ONCE = 64 * BATCH
"""Each read follows all that depends on the node; what was added by the last is left out of the next."""


async def work_recalls(store: Store, longest_statement: timedelta) -> int:
    """Add decisions to the recalls that are not closed and have the next ones looked at again; returns how many."""
    done = 0
    for due in await store.graph.read(DUE_RECALLS, DueRecallsParams("")):
        if due.recall["state"] == RecallState.SELECTING.value:
            done += await _select(store, due, longest_statement)
        done += await _review(store, due)
    return done


async def _select(store: Store, due: DueRecallRow, longest_statement: timedelta) -> int:
    """Add the decisions at first, and again when none that was under way at the opening can still appear."""
    opened, now = moment(due.recall["recordedAt"]), store.clock.now()
    last = now >= selected_again_at(opened, longest_statement)
    if due.recall["selectedAt"] is not None and not last:
        return 0
    added = await _add(store, due)
    state = RecallState.OPEN if last else RecallState.SELECTING
    move = Move(RecallState.SELECTING.value, state.value, RecallCommand.SELECT.value)
    change, entry = await audited_change(store, move, (due.opener["id"], ActorKind.HUMAN), due.recall["id"], now)
    row = MoveRecallRow(
        write_id=store.clock.new_id(),
        recall_id=due.recall["id"],
        state=RecallState.SELECTING.value,
        recall=RecallUpdate(state=state.value, selected_at=milliseconds(now)),
        change=change,
        audit=[entry],
        outbox=[],
    )
    await store.graph.write(MOVE_RECALL, Rows([row]))
    return added


async def _add(store: Store, due: DueRecallRow) -> int:
    recall, added = due.recall, 0
    kind, (since, until) = recall["targetKind"], _bounds(due)
    while True:
        wanted = AffectedParams(recall["targetId"], since, until, recall["id"], _READ_AT_ONCE)
        affected = await store.graph.read(AFFECTED.only({kind}), wanted)
        for begin in range(0, len(affected), BATCH):
            items = [_item(store, due, one) for one in affected[begin : begin + BATCH]]
            await store.graph.write(ADD_ITEMS, Rows(items))
        added += len(affected)
        if len(affected) < _READ_AT_ONCE:
            return added


def _bounds(due: DueRecallRow) -> tuple[int, int]:
    since, until = due.recall["since"], due.recall["until"]
    return (since or 0, FOR_EVER if until is None else until)


def _item(store: Store, due: DueRecallRow, affected: AffectedRow) -> AddItemRow:
    recall = due.recall
    bases = sorted({recall_basis(recall["targetKind"], way) for way in affected.ways})
    again = looked_at_again(bases, with_training=recall["withTraining"])
    state = RecallItemState.WAITING if again else RecallItemState.LISTED
    step = int(not looked_at_again(bases, with_training=False))
    at = milliseconds(store.clock.now())
    record = RecallItemRecord(
        id=store.clock.new_id(),
        key=RecallItemKey(recall["id"], affected.id).text,
        sort_key=by_reach(recall["id"], step, affected.reach, affected.sort_key),
        waiting_in=recall["id"] if again else None,
        state=state.value,
        bases=[basis.value for basis in bases],
        known_at=at,
        recorded_at=at,
    )
    return AddItemRow(recall["id"], affected.id, record)


async def _review(store: Store, due: DueRecallRow) -> int:
    """Have the next decisions looked at again while fewer than a batch are; one that no appeal takes is skipped."""
    room = BATCH - due.in_review
    if room <= 0:
        return 0
    wanted = WaitingItemsParams(due.recall["id"], milliseconds(store.clock.now()), room)
    # One after another: each is a transaction of its own, and a stop loses at most the one under way.
    return sum([await _look_again(store, due, one) for one in await store.graph.read(WAITING_ITEMS, wanted)])


async def _look_again(store: Store, due: DueRecallRow, item: WaitingItemRow) -> int:
    if not item.in_force:
        return await _skip(store, due, item, "The decision is no longer in force.")
    name = PersonKey.parse(due.opener["key"]).subject
    opener = Actor(name, due.opener["id"], ActorKind.HUMAN, frozenset({Role.POLICY_OWNER}))
    reason = f"{due.recall['target']} was recalled: {due.recall['reason']}"[:LONGEST_REASON]
    wanted = AppealWanted(AppealKind.RECALL, reason, decision_id=item.decision_id, recalled_item=item.item_id)
    opened = await appeal(store, opener, wanted, item.item_id)
    return 0 if isinstance(opened, Problem) else 1  # what moved meanwhile is read again by the next pass


async def _skip(store: Store, due: DueRecallRow, item: WaitingItemRow, reason: str) -> int:
    now = store.clock.now()
    move = Move(RecallItemState.WAITING.value, RecallItemState.SKIPPED.value, RecallCommand.SKIP.value, reason)
    change, entry = await audited_change(store, move, (due.opener["id"], ActorKind.HUMAN), item.item_id, now)
    row = MoveItemRow(
        write_id=store.clock.new_id(),
        item_id=item.item_id,
        state=RecallItemState.WAITING.value,
        item=RecallItemUpdate(state=RecallItemState.SKIPPED.value, waiting_in=None, reason=reason),
        change=change,
        audit=[entry],
        outbox=[],
    )
    await store.graph.write(MOVE_ITEM, Rows([row]))
    return 1
