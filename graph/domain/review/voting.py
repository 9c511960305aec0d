"""A verdict where several people judge a case: a vote, which may close the round."""

from graph.domain.kernel.problems import Problem, ProblemCode, invalid
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


def no_edit_between() -> Problem:
    """Refuse a correction of what others are judging at the same time."""
    return invalid(
        "verdict",
        "Several people judge this case as it stands, so none of them corrects it meanwhile: reject it, or have its "
        "data corrected where it came from, which puts it to all of them anew.",
    )
