"""The verdict on a case that is looked at again: it confirms the decision in force, or another one revises it."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.decision.appeal import AppealCommand, AppealKind, AppealState, verdict_on
from graph.domain.intake.case import CaseState
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.keys import SpotCheckKey
from graph.queries.decision.appeals import CloseAppealRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import Move, StateChangeRecord
from graph.records.intake import CaseUpdate
from graph.store.decision.making import make_decision
from graph.store.kernel.commands import PlannedWrite
from graph.store.kernel.recording import audited_change
from graph.store.kernel.store import Store
from graph.store.review.moves import GivenVerdict, verdict_result
from graph.store.review.reviewed_again import OpenAppeal
from graph.store.review.task_facts import TaskView, scores_presented
from graph.store.review.task_writes import change_record, review_record, task_update


@dataclass(frozen=True, slots=True)
class ClosedAppeal:
    """What a verdict makes of an appeal: its outcome, the change that says so with its audit entry and announcement.

    `checks` is the key that the decision gets, if this was its spot check.
    """

    outcome: AppealState
    checks: Sequence[str]
    change: StateChangeRecord
    entry: AuditEntryRecord
    announced: OutboxEventRecord
    confirmed: OpenAppeal

    @property
    def led_to(self) -> dict[str, Json]:
        """Return what the result of a verdict names that confirms the decision in force."""
        return {
            "decisionId": self.confirmed.decision_id,
            "action": self.confirmed.action,
            "finalAt": None,
            "auditEntryId": self.entry.id,
        }


async def closed_appeal(
    store: Store, view: TaskView, given: GivenVerdict, action: str, appeal: OpenAppeal
) -> ClosedAppeal:
    """Return what comes of an appeal when its case is judged so."""
    outcome = verdict_on(appeal.kind, appeal.action, action)
    move = Move(AppealState.OPEN.value, outcome.value, AppealCommand.CLOSE.value)
    who = (view.person.person_id, view.person.kind)
    change, entry = await audited_change(store, move, who, appeal.appeal_id, given.now)
    announced = OutboxEventRecord.of_change(change, appeal.appeal_id, store.clock.new_id())
    return ClosedAppeal(outcome, _checks(view, appeal, outcome), change, entry, announced, appeal)


async def close_appeal(
    store: Store, view: TaskView, given: GivenVerdict, action: str, appeal: OpenAppeal
) -> PlannedWrite[CloseAppealRow]:
    """Write a verdict on an appealed case: with another action it makes a decision that revises the one in force."""
    review = review_record(store, view, given.command, given.now)
    closed = await closed_appeal(store, view, given, action, appeal)
    made = None
    if closed.outcome is AppealState.CHANGED:
        made = await make_decision(store, view, given, action, review)
    row = CloseAppealRow(
        *view.tokens(),
        write_id=store.clock.new_id(),
        packet_digest=view.task.packet_digest,
        scores=scores_presented(view.row),
        exceptions_until=view.exceptions_until,
        delegation_id=view.acts_by,
        appeal_id=appeal.appeal_id,
        outcome=closed.outcome.value,
        checks=closed.checks,
        case=CaseUpdate(
            state=CaseState.DECIDED.value,
            version=view.row.case["version"] + 1,
            open_appeal=None,
            blind_review=False,
        ),
        task=task_update(view, given.plan.change, given.now),
        review=review,
        decisions=[] if made is None else [made.decision],
        changes=[change_record(store, view, given.plan.change, given.now)],
        closed=[closed.change],
        audit=[closed.entry] if made is None else [made.audit, closed.entry],
        outbox=[closed.announced, *([] if made is None else [made.outbox])],
    )
    result = verdict_result(view, given.plan.change, closed.led_to if made is None else made.led_to)
    return PlannedWrite(store.appeal_verdicts, row, result, view.case_id)


def _checks(view: TaskView, appeal: OpenAppeal, outcome: AppealState) -> list[str]:
    """Return the key that the decision gets, if this was its spot check."""
    return [SpotCheckKey(view.row.point, outcome.value).text] if appeal.kind is AppealKind.SPOT_CHECK else []
