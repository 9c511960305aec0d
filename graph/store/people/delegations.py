"""Delegation in absence: a person's work in the hands of another for a time, and its end before that."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.keys import DelegationKey
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem
from graph.domain.people.acting import ActingFor
from graph.domain.people.delegation import (
    DELEGATED,
    DelegationCommand,
    DelegationDraft,
    DelegationFacts,
    DelegationState,
    check_delegation,
    check_ending,
    delegation_state,
)
from graph.domain.people.roles import Actor, Operation, Role
from graph.queries.people.delegations import (
    DRAFT,
    DelegateRow,
    DelegationDraftParams,
    DelegationDraftRow,
    EndDelegationRow,
)
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.records.people import DelegationRecord
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.people.acting_links import link_of
from graph.store.people.delegation_lists import MadeDelegation, delegation_of


@dataclass(frozen=True, slots=True)
class DelegationStand:
    """How a delegation stands after it was made or ended."""

    delegation_id: str
    state: DelegationState
    begins: datetime
    ends: datetime


async def delegate(store: Store, actor: Actor, draft: DelegationDraft, key: str) -> DelegationStand | Problem:
    """Put a person's work in the hands of another for a time, once."""

    async def read(_: Try) -> DelegationDraftRow:
        wanted = DelegationDraftParams(draft.delegator, draft.delegate, Role.REVIEWER.value)
        return (await store.graph.read(DRAFT, wanted))[0]

    async def attempt(row: DelegationDraftRow, one: Try) -> Attempted:
        link = check_delegation(draft, _facts(row), actor, one.now)
        return link if isinstance(link, Problem) else await _planned(store, actor, (draft, row, link), one.now)

    fields: dict[str, Json] = {
        "delegator": draft.delegator,
        "delegate": draft.delegate,
        "from": None if draft.begins is None else milliseconds(draft.begins),
        "until": None if draft.ends is None else milliseconds(draft.ends),
    }
    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.DELEGATE_TASKS,
            request=Request("delegateTasks", actor.account, fields, {"note": draft.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=lambda result: _stand(store, result),
            subject="delegation",
        ),
    )


async def end_delegation(
    store: Store, actor: Actor, delegation_id: str, reason: str | None, key: str
) -> DelegationStand | Problem:
    """End a delegation before its time, once; what was held by it goes back."""

    async def read(_: Try) -> MadeDelegation | Problem:
        return await delegation_of(store, delegation_id)

    async def attempt(made: MadeDelegation, one: Try) -> Attempted:
        people = (made.delegator_id, made.delegate_id)
        if problem := check_ending(actor, people, made.state, reason):
            return problem
        move = Move(made.id, DelegationState.ENDED_EARLY.value, DelegationCommand.END.value, None, _text(reason))
        change, entry = await audited_change(store, move, (actor.person_id, actor.kind), made.id, one.now)
        row = EndDelegationRow(
            write_id=store.clock.new_id(),
            people=sorted(people),
            delegation_id=made.id,
            kind=DELEGATED,
            ended_at=milliseconds(one.now),
            change=change,
            audit=[entry],
            outbox=[OutboxEventRecord.of_change(change, made.id, store.clock.new_id())],
        )
        result = {**_result(made.id, (milliseconds(made.begins), milliseconds(made.ends))), "ended": True}
        return PlannedWrite(store.ended_delegations, row, result, made.delegator_id)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.DELEGATE_TASKS,
            request=Request("endDelegation", actor.account, {"delegationId": delegation_id}, {"note": reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=lambda result: _stand(store, result),
            subject="delegation",
        ),
    )


def _facts(row: DelegationDraftRow) -> DelegationFacts:
    delegator = None if row.delegator is None else row.delegator["id"]
    return DelegationFacts(
        delegator_id=delegator,
        delegate_id=None if row.delegate is None else row.delegate["id"],
        links=tuple(link_of(one) for one in row.links),
        delegations=tuple(
            link_of(one) for one in row.links if one["kind"] == DELEGATED and one["principal"]["id"] == delegator
        ),
    )


async def _planned(
    store: Store, actor: Actor, made: tuple[DelegationDraft, DelegationDraftRow, ActingFor], now: datetime
) -> PlannedWrite[DelegateRow]:
    draft, row, link = made
    if link.since is None or link.until is None or row.delegator is None or row.delegate is None:
        raise TypeError("a delegation that holds has two people, a beginning and an end")
    at, begins, ends, made_id = (*map(milliseconds, (now, link.since, link.until)), store.clock.new_id())
    key = DelegationKey(link.principal_id, link.actor_id, begins, ends, at).text
    move = Move("", key, DelegationCommand.DELEGATE.value, None, _text(draft.reason))
    change, entry = await audited_change(store, move, (actor.person_id, actor.kind), made_id, now)
    write = DelegateRow(
        write_id=store.clock.new_id(),
        people=sorted((link.principal_id, link.actor_id)),
        delegator_epoch=row.delegator["rightsEpoch"],
        delegate_epoch=row.delegate["rightsEpoch"],
        kind=DELEGATED,
        granted=DelegationRecord(
            id=made_id,
            key=key,
            delegator_id=link.principal_id,
            delegate_id=link.actor_id,
            begins=begins,
            ends=ends,
            next_at=begins,
            reason=_text(draft.reason),
            known_at=at,
            recorded_at=at,
        ),
        change=change,
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(change, made_id, store.clock.new_id())],
    )
    return PlannedWrite(store.delegations, write, _result(made_id, (begins, ends)), link.principal_id)


def _text(reason: str | None) -> str | None:
    return (reason or "").strip() or None


def _result(delegation_id: str, times: tuple[int, int]) -> dict[str, Json]:
    return {"delegationId": delegation_id, "begins": times[0], "ends": times[1], "ended": False}


def _stand(store: Store, result: StoredResult) -> DelegationStand:
    now, begins, ends = store.clock.now(), moment(result["begins"]), moment(result["ends"])
    state = delegation_state(begins, ends, now if result["ended"] else None, now)
    return DelegationStand(result["delegationId"], state, begins, ends)
