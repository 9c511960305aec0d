"""Answering a reviewer's question: the task goes back to who asked, or to the queue if they may no longer decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.text import check_words
from graph.domain.people.roles import Actor, ActorKind, Operation, may_not
from graph.domain.review.resumption import answer as answer_rule
from graph.domain.review.task import TaskChange, TaskState
from graph.domain.review.verdicts import LONGEST_NOTE
from graph.queries.review import QUESTION, QuestionParams
from graph.store.committing import TRIES, Moved, commit
from graph.store.gating import Move, state_change
from graph.store.moves import Kept
from graph.store.requests import digest_of, kept, read_back, replayed, stored_key, unavailable
from graph.store.store import Store
from graph.store.task_facts import TaskView, task_view
from graph.store.task_writes import task_properties

_OPERATION = "answerQuestion"


@dataclass(frozen=True, slots=True)
class Answered:
    """Where the task stands after its question was answered."""

    question_id: str
    task_id: str
    state: TaskState
    version: int


@dataclass(frozen=True, slots=True)
class _Reply:
    actor: Actor
    question_id: str
    text: str
    kept_as: Kept


async def answer(store: Store, actor: Actor, question_id: str, text: str, idempotency_key: str) -> Answered | Problem:
    """Answer an open question, once."""
    if problem := may_not(actor, Operation.ANSWER_QUESTION) or _unusable(text):
        return problem
    request = Request(_OPERATION, actor.account, {"questionId": question_id}, {"text": text})
    digested = await digest_of(store, actor, request, idempotency_key)
    if isinstance(digested, Problem):
        return digested
    reply = _Reply(actor, question_id, text.strip(), (stored_key(actor, _OPERATION, idempotency_key), digested))
    for _ in range(TRIES):
        result = await _answer_once(store, reply)
        if not isinstance(result, Moved):
            return result if isinstance(result, Problem) else _answered(result)
    return unavailable("This task keeps changing")


async def _answer_once(store: Store, reply: _Reply) -> Mapping[str, Any] | Problem | Moved:
    rows = await store.graph.read(QUESTION, QuestionParams(reply.question_id))
    if not rows:
        return Problem(ProblemCode.NOT_FOUND, f"There is no question {reply.question_id}: read the task's questions.")
    holder = Actor("", rows[0].holder_id or "", ActorKind.HUMAN, frozenset())
    earlier = await read_back(store, *reply.kept_as)
    if earlier is not None:
        return earlier
    if rows[0].answered or rows[0].holder_id is None:
        return Problem(ProblemCode.ILLEGAL_TRANSITION, "This question has been answered: read its answer on the task.")
    view = await task_view(store, holder, rows[0].task_id, reply.kept_as[0])
    if isinstance(view, Problem):
        return view
    if view.used is not None:
        return replayed(view.used, reply.kept_as[1]) or Moved("KEY_USED")
    now = store.clock.now()
    change = answer_rule(view.task, view.person, now, view.point.rules.lease_seconds)
    if isinstance(change, Problem):
        return change
    return await _write(store, view, change, reply, now)


async def _write(
    store: Store, view: TaskView, change: TaskChange, reply: _Reply, now: datetime
) -> Mapping[str, Any] | Problem | Moved:
    at = milliseconds(now)
    result: dict[str, Json] = {
        "questionId": reply.question_id,
        "taskId": view.task.task_id,
        "state": change.after.value,
        "version": change.version,
    }
    moved = Move(change.before.value, change.after.value, change.command.value)
    row = {
        **view.tokens(),
        "writeId": store.clock.new_id(),
        "at": at,
        "leaseMs": None if change.lease is None else view.point.rules.lease_seconds * 1000,
        "questionId": reply.question_id,
        "question": {"answer": reply.text, "answeredById": reply.actor.person_id, "answeredAt": at},
        "task": task_properties(view, change),
        "changes": [state_change(store, moved, (reply.actor.person_id, reply.actor.kind), now)],
        "idempotency": kept(*reply.kept_as, result, at),
    }
    return await commit(store, store.answers, row, result, view.case_id)


def _unusable(text: str) -> Problem | None:
    return check_words(text, "text", LONGEST_NOTE)


def _answered(result: Mapping[str, Any]) -> Answered:
    return Answered(result["questionId"], result["taskId"], TaskState(result["state"]), result["version"])
