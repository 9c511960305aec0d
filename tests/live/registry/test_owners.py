"""Owners and teams over GraphQL: one current owner, ended edges that stay, changes in the audit log."""

import asyncio
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.registry.declared import KeyedNode, RegistryDeclaration
from graph.domain.registry.relations import Relation, RelationChange, RelationPlan, plan_change
from graph.queries.kernel.rows import WRITTEN
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from graph.store.registry.declaring import declare
from graph.store.registry.relations import Changed, change_relation, change_row, relation_view
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

ADMIN = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
CHANGE = "... on RegistryChange { subjectId changeId }"
LIST = """query List($kind: RegistryKind!, $first: Int!, $after: String, $asOf: DateTime) {
  registry(kind: $kind, first: $first, after: $after, asOf: $asOf) {
    nodes { id kind key name owner { id name knownFrom knownTo } leadsTo { relation name } comesFrom { relation name } }
    pageInfo { endCursor hasNextPage }
  }
}"""
OWNERS = """MATCH (:Policy {key: 'purchases'})-[r:OWNED_BY]->(who)
RETURN who.name AS name, r.knownFrom AS since, r.knownTo AS until ORDER BY r.knownFrom, r.knownTo"""


async def listed(api: Api, kind: str, account: str = "analyst", **given: object) -> list[dict[str, Any]]:
    content = await api.ask(account, LIST, {"kind": kind, "first": 50, **given})
    assert "errors" not in content, content
    nodes: list[dict[str, Any]] = content["data"]["registry"]["nodes"]
    return nodes


async def named(api: Api, kind: str, name: str) -> dict[str, Any]:
    (entry,) = [one for one in await listed(api, kind) if one["name"] == name]
    return entry


async def set_owner(api: Api, owner: str | None, account: str = "admin", key: str = "own") -> dict[str, Any]:
    policy = await named(api, "POLICY", "Purchases")
    return await api.mutate(
        account, "setOwner", {"subjectId": policy["id"], "ownerId": owner, "idempotencyKey": key}, CHANGE
    )


async def person(api: Api, name: str) -> str:
    return str((await named(api, "PERSON", name))["id"])


async def test_the_owner_before_stays_on_record_and_is_read_as_of_then(api: Api) -> None:
    first = await set_owner(api, await person(api, "policy-owner"), key="1")
    between = datetime.now(UTC)
    await set_owner(api, await person(api, "reviewer"), key="2")

    (now,) = await listed(api, "POLICY")
    (then,) = await listed(api, "POLICY", asOf=between.isoformat())

    assert first["__typename"] == "RegistryChange"
    assert now["owner"] == {
        "id": await person(api, "reviewer"),
        "name": "reviewer",
        "knownFrom": now["owner"]["knownFrom"],
        "knownTo": None,
    }
    assert then["owner"]["name"] == "policy-owner"
    assert then["owner"]["knownTo"] == now["owner"]["knownFrom"]


async def test_two_concurrent_changes_leave_one_current_owner(api: Api) -> None:
    firm = api.firm
    other = open_store(firm.store.graph, MasterKey(b"k" * 32))
    policy = (await firm.driver.execute_query("MATCH (p:Policy) RETURN p.id AS id")).records[0]["id"]
    changes = [RelationChange(Relation.OWNER, policy, f"{name}-id") for name in ("reviewer", "reviewer-2") * 4]

    answers = await asyncio.gather(
        *(
            change_relation((firm.store, other)[place % 2], ADMIN, change, f"k{place}")
            for place, change in enumerate(changes)
        )
    )

    stored = (await firm.driver.execute_query(OWNERS)).records
    written = [one for one in answers if isinstance(one, Changed) and one.change_id is not None]
    assert len(written) >= 2
    assert len(stored) == len(written)
    assert [row["until"] is None for row in stored].count(True) == 1
    assert all(before["until"] == after["since"] for before, after in pairwise(stored))
    assert await firm.count("AuditEntry {kind: 'REGISTRY_CHANGE'}") == len(written)


async def test_a_change_planned_on_an_owner_who_left_and_returned_is_not_written(api: Api) -> None:
    store = api.firm.store
    policy = (await api.firm.driver.execute_query("MATCH (p:Policy) RETURN p.id AS id")).records[0]["id"]
    one, other = (RelationChange(Relation.OWNER, policy, f"{name}-id") for name in ("reviewer", "reviewer-2"))
    await change_relation(store, ADMIN, one, "1")
    view = await relation_view(store, other)
    plan = plan_change(other, view.facts)
    assert isinstance(plan, RelationPlan)
    row = change_row(store, ADMIN, other, (view, plan), store.clock.now())
    await asyncio.sleep(0.002)  # times are stored in milliseconds
    await change_relation(store, ADMIN, other, "2")
    await change_relation(store, ADMIN, one, "3")

    verdict = await store.relations.submit(row, case_id=policy, key=row.write_id)

    assert verdict != WRITTEN
    assert len((await api.firm.driver.execute_query(OWNERS)).records) == 3


