"""Every query of every page about rows that have no clock and no key: each is answered, and says what is not known."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from api.app import create_app
from api.graphql.identifiers import global_id
from api.settings import ApiSettings
from graph.domain.planning.scenario import Scenario
from graph.errors import InvalidInput
from graph.session import Graph
from graph.settings import GraphSettings
from ingestion.draft.drafting import draft_pack
from pipelines.loading.whole import PackLoad, load_whole
from pipelines.whatif.replays import Watched
from pipelines.whatif.running import run
from tests.builders.database import emptied
from tests.builders.firm import make_firm
from tests.builders.owners import OWNERS
from tests.builders.page_queries import page_queries
from tests.builders.request_log import BARE, bare_rows, write_rows
from tests.builders.served_firm import Api, add_accounts

pytestmark = pytest.mark.live

QUERIES = page_queries()
POINT = "my-pack"
NO_HOTSPOTS = (
    "my-pack has no node kind 'town': there are none; its pack declares no hotspots, which count events by "
    "day or week, and rows without a clock by so many."
)
IDS = """
MATCH (d:Decision {origin: 'REPLAYED'})-[:ABOUT]->(decided:Case) WITH d, decided ORDER BY d.sequence LIMIT 2
WITH collect(d.id) AS decisions, collect(decided.id)[0] AS decided
MATCH (t:ReviewTask)-[:ABOUT]->(c:Case)-[:AT]->(:DecisionPoint {key: $point})
WITH decisions, decided, t, c ORDER BY c.sequence LIMIT 1
MATCH (data:Dataset) MATCH (model:Model) MATCH (p:Policy {key: $point})<-[:VERSION_OF]-(change:PolicyVersion)
RETURN decisions, decided, t.id AS task, c.id AS case, data.id AS data, model.id AS model, p.id AS policy,
       change.id AS change
LIMIT 1
"""


@dataclass(frozen=True)
class Pages:
    """The pages' server, and what each query asks for."""

    api: Api
    given: Mapping[str, dict[str, Any]]

    async def ask(self, name: str) -> dict[str, Any]:
        return await self.api.ask("auditor" if "Note" in name else "admin", QUERIES[name], self.given.get(name))


