from dataclasses import replace
from datetime import timedelta

import pytest

from graph.domain.decision.outbox import OutboxEvent, OutboxState
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.claims import claim
from graph.domain.review.lease import LEASE_SECONDS, Lease
from graph.domain.review.reasons import own_reason, reasons_of
from graph.domain.review.resumption import answer, scored, undo
from graph.domain.review.task import (
    DecideCommand,
    Suspension,
    TaskChange,
    TaskFacts,
    TaskState,
    UndoFacts,
    UndoPlan,
    Verdict,
    VerdictPlan,
)
from graph.domain.review.verdicts import decide
from tests.builders.values import NOW, command, reviewer, rules, task


def planned(verdict: Verdict) -> VerdictPlan:
    plan = decide(task(), reviewer(), command(verdict), rules(), NOW)
    assert isinstance(plan, VerdictPlan), plan
    return plan


def refused(facts: TaskFacts, wanted: DecideCommand) -> Problem:
    problem = decide(facts, reviewer(), wanted, rules(), NOW)
    assert isinstance(problem, Problem), problem
    return problem


def test_approve_takes_the_proposed_action_and_reject_the_other() -> None:
    assert planned(Verdict.APPROVE).action == "KEEP"
    assert planned(Verdict.REJECT).action == "HAND_OVER"


def test_only_approve_and_reject_decide() -> None:
    for verdict in (Verdict.EDIT, Verdict.RESPOND, Verdict.ABSTAIN):
        assert planned(verdict).action is None


def test_edit_closes_the_task_and_opens_the_next_round_with_the_correction() -> None:
    plan = planned(Verdict.EDIT)

    assert (plan.change.after, plan.correction, plan.next_round) == (TaskState.COMPLETED, {"group": "G 13"}, 2)


def test_respond_sets_the_task_aside_and_keeps_the_lease_on_record() -> None:
    plan = planned(Verdict.RESPOND)

    assert (plan.question, plan.change.suspension) == ("Which printer?", Suspension.QUESTION)
    assert plan.change.lease == task().lease


def test_abstain_bars_the_person_for_this_round() -> None:
    change = planned(Verdict.ABSTAIN).change

    assert (change.after, change.barred, change.lease) == (TaskState.READY, frozenset({"reviewer"}), None)


@pytest.mark.parametrize(
    ("facts", "wanted", "code", "details"),
    [
        (
            replace(task(), changed=("value hour: 9 became 10",)),
            command(),
            ProblemCode.STALE_PACKET,
            {"changed": "value hour: 9 became 10", "packetDigest": "a" * 64},
        ),
        (
            task(),
            replace(command(), packet_digest="b" * 64),
            ProblemCode.STALE_PACKET,
            {"changed": "the case was presented anew", "packetDigest": "a" * 64},
        ),
        (
            task(),
            replace(command(), expected_version=6),
            ProblemCode.STALE_VERSION,
            {"changed": "the task is at version 7, you saw 6", "version": "7"},
        ),
        (task(), replace(command(), lease_epoch=3), ProblemCode.LEASE_EXPIRED, {"leaseEpoch": "4"}),
    ],
)
def test_an_answer_to_something_else_than_what_is_there_now_is_refused_with_what_changed(
    facts: TaskFacts, wanted: DecideCommand, code: ProblemCode, details: dict[str, str]
) -> None:
    problem = refused(facts, wanted)

    assert (problem.code, problem.details) == (code, details)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            replace(command(), reason_code="BECAUSE"),
            "reasonCode 'BECAUSE' is not known here: use one of ROUTINE, WRONG_GROUP.",
        ),
        (replace(command(Verdict.RESPOND), note="  "), "RESPOND takes a note here: the question itself."),
        (replace(command(), note="x" * 4001), "note has 4001 characters: send at most 4000."),
        (replace(command(), note="\ud800"), "note holds half a surrogate pair at character 1: send valid Unicode."),
        (
            replace(command(Verdict.EDIT), correction={}),
            "correction goes with EDIT and only with it: name at least one field to change.",
        ),
        (
            replace(command(), correction={"group": "G 13"}),
            "correction goes with EDIT and only with it: name at least one field to change.",
        ),
        (
            replace(command(Verdict.EDIT), correction={"amount": float("nan")}),
            "correction.amount is nan: send a finite number or null.",
        ),
    ],
)
def test_words_that_do_not_fit_are_refused(wanted: DecideCommand, message: str) -> None:
    problem = refused(task(), wanted)

    assert (problem.code, problem.message) == (ProblemCode.INVALID_INPUT, message)


