"""Review of one task: states, verdicts, and the rule behind each command."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from graph.domain.decision.outbox import OutboxEvent
from graph.domain.kernel.canonical import Json
from graph.domain.review.lease import LEASE_SECONDS, Lease
from graph.domain.review.rounds import ONE, Quorum, ReviewRound


class TaskState(StrEnum):
    """The states of a review task (WS-HumanTask's names where it has one)."""

    AWAITING_SCORE = "AWAITING_SCORE"
    READY = "READY"
    RESERVED = "RESERVED"
    SUSPENDED = "SUSPENDED"
    COMPLETED = "COMPLETED"
    OBSOLETE = "OBSOLETE"


class Suspension(StrEnum):
    """What a suspended task waits for."""

    QUESTION = "QUESTION"
    RESCORING = "RESCORING"
    SNOOZE = "SNOOZE"


class Verdict(StrEnum):
    """What a reviewer can say."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"
    EDIT = "EDIT"
    RESPOND = "RESPOND"
    ABSTAIN = "ABSTAIN"


class Command(StrEnum):
    """Everything that can be asked of a task."""

    SCORED = "SCORED"
    CLAIM = "CLAIM"
    RELEASE = "RELEASE"
    ESCALATE = "ESCALATE"
    REGATE_AUTOMATIC = "REGATE_AUTOMATIC"
    APPROVE = "APPROVE"
    REJECT = "REJECT"
    EDIT = "EDIT"
    RESPOND = "RESPOND"
    ABSTAIN = "ABSTAIN"
    RESCORE = "RESCORE"
    ANSWER = "ANSWER"
    SNOOZE = "SNOOZE"
    RESUME = "RESUME"
    REASSIGN = "REASSIGN"
    UNDO = "UNDO"


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What one read brings about a task; `version`, `lease.epoch` and `packet_digest` are tokens.

    `changed` says in words why the packet is stale (`graph.domain.gate.packet.what_changed`), empty while it holds;
    `expired`: nothing but that exceptions have ended by their time.
    `round` counts from 1, `slot` from 0; `epoch` is the last lease epoch ever given, also after a release.
    `lease` is kept when it has expired and while the task is suspended. `barred` abstained in this round.
    `for_id` is the person for whom its holder acts, `delegation_id` by which delegation.
    `peers` is the round where several people judge the case, None where one does. `first_answer` is what the person
    who asks answered before they saw the advice. `suspended_until` is until when it was put off, `due_at` its deadline.
    """

    task_id: str
    state: TaskState
    version: int
    epoch: int
    lease: Lease | None
    packet_digest: str
    round: int = 1
    slot: int = 0
    suspension: Suspension | None = None
    holder_name: str = ""
    barred: frozenset[str] = field(default=frozenset())
    changed: tuple[str, ...] = field(default=())
    expired: bool = False
    peers: ReviewRound | None = None
    first_answer: Verdict | None = None
    for_id: str | None = None
    delegation_id: str | None = None
    suspended_until: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """What the decision point demands of a verdict; `own_reasons` are codes that go with one verdict alone.

    Where `blind_first`, a reviewer answers once before they see what is recommended.
    """

    proposal_action: str
    alternative_action: str
    reason_codes: frozenset[str]
    note_required: frozenset[Verdict] = field(default=frozenset())
    lease_seconds: int = LEASE_SECONDS
    own_reasons: frozenset[str] = field(default=frozenset())
    quorum: Quorum = ONE
    blind_first: bool = False


@dataclass(frozen=True, slots=True)
class PageReading:
    """How a page was read, as it measured it (ms): since when it was open, and how long it was in sight."""

    opened_ago_ms: int
    dwell_ms: int


@dataclass(frozen=True, slots=True)
class DecideCommand:
    """What the reviewer sends: a verdict and the tokens of what they saw."""

    verdict: Verdict
    reason_code: str
    packet_digest: str
    lease_epoch: int
    expected_version: int
    note: str | None = None
    correction: dict[str, Json] | None = None
    reading: PageReading | None = None


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One move of a task, to be written whole or not at all; `same` marks an answer that changes nothing.

    `until` is when a task that was put off comes back.
    """

    command: Command
    before: TaskState
    after: TaskState
    version: int
    epoch: int
    lease: Lease | None = None
    suspension: Suspension | None = None
    barred: frozenset[str] = field(default=frozenset())
    same: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class VerdictPlan:
    """A verdict that holds: the task's move and what follows from it (all None for ABSTAIN and for an open vote).

    `action` is set by APPROVE and REJECT alone, where they decide; `question` by RESPOND; `correction` by EDIT, whose
    task closes while the case opens the round `next_round` on the corrected payload.
    """

    change: TaskChange
    verdict: Verdict
    action: str | None = None
    question: str | None = None
    correction: dict[str, Json] | None = None
    next_round: int | None = None


@dataclass(frozen=True, slots=True)
class UndoFacts:
    """The decision that is to be taken back and the event that would announce it."""

    decider: str
    event: OutboxEvent


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """A decision taken back within its grace: the old task closes, a new round opens."""

    change: TaskChange
    next_round: int
