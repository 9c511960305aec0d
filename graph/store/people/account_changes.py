"""Accounts that change: other roles, closed, opened again; and the delegations that end with the right to review."""

from dataclasses import dataclass

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.people.accounts import AccountChange, AccountRights, PlannedRights, check_account_change
from graph.domain.people.roles import Actor, ActorKind, Operation, Role
from graph.queries.people.accounts import NAMED_ACCOUNT, AccountChangeRow, NamedAccountParams, NamedAccountRow
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.people.accounts import no_such_account
from graph.store.people.delegation_lists import delegations
from graph.store.people.delegations import DelegationStand, end_delegation


@dataclass(frozen=True, slots=True)
class ChangedAccount:
    """How an account stands now, and how many delegations ended with it, on either side."""

    account: str
    rights: AccountRights
    ended_delegations: int


async def change_account(store: Store, actor: Actor, change: AccountChange, key: str) -> ChangedAccount | Problem:
    """Change an account, once; where its person may no longer review, delegations end, and `hand_on` moves tasks.

    The same request again completes what an interruption left, and gives the same answer but for the count.
    """

    async def read(_: Try) -> NamedAccountRow | Problem:
        rows = await store.graph.read(NAMED_ACCOUNT, NamedAccountParams(change.account))
        return rows[0] if rows else no_such_account(change.account)

    async def attempt(row: NamedAccountRow, one: Try) -> Attempted:
        kind = ActorKind.HUMAN if row.human else ActorKind.SOFTWARE
        planned = check_account_change(change, kind, _rights(row), actor)
        return planned if isinstance(planned, Problem) else await _planned(store, actor, (change, row, planned), one)

    fields: dict[str, Json] = {
        "account": change.account,
        "roles": None if change.roles is None else sorted(change.roles),
        "closed": change.closed,
    }
    changed = await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.MANAGE_PEOPLE,
            request=Request("changeAccount", actor.account, fields, {"note": change.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_changed,
            subject="account",
        ),
    )
    if isinstance(changed, Problem):
        return changed
    person_id, rights = changed
    ended = 0 if rights.reviews else await _end_delegations(store, actor, person_id, key)
    return ChangedAccount(change.account, rights, ended)


async def _planned(
    store: Store, actor: Actor, made: tuple[AccountChange, NamedAccountRow, PlannedRights], one: Try
) -> PlannedWrite[AccountChangeRow]:
    change, row, planned = made
    before, after, at = _rights(row), planned.after, milliseconds(one.now)
    note = (change.reason or "").strip()
    move = Move(before.text, after.text, planned.command.value, None, note)
    record, entry = await audited_change(store, move, (actor.person_id, actor.kind), row.acts_as, one.now)
    write = AccountChangeRow(
        write_id=store.clock.new_id(),
        account=change.account,
        roles_before=row.roles,
        disabled_before=row.disabled,
        roles=sorted(after.roles),
        disabled=after.closed,
        reviews=[1] if after.reviews and row.human else [],
        review_ended=[at] if before.reviews and not after.reviews and row.human else [],
        change=record,
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(record, row.acts_as, store.clock.new_id())],
    )
    result: dict[str, Json] = {"personId": row.acts_as, "roles": sorted(after.roles), "closed": after.closed}
    return PlannedWrite(store.changed_accounts, write, result, row.acts_as)


async def _end_delegations(store: Store, actor: Actor, person_id: str, key: str) -> int:
    """End what the person delegated and what was delegated to them; what has ended meanwhile is no fault."""
    open_ones = await delegations(store, person_id, open_only=True)
    why = "The account of one of the two no longer reviews."
    ended = [await end_delegation(store, actor, one.id, why, f"{key[:80]}/{one.id}") for one in open_ones]
    return sum(isinstance(one, DelegationStand) for one in ended)


def _rights(row: NamedAccountRow) -> AccountRights:
    return AccountRights(frozenset(Role(name) for name in row.roles), row.disabled)


def _changed(result: StoredResult) -> tuple[str, AccountRights]:
    roles = frozenset(Role(name) for name in result["roles"])
    return str(result["personId"]), AccountRights(roles, bool(result["closed"]))
