"""Analysts' questions over HTTP, on a small firm whose every answer can be counted by hand."""

from datetime import timedelta
from typing import Any

import pytest

from tests.builders.analysed_period import NOW, PERIOD, a_period, decided
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

SUMMARY = """
query Sum($input: DecisionSummaryInput!) { decisionSummary(input: $input) { ... on Problem { code message }
  ... on DecisionSummary { truncated protocol rows { kind action policyVersionId decider category decisions ended open
    bad badShare low high outcomes { kind told cameTrue } } } } }
"""
OVERRIDES = """
query Against($input: PeriodInput!) { overrides(input: $input) { ... on Problem { code message }
  ... on Overrides { protocol rows { decider decisions withAdvice byShadow against againstShare low high againstEnded
    againstBad followedEnded followedBad } } } }
"""
DECISIONS = """
query List($where: DecisionFilterInput, $first: Int! = 50, $after: String) {
  decisions(first: $first, after: $after, decisionPoint: "purchases", where: $where) { ... on Problem { code message }
    ... on DecisionPage { nodes { id externalId action kind policyVersionId } pageInfo { endCursor hasNextPage } } } }
"""
BASIS = """
query Basis($id: ID!) { decisionBasis(id: $id) { ... on Problem { code }
  ... on DecisionBasis { decision { action } policyVersion { id kind } modelVersion { id title } datasetVersion { id }
    row quality values trainedOn { id } features { feature { title } contribution } person { kind title } review { id }
    evaluation { id } rule reasons probability packetDigest packet auditState leafHash } } }
"""
IMPACT = """
query Impact($input: ImpactInput!) { impact(input: $input) { ... on Problem { code message }
  ... on Impact { decisions counts { origin byInput byTraining decisions inForce cases outcomes outcomesTrue money }
    nodes { bases decision { externalId } } pageInfo { endCursor hasNextPage } } } }
"""


async def read(api: Api, query: str, **variables: object) -> dict[str, Any]:
    content = await api.ask("analyst", query, variables)
    assert "errors" not in content, content
    (answer,) = content["data"].values()
    fields: dict[str, Any] = answer
    return fields


async def test_a_summary_counts_ends_and_bad_ends_by_what_the_action_calls_bad(api: Api) -> None:
    await a_period(api)

    whole = await read(api, SUMMARY, input=PERIOD)
    groups = await read(api, SUMMARY, input={**PERIOD, "by": ["KIND", "ACTION", "DECIDER"]})

    (row,) = whole["rows"]
    assert (row["decisions"], row["ended"], row["open"], row["bad"], row["badShare"]) == (4, 2, 2, 1, 0.5)
    assert (row["low"], row["high"]) == (pytest.approx(0.0945, abs=1e-4), pytest.approx(0.9055, abs=1e-4))
    assert row["outcomes"] == [
        {"kind": "needed", "told": 2, "cameTrue": 1},
        {"kind": "returned", "told": 1, "cameTrue": 1},
    ]
    counted = {(one["kind"], one["action"], one["decider"]): one["decisions"] for one in groups["rows"]}
    assert counted == {
        ("HUMAN", "BUY", "reviewer"): 1,
        ("HUMAN", "DO_NOT_BUY", "reviewer"): 1,
        ("HUMAN", "BUY", "reviewer-2"): 2,
    }


async def test_a_summary_counts_by_period_and_by_the_model_whose_score_counted(api: Api) -> None:
    await a_period(api)
    today = NOW.date()
    firsts = {"DAY": today, "WEEK": today - timedelta(days=today.weekday()), "MONTH": today.replace(day=1)}
    query = SUMMARY.replace("rows {", "rows { periodFrom modelVersion")

    for period, first in firsts.items():
        (row,) = (await read(api, query, input={**PERIOD, "by": [period, "MODEL_VERSION"]}))["rows"]

        assert (row["periodFrom"], row["modelVersion"], row["decisions"]) == (first.isoformat(), "purchase-risk|1", 4)


async def test_an_empty_or_inside_out_period_and_an_unknown_point_are_told(api: Api) -> None:
    inside_out = await read(api, SUMMARY, input={**PERIOD, "from": PERIOD["to"], "to": PERIOD["from"]})
    unknown = await read(api, OVERRIDES, input={**PERIOD, "decisionPoint": "sales"})
    empty = await read(api, SUMMARY, input=PERIOD)

    assert (inside_out["code"], unknown["code"]) == ("INVALID_INPUT", "NOT_FOUND")
    assert empty["rows"] == []


async def test_overrides_are_those_against_the_advice_of_the_score(api: Api) -> None:
    await a_period(api)

    content = await read(api, OVERRIDES, input=PERIOD)

    rows = {row["decider"]: row for row in content["rows"]}
    one, two = rows["reviewer"], rows["reviewer-2"]
    assert (one["decisions"], one["withAdvice"], one["byShadow"], one["against"]) == (2, 2, 0, 1)
    assert (one["againstEnded"], one["againstBad"], one["followedEnded"], one["followedBad"]) == (1, 1, 1, 0)
    assert (two["against"], two["againstShare"]) == (1, 0.5)
    assert (two["againstEnded"], two["followedEnded"]) == (0, 0)


