"""The decision record: one line for each decision, by names with ids beside them, as a query and as a file."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from pyarrow.parquet import read_table as read_parquet

from ingestion.sources.table import SoundRow, read_table
from tests.builders.analysed_period import a_period, decided
from tests.builders.mutations import CLAIMED, DECIDED, submitted, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

RECORD = """
  case { title } decisionPoint { title } action verdict kind state origin
  decider { kind title } dataSource { title } datasetVersion { title } row quality
  modelVersion { title } probability base features { feature title value contribution }
  policyVersion { title } gateResult rule ruleReasons
  tableRow countedRisk { title value limit condition } shown packet { title } reasonCode
  outcomes { kind value money } endedBadly money auditState undoneBy undoneBecause
"""


async def recorded(api: Api, arguments: str, account: str = "analyst", fields: str = RECORD) -> list[dict[str, Any]]:
    query = f"{{ decisionRecords(first: 10, {arguments}) {{ ... on DecisionRecordPage {{ nodes {{ {fields} }} }} }} }}"
    answer = await api.ask(account, query)
    assert "errors" not in answer, answer
    nodes: list[dict[str, Any]] = answer["data"]["decisionRecords"]["nodes"]
    return nodes


async def lines(api: Api, query: str = "", account: str = "analyst") -> list[dict[str, str]]:
    response = await api.client.get(
        f"/api/v1/export/records.csv{query}", headers={"authorization": f"Bearer {api.keys[account]}"}
    )
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


async def test_a_record_says_by_names_who_decided_on_what_and_how_it_ended(api: Api) -> None:
    await a_period(api)

    first = (await recorded(api, 'decisionPoint: "purchases"'))[-1]

    assert (first["case"]["title"], first["decisionPoint"]["title"]) == ("PO-1", "Purchases")
    assert (first["action"], first["kind"], first["origin"]) == ("BUY", "HUMAN", "LIVE")
    assert first["decider"] == {"kind": "Person", "title": "reviewer"}
    assert first["modelVersion"]["title"] == "purchase-risk, version 1"
    assert first["policyVersion"]["title"] == "Purchases, version 1"
    assert (first["gateResult"], first["rule"]) == ("REVIEW", "model-unknown")
    assert first["tableRow"] == "look"
    counted = {"title": "risk that the purchase is wrong", "value": 0.4, "limit": 0.1, "condition": "at least 10 %"}
    assert first["countedRisk"] == counted
    assert (first["shown"], len(first["packet"]["title"])) == ("PACKET", 64)
    assert first["outcomes"] == [{"kind": "returned", "value": "true", "money": 12.5}]
    assert (first["endedBadly"], first["money"], first["auditState"]) == (True, 12.5, "PENDING")
    shares = {one["feature"]: (one["value"], one["contribution"]) for one in first["features"]}
    assert shares["vendor"] == ("V-7", 1.5)
    assert first["base"] + sum(one["contribution"] or 0 for one in first["features"]) == pytest.approx(-0.405465)


async def test_the_filter_of_the_decisions_holds_for_their_records_and_their_file(api: Api) -> None:
    await a_period(api)

    bad = await recorded(api, 'decisionPoint: "purchases", where: { endedBadly: true }')
    file = await lines(api, "?decisionPoint=purchases&endedBadly=true")

    assert [one["case"]["title"] for one in bad] == [one["case"] for one in file] == ["PO-1"]


async def test_a_file_of_records_has_the_strongest_features_in_columns_that_add_up(api: Api) -> None:
    await a_period(api)

    first = (await lines(api))[-1]

    assert (first["decider"], first["datasetVersion"], first["policyVersion"]) == (
        "reviewer",
        first["datasetVersion"],
        "Purchases, version 1",
    )
    assert first["deciderId"] != first["decider"] != ""
    assert first["decisionPointId"] not in {"", "Purchases"}
    assert first["decidedFor"] == ""
    parts = [
        float(first[name]) for name in ("base", "factor1Contribution", "factor2Contribution", "otherContributions")
    ]
    assert sum(parts) == pytest.approx(-0.405465)
    assert {first["factor1"], first["factor2"]} == {"amount", "vendor"}
    assert first["factor3"] == first["factor3Contribution"] == ""
    assert (first["decisionPoint"], first["tableRow"], first["comparisons"]) == (
        "Purchases",
        "look",
        "Risk that the purchase is wrong: 40 % (at least 10 %)",
    )
    assert [first[f"countedRisk{part}"] for part in ("", "Value", "Limit", "Condition")] == [
        "risk that the purchase is wrong",
        "0.4",
        "0.1",
        "at least 10 %",
    ]
    assert {one["feature"] for one in json.loads(first["features"])} >= {"amount", "vendor"}


async def test_notes_are_only_in_the_file_of_who_may_read_them(api: Api) -> None:
    case = await submitted(api, "PO-1")
    lease = await api.mutate("reviewer", "claimTask", {"taskId": case["taskId"], "idempotencyKey": "c"}, CLAIMED)
    await api.mutate("reviewer", "decideTask", verdict(lease, note="=1+1, says\nthe vendor"), DECIDED)

    (analyst,), (planner,) = await lines(api), await lines(api, account="planner")

    assert analyst["note"] == "'=1+1, says\nthe vendor"
    assert "note" not in planner
    assert "noteErased" not in planner


async def test_our_reader_reads_our_file(api: Api, tmp_path: Path) -> None:
    case = await submitted(api, "=PO-1")
    lease = await api.mutate("reviewer", "claimTask", {"taskId": case["taskId"], "idempotencyKey": "c"}, CLAIMED)
    await api.mutate("reviewer", "decideTask", verdict(lease, note='says "so",\nthe vendor'), DECIDED)
    await decided(api, "PO-2", "reviewer", "REJECT")
    response = await api.client.get(
        "/api/v1/export/records.csv", headers={"authorization": f"Bearer {api.keys['analyst']}"}
    )
    file = tmp_path / "records.csv"
    file.write_bytes(response.content)

    rows = list(read_table(file, ["case", "note", "action"]))

    assert [row.cells for row in rows if isinstance(row, SoundRow)] == [
        ("PO-2", "", "DO_NOT_BUY"),
        ("'=PO-1", 'says "so",\nthe vendor', "BUY"),
    ]
    assert len(rows) == 2


async def test_what_was_taken_back_says_by_whom_and_why(api: Api) -> None:
    made = await decided(api, "PO-1", "reviewer", "APPROVE")
    undo = {"decisionId": made["decisionId"], "reasonCode": "slip", "idempotencyKey": "undo"}
    await api.mutate("reviewer", "undoDecision", undo, "__typename")

    (one,) = await recorded(api, "where: { states: [INVALIDATED] }")

    assert (one["state"], one["undoneBy"], one["undoneBecause"]) == ("INVALIDATED", "reviewer", "slip")


async def test_an_unknown_decision_has_no_record(api: Api) -> None:
    query = '{ decisionRecord(id: "RGVjaXNpb246eA") { __typename ... on Problem { code } } }'

    answer = await api.ask("analyst", query)

    assert answer["data"]["decisionRecord"]["code"] == "NOT_FOUND"


async def test_a_parquet_file_of_records_has_features_and_outcomes_as_nested_columns(api: Api) -> None:
    await a_period(api)
    headers = {"authorization": f"Bearer {api.keys['analyst']}"}

    response = await api.client.get("/api/v1/export/records.parquet?decisionPoint=purchases", headers=headers)
    other = await api.client.get("/api/v1/export/cases.parquet", headers=headers)

    rows = read_parquet(io.BytesIO(response.content)).to_pylist()
    assert [one["case"] for one in rows] == ["PO-4", "PO-3", "PO-2", "PO-1"]
    first = rows[-1]
    shares = {one["feature"]: (one["value"], one["contribution"]) for one in first["features"]}
    assert shares["vendor"] == ('"V-7"', 1.5)
    assert first["base"] + sum(one["contribution"] or 0 for one in first["features"]) == pytest.approx(-0.405465)
    assert [(one["kind"], one["value"], one["money"]) for one in first["outcomes"]] == [("returned", "true", 12.5)]
    assert first["decided_at"].tzinfo is not None
    assert (first["decision_point"], first["counted_risk_value"], first["counted_risk_limit"]) == (
        "Purchases",
        0.4,
        0.1,
    )
    assert (other.status_code, "ask for cases.csv" in other.text) == (404, True)