def test_a_note_is_demanded_where_the_point_demands_one() -> None:
    strict = replace(rules(), note_required=frozenset({Verdict.REJECT}))

    problem = decide(task(), reviewer(), command(Verdict.REJECT), strict, NOW)

    assert isinstance(problem, Problem)
    assert problem.message == "REJECT takes a note here: a reason in words."
    assert isinstance(decide(task(), reviewer(), command(), strict, NOW), VerdictPlan)


def test_a_reason_of_one_verdict_goes_with_no_other_and_the_rest_goes_with_all() -> None:
    rules_by_verdict = replace(rules(), own_reasons=frozenset({own_reason("REJECT", "WRONG_GROUP")}))

    problem = decide(task(), reviewer(), replace(command(), reason_code="WRONG_GROUP"), rules_by_verdict, NOW)

    assert isinstance(problem, Problem)
    assert problem.message == "reasonCode 'WRONG_GROUP' does not go with APPROVE: use one of ROUTINE."
    for verdict, code in ((Verdict.APPROVE, "ROUTINE"), (Verdict.REJECT, "ROUTINE"), (Verdict.REJECT, "WRONG_GROUP")):
        reasoned = replace(command(verdict), reason_code=code)
        assert isinstance(decide(task(), reviewer(), reasoned, rules_by_verdict, NOW), VerdictPlan)


def test_a_verdict_to_which_no_reason_is_left_takes_any() -> None:
    assert reasons_of("ABSTAIN", ["YES", "NO"], [own_reason("APPROVE", "YES"), own_reason("REJECT", "NO")]) == [
        "YES",
        "NO",
    ]
    assert reasons_of("REJECT", ["BOTH", "YES", "NO"], ["APPROVE|YES", "APPROVE|BOTH", "REJECT|BOTH", "REJECT|NO"]) == [
        "BOTH",
        "NO",
    ]


def test_who_may_not_decide_is_refused_at_commit_too() -> None:
    own_request = replace(reviewer(), requested_by="reviewer")

    problem = decide(task(), own_request, command(), rules(), NOW)

    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.CONFLICT_OF_INTEREST


def test_an_answered_question_brings_the_task_back_under_a_fresh_lease_and_asking_bars_nobody() -> None:
    wanted = replace(task(TaskState.SUSPENDED), suspension=Suspension.QUESTION)
    later = NOW + timedelta(days=3)

    back = answer(wanted, reviewer(), later)

    assert isinstance(back, TaskChange)
    assert back.lease == Lease("reviewer", 5, later + timedelta(seconds=LEASE_SECONDS))
    held = TaskFacts("task-1", back.after, back.version, back.epoch, back.lease, "a" * 64)
    decided = decide(held, reviewer(), replace(command(), lease_epoch=5, expected_version=8), rules(), later)
    assert isinstance(decided, VerdictPlan)


def test_a_task_goes_back_to_the_queue_when_its_holder_is_gone() -> None:
    rescoring = replace(task(TaskState.SUSPENDED), suspension=Suspension.RESCORING)

    for holder in (None, reviewer("reviewer-2")):
        change = scored(rescoring, holder, NOW)
        assert isinstance(change, TaskChange)
        assert (change.after, change.lease) == (TaskState.READY, None)
        assert isinstance(claim(replace(rescoring, state=TaskState.READY, lease=None), reviewer(), NOW), TaskChange)


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (OutboxEvent(OutboxState.PENDING, NOW), ProblemCode.ILLEGAL_TRANSITION),
        (OutboxEvent(OutboxState.SENDING, NOW + timedelta(seconds=5)), ProblemCode.ILLEGAL_TRANSITION),
        (OutboxEvent(OutboxState.DELIVERED, NOW - timedelta(seconds=5)), ProblemCode.ILLEGAL_TRANSITION),
    ],
)
def test_a_decision_on_its_way_or_past_its_grace_is_not_undone(event: OutboxEvent, code: ProblemCode) -> None:
    problem = undo(task(TaskState.COMPLETED), UndoFacts("reviewer", event), "reviewer", NOW)

    assert isinstance(problem, Problem)
    assert problem.code is code


def test_undo_by_the_decider_in_time_opens_the_next_round() -> None:
    event = OutboxEvent(OutboxState.PENDING, NOW + timedelta(microseconds=1))

    plan = undo(task(TaskState.COMPLETED), UndoFacts("reviewer", event), "reviewer", NOW)

    assert isinstance(plan, UndoPlan)
    assert (plan.change.after, plan.next_round) == (TaskState.OBSOLETE, 2)
