"""Courses that people completed: recorded once, by somebody else, with what shows it; whose count now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor, Operation
from graph.domain.people.trainings import RECORD_TRAINING, CompletedCourse, TrainingStand, check_training
from graph.queries.people.trainings import (
    HELD_TRAININGS,
    TRAINING_FACTS,
    HeldTrainingsParams,
    HeldTrainingsRow,
    TrainingFactsParams,
    TrainingFactsRow,
    TrainingRow,
)
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.records.people import TrainingRecord
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.people.accounts import no_such_account, required_courses

__all__ = ["HeldTrainingsRow", "RecordedCourse", "complete_course", "held_trainings"]


@dataclass(frozen=True, slots=True)
class RecordedCourse:
    """Whose course counts until when."""

    account: str
    course: str
    valid_until: datetime


async def complete_course(store: Store, actor: Actor, done: CompletedCourse, key: str) -> RecordedCourse | Problem:
    """Have a person's course count until a moment, once; the person's next claim and verdict go by it."""
    courses = await required_courses(store)

    async def read(one: Try) -> TrainingFactsRow | Problem:
        wanted = TrainingFactsParams(done.account, done.course, milliseconds(one.now))
        rows = await store.graph.read(TRAINING_FACTS, wanted)
        return rows[0] if rows else no_such_account(done.account)

    async def attempt(row: TrainingFactsRow, one: Try) -> Attempted:
        stand = TrainingStand(row.human, moment(row.running[0]) if row.running else None, courses)
        problem = check_training(done, stand, actor, one.now)
        return problem or await _planned(store, actor, (done, row), one.now)

    fields: dict[str, Json] = {
        "account": done.account,
        "course": done.course,
        "validUntil": milliseconds(done.valid_until),
    }
    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_PEOPLE,
            request=Request("recordTraining", actor.account, fields, {"note": done.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_recorded,
            subject="account",
        ),
    )


async def held_trainings(store: Store) -> Mapping[str, Sequence[HeldTrainingsRow]]:
    """Return by account which courses count now, those that end first before others."""
    rows = await store.graph.read(HELD_TRAININGS, HeldTrainingsParams(milliseconds(store.clock.now())))
    return {account: [row for row in rows if row.account == account] for account in {row.account for row in rows}}


async def _planned(
    store: Store, actor: Actor, made: tuple[CompletedCourse, TrainingFactsRow], now: datetime
) -> PlannedWrite[TrainingRow]:
    done, row = made
    until, at = milliseconds(done.valid_until), milliseconds(now)
    move = Move(_stand(done.course, row.running), _stand(done.course, [until]), RECORD_TRAINING, None, done.reason)
    record, entry = await audited_change(store, move, (actor.person_id, actor.kind), row.acts_as, now)
    write = TrainingRow(
        write_id=store.clock.new_id(),
        account=done.account,
        training=TrainingRecord(store.clock.new_id(), done.course, done.course, at),
        running_until=row.running,
        valid_until=until,
        change=record,
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(record, row.acts_as, store.clock.new_id())],
    )
    result: dict[str, Json] = {"account": done.account, "course": done.course, "validUntil": until}
    return PlannedWrite(store.completed_courses, write, result, row.acts_as)


def _stand(course: str, until: Sequence[int]) -> str:
    return f"{course} until {moment(until[0]).isoformat()}" if until else f"no valid {course}"


def _recorded(result: StoredResult) -> RecordedCourse:
    return RecordedCourse(str(result["account"]), str(result["course"]), moment(result["validUntil"]))
