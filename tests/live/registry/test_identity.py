"""Entities that may be one: proposed by name, decided by a person on record, taken back; nothing is merged away."""

from typing import Any

import pytest

from graph.store.registry.resolving import Resolution, resolve_entities
from tests.builders.served_firm import Api
from tests.builders.served_firm import api as api  # noqa: PLC0414  # pytest finds fixtures by name here

pytestmark = pytest.mark.live

LIST = """query List($state: IdentityMatchState!) {
  identityMatches(state: $state) { nodes { id state score reason entities { id kind name } } }
}"""
DECIDED = "... on DecidedMatch { matchId state }"
ENTITIES = (
    "UNWIND [['a', 'Aurobindo Pharma Limited'], ['b', 'Aurobindo Parma Ltd.'], ['c', 'Cipla'], ['d', 'Cipla 2']] AS e "
    "CREATE (:BusinessEntity:Entity {id: e[0], key: 'vendor|' + e[1], kind: 'vendor', externalId: e[1], name: e[1]})"
)
EDGES = (
    "MATCH (:BusinessEntity {id: 'a'})-[r:SAME_AS]->(:BusinessEntity {id: 'b'}) "
    "RETURN count(r) AS all, count(r.knownTo) AS ended"
)
RECORDS = (
    "MATCH (c:StateChange)-[:ABOUT]->(:IdentityMatch) MATCH (a:AuditEntry {subjectId: c.id, kind: 'STATE_CHANGE'}) "
    "WITH c ORDER BY c.recordedAt RETURN collect(c.command) AS commands"
)


async def rows(api: Api, text: str) -> list[dict[str, Any]]:
    return [record.data() for record in (await api.firm.driver.execute_query(text)).records]


async def listed(api: Api, state: str) -> list[dict[str, Any]]:
    content = await api.ask("reviewer", LIST, {"state": state})
    assert "errors" not in content, content
    nodes: list[dict[str, Any]] = content["data"]["identityMatches"]["nodes"]
    return nodes


async def decide(
    api: Api, match: dict[str, Any], state: str, key: str, account: str = "policy-owner"
) -> dict[str, Any]:
    given = {"matchId": match["id"], "state": state, "reason": "same register", "idempotencyKey": key}
    return await api.mutate(account, "reviewIdentityMatch", given, DECIDED)


async def test_likely_pairs_are_proposed_once_and_an_unsure_one_waits_for_a_person(api: Api) -> None:
    await api.firm.driver.execute_query(ENTITIES)

    assert await resolve_entities(api.firm.store) == Resolution(proposed=1, joined=0)
    api.firm.store.compared_entities.clear()
    assert await resolve_entities(api.firm.store) == Resolution(proposed=0, joined=0)

    [pair] = await listed(api, "PROPOSED")
    assert (pair["score"], pair["reason"]) == (pytest.approx(96.8, abs=0.1), "97 of 100 alike")
    assert [one["name"] for one in pair["entities"]] == ["Aurobindo Pharma Limited", "Aurobindo Parma Ltd."]
    assert await rows(api, EDGES) == [{"all": 0, "ended": 0}]


async def test_two_held_to_be_one_are_joined_on_record_and_parted_again(api: Api) -> None:
    await api.firm.driver.execute_query(ENTITIES)
    await resolve_entities(api.firm.store)
    [pair] = await listed(api, "PROPOSED")

    joined = await decide(api, pair, "SAME", "1")
    again = await decide(api, pair, "SAME", "1")
    other = await decide(api, pair, "DIFFERENT", "2")
    held = await rows(api, EDGES)
    parted = await decide(api, pair, "PROPOSED", "3")

    assert (joined["state"], again["state"], other["code"], parted["state"]) == (
        "SAME",
        "SAME",
        "ILLEGAL_TRANSITION",
        "PROPOSED",
    )
    assert (held, await rows(api, EDGES)) == ([{"all": 1, "ended": 0}], [{"all": 1, "ended": 1}])
    assert await rows(api, RECORDS) == [{"commands": ["MERGE_ENTITIES", "REOPEN_IDENTITY_MATCH"]}]
    api.firm.store.compared_entities.clear()
    assert await resolve_entities(api.firm.store) == Resolution(proposed=0, joined=0)
    assert len(await listed(api, "PROPOSED")) == 1
    assert await api.firm.count("BusinessEntity") == 4


async def test_who_may_not_change_the_registry_decides_nothing(api: Api) -> None:
    await api.firm.driver.execute_query(ENTITIES)
    await resolve_entities(api.firm.store)
    [pair] = await listed(api, "PROPOSED")

    refused = await decide(api, pair, "SAME", "1", "reviewer")

    assert (refused["__typename"], await rows(api, EDGES)) == ("Forbidden", [{"all": 0, "ended": 0}])
    assert await rows(api, RECORDS) == [{"commands": []}]
