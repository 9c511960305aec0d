"""A known case with other content is refused with the difference, unless it says that it revises the case."""

from typing import Any

import pytest

from tests.builders.mutations import CLAIMED, DECIDED, submission, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

ANSWER = "... on SubmittedCase { caseId state gateResult rule decisionId taskId } ... on InvalidInput { where }"
SOURCE = {"source": "erp", "namespace": "erp", "dataset": "orders", "version": "1", "sha256": "a" * 64}
BETTER = {"amount": 99.0, "vendor": "V-7"}


async def sent(api: Api, key: str, **given: object) -> dict[str, Any]:
    return await api.mutate("integrator", "submitCase", {**submission("PO-1"), "idempotencyKey": key, **given}, ANSWER)


async def held(api: Api) -> dict[str, Any]:
    result = await api.firm.driver.execute_query(
        "MATCH (c:Case) OPTIONAL MATCH (new:InputSnapshot)-[:WAS_REVISION_OF]->(:InputSnapshot)-[:ABOUT]->(c) "
        "RETURN c.payloadRevision AS revision, c.state AS state, count(new) AS revisions"
    )
    return dict(result.records[0])


@pytest.mark.parametrize(
    ("given", "difference"),
    [
        ({"payload": BETTER}, "payload.amount: 120 → 99"),
        ({"entities": [{"kind": "vendor", "id": "V-8"}]}, 'entities: ["vendor V-7"] → ["vendor V-8"]'),
        ({"requestedBy": "analyst"}, 'requestedBy: "local|integrator" → "local|analyst"'),
        ({"source": SOURCE}, "source: nothing → {"),
        ({"score": None}, "score: {"),
    ],
)
async def test_other_content_under_a_new_key_is_refused_with_the_difference_and_nothing_is_written(
    api: Api, given: dict[str, object], difference: str
) -> None:
    first = await sent(api, "first")
    nodes = await api.firm.driver.execute_query("MATCH (n) RETURN count(n) AS n")

    same = await sent(api, "second")
    other = await sent(api, "third", **given)

    assert same["caseId"] == first["caseId"]
    assert (other["code"], other["where"]) == ("INVALID_INPUT", "externalId")
    assert difference in other["message"]
    assert "revises: true" in other["message"]
    after = await api.firm.driver.execute_query("MATCH (n) RETURN count(n) AS n")
    assert after.records[0]["n"] == nodes.records[0]["n"]


async def test_a_revision_is_scored_again_and_what_was_claimed_is_stale(api: Api) -> None:
    first = await sent(api, "first")
    lease = await api.mutate("reviewer", "claimTask", {"taskId": first["taskId"], "idempotencyKey": "c"}, CLAIMED)

    waiting = await sent(api, "second", payload=BETTER, score=None, revises=True)
    refused = await api.mutate("reviewer", "decideTask", verdict(lease), DECIDED)

    assert (waiting["caseId"], waiting["taskId"]) == (first["caseId"], first["taskId"])
    assert refused["code"] == "STALE_PACKET"
    assert await held(api) == {"revision": 2, "state": "IN_REVIEW", "revisions": 1}


async def test_a_revision_that_brings_its_score_is_gated_at_once_and_its_repetition_adds_nothing(api: Api) -> None:
    await sent(api, "first")

    revised = await sent(api, "second", payload=BETTER, revises=True)
    again = await sent(api, "second", payload=BETTER, revises=True)
    as_known = await sent(api, "third", payload=BETTER)

    assert revised["__typename"] == "SubmittedCase"
    assert again == revised
    assert as_known == revised
    assert await api.firm.count("GateEvaluation") == 2
    assert await held(api) == {"revision": 2, "state": "IN_REVIEW", "revisions": 1}


async def test_a_decided_case_keeps_its_decision(api: Api) -> None:
    first = await sent(api, "first")
    lease = await api.mutate("reviewer", "claimTask", {"taskId": first["taskId"], "idempotencyKey": "c"}, CLAIMED)
    decided = await api.mutate("reviewer", "decideTask", verdict(lease), DECIDED)

    revised = await sent(api, "second", payload=BETTER, revises=True)

    assert (revised["state"], revised["decisionId"]) == ("DECIDED", decided["decisionId"])
    assert await held(api) == {"revision": 1, "state": "DECIDED", "revisions": 1}


@pytest.mark.parametrize(
    ("given", "where"),
    [({"requestedBy": "analyst"}, "requestedBy"), ({"entities": [{"kind": "vendor", "id": "V-8"}]}, "entities")],
)
async def test_a_revision_keeps_requester_and_entities(api: Api, given: dict[str, object], where: str) -> None:
    await sent(api, "first")

    refused = await sent(api, "second", payload=BETTER, revises=True, **given)

    assert (refused["code"], refused["where"]) == ("INVALID_INPUT", where)
    assert await held(api) == {"revision": 1, "state": "IN_REVIEW", "revisions": 0}


async def test_who_revises_a_case_does_not_decide_it_and_a_key_is_used_for_one_of_both(api: Api) -> None:
    await sent(api, "first")

    conflict = await sent(api, "first", revises=True)
    unknown = await sent(api, "second", externalId="PO-9", revises=True)
    await sent(api, "third", payload=BETTER, revises=True)

    assert conflict["code"] == "IDEMPOTENCY_CONFLICT"
    assert unknown["code"] == "NOT_FOUND"
    rows = await api.firm.driver.execute_query(
        "MATCH (s:SoftwareAgent {key: 'integrator'}), (c:Case) RETURN c.submitterIds = [s.id] AS same"
    )
    assert rows.records[0]["same"]
