"""What several verdicts of one case come to, and who may give one of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.claims import claim
from graph.domain.review.rounds import ONE, Quorum, ReviewRound, RoundResult, Vote, result_of
from graph.domain.review.task import TaskChange, TaskFacts, TaskState, Verdict, VerdictPlan
from graph.domain.review.verdicts import decide
from graph.domain.review.voting import counts_as_approval
from tests.builders.values import NOW, command, reviewer, rules, task

QUORUMS = st.builds(Quorum, st.integers(1, 5), st.integers(1, 5), st.booleans())


def in_round(round_: ReviewRound, state: TaskState = TaskState.RESERVED) -> TaskFacts:
    return replace(task(state), peers=round_)


def votes(*approvals: object) -> tuple[Vote, ...]:
    return tuple(Vote(f"review-{n}", f"voter-{n}", bool(approves)) for n, approves in enumerate(approvals))


def decided(round_: ReviewRound, verdict: Verdict) -> VerdictPlan | Problem:
    return decide(in_round(round_), reviewer(), command(verdict), rules(), NOW)


@given(QUORUMS, st.lists(st.booleans(), max_size=9))
def test_a_round_closes_by_the_first_number_that_is_reached_and_by_nothing_else(
    quorum: Quorum, given_: list[bool]
) -> None:
    expected = None
    for end in range(1, len(given_) + 1):
        approvals = sum(given_[:end])
        if approvals >= quorum.approve or end - approvals >= quorum.reject:
            expected = RoundResult.APPROVED if approvals >= quorum.approve else RoundResult.REJECTED
            break

    assert result_of(quorum, given_) is expected


@given(QUORUMS, st.data())
def test_a_round_has_as_many_tasks_as_it_can_take_votes(quorum: Quorum, data: st.DataObject) -> None:
    full = data.draw(st.lists(st.booleans(), min_size=quorum.slots, max_size=quorum.slots))
    open_at_last = [True] * (quorum.approve - 1) + [False] * (quorum.reject - 1)

    assert result_of(quorum, full) is not None
    assert result_of(quorum, open_at_last) is None
    assert len(open_at_last) == quorum.slots - 1


@given(QUORUMS)
def test_a_quorum_is_read_as_it_was_stored(quorum: Quorum) -> None:
    assert Quorum.parse(quorum.text) == quorum
    assert Quorum.parse(None) == ONE


@pytest.mark.parametrize(
    ("quorum", "before", "verdict", "action"),
    [
        (Quorum(2, 1), (), Verdict.APPROVE, None),
        (Quorum(2, 1), (True,), Verdict.APPROVE, "KEEP"),
        (Quorum(2, 1), (), Verdict.REJECT, "HAND_OVER"),
        (Quorum(2, 2), (True,), Verdict.REJECT, None),
        (Quorum(2, 2), (True, False), Verdict.REJECT, "HAND_OVER"),
        (Quorum(2, 2), (False, True), Verdict.APPROVE, "KEEP"),
    ],
)
def test_a_verdict_is_a_vote_until_it_closes_the_round(
    quorum: Quorum, before: tuple[bool, ...], verdict: Verdict, action: str | None
) -> None:
    plan = decided(ReviewRound(quorum, votes(*before)), verdict)

    assert isinstance(plan, VerdictPlan)
    assert (plan.change.after, plan.action) == (TaskState.COMPLETED, action)


def test_a_round_is_not_approved_while_a_question_is_open_and_can_be_rejected() -> None:
    waiting = ReviewRound(Quorum(2, 2), votes("approval"), question_open=True)
    first = ReviewRound(Quorum(2, 2), question_open=True)
    rejected = ReviewRound(Quorum(2, 1), question_open=True)

    refused = decided(waiting, Verdict.APPROVE)

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.ILLEGAL_TRANSITION
    assert "question" in refused.message
    assert isinstance(decided(first, Verdict.APPROVE), VerdictPlan)
    plan = decided(rejected, Verdict.REJECT)
    assert isinstance(plan, VerdictPlan)
    assert plan.action == "HAND_OVER"


def test_an_edit_among_several_closes_its_task_and_opens_the_next_round() -> None:
    plan = decided(ReviewRound(Quorum(2, 1), votes("approval"), question_open=True), Verdict.EDIT)

    assert isinstance(plan, VerdictPlan)
    assert (plan.change.after, plan.action, plan.next_round) == (TaskState.COMPLETED, None, 2)
    assert plan.correction == command(Verdict.EDIT).correction


@pytest.mark.parametrize(
    ("round_", "reviews", "counts"),
    [
        (ReviewRound(Quorum(2, 1)), True, True),
        (ReviewRound(Quorum(2, 2, blind=True)), True, True),
        (ReviewRound(Quorum(2, 1)), False, False),
        (ReviewRound(Quorum(1, 2)), True, False),
        (ReviewRound(Quorum(2, 1), votes("approval")), True, False),
        (ReviewRound(Quorum(2, 1), seated=frozenset({"reviewer"})), True, False),
        (ReviewRound(Quorum(2, 1), seated=frozenset({"boss"}), bound=frozenset({"boss"})), True, False),
        (None, True, False),
    ],
)
def test_an_edit_counts_as_an_approval_where_its_editor_may_judge_and_it_decides_nothing(
    round_: ReviewRound | None, *, reviews: bool, counts: bool
) -> None:
    following = replace(task(TaskState.READY), peers=round_)

    assert counts_as_approval(following, reviewer(), NOW, reviews=reviews) is counts


def test_an_edit_by_somebody_who_may_not_decide_the_corrected_case_counts_as_nothing() -> None:
    following = in_round(ReviewRound(Quorum(2, 1)), TaskState.READY)
    requester = replace(reviewer(), requested_by="reviewer")

    assert not counts_as_approval(following, requester, NOW, reviews=True)
    assert not counts_as_approval(replace(following, barred=frozenset({"reviewer"})), reviewer(), NOW, reviews=True)


def test_asking_and_abstaining_concern_one_task_alone() -> None:
    question, abstained = (
        decided(ReviewRound(Quorum(2, 1)), Verdict.RESPOND),
        decided(ReviewRound(Quorum(2, 1)), Verdict.ABSTAIN),
    )

    assert isinstance(question, VerdictPlan)
    assert isinstance(abstained, VerdictPlan)
    assert (question.change.after, question.action) == (TaskState.SUSPENDED, None)
    assert (abstained.change.after, abstained.change.barred) == (TaskState.READY, frozenset({"reviewer"}))


@pytest.mark.parametrize(
    ("round_", "code", "rule"),
    [
        (ReviewRound(Quorum(2, 1), seated=frozenset({"reviewer"})), ProblemCode.NOT_ELIGIBLE, "same person"),
        (
            ReviewRound(Quorum(2, 1), seated=frozenset({"boss"}), bound=frozenset({"boss"})),
            ProblemCode.CONFLICT_OF_INTEREST,
            "delegate",
        ),
    ],
)
def test_who_is_in_the_round_or_bound_to_one_of_it_neither_claims_nor_votes(
    round_: ReviewRound, code: ProblemCode, rule: str
) -> None:
    claimed = claim(in_round(round_, TaskState.READY), reviewer(), NOW)
    voted = decided(round_, Verdict.APPROVE)

    assert [(one.code, one.details["rule"]) for one in (claimed, voted) if isinstance(one, Problem)] == [
        (code, rule)
    ] * 2


def test_somebody_else_of_the_round_keeps_nobody_out() -> None:
    round_ = ReviewRound(Quorum(2, 1), seated=frozenset({"reviewer-2"}))

    assert isinstance(claim(replace(in_round(round_, TaskState.READY), lease=None), reviewer(), NOW), TaskChange)
