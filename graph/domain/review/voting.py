"""A verdict where several people judge a case: a vote, which may close the round."""

from datetime import datetime

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.claims import may_not_take
from graph.domain.review.eligibility import DeciderFacts
from graph.domain.review.rounds import ReviewRound, RoundResult, result_of
from graph.domain.review.task import Command, ReviewRules, TaskFacts, TaskState, Verdict, VerdictPlan
from graph.domain.review.transitions import moved


def cast(task: TaskFacts, round_: ReviewRound, verdict: Verdict, rules: ReviewRules) -> VerdictPlan | Problem:
    """Return what an approval or a rejection does: without an action it is a vote that leaves the round open."""
    approves = verdict is Verdict.APPROVE
    result = result_of(round_.quorum, [*(vote.approves for vote in round_.votes), approves])
    if result is RoundResult.APPROVED and round_.question_open:
        return Problem(
            ProblemCode.ILLEGAL_TRANSITION,
            "A question on this case is open, so it cannot be approved yet: send your approval again once it is "
            "answered.",
            {"state": task.state, "command": verdict.value},
        )
    actions = {None: None, RoundResult.APPROVED: rules.proposal_action, RoundResult.REJECTED: rules.alternative_action}
    return VerdictPlan(moved(task, Command(verdict), TaskState.COMPLETED), verdict, action=actions[result])


def counts_as_approval(task: TaskFacts, editor: DeciderFacts, now: datetime, *, reviews: bool) -> bool:
    """Tell whether a correction counts as its editor's approval in the round that it opened.

    It does not where the editor may not judge the case as it is now, sits in the round already, or does not review any
    more (`reviews`); nor where one approval would decide, on a packet that its editor has not seen.
    """
    round_ = task.peers
    if round_ is None or not reviews or may_not_take(task, editor, now) is not None:
        return False
    return result_of(round_.quorum, [*(vote.approves for vote in round_.votes), True]) is None
