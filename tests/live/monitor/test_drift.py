"""Drift tests on a real graph: what they store, that they store it once, and what people read of it."""

from datetime import timedelta
from typing import Any

import pytest

from pipelines.drift.testing import run_drift_tests
from tests.builders.drifting import weeks_of_cases
from tests.builders.firm import Firm
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

LISTED = """query Drift($input: DriftAlertsInput!) { driftAlerts(input: $input) { ... on Problem { code }
  ... on DriftAlerts { total testedFrom testedTo nodes { kind name sentence reference cases referenceCases } } } }"""
ALERTS = """query Figures($input: MetricsInput!) { metrics(input: $input) { ... on KeyFigures { figures {
  kpi value missing periods { from value } } } } }"""


async def test_a_window_whose_amounts_rose_gives_one_signal_and_is_tested_once(firm: Firm) -> None:
    await weeks_of_cases(firm)

    first, again = [await run_drift_tests(firm.store, "purchases") for _ in range(2)]

    assert (first, again) == (2, 0)
    assert await firm.count("DriftSignal") == 1
    about = await firm.driver.execute_query(
        "MATCH (s:DriftSignal)-[:ABOUT]->(p:DecisionPoint) RETURN s.sentence AS sentence, p.key AS point"
    )
    assert [record.data() for record in about.records] == [
        {"sentence": "Amount is higher than before: median 130 → 1,300 EUR.", "point": "purchases"}
    ]


async def test_too_few_cases_are_not_tested_and_nothing_is_stored(firm: Firm) -> None:
    await weeks_of_cases(firm, 1)

    assert await run_drift_tests(firm.store, "purchases") == 0
    assert await run_drift_tests(firm.store, "sales") == 0
    assert await firm.count("DriftSignal") == 0


async def test_drift_is_listed_and_counted_as_a_key_figure(api: Api) -> None:
    monday = await weeks_of_cases(api.firm)
    question: dict[str, Any] = {"decisionPoint": "purchases"}
    alerts = {"input": {**question, "kpis": ["DRIFT_ALERTS"], "to": monday.isoformat()}}
    untested = await api.ask("analyst", ALERTS, alerts)
    await run_drift_tests(api.firm.store, "purchases")

    listed = (await api.ask("analyst", LISTED, {"input": question}))["data"]["driftAlerts"]
    (figure,) = (await api.ask("analyst", ALERTS, alerts))["data"]["metrics"]["figures"]
    (grouped,) = (await api.ask("analyst", ALERTS, {"input": {**alerts["input"], "by": "TEAM"}}))["data"]["metrics"][
        "figures"
    ]

    assert untested["data"]["metrics"]["figures"][0]["missing"].startswith("Drift was not tested in these days")
    assert (listed["total"], len(listed["nodes"])) == (1, 1)
    assert {key: listed["nodes"][0][key] for key in ("kind", "name", "reference", "cases", "referenceCases")} == {
        "kind": "FEATURE",
        "name": "amount",
        "reference": "BEFORE",
        "cases": 60,
        "referenceCases": 120,
    }
    assert figure["value"] == 1
    tested = [one["value"] for one in figure["periods"] if one["value"] is not None]
    assert tested == [0, 1]
    assert figure["periods"][-1]["from"] == (monday - timedelta(days=7)).date().isoformat()
    assert grouped["missing"].startswith("Drift is that of all cases")


async def test_an_unknown_point_is_refused(api: Api) -> None:
    answer = await api.ask("analyst", LISTED, {"input": {"decisionPoint": "sales"}})

    assert answer["data"]["driftAlerts"] == {"code": "NOT_FOUND"}
