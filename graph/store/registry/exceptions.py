"""Exceptions to rows of a policy: granted to whoever asks by another person, for a time, and revoked before its end."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.gate.facts import Stage
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.keys import ExceptionKey, PersonKey
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.identity import ACCOUNTS
from graph.domain.people.roles import Actor, Operation
from graph.domain.registry.exceptions import (
    ExceptionCommand,
    ExceptionDraft,
    ExceptionState,
    GrantFacts,
    check_grant,
    check_revoke,
    exception_state,
)
from graph.queries.registry.exceptions import DRAFT, DraftParams, DraftRow, GrantRow, RevokeRow
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.records.registry import ExceptionGrantRecord
from graph.store.kernel.commands import Attempted, CommandSpec, Moved, PlannedWrite, Try, execute, key_first
from graph.store.kernel.decision_point import Point
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.registry.exception_lists import GrantedException, exception_of
from graph.store.registry.points import point_of


@dataclass(frozen=True, slots=True)
class ExceptionStand:
    """How an exception stands after it was granted or revoked."""

    exception_id: str
    point: str
    state: ExceptionState
    until: datetime


@dataclass(frozen=True, slots=True)
class _Held:
    """A draft with what the graph says of it, all of one epoch of its point."""

    draft: ExceptionDraft
    point: Point
    row: DraftRow


async def grant_exception(store: Store, actor: Actor, draft: ExceptionDraft, key: str) -> ExceptionStand | Problem:
    """Waive a row of the policy in use for a time, once; the point's next epoch has it."""

    async def read(_: Try) -> _Held | Problem | Moved:
        point = await point_of(store, draft.point, fresh=True)
        asker = PersonKey(ACCOUNTS, draft.requested_by).text
        now = milliseconds(store.clock.now())
        wanted = DraftParams(draft.point, draft.rule, draft.scope.value, draft.subject_id, actor.person_id, asker, now)
        rows = await store.graph.read(DRAFT, wanted)
        if point is None or not rows:
            return Problem(
                ProblemCode.NOT_FOUND, f"There is no decision point {draft.point!a}: take its key from the registry."
            )
        return _Held(draft, point, rows[0]) if point.epoch == rows[0].point_epoch else Moved("EPOCH_MOVED")

    async def attempt(held: _Held, one: Try) -> Attempted:
        if problem := check_grant(draft, _facts(held), actor, one.now):
            return problem
        row = await _grant_row(store, actor, held, one.now)
        result = _result(row.granted.id, draft.point, row.granted.until)
        return PlannedWrite(store.grants, row, result, draft.point)

    until = None if draft.until is None else milliseconds(draft.until)
    fields: dict[str, Json] = {
        "point": draft.point,
        "rule": draft.rule,
        "scope": draft.scope.value,
        "subject": draft.subject_id,
        "until": until,
        "requestedBy": draft.requested_by,
    }
    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.GRANT_EXCEPTIONS,
            request=Request("grantException", actor.account, fields, {"note": draft.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=lambda result: _stand(store, result),
            subject="decision point",
        ),
    )


async def revoke_exception(
    store: Store, actor: Actor, exception_id: str, reason: str | None, key: str
) -> ExceptionStand | Problem:
    """End an exception before its time, once; no case is gated under it from the point's next epoch on."""

    async def read(_: Try) -> GrantedException | Problem:
        return await exception_of(store, exception_id)

    async def attempt(held: GrantedException, one: Try) -> Attempted:
        if problem := check_revoke(reason, held.state, actor):
            return problem
        move = Move(_key(held).text, ExceptionState.REVOKED.value, ExceptionCommand.REVOKE.value, None, _text(reason))
        change, entry = await audited_change(store, move, (actor.person_id, actor.kind), held.id, one.now)
        row = RevokeRow(
            write_id=store.clock.new_id(),
            point=held.point,
            exception_id=held.id,
            revoked_at=milliseconds(one.now),
            change=change,
            audit=[entry],
            outbox=[OutboxEventRecord.of_change(change, held.id, store.clock.new_id())],
        )
        result = {**_result(held.id, held.point, milliseconds(held.until)), "revoked": True}
        return PlannedWrite(store.revocations, row, result, held.point)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.GRANT_EXCEPTIONS,
            request=Request("revokeException", actor.account, {"exceptionId": exception_id}, {"note": reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=lambda result: _stand(store, result),
            subject="exception",
        ),
    )


def _facts(held: _Held) -> GrantFacts:
    point, row = held.point, held.row
    signed = point.policy if point.policy_stage is Stage.ACTIVE else None
    return GrantFacts(
        policy=None if signed is None else signed.policy,
        asker_id=row.asker_id,
        subject_name=row.subject_name,
        gains=row.gains,
        open_ones=row.open_ones,
        same=row.same,
    )


async def _grant_row(store: Store, actor: Actor, held: _Held, now: datetime) -> GrantRow:
    draft, at = held.draft, milliseconds(now)
    if draft.until is None or held.row.asker_id is None:
        raise TypeError("a draft that holds has an end and somebody who asks")
    until, granted_id = milliseconds(draft.until), store.clock.new_id()
    key = ExceptionKey(draft.point, draft.scope.value, draft.subject_id, at, until, draft.rule)
    move = Move("", key.text, ExceptionCommand.GRANT.value, None, _text(draft.reason))
    change, entry = await audited_change(store, move, (actor.person_id, actor.kind), granted_id, now)
    return GrantRow(
        write_id=store.clock.new_id(),
        point=draft.point,
        point_epoch=held.point.epoch,
        policy=held.point.policy_id,
        granted=ExceptionGrantRecord(
            id=granted_id,
            key=key.text,
            open_at=draft.point,
            rule=draft.rule,
            scope=draft.scope.value,
            subject_id=draft.subject_id,
            reason=_text(draft.reason),
            until=until,
            granter_id=actor.person_id,
            asker_id=held.row.asker_id,
            granted_epoch=held.point.epoch + 1,
            known_at=at,
            recorded_at=at,
        ),
        change=change,
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(change, granted_id, store.clock.new_id())],
    )


def _key(held: GrantedException) -> ExceptionKey:
    at, until = milliseconds(held.granted_at), milliseconds(held.until)
    return ExceptionKey(held.point, held.scope.value, held.subject_id, at, until, held.rule)


def _text(reason: str | None) -> str:
    return (reason or "").strip()


def _result(exception_id: str, point: str, until: int) -> dict[str, Json]:
    return {"exceptionId": exception_id, "point": point, "until": until, "revoked": False}


def _stand(store: Store, result: StoredResult) -> ExceptionStand:
    now, until = store.clock.now(), moment(result["until"])
    state = exception_state(until, now if result["revoked"] else None, now)
    return ExceptionStand(result["exceptionId"], result["point"], state, until)
