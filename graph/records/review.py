"""The work that the gate gives to people, what they are shown, and what they do."""

from dataclasses import dataclass

from graph.domain.kernel.keys import SlotKey
from graph.domain.review.task import TaskState
from graph.domain.review.urgency import SlaState
from graph.records._record import UNCHANGED, Record, Settable, Update


@dataclass(frozen=True, slots=True)
class Queued:
    """Where a task that people can take waits: its urgency (9 highest), its times (ms), its place in the queue."""

    priority: int
    due_at: int
    at_risk_at: int
    sort_key: str


@dataclass(frozen=True, slots=True)
class ReviewTaskRecord(Record):
    """A task on its first day: it waits for a score, or for a person."""

    id: str
    slot_key: str
    state: str
    version: int
    round: int
    slot: int
    lease_epoch: int
    barred_ids: list[str]
    known_at: int
    recorded_at: int
    priority: int | None = None
    rung: int | None = None
    due_at: int | None = None
    at_risk_at: int | None = None
    sla_state: str | None = None
    sla_check_at: int | None = None
    sort_key: str | None = None
    quorum: str | None = None

    @classmethod
    def of(
        cls,
        task_id: str,
        place: tuple[str, int, int],
        times: tuple[int, int],
        queued: Queued | None = None,
        quorum: str | None = None,
    ) -> "ReviewTaskRecord":
        """Return a new task.

        `place` is its case, round and slot; `times` are when it was known and is recorded (ms). Without a place in a
        queue it waits for its score. `quorum` says by how many verdicts its round closes, where that is known.
        """
        case_id, round_, slot = place
        return cls(
            id=task_id,
            slot_key=SlotKey(case_id, round_, slot).text,
            state=(TaskState.AWAITING_SCORE if queued is None else TaskState.READY).value,
            version=1,
            round=round_,
            slot=slot,
            lease_epoch=0,
            barred_ids=[],
            known_at=times[0],
            recorded_at=times[1],
            priority=None if queued is None else queued.priority,
            rung=None if queued is None else 0,
            due_at=None if queued is None else queued.due_at,
            at_risk_at=None if queued is None else queued.at_risk_at,
            sla_state=None if queued is None else SlaState.ON_TRACK.value,
            sla_check_at=None if queued is None else queued.at_risk_at,
            sort_key=None if queued is None else queued.sort_key,
            quorum=quorum,
        )


@dataclass(frozen=True, slots=True)
class ReviewTaskUpdate(Update):
    """What a command changes of a task; when a lease ends is set by the statement, on the server's clock."""

    state: Settable[str] = UNCHANGED
    version: Settable[int] = UNCHANGED
    lease_epoch: Settable[int] = UNCHANGED
    holder_id: Settable[str | None] = UNCHANGED
    lease_key: Settable[str | None] = UNCHANGED
    lease_expires_at: Settable[None] = UNCHANGED
    claimed_at: Settable[int] = UNCHANGED
    suspended_because: Settable[str | None] = UNCHANGED
    suspended_until: Settable[int | None] = UNCHANGED
    barred_ids: Settable[list[str]] = UNCHANGED
    priority: Settable[int] = UNCHANGED
    rung: Settable[int] = UNCHANGED
    due_at: Settable[int] = UNCHANGED
    at_risk_at: Settable[int] = UNCHANGED
    sla_state: Settable[str] = UNCHANGED
    sla_check_at: Settable[int | None] = UNCHANGED
    sort_key: Settable[str | None] = UNCHANGED
    quorum: Settable[str] = UNCHANGED
    for_id: Settable[str | None] = UNCHANGED
    delegation_id: Settable[str | None] = UNCHANGED
    suggested_id: Settable[str | None] = UNCHANGED
    suggested_because: Settable[str | None] = UNCHANGED

    @classmethod
    def closed(cls, state: TaskState, version: int) -> "ReviewTaskUpdate":
        """Return the end of a task, which loses its place among the open ones and on the clock."""
        return cls(
            state=state.value,
            version=version,
            suspended_until=None,
            suggested_id=None,
            suggested_because=None,
            sort_key=None,
            sla_check_at=None,
        )

    @classmethod
    def queued(cls, place: Queued, version: int, epoch: int) -> "ReviewTaskUpdate":
        """Return a task that now waits for a person."""
        return cls(
            state=TaskState.READY.value,
            version=version,
            lease_epoch=epoch,
            suspended_because=None,
            suspended_until=None,
            priority=place.priority,
            rung=0,
            due_at=place.due_at,
            at_risk_at=place.at_risk_at,
            sla_state=SlaState.ON_TRACK.value,
            sla_check_at=place.at_risk_at,
            sort_key=place.sort_key,
        )


@dataclass(frozen=True, slots=True)
class ReviewPacketRecord(Record):
    """What the reviewer is shown, as canonical JSON with its digest; `grounds`: digests of what it presents."""

    id: str
    digest: str
    content: str
    grounds: str
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class ReviewRecord(Record):
    """The act of a reviewer, with the epochs it relied on; times of the claim and of the page where they are known.

    `first_verdict` was given before the advice was shown; `for_id` is for whom it was done. A verdict that is hidden
    while its round is open is stored beside it: verdict, reason code, note and first verdict are None then.
    """

    id: str
    verdict: str | None
    reason_code: str | None
    note: str | None
    lease_epoch: int
    point_epoch: int
    rights_epoch: int
    known_at: int
    recorded_at: int
    claimed_at: int | None = None
    opened_at: int | None = None
    dwell_ms: int | None = None
    first_verdict: str | None = None
    for_id: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionRecord(Record):
    """A reviewer's question."""

    id: str
    text: str
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class QuestionUpdate(Update):
    """The answer to a question."""

    answer: str
    answered_by_id: str
    answered_at: int


@dataclass(frozen=True, slots=True)
class EscalationRecord(Record):
    """A task put on its next rung: from which queue and priority to which."""

    id: str
    rung: int
    reason: str
    from_queue: str
    to_queue: str
    from_priority: int
    to_priority: int
    known_at: int
    recorded_at: int
