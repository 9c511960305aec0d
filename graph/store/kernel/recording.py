"""Records that accompany every write, with ids of the store's clock: state changes, audit entries, events."""

from datetime import datetime

from graph.domain.audit.leaves import Leaf, state_change_leaf
from graph.domain.kernel.canonical import Json, commitment
from graph.domain.kernel.moments import milliseconds
from graph.domain.people.roles import ActorKind
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import Move, StateChangeRecord
from graph.records.decision import DecisionRecord
from graph.store.kernel.store import GATE_AGENT, Store

GATE_ACTOR = (GATE_AGENT, ActorKind.SOFTWARE)


def state_change(store: Store, move: Move, actor: tuple[str, ActorKind], now: datetime) -> StateChangeRecord:
    """Return the immutable record of one move; `actor` is node id or key, and kind."""
    return StateChangeRecord.of(move, actor, store.clock.new_id(), milliseconds(now))


async def audited_change(
    store: Store, move: Move, actor: tuple[str, ActorKind], subject_id: str, now: datetime
) -> tuple[StateChangeRecord, AuditEntryRecord]:
    """Return the record of a move of something that has no leaf of its own, and its entry in the audit log."""
    change = state_change(store, move, actor, now)
    fields: dict[str, Json] = {
        "subjectId": subject_id,
        "command": change.command,
        "fromState": change.from_state,
        "toState": change.to_state,
        "noteCommitment": await note_commitment(store, change.actor_id, change.note),
        "actorId": change.actor_id,
        "changedAt": change.recorded_at,
    }
    return change, audit_entry(store, state_change_leaf(change.id, fields), now)


def audit_entry(store: Store, leaf: Leaf, now: datetime) -> AuditEntryRecord:
    """Return the entry that waits for the sealer."""
    return AuditEntryRecord.of(leaf, store.clock.new_id(), milliseconds(now))


def outbox_event(store: Store, decision: DecisionRecord) -> OutboxEventRecord:
    """Return the event that announces a decision once it is final."""
    return OutboxEventRecord.of(decision, store.clock.new_id())


async def note_commitment(store: Store, person_id: str, note: str | None) -> str | None:
    """Return the note as it enters digests and leaves: keyed, so that destroying the key erases it."""
    text = (note or "").strip()
    return commitment(await store.erasure_keys.of(person_id), {"note": text}) if text else None
