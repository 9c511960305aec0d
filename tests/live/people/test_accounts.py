"""Accounts that change: rights end at once, what is held goes back, delegations end, and it is on record."""

import asyncio
from datetime import timedelta

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.accounts import AccountChange, AccountRights
from graph.domain.people.delegation import DelegationDraft
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.settings import GraphSettings
from graph.store.decision.deciding import decide
from graph.store.people.account_changes import ChangedAccount, change_account
from graph.store.people.delegation_lists import delegations
from graph.store.people.delegations import DelegationStand, delegate
from graph.store.review.delegated import advance_delegations, return_tasks
from graph.store.review.tasks import claim, claim_next
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import Firm
from tests.builders.served_firm import Api
from tests.builders.terminal import Terminal

pytestmark = pytest.mark.live

ADMIN = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
CHANGES = """MATCH (h:StateChange)-[:ABOUT]->(who) WHERE h.command ENDS WITH 'ACCOUNT' OR h.command = 'SET_ROLES'
RETURN h.command AS command, h.fromState AS before, h.toState AS after, h.note AS note, who.name AS who,
       COUNT { (:AuditEntry {subjectId: h.id}) } AS entries ORDER BY h.recordedAt"""
CHANGE = """mutation One($input: ChangeAccountInput!) { changeAccount(input: $input) { __typename
  ... on ChangedAccount { account roles closed returnedTasks endedDelegations } ... on Problem { code message } } }"""


async def changed(
    firm: Firm, key: str, *, roles: list[str] | None = None, closed: bool | None = None, account: str = "reviewer"
) -> ChangedAccount | Problem:
    return await change_account(firm.store, ADMIN, AccountChange(account, roles, closed, "Left the firm."), key)


async def holder(firm: Firm, task_id: str | None) -> tuple[str, str | None]:
    query = "MATCH (t:ReviewTask {id: $id}) RETURN t.state AS state, t.holderId AS holder"
    (row,) = (await firm.driver.execute_query(query, {"id": task_id})).records
    return row["state"], row["holder"]


async def test_a_closed_account_loses_its_rights_its_tasks_and_its_delegations_at_once(api: Api) -> None:
    firm = api.firm
    held = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    now = firm.store.clock.now()
    draft = DelegationDraft("reviewer-2", "reviewer", now + timedelta(days=1), now + timedelta(days=2), "On leave.")
    assert isinstance(await delegate(firm.store, firm.second, draft, "later"), DelegationStand)
    ask = {"account": "reviewer", "closed": True, "reason": "Left the firm.", "idempotencyKey": "close"}

    first, again = [await api.ask("admin", CHANGE, {"input": ask}) for _ in range(2)]
    late = await decide(firm.store, firm.reviewer, held.task_id, approval(held), "late")
    refused = await claim_next(firm.store, firm.reviewer, None, "next")
    viewer = await api.client.post(
        "/graphql",
        json={"query": "{ viewer { account } }"},
        headers={"authorization": f"Bearer {api.keys['reviewer']}"},
    )

    assert first["data"]["changeAccount"] == {
        "__typename": "ChangedAccount",
        "account": "reviewer",
        "roles": ["reviewer"],
        "closed": True,
        "returnedTasks": 1,
        "endedDelegations": 1,
    }
    assert again["data"]["changeAccount"] == first["data"]["changeAccount"] | {
        "returnedTasks": 0,
        "endedDelegations": 0,
    }
    assert await holder(firm, held.task_id) == ("READY", None)
    assert isinstance(late, Problem)
    assert isinstance(refused, Problem)
    assert (refused.code, refused.details["rule"]) == (ProblemCode.NOT_ELIGIBLE, "account")
    assert viewer.status_code == 401
    assert [one.state.value for one in await delegations(firm.store)] == ["ENDED_EARLY"]
    rows = [record.data() for record in (await firm.driver.execute_query(CHANGES)).records]
    assert [(row["command"], row["before"], row["after"], row["note"], row["who"], row["entries"]) for row in rows] == [
        ("CLOSE_ACCOUNT", "open: reviewer", "closed: reviewer", "Left the firm.", "reviewer", 1)
    ]


async def test_whoever_no_longer_reviews_gets_it_back_when_the_role_comes_back(api: Api) -> None:
    firm = api.firm
    case = await submitted(firm, "PO-1")

    taken = await changed(firm, "analyst", roles=["analyst"])
    barred = await claim(firm.store, firm.reviewer, case.task_id or "", "barred")
    given = await changed(firm, "back", roles=["reviewer", "analyst"])
    lease = await claimed(firm, case.task_id)

    assert isinstance(taken, ChangedAccount), taken
    assert taken.rights == AccountRights(frozenset({Role.ANALYST}), closed=False)
    assert isinstance(barred, Problem)
    assert isinstance(given, ChangedAccount), given
    assert await holder(firm, lease.task_id) == ("RESERVED", "reviewer-id")


async def test_what_an_interrupted_change_left_with_its_holder_goes_back_by_the_worker(api: Api) -> None:
    firm = api.firm
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    await firm.driver.execute_query("MATCH (p:Person {id: 'reviewer-id'}) SET p.reviewEndedAt = 1, p.rightsEpoch = 99")

    moved = await asyncio.gather(return_tasks(firm.store), return_tasks(firm.store))

    assert sum(moved) == 1
    assert await holder(firm, lease.task_id) == ("READY", None)
    assert await advance_delegations(firm.store) + await return_tasks(firm.store) == 0


async def test_of_two_admins_who_change_an_account_at_once_each_sees_what_the_other_did(api: Api) -> None:
    answers = await asyncio.gather(
        *(changed(api.firm, f"close-{number}", closed=True) for number in range(4)),
        *(changed(api.firm, f"open-{number}", account="nobody", closed=True) for number in range(2)),
    )

    assert sum(isinstance(one, ChangedAccount) for one in answers) == 1
    refusals = [one for one in answers if isinstance(one, Problem)]
    assert {one.code for one in refusals} == {ProblemCode.INVALID_INPUT, ProblemCode.NOT_FOUND}


async def test_accounts_are_changed_on_the_terminal(api: Api, neo4j_settings: GraphSettings) -> None:
    terminal = Terminal(neo4j_settings)
    by = ("--as", "admin", "--reason", "Changes teams.")

    roles = await terminal.text("user", "roles", "reviewer", "--role", "analyst", "--role", "auditor", *by)
    closed = await terminal.object("user", "close", "reviewer", *by)
    listed = await terminal.text("user", "list")
    opened = await terminal.object("user", "reopen", "reviewer", *by)

    assert roles.startswith("account reviewer is open: analyst, auditor; 0 held tasks went back")
    assert (closed["closed"], closed["roles"]) == (True, ["analyst", "auditor"])
    assert "analyst, auditor (closed)" in listed
    assert opened["closed"] is False
    assert api.firm is not None
