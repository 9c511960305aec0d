"""Hot spots by rows on the shipped log without a clock: issued, scored and read, against counts of the raw file."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from api.graphql.context import Context
from api.graphql.schema import build_schema
from graph.domain.kernel.periods import Period
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.settings import GraphSettings
from graph.store.decision.pages import Wanted
from graph.store.planning.forecast_reading import forecast_page
from graph.store.planning.row_forecasts import next_row
from ingestion.packs import shipped
from pipelines.forecasts.issuing import issue_missing
from pipelines.forecasts.scoring import score_due
from tests.builders.demo import Demo
from tests.builders.dialogue_oracle import dialogues
from tests.builders.loaded_pack import loaded

FILE = shipped("moderation") / "convabuse_votes.csv.gz"
PLANNER = Actor("planner", "planner-id", ActorKind.HUMAN, frozenset({Role.PLANNER}))
POINT = "moderation"
SCHEMA = build_schema()
HOTSPOTS = """
query Hotspots($input: HotspotsInput!) { hotspots(input: $input) {
  ... on HotspotList { periodStart periodEnd firstRow lastRow knownBeforeRow origin protocol
    record { periods scored coverage90 } nodes { name expected low high } }
  ... on Problem { message } } }
"""
AHEAD = """
query Ahead($input: HotspotsAheadInput!) { hotspotsAhead(input: $input) {
  ... on HotspotsAheadList { periodStart firstRow lastRow nodes { name } }
  ... on Problem { message } } }
"""
KINDS = 'query Kinds { hotspotKinds(decisionPoint: "moderation") { name period rows counted } }'
RUN = """
mutation Run($input: RunForecastInput!) { runForecast(input: $input) {
  ... on RequestedForecasts { waiting } ... on Problem { message } } }
"""
pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]


@pytest_asyncio.fixture(scope="module")
async def demo(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Demo]:
    yield await loaded(shipped(POINT), driver, neo4j_settings, tmp_path_factory.mktemp("models"))


async def answer_of(demo: Demo, text: str, **given: object) -> Any:  # noqa: ANN401  # an answer of GraphQL
    context = Context(store=demo.store, actor=PLANNER)
    result = await SCHEMA.execute(text, variable_values={"input": given}, context_value=context)
    assert result.errors is None, result.errors
    assert result.data is not None
    return next(iter(result.data.values()))


async def issued(demo: Demo) -> int:
    return await issue_missing(demo.store, {Period.DAY: 0, Period.WEEK: 0}, lambda _done, _all: None)


async def test_periods_of_rows_are_forecast_and_held_against_the_raw_rows(demo: Demo) -> None:
    row = await next_row(demo.store, POINT)
    again = await issued(demo), await score_due(demo.store)
    page = await forecast_page(demo.store, Wanted(100), (POINT, None, "annotator"), scored=True, worst=False)
    assert not isinstance(page, Problem), page

    voted = dialogues(FILE, 9_600).values()
    against = [one for one in voted if one.action and one.majority and one.action != one.majority]
    expected = Counter((one.by, one.last // 500 * 500) for one in against)
    assert row == max(place for one in voted for place in (one.began, one.decided, one.last)) + 1 <= 9_600
    # The load made and scored them.
    assert again == (0, 0)
    assert {one["firstRow"] for one in page.items} == set(range(7_000, 9_500, 500))
    assert [one["actual"] for one in page.items] == [expected[one["node"], one["firstRow"]] for one in page.items]
    assert {one["origin"] for one in page.items} == {"BACKCAST"}


async def test_no_time_is_stored_for_a_period_of_rows(demo: Demo) -> None:
    [runs] = await demo.rows(
        "MATCH (run:ForecastRun) WHERE run.firstRow IS NOT NULL "
        "RETURN count(run) AS runs, count(run.scoredAt) AS scored, "
        "       count(run.periodStart) + count(run.periodEnd) + count(run.unscoredUntil) AS times, "
        "       collect(DISTINCT run.period) AS periods, collect(DISTINCT run.lastRow - run.firstRow) AS lengths"
    )

    # Of two node kinds: six periods as of their first row, six a period ahead; earlier ones have too few rows before.
    assert runs == {"runs": 24, "scored": 18, "times": 0, "periods": ["ROWS 500"], "lengths": [499]}


async def test_the_next_rows_are_read_with_their_record(demo: Demo) -> None:
    kinds = await answer_of(demo, KINDS)
    coming = await answer_of(demo, HOTSPOTS, decisionPoint=POINT, nodeKind="annotator")
    current = await answer_of(demo, HOTSPOTS, decisionPoint=POINT, nodeKind="annotator", current=True)
    refused = await answer_of(demo, HOTSPOTS, decisionPoint=POINT, nodeKind="annotator", period="WEEK")

    assert {(one["name"], one["period"], one["rows"]) for one in kinds} == {
        ("annotator", None, 500),
        ("chatbot", None, 500),
    }
    assert [coming[name] for name in ("periodStart", "periodEnd", "firstRow", "lastRow", "knownBeforeRow")] == [
        None,
        None,
        10_000,
        10_499,
        9_500,
    ]
    assert (current["firstRow"], current["knownBeforeRow"], current["origin"]) == (9_500, 9_500, "BACKCAST")
    assert (coming["origin"], coming["nodes"][0]["name"]) == ("ISSUED", "Annotator5")
    assert (coming["record"]["periods"], coming["record"]["coverage90"] > 0.6) == (9, True)
    assert "by every 500 rows of a log without a clock" in coming["protocol"]
    assert "before row 9,500 alone" in coming["protocol"]
    assert refused["message"] == "annotator is forecast by ROWS 500: ask for that, or for no period."


async def test_a_fresh_forecast_reads_all_rows_that_have_come_in(demo: Demo) -> None:
    row = await next_row(demo.store, POINT)
    requested = await answer_of(demo, RUN, decisionPoint=POINT, idempotencyKey="rows-1")
    made = await issued(demo)
    fresh = await answer_of(demo, HOTSPOTS, decisionPoint=POINT, nodeKind="annotator")
    again = await answer_of(demo, RUN, decisionPoint=POINT, idempotencyKey="rows-2")
    ahead = await answer_of(demo, AHEAD, decisionPoint=POINT, nodeKind="chatbot", days=7)

    assert (requested["waiting"], made, again["waiting"]) == (2, 2, 0)
    assert (fresh["firstRow"], fresh["knownBeforeRow"]) == (10_000, row)
    assert row is not None
    assert (ahead["periodStart"], ahead["firstRow"], ahead["lastRow"]) == (None, row, row + 499)
