"""What the organisation hangs on, over HTTP."""

from dataclasses import replace

import pytest

from api.graphql.identifiers import global_id
from graph.domain.review.urgency import Rung, Sla
from graph.store.decision.deciding import Decided, decide
from graph.store.registry.governing import open_point
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import SPEC
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

HANGS_ON = """{
  singlePointsOfFailure { member { kind name } points { name } }
  organisationRings { through members { name } }
}"""
PATH = """query Path($one: ID!, $other: ID!) {
  conflictPath(personId: $one, otherId: $other) { ... on ConflictPath { steps } ... on Problem { message } }
}"""
TIES = """
MATCH (one:Person {key: 'local|reviewer'}), (other:Person {key: 'local|reviewer-2'}), (boss:Person {key: 'local|admin'})
CREATE (one)-[:TIED_TO {kind: 'KIN', knownFrom: 0}]->(boss), (other)-[:ACTED_ON_BEHALF_OF {knownFrom: 0}]->(boss),
       (boss)-[:ACTED_ON_BEHALF_OF {knownFrom: 0}]->(other)
"""


async def test_the_only_person_who_decides_in_a_queue_is_a_single_point_of_failure(api: Api) -> None:
    await open_point(api.firm.store, replace(SPEC, sla=Sla(rung=Rung("lead", 8))))
    lease = await claimed(api.firm, (await submitted(api.firm, "PO-1")).task_id)
    assert isinstance(await decide(api.firm.store, api.firm.reviewer, lease.task_id, approval(lease), "d-1"), Decided)

    answer = (await api.ask("analyst", HANGS_ON))["data"]

    points = [{"name": "Purchases"}]
    assert answer["singlePointsOfFailure"] == [
        {"member": {"kind": "Person", "name": "reviewer"}, "points": points},
        {"member": {"kind": "Queue", "name": "purchases"}, "points": points},
    ]
    assert answer["organisationRings"] == []


async def test_a_way_of_ties_and_a_ring_of_acting_for_each_other_are_named(api: Api) -> None:
    await api.firm.driver.execute_query(TIES)

    given = {"one": global_id("Person", "reviewer-id"), "other": global_id("Person", "reviewer-2-id")}
    way = (await api.ask("analyst", PATH, given))["data"]["conflictPath"]
    wrong = (await api.ask("analyst", PATH, {**given, "other": global_id("Case", "x")}))["data"]["conflictPath"]
    (ring,) = (await api.ask("analyst", HANGS_ON))["data"]["organisationRings"]

    assert way["steps"][0] == "reviewer is tied to admin."
    assert len(way["steps"]) == 2
    assert wrong == {"message": "otherId is the id of a Case: send that of a Person."}
    assert (ring["through"], {one["name"] for one in ring["members"]}) == ("ACTS_FOR", {"reviewer-2", "admin"})
