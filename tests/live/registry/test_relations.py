"""Categories, constraints, dependencies and ties over GraphQL: who may, what leads back, and what stays on record."""

from typing import Any

import pytest

from api.graphql.identifiers import global_id
from graph.domain.kernel.canonical import digest
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from tests.builders.commands import sealed, submitted
from tests.builders.served_firm import Answer, Api

pytestmark = pytest.mark.live

CHANGE = "... on RegistryChange { changeId }"
OPENED = "... on OpenedEntry { id }"
ENTRY = """query Entry($id: ID!) { registryEntry(id: $id) {
  ... on Problem { code message }
  ... on RegistryEntry { kind name owner { name } uses { words count }
    leadsTo { relation name tie knownTo } comesFrom { relation name knownTo } } } }"""
LISTS = """{
  people(first: 3) { totalCount nodes { name } pageInfo { hasNextPage endCursor } }
  policies { totalCount nodes { key versions { nodes { stage } } owners { edges { knownTo node { name } } } } }
  teams { totalCount nodes { name } }
}"""
ENTITIES = """UNWIND $names AS name
MERGE (e:BusinessEntity {key: 'vendor|' + name})
  ON CREATE SET e:Entity, e.id = 'id-' + name, e.kind = 'vendor', e.externalId = name, e.name = name"""
EDGES = (
    "MATCH ()-[r:IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->() WHERE r.knownFrom IS NOT NULL RETURN count(r) AS n"
)


async def ids(api: Api, kind: str) -> dict[str, str]:
    query = f"{{ registry(kind: {kind}, first: 100) {{ nodes {{ id name }} }} }}"
    content = await api.ask("analyst", query)
    return {one["name"]: one["id"] for one in content["data"]["registry"]["nodes"]}


async def entities(api: Api, *names: str) -> list[str]:
    await api.firm.driver.execute_query(ENTITIES, names=names)
    by_name = await ids(api, "ENTITY")
    return [by_name[name] for name in names]


async def change(api: Api, operation: str, account: str = "admin", **given: str) -> Answer:
    key = given.pop("key", digest([operation, *given.values()]))
    return await api.mutate(account, operation, {**given, "idempotencyKey": key}, CHANGE)


async def opened(api: Api, operation: str, **given: str) -> str:
    answer = await api.mutate("admin", operation, {**given, "idempotencyKey": digest([*given.values()])}, OPENED)
    return str(answer["id"])


async def entry(api: Api, one: str) -> dict[str, Any]:
    content = await api.ask("analyst", ENTRY, {"id": one})
    fields: dict[str, Any] = content["data"]["registryEntry"]
    return fields


async def edges(api: Api) -> int:
    return int((await api.firm.driver.execute_query(EDGES)).records[0]["n"])


async def test_a_constraint_begins_once_ends_and_stays_on_record(api: Api) -> None:
    (vendor,) = await entities(api, "V-1")
    embargo = await opened(api, "openConstraint", name="Embargo", description="Nothing may be bought there.")
    given = {"entityId": vendor, "constraintId": embargo}

    first, doubled = await change(api, "addConstraint", **given), await change(api, "addConstraint", **given)
    ended = await change(api, "removeConstraint", **given)
    again = await change(api, "removeConstraint", key="another", **given)

    assert first == doubled
    assert first["changeId"] is not None
    assert ended["__typename"] == "RegistryChange"
    assert (again["code"], again["message"]) == (
        "NOT_FOUND",
        "There is no such constraint now, so none can end: read the list.",
    )
    (link,) = (await entry(api, vendor))["leadsTo"]
    assert (link["relation"], link["name"], link["knownTo"] is None) == ("CONSTRAINT", "Embargo", False)
    assert await edges(api) == 1


