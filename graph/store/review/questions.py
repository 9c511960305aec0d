"""Answering a reviewer's question: the task goes back to who asked, or to the queue if they may no longer decide."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.text import check_free_text
from graph.domain.people.roles import Actor, ActorKind, Operation
from graph.domain.review.resumption import answer as answer_rule
from graph.domain.review.task import TaskChange, TaskState
from graph.domain.review.verdicts import LONGEST_NOTE
from graph.queries.review.tasks import QUESTION, AnswerRow, QuestionParams
from graph.records.change import Move
from graph.records.review import QuestionUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import state_change
from graph.store.kernel.requests import StoredResult, UsedKey
from graph.store.kernel.store import Store
from graph.store.review.task_facts import TaskView, task_view
from graph.store.review.task_writes import task_update


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


async def answer(store: Store, actor: Actor, question_id: str, text: str, idempotency_key: str) -> Answered | Problem:
    """Answer an open question, once."""
    reply = _Reply(actor, question_id, text.strip())

    async def read(one: Try) -> TaskView | UsedKey | Problem:
        return await _task_of(store, question_id, one.key.key)

    async def attempt(view: TaskView, one: Try) -> Attempted:
        change = answer_rule(view.task, view.person, one.now, view.point.rules.lease_seconds)
        return change if isinstance(change, Problem) else _write(store, view, change, reply, one.now)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.ANSWER_QUESTION,
            request=Request("answerQuestion", actor.account, {"questionId": question_id}, {"text": text}),
            idempotency_key=idempotency_key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_answered,
            fault=check_free_text(text, "text", LONGEST_NOTE),
        ),
    )


async def _task_of(store: Store, question_id: str, stored_key: str) -> TaskView | UsedKey | Problem:
    """Read the task that waits for the answer, as the person sees it who asked."""
    rows = await store.graph.read(QUESTION, QuestionParams(question_id))
    if not rows:
        return Problem(ProblemCode.NOT_FOUND, f"There is no question {question_id}: read the task's questions.")
    if rows[0].answered or rows[0].holder_id is None:
        return Problem(ProblemCode.ILLEGAL_TRANSITION, "This question has been answered: read its answer on the task.")
    holder = Actor("", rows[0].holder_id, ActorKind.HUMAN, frozenset())
    return await task_view(store, holder, rows[0].task_id, stored_key)


def _write(store: Store, view: TaskView, change: TaskChange, reply: _Reply, now: datetime) -> PlannedWrite[AnswerRow]:
    at = milliseconds(now)
    result: dict[str, Json] = {
        "questionId": reply.question_id,
        "taskId": view.task.task_id,
        "state": change.after.value,
        "version": change.version,
    }
    moved = Move(change.before.value, change.after.value, change.command.value)
    row = AnswerRow(
        *view.tokens(),
        write_id=store.clock.new_id(),
        at=at,
        lease_ms=None if change.lease is None else view.point.rules.lease_seconds * 1000,
        question_id=reply.question_id,
        question=QuestionUpdate(reply.text, reply.actor.person_id, at),
        task=task_update(view, change, now),
        changes=[state_change(store, moved, (reply.actor.person_id, reply.actor.kind), now)],
    )
    return PlannedWrite(store.answers, row, result, view.case_id)


def _answered(result: StoredResult) -> Answered:
    return Answered(result["questionId"], result["taskId"], TaskState(result["state"]), result["version"])
