"""Key figures over HTTP, on a small firm whose every figure can be counted by hand."""

from datetime import timedelta
from typing import Any

import pytest

from tests.builders.analysed_period import NOW, PERIOD, a_period
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

METRICS = """query Figures($input: MetricsInput!) { metrics(input: $input) { ... on Problem { code message }
  ... on KeyFigures { groups protocol figures { kpi name formula unit better group value count of missing
    periods { from value count of } } } } }"""


async def metrics(api: Api, **given: object) -> dict[str, Any]:
    content = await api.ask("analyst", METRICS, {"input": {**PERIOD, **given}})
    assert "errors" not in content, content
    answer: dict[str, Any] = content["data"]["metrics"]
    return answer


async def test_key_figures_of_a_period_are_counted_from_its_decisions(api: Api) -> None:
    await a_period(api)

    answer = await metrics(api, period="DAY")

    by = {one["kpi"]: one for one in answer["figures"]}
    counted = {kpi: (one["value"], one["of"]) for kpi, one in by.items()}
    assert counted["THROUGHPUT"] == (4, 4)
    assert counted["AUTOMATIC_SHARE"] == (0, 4)
    assert counted["APPROVAL_ACCURACY"] == (0, 1)
    assert counted["DEFECT_RATE"] == (0.5, 2)
    assert counted["OVERRIDE_RATE"] == (0.5, 4)
    assert counted["ESCALATION_RATE"] == (0, 4)
    assert counted["ENTITIES_TOUCHED"] == (1, 2)
    assert counted["COST_OF_ERRORS"] == (12.5, 2)
    assert all(one["missing"] is None or one["value"] is None for one in by.values())
    for one in by.values():
        assert sum(part["of"] for part in one["periods"]) == one["of"]


async def test_key_figures_are_told_apart_by_person_and_equal_the_summary(api: Api) -> None:
    await a_period(api)
    summary = """query Sum($input: DecisionSummaryInput!) { decisionSummary(input: $input) {
      ... on DecisionSummary { rows { decider decisions } } } }"""
    content = await api.ask("analyst", summary, {"input": {**PERIOD, "by": ["DECIDER"]}})

    answer = await metrics(api, kpis=["THROUGHPUT"], by="PERSON")

    rows = content["data"]["decisionSummary"]["rows"]
    assert {one["group"]: one["value"] for one in answer["figures"]} == {
        row["decider"]: row["decisions"] for row in rows
    }


async def test_the_time_of_a_filter_holds_where_no_other_is_stated(api: Api) -> None:
    await a_period(api)
    before = (NOW - timedelta(days=1)).isoformat()
    last_week = {"from": (NOW - timedelta(days=7)).isoformat(), "to": before}

    answer = await metrics(api, kpis=["THROUGHPUT"], where=last_week, **{"from": None, "to": None})

    assert [one["value"] for one in answer["figures"]] == [0]


async def test_without_decisions_each_figure_says_what_it_lacks(api: Api) -> None:
    answer = await metrics(api)

    missing = {one["kpi"]: one["missing"] for one in answer["figures"] if one["value"] is None}
    assert missing["DECIDED_LATE"] == "Live only: no task of these decisions has a due time."
    assert set(missing) == {one["kpi"] for one in answer["figures"]} - {"THROUGHPUT"}


async def test_an_unknown_point_a_turned_time_and_too_many_periods_are_refused(api: Api) -> None:
    years_back = (NOW - timedelta(days=900)).isoformat()

    unknown = await metrics(api, decisionPoint="sales")
    turned = await metrics(api, **{"from": PERIOD["to"], "to": PERIOD["from"]})
    many = await metrics(api, period="DAY", **{"from": years_back})
    none = await metrics(api, kpis=[])

    assert [one["code"] for one in (unknown, turned, many, none)] == [
        "NOT_FOUND",
        "INVALID_INPUT",
        "TOO_COMPLEX",
        "INVALID_INPUT",
    ]