@pytest_asyncio.fixture(scope="module")
async def pages(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Pages]:
    await emptied(driver)
    firm = await make_firm(Graph(driver, neo4j_settings.for_background()), driver)
    folder = tmp_path_factory.mktemp("pages")
    write_rows(folder / "requests.csv", BARE, bare_rows(500, 100))
    draft_pack(folder / "requests.csv", folder / POINT, lambda _step: None)
    await load_whole(firm.store, PackLoad(folder / POINT, folder / "data", OWNERS), lambda _step, _done, _total: None)
    app = create_app(ApiSettings(), neo4j_settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://signoff") as client:
            yield Pages(Api(client, await add_accounts(firm), firm), await given(driver))


async def given(driver: AsyncDriver) -> dict[str, dict[str, Any]]:
    """Return the variables of each query that takes some."""
    [row] = (await driver.execute_query(IDS, {"point": POINT})).records
    decision, other = (global_id("Decision", one) for one in row["decisions"])
    case, decided, task = (
        global_id("Case", row["case"]),
        global_id("Case", row["decided"]),
        global_id("ReviewTask", row["task"]),
    )
    data, model = global_id("Dataset", row["data"]), global_id("Model", row["model"])
    policy, change = global_id("Policy", row["policy"]), global_id("PolicyVersion", row["change"])
    at_point = {"input": {"decisionPoint": POINT}}
    return {
        "CompareDecisions": {"input": {"one": decision, "other": other}},
        "KeyFigures": at_point,
        "Records": {"point": POINT},
        "Record": {"id": decision},
        "RecordNote": {"id": decision},
        "Summary": {"input": {"decisionPoint": POINT, "by": ["WEEK", "ACTION"]}},
        "Overrides": at_point,
        "AnalystNotes": {"point": POINT},
        "AnalystDecisions": {"point": POINT},
        "RefusedRows": {"state": "OPEN"},
        "ExploreLineageByKind": {"input": {"id": decision}},
        "ExploreOfKind": {"input": {"id": decision}, "kind": "Case"},
        "Search": {"text": "440"},
        "ExploreLineage": {"input": {"id": decision}},
        "ExplorePath": {"from": decision, "to": data},
        "ExploreHop": {"input": {"id": decision}},
        "ExploreLinks": {"input": {"ids": [decision, decided]}},
        "ExploreNode": {"id": decision},
        "ExploreImpact": {"input": {"id": data}},
        "RecallPlan": {"input": {"id": data}},
        "RecallPage": {"id": global_id("Recall", "none")},
        "Breakers": {"onlyOpen": False},
        "Oversight": {"point": POINT, "from": "2026-01-01T00:00:00Z", "to": "2027-01-01T00:00:00Z"},
        "Escalations": {"point": POINT, "inVain": {"escalated": True}, "missed": {"endedBadly": True}},
        "Delegations": {"mine": False, "openOnly": False},
        "Drift": at_point,
        "Disputed": at_point,
        "HotspotChoices": {"point": POINT},
        "HotspotKinds": {"point": POINT},
        "Hotspots": {"input": {"decisionPoint": POINT, "nodeKind": "town"}},
        "HotspotsAhead": {"input": {"decisionPoint": POINT, "nodeKind": "town", "days": 7}},
        "ImpactForecast": at_point,
        "Forecasts": at_point,
        "ForecastKinds": {"point": POINT},
        "RiskRecords": {"point": POINT},
        "WhatIfDefaults": {"point": POINT},
        "WhatIfRun": {"id": global_id("SimulationRun", "none")},
        "IdentityMatches": {"state": "PROPOSED"},
        "RegistryList": {"kind": "ENTITY"},
        "RegistryEntryPage": {"id": data},
        "DatasetVersions": {"id": data},
        "RegistryChoices": {"one": "ENTITY", "other": "PERSON"},
        "PolicyVersions": {"id": policy},
        "PolicyBacktest": {"id": change},
        "CheckPolicy": {"input": {"policyId": policy}},
        "TrainedVersions": {"id": model},
        "PacketNow": {"taskId": task, "caseId": case},
        "CaseInputs": {"id": case},
        "Appeals": {"caseId": decided},
        "CaseNotes": {"caseId": case},
        "Precedents": {"id": case},
        "History": {"id": decided},
        "Case": {"id": case},
        "Task": {"id": task},
        "Decision": {"id": decision},
        "CaseLineage": {"id": case},
        "Inbox": {"first": 5, "mine": False},
    }


async def test_every_query_of_every_page_is_answered(pages: Pages) -> None:
    answers = {name: await pages.ask(name) for name in QUERIES}

    faults = {name: [fault["message"] for fault in one["errors"]] for name, one in answers.items() if "errors" in one}
    assert faults == {"RecallPage": ["There is no recall none: `recalls` lists them."]}
    assert {name: refusals(one["data"]) for name, one in answers.items() if refusals(one["data"])} == {
        "Hotspots": [NO_HOTSPOTS],
        "HotspotsAhead": [NO_HOTSPOTS],
        "WhatIfRun": ["There is no such what-if: take its id from the list."],
    }


def refusals(data: dict[str, Any] | None) -> list[str]:
    return [one["message"] for one in (data or {}).values() if isinstance(one, dict) and "code" in one]


async def test_a_decision_names_its_place_and_no_page_takes_the_load_for_its_time(pages: Pages) -> None:
    record = (await pages.ask("Record"))["data"]["decisionRecord"]
    decision = (await pages.ask("Decision"))["data"]["decision"]
    rows = (await pages.ask("AnalystDecisions"))["data"]["decisions"]["nodes"]
    history = (await pages.ask("History"))["data"]["caseHistory"]["entries"]

    assert (record["sequence"], decision["sequence"]) == (1, 1)
    assert {row["sequence"] is None for row in rows} == {False, True}
    assert {row["origin"] for row in rows if row["sequence"] is not None} == {"REPLAYED"}
    assert history[0]["words"] == "decided: approved at place 1 of its log, which has no clock"


async def test_a_case_is_compared_with_what_stands_before_it(pages: Pages) -> None:
    precedents = (await pages.ask("Precedents"))["data"]["precedents"]

    assert len(precedents["nodes"]) == 8
    assert {0 < one["sequence"] < 401 for one in precedents["nodes"]} == {True}
    assert precedents["protocol"].startswith(
        "Compared with 400 cases decided before place 401 of a log without a clock"
    )


async def test_no_forecast_takes_the_load_for_the_days_in_which_cases_came(pages: Pages) -> None:
    impact = (await pages.ask("ImpactForecast"))["data"]["impactForecast"]
    store = pages.api.firm.store

    with pytest.raises(
        InvalidInput, match="none of 449 stored cases has a time, for their log has no clock"
    ) as refused:
        await run(store, Scenario(POINT, "as it is"), Watched())

    assert "signoff policies backtest" in str(refused.value)
    assert impact["conclusion"] == (
        "There are fewer than two weeks of decisions with a time here, so nothing is expected yet."
    )
    assert max(one["decisions"]["recent"] for one in impact["nodes"]) <= 49  # live ones alone: 400 are of the log


async def test_sums_and_key_figures_say_that_a_period_tells_nothing_of_such_decisions(pages: Pages) -> None:
    answers = {name: (await pages.ask(name))["data"] for name in ("KeyFigures", "Summary", "Overrides")}
    [figures] = answers["KeyFigures"].values()
    values = {one["kpi"]: (one["value"], one["missing"]) for one in figures["figures"]}

    for answer in answers.values():
        [shown] = answer.values()
        assert shown["protocol"].endswith("count in the days in which that log was loaded, and tell no trend.")
    assert "no clock says when" in values["HOURS_TO_DECISION"][1]
    assert values["REVIEWER_LOAD"][0] is None


async def test_no_input_of_a_score_is_called_by_a_length_of_time(pages: Pages) -> None:
    inputs = (await pages.ask("CaseInputs"))["data"]["caseInputs"]["inputs"]

    words = {one["feature"]: one["words"] for one in inputs}
    assert words["level"] == "overall rate of the last 336 rows"
    assert not {"time", "age"} & words.keys()
