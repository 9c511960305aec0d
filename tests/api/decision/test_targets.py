"""Targets and owners of key figures over HTTP: who may set them, and what is said of them then."""

from pathlib import Path
from typing import Any

import pytest

from api.graphql.identifiers import global_id
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from tests.builders.analysed_period import PERIOD, a_period
from tests.builders.commands import sealed
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

JUDGED = """query Judged($input: MetricsInput!) { metrics(input: $input) { ... on KeyFigures { currency judged {
  kpiId name figure value target met money missCost owner historyReason } } } }"""
SET = "... on KpiTarget { target money } ... on Problem { code }"


async def judged(api: Api, figure: str) -> dict[str, Any]:
    content = await api.ask("analyst", JUDGED, {"input": PERIOD})
    assert "errors" not in content, content
    (one,) = [one for one in content["data"]["metrics"]["judged"] if one["figure"] == figure]
    return dict(one)


async def test_a_target_is_shown_with_whether_it_is_met_and_what_a_miss_costs(api: Api) -> None:
    await a_period(api)
    before = await judged(api, "DEFECT_RATE")
    wanted = {"kpiId": before["kpiId"], "target": 0.1, "money": 1_000.0, "idempotencyKey": "t"}

    answers = [await api.mutate("policy-owner", "setKpiTarget", wanted, SET) for _ in range(2)]
    missed = await judged(api, "DEFECT_RATE")
    await api.mutate("policy-owner", "setKpiTarget", {**wanted, "target": 0.5, "idempotencyKey": "u"}, SET)
    met = await judged(api, "DEFECT_RATE")

    assert (before["target"], before["met"], before["owner"]) == (None, None, None)
    assert [(one["target"], one["money"]) for one in answers] == [(0.1, 1_000.0)] * 2
    assert (missed["value"], missed["met"], missed["missCost"]) == (0.5, False, pytest.approx(400.0))
    assert (met["met"], met["missCost"]) == (True, 0.0)
    assert await api.firm.count("StateChange {command: 'SET_TARGET'}") == 2


async def test_a_target_is_covered_by_the_audit_log(api: Api, tmp_path: Path) -> None:
    one = await judged(api, "DEFECT_RATE")
    wanted = {"kpiId": one["kpiId"], "target": 0.1, "idempotencyKey": "t"}
    await api.mutate("policy-owner", "setKpiTarget", wanted, SET)
    folder = SigningFolder(tmp_path)

    entries = await sealed(api.firm, folder)
    verified = await verify_graph(api.firm.store, Trusted(public_key(folder.public_file), folder.head()))

    assert entries >= 1
    assert (verified.fault, verified.entries) == (None, entries)


async def test_a_figure_has_an_owner(api: Api) -> None:
    one = await judged(api, "ESCALATION_RATE")
    owner = await api.firm.driver.execute_query("MATCH (p:Person {name: 'reviewer'}) RETURN p.id AS id")
    given = {"subjectId": one["kpiId"], "ownerId": global_id("Person", owner.records[0]["id"]), "idempotencyKey": "o"}
    await api.mutate("policy-owner", "setOwner", given, "... on RegistryChange { changeId }")

    assert (await judged(api, "ESCALATION_RATE"))["owner"] == "reviewer"


async def test_a_target_without_the_right_or_without_sense_is_refused_and_nothing_is_written(api: Api) -> None:
    one = await judged(api, "DEFECT_RATE")
    wanted = {"kpiId": one["kpiId"], "target": 0.1, "idempotencyKey": "t"}

    refused = [
        await api.mutate("reviewer", "setKpiTarget", wanted, SET),
        await api.mutate("policy-owner", "setKpiTarget", {**wanted, "target": 3.0}, SET),
        await api.mutate("policy-owner", "setKpiTarget", {**wanted, "kpiId": "nothing"}, SET),
    ]

    assert [answer["code"] for answer in refused] == ["FORBIDDEN", "INVALID_INPUT", "INVALID_INPUT"]
    assert (await judged(api, "DEFECT_RATE"))["target"] is None
    assert await api.firm.count("StateChange {command: 'SET_TARGET'}") == 0
