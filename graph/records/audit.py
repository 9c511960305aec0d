"""Technical nodes that are written beside the facts: audit entries, events to deliver, remembered requests."""

from dataclasses import dataclass

from graph.domain.audit.leaves import FORMAT, Leaf
from graph.domain.decision.outbox import OutboxState
from graph.records._record import Record
from graph.records.change import StateChangeRecord
from graph.records.decision import DecisionRecord


@dataclass(frozen=True, slots=True)
class AuditEntryRecord(Record):
    """A leaf that waits for the sealer; leaves of the first format store neither format nor commitments."""

    id: str
    kind: str
    subject_id: str
    leaf_hash: str
    format: int | None
    commitments: str | None
    unsealed: str
    recorded_at: int

    @classmethod
    def of(cls, leaf: Leaf, entry_id: str, at: int) -> "AuditEntryRecord":
        """Return the entry of a leaf in the newest format."""
        return cls(entry_id, leaf.kind.value, leaf.subject_id, leaf.hash, FORMAT, leaf.text, entry_id, at)


@dataclass(frozen=True, slots=True)
class CheckpointRecord(Record):
    """A root of the audit log that is not signed yet."""

    id: str
    log_id: str
    tree_size: int
    previous_size: int
    root_hash: str
    frontier: list[str]
    recorded_at: int


@dataclass(frozen=True, slots=True)
class OutboxEventRecord(Record):
    """Something to deliver after the grace period."""

    id: str
    decision_id: str | None
    kind: str
    state: str
    pending_until: int
    deliver_after: int
    recorded_at: int
    subject_id: str | None = None

    @classmethod
    def of(cls, decision: DecisionRecord, event_id: str) -> "OutboxEventRecord":
        """Return the event that announces a decision once it is final."""
        return cls(
            id=event_id,
            decision_id=decision.id,
            kind="DecisionRecorded",
            state=OutboxState.PENDING.value,
            pending_until=decision.final_at,
            deliver_after=decision.final_at,
            recorded_at=decision.recorded_at,
        )

    @classmethod
    def of_change(cls, change: StateChangeRecord, subject_id: str, event_id: str) -> "OutboxEventRecord":
        """Return the event that announces a change of the registry, which is final at once."""
        return cls(
            id=event_id,
            decision_id=None,
            kind="RegistryChanged",
            state=OutboxState.PENDING.value,
            pending_until=change.recorded_at,
            deliver_after=change.recorded_at,
            recorded_at=change.recorded_at,
            subject_id=subject_id,
        )


@dataclass(frozen=True, slots=True)
class IdempotencyKeyRecord(Record):
    """What one request led to; `result` is JSON."""

    key: str
    request_digest: str
    result: str
    recorded_at: int
