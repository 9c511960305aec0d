"""A reviewer says over HTTP that a reason of the score was wrong, and an analyst sees how often that is said."""

from pathlib import Path
from typing import Any

import pytest

from graph.settings import GraphSettings
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from tests.builders.commands import sealed
from tests.builders.mutations import CLAIMED, DECIDED, submitted, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

DISPUTED = "... on DisputedReason { reviewId feature } ... on Problem { code }"
LIST = """query List($input: DisputedReasonsInput!) { disputedReasons(input: $input) { feature words disputes } }"""


async def decided(api: Api) -> str:
    case = await submitted(api, "PO-1")
    lease = await api.mutate("reviewer", "claimTask", {"taskId": case["taskId"], "idempotencyKey": "claim"}, CLAIMED)
    answer = await api.mutate("reviewer", "decideTask", verdict(lease), DECIDED)
    return str(answer["decisionId"])


async def listed(api: Api) -> list[dict[str, Any]]:
    content = await api.ask("analyst", LIST, {"input": {"decisionPoint": "purchases"}})
    rows: list[dict[str, Any]] = content["data"]["disputedReasons"]
    return rows


async def test_a_disputed_reason_is_an_edge_that_the_log_covers_and_an_analyst_counts(
    api: Api, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    decision = await decided(api)
    dispute = {"decisionId": decision, "feature": "amount", "note": "It was paid twice.", "idempotencyKey": "d"}

    answers = [await api.mutate("reviewer", "disputeReason", dispute, DISPUTED) for _ in range(2)]
    again = await api.mutate("reviewer", "disputeReason", {**dispute, "idempotencyKey": "e"}, DISPUTED)
    other = await api.mutate("reviewer-2", "disputeReason", {**dispute, "idempotencyKey": "f"}, DISPUTED)
    folder = SigningFolder(tmp_path)
    await sealed(api.firm, folder)
    served = open_store(api.firm.store.graph, MasterKey.of_folder(neo4j_settings.data_dir))
    verified = await verify_graph(served, Trusted(public_key(folder.public_file), folder.head()))

    assert answers[0] == answers[1]
    assert answers[0]["feature"] == "amount"
    assert (again["code"], other["code"]) == ("ILLEGAL_TRANSITION", "NOT_ELIGIBLE")
    assert [(one["feature"], one["disputes"]) for one in await listed(api)] == [("amount", 1)]
    records = await api.firm.driver.execute_query(
        "MATCH (:Review)-[:DISPUTES]->(f:FeatureVersion) MATCH (c:StateChange {command: 'DISPUTE'}) "
        "RETURN f.key AS key, c.note AS note"
    )
    assert [(one["key"], one["note"]) for one in records.records] == [("purchases.amount|1", "It was paid twice.")]
    assert verified.fault is None