async def test_decisions_are_listed_by_each_filter(api: Api) -> None:
    cases = await a_period(api)
    basis = await read(api, BASIS, id=cases["PO-1"]["decisionId"])
    later = (NOW + timedelta(hours=1)).isoformat()

    async def names(**where: object) -> list[str]:
        return [one["externalId"] for one in (await read(api, DECISIONS, where=where))["nodes"]]

    assert await names() == ["PO-4", "PO-3", "PO-2", "PO-1"]
    assert await names(kind="AUTOMATIC") == []
    assert await names(decider="reviewer-2", kind="HUMAN") == ["PO-4", "PO-3"]
    assert await names(againstModel=True) == ["PO-4", "PO-1"]
    assert await names(againstModel=False) == ["PO-3", "PO-2"]
    assert await names(endedBadly=True) == ["PO-1"]
    assert await names(endedBadly=False) == ["PO-2"]
    assert await names(origin="REPLAYED") == []
    assert await names(policyVersionId=basis["policyVersion"]["id"]) == ["PO-4", "PO-3", "PO-2", "PO-1"]
    assert await names(modelVersionId=basis["modelVersion"]["id"], endedBadly=True) == ["PO-1"]
    assert await names(externalId="PO-3") == ["PO-3"]
    assert await names(entity="V-7", quality="CLEAN") == ["PO-4", "PO-3", "PO-2", "PO-1"]
    assert await names(entity="V-8") == await names(category="none") == await names(quality="TAINTED") == []
    assert await names(to=PERIOD["from"]) == []
    assert await names(**{"from": later}) == []
    wrong = await read(api, DECISIONS, where={"policyVersionId": cases["PO-1"]["decisionId"]})
    assert wrong["code"] == "INVALID_INPUT"


async def test_filtered_pages_go_on_where_the_last_ended(api: Api) -> None:
    await a_period(api)

    first = await read(api, DECISIONS, first=1, where={"againstModel": True})
    cursor = first["pageInfo"]["endCursor"]
    second = await read(api, DECISIONS, first=1, after=cursor, where={"againstModel": True})
    other = await read(api, DECISIONS, first=1, after=cursor, where={"againstModel": False})

    assert [one["externalId"] for one in (*first["nodes"], *second["nodes"])] == ["PO-4", "PO-1"]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    assert other["code"] == "INVALID_INPUT"


async def test_the_basis_of_a_decision_names_data_model_policy_person_and_what_was_seen(api: Api) -> None:
    decision = await decided(api, "PO-1", "reviewer", "APPROVE")

    content = await read(api, BASIS, id=decision["decisionId"])

    assert content["decision"]["action"] == "BUY"
    assert (content["person"]["kind"], content["person"]["title"]) == ("Person", "reviewer")
    assert (content["modelVersion"]["title"], content["quality"]) == ("purchase-risk|1", "CLEAN")
    assert content["values"] == {"amount": 120.0, "vendor": "V-7"}
    assert content["packet"]["snapshot"]["open"] == content["values"]
    assert len(content["packetDigest"]) == len(content["leafHash"]) == 64
    assert content["reasons"] == content["packet"]["gate"]["reasons"]
    assert {one["feature"]["title"] for one in content["features"]} == {"purchases.amount|1", "purchases.vendor|1"}
    assert (content["probability"], content["auditState"]) == (pytest.approx(0.4), "PENDING")
    assert None not in (content["policyVersion"], content["datasetVersion"], content["review"], content["evaluation"])


async def test_impact_lists_what_rests_on_each_kind_of_node(api: Api) -> None:
    cases = await a_period(api)
    basis = await read(api, BASIS, id=cases["PO-1"]["decisionId"])

    for part in ("policyVersion", "modelVersion", "datasetVersion"):
        content = await read(api, IMPACT, input={"id": basis[part]["id"]})
        assert content["decisions"] == 4, part
        (row,) = content["counts"]
        assert (row["origin"], row["byInput"], row["byTraining"], row["cases"]) == ("LIVE", True, False, 4)
        assert (row["outcomes"], row["outcomesTrue"], row["money"]) == (3, 2, 37.5)
    then = await read(api, IMPACT, input={"id": basis["modelVersion"]["id"], "asOf": PERIOD["from"]})
    page = await read(api, IMPACT, input={"id": basis["modelVersion"]["id"], "first": 3})
    wrong = await read(api, IMPACT, input={"id": cases["PO-1"]["decisionId"]})

    assert then["decisions"] == 0
    assert [one["decision"]["externalId"] for one in page["nodes"]] == ["PO-4", "PO-3", "PO-2"]
    assert page["pageInfo"]["hasNextPage"] is True
    assert wrong["code"] == "INVALID_INPUT"


async def test_training_data_reach_decisions_through_the_model(api: Api) -> None:
    decision = await decided(api, "PO-1", "reviewer", "APPROVE")
    await api.firm.driver.execute_query(
        "MATCH (m:ModelVersion {key: 'purchase-risk|1'}) CREATE (m)-[:TRAINED_ON]->(v:DatasetVersion:Entity "
        "{id: 'week-1', key: 'lab|week-1', version: 'week-1'})"
    )
    basis = await read(api, BASIS, id=decision["decisionId"])

    (learned,) = basis["trainedOn"]
    content = await read(api, IMPACT, input={"id": learned["id"]})

    assert [(row["byInput"], row["byTraining"], row["decisions"]) for row in content["counts"]] == [(False, True, 1)]
    assert (await read(api, IMPACT, input={"id": learned["id"], "basis": "INPUT"}))["nodes"] == []
