"""Sure pairs are held to be one by a program, on record, and taken back; what speaks against it leaves them open."""

from pathlib import Path
from typing import Any

import pytest

from api.worker.runner import Worker
from graph.store.registry.resolving import AGENT, Resolution, resolve_entities
from tests.builders.served_firm import Api
from tests.builders.served_firm import api as api  # noqa: PLC0414  # pytest finds fixtures by name here

pytestmark = pytest.mark.live

TWO = (
    "UNWIND [['a', 'Aurobindo Pharma Limited'], ['b', 'AUROBINDO PHARMA LTD.']] AS e "
    "CREATE (:BusinessEntity:Entity {id: e[0], key: 'vendor|' + e[1], kind: 'vendor', externalId: e[1], name: e[1]})"
)
THIRD = (
    "CREATE (:BusinessEntity:Entity {id: 'c', key: 'vendor|c', kind: 'vendor', externalId: 'Aurobindo-Pharma, Ltd', "
    "name: 'Aurobindo-Pharma, Ltd'})"
)
STANDS = (
    "MATCH (m:IdentityMatch) OPTIONAL MATCH (:BusinessEntity {id: 'a'})-[s:SAME_AS]->(:BusinessEntity {id: 'b'}) "
    "WHERE s.knownTo IS NULL RETURN collect(DISTINCT m.state) AS states, count(DISTINCT s) AS joined"
)
RECORDS = (
    "MATCH (c:StateChange)-[:ABOUT]->(:IdentityMatch) MATCH (:AuditEntry {subjectId: c.id, kind: 'STATE_CHANGE'}) "
    "MATCH (p:SoftwareAgent {key: c.actorId}) "
    "RETURN c.command AS command, c.actorKind AS kind, c.note AS note, p.name AS by"
)
AGAINST = {
    "categories": "UNWIND ['a', 'b'] AS id MATCH (e:BusinessEntity {id: id}) "
    "CREATE (e)-[:IN_CATEGORY]->(:Category:Entity {id: 'c-' + id, key: id, name: id})",
    "countries": "UNWIND ['a', 'b'] AS id MATCH (e:BusinessEntity {id: id}) "
    "CREATE (e)-[:DEPENDS_ON]->(:BusinessEntity:Entity {id: 'n' + id, key: 'country|' + id, kind: 'country', "
    "name: id})",
    "identifiers": "MATCH (e:BusinessEntity) SET e.externalId = 'VAT ' + e.id",
    "one case": "CREATE (c:Case:Entity {id: 'case', key: 'p|case'}) WITH c MATCH (e:BusinessEntity) "
    "CREATE (c)-[:CONCERNS]->(e)",
}
LIST = """query List($state: IdentityMatchState!) {
  identityMatchesWaiting
  identityMatches(state: $state) { nodes { id state decision { by automatic at reason } } }
}"""


async def rows(api: Api, text: str) -> list[dict[str, Any]]:
    return [record.data() for record in (await api.firm.driver.execute_query(text)).records]


async def take_back(api: Api, match_id: str) -> dict[str, Any]:
    given = {"matchId": match_id, "state": "PROPOSED", "idempotencyKey": "back"}
    return await api.mutate("policy-owner", "reviewIdentityMatch", given, "... on DecidedMatch { state }")


async def test_the_worker_joins_a_sure_pair_on_record_with_its_evidence(api: Api, tmp_path: Path) -> None:
    await api.firm.driver.execute_query(TWO)

    await Worker(api.firm.store, tmp_path).once("identity")

    assert await rows(api, STANDS) == [{"states": ["SAME"], "joined": 1}]
    assert await rows(api, RECORDS) == [
        {
            "command": "MERGE_ENTITIES",
            "kind": "SOFTWARE",
            "note": "Rule 1: the same name as written, and nothing on record speaks against it.",
            "by": "Entity resolution, rule 1",
        }
    ]


async def test_a_sure_pair_that_was_taken_back_is_left_to_people_from_then_on(api: Api) -> None:
    await api.firm.driver.execute_query(TWO)
    assert await resolve_entities(api.firm.store) == Resolution(proposed=1, joined=1)
    [pair] = (await api.ask("reviewer", LIST, {"state": "SAME"}))["data"]["identityMatches"]["nodes"]

    taken = await take_back(api, pair["id"])
    await api.firm.driver.execute_query(THIRD)
    api.firm.store.compared_entities.clear()
    again = await resolve_entities(api.firm.store)

    assert (pair["decision"]["by"], pair["decision"]["automatic"]) == ("Entity resolution, rule 1", True)
    assert (taken["state"], again) == ("PROPOSED", Resolution(proposed=2, joined=0))
    assert await rows(api, STANDS) == [{"states": ["PROPOSED"], "joined": 0}]
    listed = (await api.ask("reviewer", LIST, {"state": "PROPOSED"}))["data"]
    assert (listed["identityMatchesWaiting"], await api.firm.count("BusinessEntity")) == (3, 3)


@pytest.mark.parametrize("evidence", AGAINST)
async def test_what_the_graph_holds_against_it_leaves_the_pair_to_a_person(api: Api, evidence: str) -> None:
    await api.firm.driver.execute_query(TWO)
    await api.firm.driver.execute_query(AGAINST[evidence])

    assert await resolve_entities(api.firm.store) == Resolution(proposed=1, joined=0)
    assert await rows(api, STANDS) == [{"states": ["PROPOSED"], "joined": 0}]


async def test_a_pass_that_was_cut_off_before_it_joined_is_made_up_for(api: Api) -> None:
    await api.firm.driver.execute_query(TWO)
    await resolve_entities(api.firm.store)
    await api.firm.driver.execute_query(
        "MATCH (m:IdentityMatch) SET m.state = 'PROPOSED', m.version = 1, m.sortKey = 'PROPOSED|000000|' + m.id "
        "WITH m MATCH ()-[s:SAME_AS]->() DELETE s"
    )
    api.firm.store.compared_entities.clear()

    assert await resolve_entities(api.firm.store) == Resolution(proposed=0, joined=1)
    assert await rows(api, STANDS) == [{"states": ["SAME"], "joined": 1}]


async def test_a_pass_compares_what_is_new_with_everything_and_nothing_else(api: Api) -> None:
    await api.firm.driver.execute_query(TWO)
    await resolve_entities(api.firm.store)
    nothing_new = await resolve_entities(api.firm.store)
    await api.firm.driver.execute_query(THIRD)

    assert (nothing_new, await resolve_entities(api.firm.store)) == (Resolution(0, 0), Resolution(2, 2))
    assert await api.firm.count(f"SoftwareAgent {{key: '{AGENT}'}}") == 1
