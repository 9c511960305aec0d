"""Reading over HTTP: details, pages, lineage both ways and as of earlier moments, proofs."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from api.worker.runner import Worker
from graph.domain.audit.proof import check_proof
from graph.store.audit.signing import SigningFolder, public_key
from tests.builders.mutations import CLAIMED, DECIDED, decided, submitted, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

LINEAGE = """
query Trace($input: LineageInput!) {
  lineage(input: $input) {
    __typename
    ... on Problem { code message }
    ... on Lineage { ids kinds titles steps edgeKinds edgeFrom edgeTo truncated }
  }
}
"""
PAGE = """
query Page($first: Int!, $after: String) {
  tasks(first: $first, after: $after, queue: "purchases") {
    __typename
    ... on InvalidInput { where }
    ... on TaskPage { nodes { id externalId rule reasons } pageInfo { endCursor hasNextPage } }
  }
}
"""


async def trace(api: Api, **given: object) -> dict[str, Any]:
    content = await api.ask("analyst", LINEAGE, {"input": given})
    answer: dict[str, Any] = content["data"]["lineage"]
    return answer


async def test_a_decision_is_traced_to_its_source_in_seven_steps(api: Api) -> None:
    decision = await decided(api)

    up = await trace(api, id=decision["decisionId"])

    steps = dict(zip(up["kinds"], up["steps"], strict=True))
    spine = ["Decision", "Review", "ReviewPacket", "Prediction", "InputSnapshot", "DatasetVersion", "Dataset"]
    assert set(spine) | {"DataSource", "PolicyVersion", "ModelVersion", "Case", "Person"} <= set(up["kinds"])
    assert steps["DataSource"] <= 7
    assert not up["truncated"]
    edges = {
        (up["kinds"][effect], kind, up["kinds"][cause])
        for kind, effect, cause in zip(up["edgeKinds"], up["edgeFrom"], up["edgeTo"], strict=True)
    }
    assert ("Dataset", "HAD_PRIMARY_SOURCE", "DataSource") in edges
    assert ("Review", "USED", "ReviewPacket") in edges


async def test_what_rests_on_a_data_source_holds_the_decision(api: Api) -> None:
    decision = await decided(api)
    up = await trace(api, id=decision["decisionId"])
    source = up["ids"][up["kinds"].index("DataSource")]

    down = await trace(api, id=source, direction="DOWN")
    near = await trace(api, id=source, direction="DOWN", depth=1)

    assert decision["decisionId"] in down["ids"]
    assert set(near["kinds"]) == {"DataSource", "Dataset"}


async def test_so_many_nodes_as_were_asked_for_nearest_first(api: Api) -> None:
    decision = await decided(api)

    some = await trace(api, id=decision["decisionId"], most=3)
    refused = [await trace(api, id=decision["decisionId"], most=most) for most in (0, 5_001)]

    assert (len(some["ids"]), some["steps"][0], some["truncated"]) == (3, 0, True)
    assert [answer["code"] for answer in refused] == ["INVALID_INPUT"] * 2


async def test_before_it_was_recorded_a_decision_is_unknown(api: Api) -> None:
    decision = await decided(api)
    before = datetime(2026, 1, 1, tzinfo=UTC).isoformat()

    by_audit = await trace(api, id=decision["decisionId"], auditAsOf=before)
    by_knowledge = await trace(api, id=decision["decisionId"], asOf=before)
    unknown = await trace(api, id="bm8tc3VjaA")

    assert by_audit["code"] == by_knowledge["code"] == "NOT_FOUND"
    assert unknown["code"] == "INVALID_INPUT"


async def test_pages_neither_repeat_nor_skip_while_the_queue_moves(api: Api) -> None:
    for number in range(9):
        await submitted(api, f"PO-{number}")
    seen: list[str] = []
    after = None
    for turn in range(9):
        page = (await api.ask("analyst", PAGE, {"first": 2, "after": after}))["data"]["tasks"]
        seen += [node["externalId"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        await submitted(api, f"PO-late-{turn}")
        if turn == 0:
            first = page["nodes"][0]["id"]
            given = {"taskId": first, "idempotencyKey": "claim"}
            lease = await api.mutate("reviewer", "claimTask", given, CLAIMED)
            await api.mutate("reviewer", "decideTask", verdict(lease), DECIDED)

    assert len(seen) == len(set(seen))
    assert {f"PO-{number}" for number in range(9)} <= set(seen)


async def test_a_cursor_that_was_made_up_is_refused(api: Api) -> None:
    answer = (await api.ask("analyst", PAGE, {"first": 2, "after": "AAAA"}))["data"]["tasks"]

    assert answer["where"] == "after"


async def test_a_task_shows_rule_reasons_and_tokens(api: Api) -> None:
    case = await submitted(api, "PO-1")

    query = (
        "query One($id: ID!) { task(id: $id) { ... on Task { "
        "rule reasons risk packetDigest packet reasonCodes reasonsByVerdict { verdict reasonCodes } } } }"
    )
    task = (await api.ask("reviewer", query, {"id": case["taskId"]}))["data"]["task"]

    assert task["reasons"] == case["reasons"]
    assert task["risk"] == pytest.approx(0.4)
    assert task["packet"]["prediction"]["probability"] == pytest.approx(0.4)
    assert len(task["packetDigest"]) == 64
    assert {"verdict": "REJECT", "reasonCodes": task["reasonCodes"]} in task["reasonsByVerdict"]


async def test_a_proof_from_the_api_verifies_offline(api: Api, tmp_path: Path) -> None:
    decision = await decided(api)
    query = (
        "query Proof($id: ID!) { auditProof(decisionId: $id) "
        "{ __typename ... on Problem { code } ... on AuditProof { leafIndex file } } }"
    )
    pending = (await api.ask("auditor", query, {"id": decision["decisionId"]}))["data"]["auditProof"]
    await Worker(api.firm.store, tmp_path).once("seal")

    proof = (await api.ask("auditor", query, {"id": decision["decisionId"]}))["data"]["auditProof"]

    assert pending["code"] == "UNAVAILABLE"
    file = json.loads(json.dumps(proof["file"]))
    assert check_proof(file, public_key(SigningFolder(tmp_path).public_file)) is None


async def test_the_audit_log_is_not_everybodys(api: Api) -> None:
    query = "{ auditCheckpoint { __typename ... on Forbidden { needed } } }"
    answer = (await api.ask("planner", query))["data"]["auditCheckpoint"]

    assert answer["__typename"] == "Forbidden"