async def test_a_dependency_that_leads_back_is_refused_and_nothing_is_written(api: Api) -> None:
    first, second, third = await entities(api, "V-1", "V-2", "V-3")
    await change(api, "addDependency", entityId=first, dependsOnId=second)
    await change(api, "addDependency", entityId=second, dependsOnId=third)

    back = await change(api, "addDependency", entityId=third, dependsOnId=first)
    itself = await change(api, "addDependency", entityId=third, dependsOnId=third)

    assert (back["code"], back["message"]) == (
        "INVALID_INPUT",
        "That entity depends on this one, directly or over others: choose another, or end that dependency first.",
    )
    assert itself["code"] == "INVALID_INPUT"
    assert await edges(api) == 2
    await change(api, "removeDependency", entityId=first, dependsOnId=second)
    assert (await change(api, "addDependency", key="now", entityId=third, dependsOnId=first))["changeId"] is not None


async def test_a_category_within_its_own_is_refused_and_one_that_moves_leaves_its_place_on_record(api: Api) -> None:
    (vendor,) = await entities(api, "V-1")
    goods = await opened(api, "openCategory", name="Goods", entityKind="vendor")
    tools = await opened(api, "openCategory", name="Tools", parentId=goods)

    refused = await change(api, "setCategory", subjectId=goods, categoryId=tools)
    for place in (goods, tools):
        await change(api, "setCategory", subjectId=vendor, categoryId=place)

    assert (refused["code"], refused["message"]) == (
        "INVALID_INPUT",
        "That category lies within this one: choose one that does not.",
    )
    places = [(one["name"], one["knownTo"] is None) for one in (await entry(api, vendor))["leadsTo"]]
    assert places == [("Tools", True), ("Goods", False)]


@pytest.mark.parametrize("account", ["analyst", "reviewer", "integrator", "auditor", "planner"])
async def test_only_policy_owners_and_admins_change_relations(api: Api, account: str) -> None:
    first, second = await entities(api, "V-1", "V-2")
    person = (await ids(api, "PERSON"))["reviewer"]
    wanted = {
        "setCategory": {"subjectId": first},
        "addConstraint": {"entityId": first, "constraintId": second},
        "addDependency": {"entityId": first, "dependsOnId": second},
        "declareTie": {"personId": person, "tiedToId": first, "kind": "FAMILY"},
    }

    answers = [await change(api, operation, account, **given) for operation, given in wanted.items()]

    assert [one["code"] for one in answers] == ["FORBIDDEN"] * 4
    assert await edges(api) == 0


async def test_a_declared_tie_bars_from_claiming_and_from_deciding_what_was_claimed_before(api: Api) -> None:
    held, waiting = [
        global_id("ReviewTask", (await submitted(api.firm, name)).task_id or "") for name in ("PO-1", "PO-2")
    ]
    lease = await api.mutate(
        "reviewer",
        "claimTask",
        {"taskId": held, "idempotencyKey": "1"},
        "... on ClaimedTask { leaseEpoch version packetDigest }",
    )
    vendor, person = (await ids(api, "ENTITY"))["V-7"], (await ids(api, "PERSON"))["reviewer"]
    tie = {"personId": person, "tiedToId": vendor, "kind": "FINANCIAL"}
    await change(api, "declareTie", **tie)

    claimed = await api.mutate("reviewer", "claimTask", {"taskId": waiting, "idempotencyKey": "2"}, "")
    decided = await api.mutate(
        "reviewer",
        "decideTask",
        {
            "taskId": held,
            "verdict": "APPROVE",
            "reasonCode": "fits",
            "packetDigest": lease["packetDigest"],
            "leaseEpoch": lease["leaseEpoch"],
            "expectedVersion": lease["version"],
            "idempotencyKey": "3",
        },
        "",
    )

    message = "You are tied to V-7 (FINANCIAL), which this case concerns: another person decides it."
    assert [(one["code"], one["message"]) for one in (claimed, decided)] == [("CONFLICT_OF_INTEREST", message)] * 2
    assert await api.firm.count("Decision") == 0
    await change(api, "endTie", **tie)
    freed = await api.mutate("reviewer", "claimTask", {"taskId": waiting, "idempotencyKey": "4"}, "")
    assert freed["__typename"] == "ClaimedTask"


