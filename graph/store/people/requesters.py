"""Who asked for a case: an account that exists, a person outside, or else whoever submits it."""

import time
from dataclasses import dataclass

from graph.domain.intake.case import CaseSubmission
from graph.domain.kernel.keys import PersonKey
from graph.domain.kernel.problems import Problem
from graph.domain.people.identity import ACCOUNTS, OutsidePerson, look_alikes, unknown_requester
from graph.domain.people.roles import Actor
from graph.queries.people import accounts as people
from graph.records.people import PersonRecord
from graph.store.kernel.store import Store

REMEMBERED_SECONDS = 2.0
"""How long the list of accounts is trusted for look-alikes; a claim compares with the account itself, at once."""


@dataclass(frozen=True, slots=True)
class Requester:
    """A case's requester: natural key, the node of an account (None outside), and accounts that look like them."""

    key: str
    node_id: str | None
    outside: OutsidePerson | None
    look_alikes: tuple[str, ...]


async def requester_of(store: Store, actor: Actor, submission: CaseSubmission) -> Requester | Problem:
    """Return who asked for the case; a name that is no account is refused with the nearest one."""
    if (outside := submission.requested_by_outside) is not None:
        return Requester(outside.key, None, outside, look_alikes(outside.id, await _people(store)))
    name = submission.requested_by
    if name is None or name == actor.account:
        return Requester(PersonKey(ACCOUNTS, actor.account).text, actor.person_id, None, ())
    if name not in store.known_accounts:
        row = await store.accounts.ask(people.AccountWanted(name))
        if row is None:
            return unknown_requester(name, await _names(store))
        store.known_accounts[name] = row.acts_as
    return Requester(PersonKey(ACCOUNTS, name).text, store.known_accounts[name], None, ())


def outsider_records(store: Store, requester: Requester, at: int) -> list[PersonRecord]:
    """Return the person outside as it is stored on first sight; none for an account."""
    if requester.outside is None:
        return []
    return [
        PersonRecord(
            id=store.clock.new_id(),
            key=requester.key,
            name=requester.outside.id,
            can_log_in=False,
            rights_epoch=1,
            recorded_at=at,
        )
    ]


async def _people(store: Store) -> tuple[str, ...]:
    """Return the accounts of people, read at most every two seconds."""
    known = store.account_names.get("people")
    if known is not None and known[0] > time.monotonic():
        return known[1]
    rows = await store.graph.read(people.ACCOUNTS, people.AccountsParams())
    names = tuple(row.account for row in rows if row.human)
    store.account_names["people"] = (time.monotonic() + REMEMBERED_SECONDS, names)
    return names


async def _names(store: Store) -> list[str]:
    return [row.account for row in await store.graph.read(people.ACCOUNTS, people.AccountsParams())]
