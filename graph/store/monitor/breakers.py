"""Breakers of decision points: opened, stopped and reset by people, and opened by drift."""

from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.gate.facts import Breaker, Mode
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem
from graph.domain.monitor.breakers import (
    COMMANDS,
    BreakerCommand,
    BreakerWish,
    DriftEffect,
    check_breaker_change,
    judge_drift,
)
from graph.domain.people.roles import Actor, ActorKind, Operation
from graph.queries.kernel.rows import WRITTEN
from graph.queries.monitor.breakers import JUDGED, BreakersRow, ChangeBreakerRow, JudgedParams
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.records.monitor import BreakerStateUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.monitor.breaker_lists import breaker_row
from graph.store.monitor.drift import window_drifts
from graph.store.review.escalations import WORKER_AGENT

_WORKER = (WORKER_AGENT, ActorKind.SOFTWARE)


@dataclass(frozen=True, slots=True)
class BreakerStand:
    """How the breaker of a point stands after a change."""

    breaker_id: str
    point: str
    state: Breaker


async def change_breaker(store: Store, actor: Actor, wish: BreakerWish, key: str) -> BreakerStand | Problem:
    """Bring the breaker of a point into another state, once; the point's next epoch has it."""

    async def read(_: Try) -> BreakersRow | Problem:
        return await breaker_row(store, wish.point)

    async def attempt(held: BreakersRow, one: Try) -> Attempted:
        if problem := check_breaker_change(wish, Breaker.of(held.breaker["state"]), actor):
            return problem
        update = BreakerStateUpdate(state=wish.state.value, reason=(wish.reason or "").strip())
        row = await _row(store, held, (actor.person_id, actor.kind), update, one.now)
        result = {"breakerId": held.breaker["id"], **fields}
        return PlannedWrite(store.breakers, row, result, wish.point)

    operation = "resetBreaker" if wish.state is Breaker.CLOSED else "openBreaker"
    fields: dict[str, Json] = {"point": wish.point, "state": wish.state.value}
    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_BREAKERS,
            request=Request(operation, actor.account, fields, {"note": wish.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_stand,
            subject="decision point",
        ),
    )


async def open_on_drift(store: Store, point: str) -> bool:
    """Judge the newest window of drift that was not judged yet, and open the breaker where it went too far."""
    held = await breaker_row(store, point)
    if isinstance(held, Problem) or held.point["driftTestedTo"] in {None, held.breaker["driftJudgedTo"]}:
        return False
    until, now = held.point["driftTestedTo"], store.clock.now()
    spent = held.breaker["spentColumns"] or ()
    effect = judge_drift(await window_drifts(store, point, until), spent, moment(until), now)
    judged = BreakerStateUpdate(drift_judged_to=until, spent_columns=list(effect.spent))
    if not _opens(held, effect):
        await store.graph.write(JUDGED, JudgedParams(point, judged))
        return False
    opened = replace(judged, state=Breaker.REVIEW_ALL.value, reason=effect.reason)
    row = await _row(store, held, _WORKER, opened, now)
    # Where the point has moved on meanwhile, nothing was written, and the next pass judges the window again.
    return await store.breakers.submit(row, case_id=point, key=row.write_id) == WRITTEN


def _opens(held: BreakersRow, effect: DriftEffect) -> bool:
    """Tell whether there is a closed breaker to open, at a point where not people decide every case anyway."""
    closed = Breaker.of(held.breaker["state"]) is Breaker.CLOSED
    return effect.reason is not None and closed and held.point["mode"] != Mode.MANUAL.value


async def _row(
    store: Store, held: BreakersRow, actor: tuple[str, ActorKind], breaker: BreakerStateUpdate, now: datetime
) -> ChangeBreakerRow:
    point_id, at, epoch = held.point["id"], milliseconds(now), held.point["epoch"]
    move = Move(held.breaker["state"], str(breaker.state), _command(breaker).value, None, str(breaker.reason))
    change, entry = await audited_change(store, move, actor, point_id, now)
    return ChangeBreakerRow(
        write_id=store.clock.new_id(),
        point=held.point["key"],
        point_epoch=epoch,
        breaker=replace(breaker, known_at=at),
        change=replace(change, point_epoch=epoch + 1),
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(change, point_id, store.clock.new_id())],
    )


def _command(breaker: BreakerStateUpdate) -> BreakerCommand:
    return COMMANDS[Breaker(str(breaker.state))]


def _stand(result: StoredResult) -> BreakerStand:
    return BreakerStand(result["breakerId"], result["point"], Breaker(result["state"]))