async def test_an_entry_says_what_uses_it_and_an_unknown_one_is_not_found(api: Api) -> None:
    await submitted(api.firm, "PO-1")
    vendor = (await ids(api, "ENTITY"))["V-7"]

    fields = await entry(api, vendor)
    none = await entry(api, "UGVyc29uOm5vYm9keQ")

    assert (fields["kind"], fields["name"], fields["owner"]) == ("BusinessEntity", "V-7", None)
    assert fields["uses"] == [{"words": "cases", "count": 1}]
    assert none["code"] == "NOT_FOUND"


async def test_each_list_counts_pages_and_leads_on(api: Api) -> None:
    await opened(api, "openTeam", name="Buyers")
    people, policies = await ids(api, "PERSON"), await ids(api, "POLICY")
    await change(api, "setOwner", subjectId=policies["Purchases"], ownerId=people["policy-owner"])

    answer = (await api.ask("analyst", LISTS))["data"]
    rest = await api.ask(
        "analyst",
        "query Rest($after: String) { people(first: 100, after: $after) { nodes { name } } }",
        {"after": answer["people"]["pageInfo"]["endCursor"]},
    )
    wrong = await api.ask("analyst", "{ teams(first: 101) { totalCount } }")

    assert answer["people"]["totalCount"] == len(people) == await api.firm.count("Person")
    names = [one["name"] for one in [*answer["people"]["nodes"], *rest["data"]["people"]["nodes"]]]
    assert (len(answer["people"]["nodes"]), answer["people"]["pageInfo"]["hasNextPage"]) == (3, True)
    assert sorted(names) == sorted(people)
    assert answer["teams"] == {"totalCount": 1, "nodes": [{"name": "Buyers"}]}
    (policy,) = [one for one in answer["policies"]["nodes"] if one["key"] == "purchases"]
    assert policy["owners"]["edges"] == [{"knownTo": None, "node": {"name": "policy-owner"}}]
    assert {one["stage"] for one in policy["versions"]["nodes"]} == {"ACTIVE"}
    assert wrong["errors"][0]["message"] == "first is 101: choose 1 to 100."


OTHER_OWNER = """
MATCH (:Policy)-[r:OWNED_BY]->() DELETE r
WITH count(*) AS gone MATCH (p:Policy), (o:Person {key: 'local|reviewer'}) CREATE (p)-[:OWNED_BY {knownFrom: $at}]->(o)
"""
OTHER_NODE = """
MATCH (c:StateChange {command: 'SET_OWNER'})-[a:ABOUT]->(), (q:Queue) DELETE a CREATE (c)-[:ABOUT]->(q)
"""
TAMPERINGS = {
    "its owner is another": (OTHER_OWNER, "edge that began"),
    "its beginning is moved": ("MATCH ()-[r:OWNED_BY]->() SET r.knownFrom = r.knownFrom - 1", "edge that began"),
    "the edge is deleted": ("MATCH ()-[r:OWNED_BY]->() DELETE r", "edge that began"),
    "the node that it leads from is another": (OTHER_NODE, "edge that began"),
    "who did it is another": ("MATCH (c:StateChange {command: 'SET_OWNER'}) SET c.actorId = 'other'", "decider"),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
async def test_a_changed_edge_of_the_registry_is_named_by_the_audit_log(
    api: Api, tampering: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = SigningFolder(tmp_path_factory.mktemp("key"))
    people, policies = await ids(api, "PERSON"), await ids(api, "POLICY")
    await change(api, "setOwner", subjectId=policies["Purchases"], ownerId=people["policy-owner"])
    await sealed(api.firm, folder)
    trusted = Trusted(public_key(folder.public_file), folder.head())
    sound = (await verify_graph(api.firm.store, trusted)).fault
    at = (await api.firm.driver.execute_query("MATCH ()-[r:OWNED_BY]->() RETURN r.knownFrom AS at")).records[0]["at"]

    statement, reason = TAMPERINGS[tampering]
    await api.firm.driver.execute_query(statement, at=at)
    fault = (await verify_graph(api.firm.store, trusted)).fault

    assert sound is None
    assert fault is not None
    assert fault.startswith("Entry 0 (")
    assert fault.endswith(f"): its {reason} was changed after it was written.")
