"""How a task moves: one change with its next tokens, or the refusal of a move that its state does not know."""

from dataclasses import replace
from typing import TypedDict, Unpack, assert_never

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.lease import Lease
from graph.domain.review.task import Command, Suspension, TaskChange, TaskFacts, TaskState


class Difference(TypedDict, total=False):
    """What a move changes beside the state; the rest stays, the lease ends unless given."""

    lease: Lease
    epoch: int
    suspension: Suspension
    barred: frozenset[str]
    same: bool


def moved(task: TaskFacts, command: Command, after: TaskState, **difference: Unpack[Difference]) -> TaskChange:
    """Return the change that takes `task` to `after`; its version grows unless nothing changes."""
    same = difference.get("same", False)
    return TaskChange(
        command=command,
        before=task.state,
        after=after,
        version=task.version if same else task.version + 1,
        epoch=difference.get("epoch", task.epoch),
        lease=difference.get("lease"),
        suspension=difference.get("suspension"),
        barred=difference.get("barred", task.barred),
        same=same,
    )


def suspend(task: TaskFacts, command: Command, suspension: Suspension) -> TaskChange:
    """Return the change that sets `task` aside; the lease stays on record but does not run."""
    return replace(moved(task, command, TaskState.SUSPENDED, suspension=suspension), lease=task.lease)


def illegal(task: TaskFacts, command: str) -> Problem:
    """Refuse a command that the task's state does not know, and say what would help."""
    return Problem(
        ProblemCode.ILLEGAL_TRANSITION,
        f"{command} is not possible on a task that is {task.state}: {_remedy(task.state)}",
        {"state": task.state, "command": command},
    )


def _remedy(state: TaskState) -> str:
    match state:
        case TaskState.AWAITING_SCORE:
            return "wait until its score has come."
        case TaskState.READY:
            return "claim it first."
        case TaskState.RESERVED:
            return "wait until its holder decides it or gives it back."
        case TaskState.SUSPENDED:
            return (
                "wait until its question is answered, its new score has come, or whoever put it off takes it up again."
            )
        case TaskState.COMPLETED:
            return "it has its verdict; ask who gave it to undo the decision, until that is final."
        case TaskState.OBSOLETE:
            return "it is closed; look at the newest task of its case."
        case _:
            assert_never(state)
