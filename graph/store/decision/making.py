"""A decision by a person as it is stored: its node, the leaf that commits to its grounds, and its announcement."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.audit.grounds import review_digest
from graph.domain.decision.outbox import deliver_after
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.moments import milliseconds
from graph.domain.review.rounds import Vote
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.decision import DecisionRecord, Ruling
from graph.records.review import ReviewRecord
from graph.store.kernel.recording import audit_entry, note_commitment, outbox_event
from graph.store.kernel.store import Store
from graph.store.review.moves import GivenVerdict
from graph.store.review.task_facts import TaskView, packet_basis


@dataclass(frozen=True, slots=True)
class MadeDecision:
    """A decision with its audit entry and the event that announces it."""

    decision: DecisionRecord
    audit: AuditEntryRecord
    outbox: OutboxEventRecord

    @property
    def led_to(self) -> dict[str, Json]:
        """Return what the result of the verdict names of it."""
        return {
            "decisionId": self.decision.id,
            "action": self.decision.action,
            "finalAt": self.decision.final_at,
            "auditEntryId": self.audit.id,
        }


async def make_decision(
    store: Store, view: TaskView, given: GivenVerdict, action: str, review: ReviewRecord, votes: Sequence[Vote] = ()
) -> MadeDecision:
    """Return the decision of a verdict; `votes` are those of others that it was counted with."""
    decision = _decision(store, view, given, action)
    basis: dict[str, Json] = {
        "policyVersionId": view.point.policy_id,
        "taskId": view.task.task_id,
        **packet_basis(view.row),
        "reviewId": review.id,
        "review": review_digest(review.stored()),
        "noteCommitment": await note_commitment(store, view.person.person_id, given.command.note),
    }
    if votes:
        basis["votes"] = sorted(review_digest(vote.review) for vote in votes)
    audit = audit_entry(store, decision.leaf(view.person.person_id, basis), given.now)
    return MadeDecision(decision, audit, outbox_event(store, decision))


def _decision(store: Store, view: TaskView, given: GivenVerdict, action: str) -> DecisionRecord:
    at = milliseconds(given.now)
    ruling = Ruling(
        action=action,
        verdict=given.plan.verdict.value,
        kind="HUMAN",
        reason_code=given.command.reason_code,
        point_epoch=view.point.epoch,
    )
    times = (at, milliseconds(deliver_after(given.now, view.point.grace_seconds)), at)
    return DecisionRecord.of(ruling, store.clock.new_id(), view.case_id, times)
