"""A verdict where several people judge a case: counted, and hidden while its round is open where that is blind."""

from dataclasses import replace
from datetime import datetime

from graph.domain.decision.appeal import AppealState
from graph.domain.intake.case import CaseState
from graph.domain.kernel.canonical import Json
from graph.domain.review.rounds import HIDDEN_VERDICT, ReviewRound
from graph.domain.review.task import Verdict
from graph.queries.review.rounds import VoteRow
from graph.queries.review.tasks import EndedTaskRow
from graph.records.change import Move, StateChangeRecord
from graph.records.intake import CaseUpdate
from graph.records.review import ReviewRecord
from graph.store.decision.closing_appeals import ClosedAppeal, closed_appeal
from graph.store.decision.making import MadeDecision, make_decision
from graph.store.kernel.commands import PlannedWrite
from graph.store.kernel.recording import state_change
from graph.store.kernel.store import Store
from graph.store.review.moves import GivenVerdict, verdict_result
from graph.store.review.task_facts import TaskView, scores_presented
from graph.store.review.task_writes import change_record, ended_task, review_record, task_update


async def vote(store: Store, view: TaskView, given: GivenVerdict, round_: ReviewRound) -> PlannedWrite[VoteRow]:
    """Write a verdict that counts among others; the one that closes the round makes the decision.

    Where the round looks at a decision again, the closing verdict confirms that, or makes one that revises it.
    """
    review = review_record(store, view, given.command, given.now)
    action = given.plan.action
    closes = action is not None
    made, closed = None, None
    if action is not None:
        closed = None if view.appeal is None else await closed_appeal(store, view, given, action, view.appeal)
        if closed is None or closed.outcome is AppealState.CHANGED:
            made = await make_decision(store, view, given, action, review, round_.votes)
    hidden = not closes and round_.quorum.blind
    row = VoteRow(
        *view.tokens(),
        write_id=store.clock.new_id(),
        packet_digest=view.task.packet_digest,
        scores=scores_presented(view.row),
        exceptions_until=view.exceptions_until,
        delegation_id=view.acts_by,
        approved=closes and given.plan.verdict is Verdict.APPROVE,
        votes=[one.review_id for one in round_.votes],
        appeal_id=None if closed is None else closed.confirmed.appeal_id,
        outcome=None if closed is None else closed.outcome.value,
        case=_case(view, closes=closes, closed=closed),
        task=replace(task_update(view, given.plan.change, given.now), quorum=round_.quorum.text),
        review=replace(review, verdict=None, reason_code=None, note=None, first_verdict=None) if hidden else review,
        ballot=_ballot(review) if hidden else None,
        decisions=[] if made is None else [made.decision],
        changes=[
            _hidden_change(store, view, given) if hidden else change_record(store, view, given.plan.change, given.now)
        ],
        closed=[] if closed is None else [closed.change],
        ended=_ended(store, view, round_, given.now) if closes else [],
        shown=[one.review_id for one in round_.votes] if closes else [],
        audit=[*([] if made is None else [made.audit]), *([] if closed is None else [closed.entry])],
        outbox=[*([] if closed is None else [closed.announced]), *([] if made is None else [made.outbox])],
    )
    return PlannedWrite(store.votes, row, _result(view, given, made, closed), view.case_id)


def _case(view: TaskView, *, closes: bool, closed: ClosedAppeal | None) -> CaseUpdate:
    version = view.row.case["version"] + 1
    if not closes:
        return CaseUpdate(version=version)
    decided = CaseUpdate(state=CaseState.DECIDED.value, version=version)
    return decided if closed is None else replace(decided, open_appeal=None)


def _ballot(review: ReviewRecord) -> list[str]:
    return [review.verdict or "", review.reason_code or "", review.note or "", review.first_verdict or ""]


def _hidden_change(store: Store, view: TaskView, given: GivenVerdict) -> StateChangeRecord:
    change = given.plan.change
    move = Move(change.before.value, change.after.value, HIDDEN_VERDICT)
    return state_change(store, move, (view.person.person_id, view.person.kind), given.now)


def _ended(store: Store, view: TaskView, round_: ReviewRound, now: datetime) -> list[EndedTaskRow]:
    by = (view.person.person_id, view.person.kind)
    return [ended_task(store, task_id, by, now) for task_id in round_.open_tasks]


def _result(
    view: TaskView, given: GivenVerdict, made: MadeDecision | None, closed: ClosedAppeal | None
) -> dict[str, Json]:
    led_to = {} if closed is None else closed.led_to
    return verdict_result(view, given.plan.change, led_to if made is None else made.led_to)
