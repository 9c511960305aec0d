"""Blind-first: a reviewer answers once before they see what is recommended, then keeps that or changes it."""

from collections.abc import Sequence
from datetime import datetime

from graph.domain.kernel.keys import FirstAnswerKey
from graph.domain.kernel.labels import kind_label
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.people.roles import Actor, Operation, may_not
from graph.domain.review.claims import holds_not, may_not_take
from graph.domain.review.eligibility import DeciderFacts
from graph.domain.review.task import ReviewRules, TaskFacts, TaskState, Verdict
from graph.domain.review.transitions import illegal

ANSWERS = (Verdict.APPROVE, Verdict.EDIT, Verdict.REJECT)
"""What can be answered first: a question or an abstention judges nothing, so it needs no first answer either."""


ADVICE = frozenset({"Prediction", "GateEvaluation", "ReviewPacket"})
"""The kinds of node that tell what is recommended, and why."""
RULED = frozenset({"Decision", "Appeal"})
"""The kinds of node that tell what was decided, where that is judged blind."""
_COMMAND = "answerFirst"
"""No command of the state table: it moves no task, it is stored with the case."""


def answered_first(stored: Sequence[str], person_id: str) -> Verdict | None:
    """Return what a person answered first on a case, by the case's stored first answers."""
    answers = (FirstAnswerKey.parse(one) for one in stored)
    return next((Verdict(one.verdict) for one in answers if one.person_id == person_id), None)


def not_answered_first(task: TaskFacts, verdict: Verdict, rules: ReviewRules) -> Problem | None:
    """Refuse a judgement at a blind-first point by who has not answered there before the advice was shown."""
    if not rules.blind_first or task.first_answer is not None or verdict not in ANSWERS:
        return None
    return Problem(
        ProblemCode.ILLEGAL_TRANSITION,
        "Here you answer once before the recommendation is shown: send answerFirst, read the advice, then decide.",
        {"state": task.state, "command": verdict.value},
    )


def answer_first(
    task: TaskFacts, person: DeciderFacts, answer: tuple[Verdict, int], rules: ReviewRules, now: datetime
) -> Problem | None:
    """Return why a first answer, a verdict and the lease epoch it is sent under, does not count; None where it does."""
    verdict, lease_epoch = answer
    if task.state is not TaskState.RESERVED:
        return illegal(task, _COMMAND)
    return (
        holds_not(task, person.person_id, lease_epoch, now)
        or may_not_take(task, person, now)
        or _fault(task, verdict, rules)
    )


def _fault(task: TaskFacts, verdict: Verdict, rules: ReviewRules) -> Problem | None:
    if not rules.blind_first:
        return invalid("taskId", "The advice is shown here from the beginning: send your verdict with decideTask.")
    if verdict not in ANSWERS:
        return invalid("verdict", f"A first answer is one of {', '.join(ANSWERS)}: send {verdict} with decideTask.")
    if task.first_answer is not None:
        return Problem(
            ProblemCode.ILLEGAL_TRANSITION,
            f"You answered {task.first_answer} first, and a first answer stands: send your verdict with decideTask.",
            {"state": task.state, "command": _COMMAND},
        )
    return None


def is_withheld(answers: Sequence[str], actor: Actor) -> bool:
    """Tell whether an actor may not see the advice on an open case of a blind-first point, by its first answers."""
    return may_not(actor, Operation.REVIEW_TASK) is None and answered_first(answers, actor.person_id) is None


def withheld_title(kind: str) -> str:
    """Return what a node that advises is called while what it says is withheld."""
    return f"{kind_label(kind).capitalize()}, not shown before your first answer"