async def test_a_repeated_change_is_written_once_with_its_entry_and_event(api: Api) -> None:
    owner = await person(api, "policy-owner")
    entries, events = await api.firm.count("AuditEntry"), await api.firm.count("OutboxEvent")

    first, again = await set_owner(api, owner), await set_owner(api, owner)

    assert again == first
    assert (await set_owner(api, owner, key="same owner"))["changeId"] is None
    assert await api.firm.count("AuditEntry {kind: 'REGISTRY_CHANGE'}") == 1
    assert await api.firm.count("AuditEntry") - entries == 1
    assert await api.firm.count("OutboxEvent {kind: 'RegistryChanged', state: 'PENDING'}") == 1
    assert await api.firm.count("OutboxEvent") - events == 1


@pytest.mark.parametrize("account", ["analyst", "reviewer", "integrator", "auditor", "planner"])
async def test_only_policy_owners_and_admins_change_the_registry(api: Api, account: str) -> None:
    answer = await set_owner(api, await person(api, "policy-owner"), account)

    assert answer["code"] == "FORBIDDEN"
    assert (await api.firm.driver.execute_query(OWNERS)).records == []


async def test_a_team_is_opened_once_and_its_members_come_and_go(api: Api) -> None:
    opened = await api.mutate(
        "policy-owner", "openTeam", {"name": "Buyers", "idempotencyKey": "1"}, "... on OpenedEntry { id }"
    )
    member = {"teamId": opened["id"], "personId": await person(api, "reviewer")}
    for key, operation in (("2", "addTeamMember"), ("3", "removeTeamMember"), ("4", "addTeamMember")):
        await api.mutate("admin", operation, {**member, "idempotencyKey": key}, CHANGE)
    second = await api.mutate("admin", "openTeam", {"name": "Buyers", "idempotencyKey": "5"}, "")

    (team,) = await listed(api, "TEAM")
    (reviewer,) = [one for one in await listed(api, "PERSON") if one["name"] == "reviewer"]
    edges = await api.firm.driver.execute_query("MATCH (:Team)-[r:HAD_MEMBER]->() RETURN r.knownTo AS until")
    assert team["leadsTo"] == [{"relation": "MEMBER", "name": "reviewer"}]
    assert reviewer["comesFrom"] == [{"relation": "MEMBER", "name": "Buyers"}]
    assert sorted(row["until"] is None for row in edges.records) == [False, True]
    assert (second["code"], second["message"]) == (
        "INVALID_INPUT",
        "There is a team 'Buyers' already: use it, or choose another name.",
    )


async def test_an_owner_of_another_kind_and_an_unknown_one_are_refused(api: Api) -> None:
    policy = str((await named(api, "POLICY", "Purchases"))["id"])

    wrong = await set_owner(api, policy, key="1")
    unknown = await set_owner(api, "UGVyc29uOm5vYm9keQ", key="2")

    assert (wrong["code"], wrong["message"]) == (
        "INVALID_INPUT",
        "ownerId is the id of a Policy: send that of a Person or Team.",
    )
    assert (unknown["code"], unknown["message"]) == (
        "NOT_FOUND",
        "There is no node with the id given as ownerId: take it from a list.",
    )
    assert (await api.firm.driver.execute_query(OWNERS)).records == []


async def test_a_list_is_paged_by_key_and_says_what_is_wrong_with_its_arguments(api: Api) -> None:
    first = await api.ask("analyst", LIST, {"kind": "PERSON", "first": 3})
    page = first["data"]["registry"]
    rest = await listed(api, "PERSON", after=page["pageInfo"]["endCursor"])
    refused = await api.ask("analyst", LIST, {"kind": "PERSON", "first": 101})

    keys = [one["key"] for one in [*page["nodes"], *rest]]
    assert len(page["nodes"]) == 3
    assert keys == sorted(set(keys))
    assert len(keys) == await api.firm.count("Person")
    assert refused["errors"][0]["message"] == "first is 101: choose 1 to 100."
    assert refused["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


async def test_a_pack_gives_owners_where_there_never_was_one(api: Api) -> None:
    firm = api.firm
    declaration = RegistryDeclaration("purchases", "", KeyedNode.account("policy-owner"))
    queue = str((await named(api, "QUEUE", "purchases"))["id"])
    await set_owner(api, await person(api, "reviewer"), key="1")
    await api.mutate(
        "admin",
        "setOwner",
        {"subjectId": queue, "ownerId": await person(api, "reviewer"), "idempotencyKey": "2"},
        CHANGE,
    )
    await api.mutate("admin", "setOwner", {"subjectId": queue, "ownerId": None, "idempotencyKey": "3"}, CHANGE)

    first, again = await declare(firm.store, ADMIN, declaration), await declare(firm.store, ADMIN, declaration)

    assert (first, again) == (1, 0)
    assert (await named(api, "DECISION_POINT", "Purchases"))["owner"]["name"] == "policy-owner"
    assert (await named(api, "POLICY", "Purchases"))["owner"]["name"] == "reviewer"
    assert (await named(api, "QUEUE", "purchases"))["owner"] is None
