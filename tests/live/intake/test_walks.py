"""Each shipped pack is walked through by the API alone: its cases are submitted, reviewed and reported on."""

from pathlib import Path

import pytest
from neo4j import AsyncDriver

from api.walk import PackWalk
from api.worker.runner import Worker
from graph.domain.decision.kpis import KeyFigure
from ingestion.pack.load import load_pack
from ingestion.packs import shipped, shipped_packs
from tests.builders.opened_pack import opened
from tests.builders.served_firm import Api

pytestmark = [pytest.mark.live, pytest.mark.timeout(300)]

CASES = 4
OF_A_MODEL = {"OVERRIDE_RATE", "COST_OF_OVERRIDES", "DRIFT_ALERTS"}
"""Where no model was trained, nothing was advised, and nothing is compared with what it learned from."""


@pytest.mark.parametrize("name", shipped_packs())
async def test_a_walk_fills_every_key_figure_that_is_live_only(
    name: str, api: Api, driver: AsyncDriver, tmp_path: Path
) -> None:
    await opened(api.firm.store, shipped(name))

    async def without_a_model() -> None:
        await driver.execute_query("MATCH (s:InputSnapshot) SET s.recordedAt = s.recordedAt - 180000")
        await Worker(api.firm.store, tmp_path).once("score")

    report = await PackWalk(api.client, api.keys, without_a_model).through(shipped(name), CASES, lambda _step: None)

    assert (report.cases, report.reviewed) == (CASES, CASES)
    assert report.outcomes >= CASES
    assert {one["kpi"] for one in report.figures} == set(KeyFigure)
    of_parties = set() if load_pack(shipped(name)).entities else {"ENTITIES_TOUCHED"}
    assert set(report.missing()) == OF_A_MODEL | of_parties
    values = {one["kpi"]: one["value"] for one in report.figures}
    assert values["THROUGHPUT"] == CASES
    assert values["ESCALATION_RATE"] == 1 / CASES
    assert values["COST_OF_ERRORS"] > 0
    live_only = {one.name for one in load_pack(shipped(name)).kpis if one.unavailable is not None}
    of_pack = {one["name"]: one["value"] for one in report.judged if one["name"] in live_only}
    assert {one for one in live_only if of_pack[one] is None} <= {"drift alerts"}
    assert of_pack.get("satisfaction", 4.0) == 4.0
