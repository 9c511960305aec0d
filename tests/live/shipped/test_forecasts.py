"""The planner's questions on the shipped history, against counts of the raw file by code of this file alone."""

import re
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api.export.lists import EXPORTS
from api.graphql.context import Context
from api.graphql.schema import build_schema
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.store.decision.pages import LARGEST_PAGE, Page, Wanted
from graph.store.planning.forecast_reading import impact_record
from graph.store.planning.forecasts import unscored
from pipelines.forecasts.issuing import BACK, issue_missing
from pipelines.forecasts.scoring import score_due
from tests.builders.demo import AS_OF, Demo
from tests.builders.support_oracle import Stint, incidents
from tests.habits._tree import ROOT

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]
POINT = "support-escalation"
PLANNER = Actor("planner", "planner-id", ActorKind.HUMAN, frozenset({Role.PLANNER}))
SCHEMA = build_schema()


async def page_answer(demo: Demo, title: str) -> dict[str, Any]:
    """Run the block of the planner's page that has this operation name, and return its answer."""
    page = (ROOT / "docs" / "planner.md").read_text(encoding="utf-8")
    (block,) = [one for one in re.findall(r"```graphql\n(.*?)```", page, re.DOTALL) if f" {title}(" in one]
    result = await SCHEMA.execute(
        block, variable_values={"point": POINT}, context_value=Context(store=demo.store, actor=PLANNER)
    )
    assert result.errors is None, result.errors
    assert result.data is not None
    (answer,) = result.data.values()
    return dict(answer)


def handed_over(file: Path, column: str) -> list[tuple[datetime, str]]:
    """When and where a hand-over began a case that was decided or open at the fixed moment, from the raw rows."""
    rows = []
    for incident in incidents(file).values():
        for place, stint in enumerate(incident.stints):
            if place and not stint.begun_done and stint.begun < AS_OF:
                row = next(r for r in incident.rows if begins(r, incident.stints, place))
                value = stint.group if column == "assignment_group" else row[column]
                rows.append((stint.begun, "(none)" if value == "?" else value))
    return rows


def begins(row: dict[str, str], stints: list[Stint], place: int) -> bool:
    same_time = row["sys_updated_at"] == f"{stints[place].begun:%-d/%-m/%Y %H:%M}"
    return same_time and row["assignment_group"] in {stints[place].group, "?"}


async def test_every_forecast_whose_period_is_over_is_scored(demo: Demo) -> None:
    rows = await demo.driver.execute_query(
        "MATCH (f:Forecast) RETURN f.periodEnd <= $now AS over, f.scoredAt IS NOT NULL AS scored, count(*) AS n",
        {"now": milliseconds(demo.clock.now())},
    )

    counts = {(row["over"], row["scored"]): row["n"] for row in rows.records}
    assert set(counts) == {(True, True), (False, False)}
    assert counts[True, True] > 500
    assert await unscored(demo.store) == []


async def test_an_unscored_forecast_breaks_the_invariant(demo: Demo) -> None:
    await demo.driver.execute_query("CREATE (:Forecast {id: 'planted', key: 'planted', periodEnd: 1})")

    broken = await unscored(demo.store)

    await demo.driver.execute_query("MATCH (f:Forecast {id: 'planted'}) DELETE f")
    assert broken == ["planted"]


async def test_where_will_escalations_cluster_next_week(demo: Demo) -> None:
    answer = await page_answer(demo, "Next")

    start = datetime.fromisoformat(answer["periodStart"]) - await demo.shift()
    assert (start.date().isoformat(), start.weekday()) == ("2016-04-25", 0)
    assert answer["origin"] == "ISSUED"
    busiest = Counter(node for _, node in handed_over(demo.file, "assignment_group")).most_common(5)
    names = [node["name"] for node in answer["nodes"]]
    assert names[0] == busiest[0][0]
    assert len(set(names) & {name for name, _ in busiest}) >= 3
    for node in answer["nodes"]:
        assert 0 <= node["low"] <= node["expected"] <= node["high"]
        assert node["usual"] + node["excess"] == pytest.approx(node["expected"], abs=1e-3)
    causes = [cause for node in answer["nodes"] for cause in node["causes"]]
    assert causes
    assert all(1.0 < cause["low"] <= cause["effect"] <= cause["high"] for cause in causes)
    assert "times as often" in causes[0]["words"]
    assert answer["record"]["scored"] > 50
    assert 0.7 <= answer["record"]["coverage90"] <= 1.0


async def test_which_past_forecast_was_wrong_and_by_how_much(demo: Demo) -> None:
    answer, shift = await page_answer(demo, "Worst"), await demo.shift()

    counted = Counter((at.date(), node) for at, node in handed_over(demo.file, "category"))
    errors = [abs(node["error"]) for node in answer["nodes"]]
    assert errors == sorted(errors, reverse=True)
    for node in answer["nodes"]:
        day = (datetime.fromisoformat(node["periodStart"]) - shift).date()
        assert node["actual"] == counted[day, node["node"]]
        assert node["error"] == pytest.approx(node["expected"] - node["actual"], abs=1e-3)
        assert node["inside"] is (node["low"] <= node["actual"] <= node["high"])
        assert node["origin"] == "BACKCAST"


async def test_each_actual_count_is_that_of_the_raw_file(demo: Demo) -> None:
    rows = await demo.driver.execute_query(
        "MATCH (f:Forecast) WHERE f.scoredAt IS NOT NULL AND f.nodeKind IN ['category', 'group'] "
        "RETURN f.nodeKind AS kind, f.node AS node, f.periodStart AS start, f.periodEnd AS end, f.actual AS actual"
    )
    raw = {"category": handed_over(demo.file, "category"), "group": handed_over(demo.file, "assignment_group")}

    shift = await demo.shift()

    def count(row: Any) -> int:  # noqa: ANN401  # a record of the driver
        first, last = (datetime.fromtimestamp(row[name] / 1000) - shift for name in ("start", "end"))  # noqa: DTZ006
        return sum(first <= at < last and node == row["node"] for at, node in raw[row["kind"]])

    assert len(rows.records) > 500
    assert [row["actual"] for row in rows.records] == [count(row) for row in rows.records]


async def test_the_impact_forecast_weighs_by_the_explained_cases_that_wait(demo: Demo) -> None:
    ahead = await page_answer(demo, "Ahead")

    assert ahead["decisions"]["low"] <= ahead["decisions"]["expected"] <= ahead["decisions"]["high"]
    assert not ahead["incomplete"]
    assert ahead["explained"] > 0
    kinds = {node["kind"] for node in ahead["nodes"]}
    assert kinds == {"DataSource", "DatasetVersion", "FeatureVersion", "ModelVersion", "PolicyVersion"}
    source = next(node for node in ahead["nodes"] if node["kind"] == "DataSource")
    assert source["decisions"]["recent"] == ahead["decisions"]["recent"] > 0
    assert source["weight"]["cases"] == ahead["explained"]


async def test_each_stored_impact_forecast_was_held_against_the_decisions_of_its_week(demo: Demo) -> None:
    rows = await demo.rows(
        "MATCH (f:Forecast {nodeKind: 'Decision'}) WHERE f.scoredAt IS NOT NULL "
        "RETURN f.actual AS actual, COUNT { MATCH (d:Decision)-[:ABOUT]->(:Case)-[:AT]->(:DecisionPoint {key: $point}) "
        "WHERE f.periodStart <= d.decidedAt < f.periodEnd AND d.state <> 'INVALIDATED' } AS decisions",
        point=POINT,
    )
    record = await impact_record(demo.store, POINT)

    assert len(rows) == record.periods >= 8
    assert [row["actual"] for row in rows] == [row["decisions"] for row in rows]
    assert record.scored > record.periods
    assert record.coverage is not None
    assert 0.6 <= record.coverage <= 1.0


async def test_again_nothing_is_missing_and_a_planner_can_ask_for_today(demo: Demo) -> None:
    (made_before,) = await demo.rows("MATCH (r:ForecastRun) RETURN count(r) AS n")
    assert made_before["n"] > 60
    assert await issue_missing(demo.store, BACK, lambda _done, _all: None) == 0

    first, again = await page_answer(demo, "Ask"), await page_answer(demo, "Ask")
    made = await issue_missing(demo.store, BACK, lambda _done, _all: None)
    later = await page_answer(demo, "Ask")

    assert first["runs"] == again["runs"] == later["runs"]
    assert (len(first["runs"]), first["waiting"], made, later["waiting"]) == (5, 5, 5, 0)


async def test_when_the_period_is_over_the_next_pass_scores_it(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo.clock, "ahead", demo.clock.ahead + timedelta(days=1))

    count = "MATCH (f:Forecast) WHERE f.scoredAt IS NOT NULL RETURN count(f) AS n"
    (before,) = await demo.rows(count)

    overdue = await unscored(demo.store)
    scored = await score_due(demo.store)
    left = await unscored(demo.store)

    (after,) = await demo.rows(count)
    assert overdue
    assert scored == after["n"] - before["n"]
    assert scored == len(overdue) or scored > len(overdue) == 100
    assert left == []


async def test_lists_for_files_hold_the_rows_of_the_queries(demo: Demo) -> None:
    context = Context(store=demo.store, actor=PLANNER)
    pages: list[Page[Any]] = []
    while not pages or pages[-1].has_next:
        wanted = Wanted(LARGEST_PAGE, pages[-1].end_cursor if pages else None)
        page = await EXPORTS["forecasts"].page(context, wanted, {"decisionPoint": POINT, "scored": True})
        assert not isinstance(page, Problem)
        pages.append(page)
    spots = await EXPORTS["hotspots"].page(context, Wanted(5), {"decisionPoint": POINT, "nodeKind": "group"})
    unknown = await EXPORTS["hotspots"].page(context, Wanted(5), {"decisionPoint": POINT, "nodeKind": "colour"})

    identities = [item.id for page in pages for item in page.items]
    stored = await demo.driver.execute_query(
        "MATCH (f:Forecast) WHERE f.scoredAt IS NOT NULL AND f.event <> 'rests-on' RETURN count(f) AS n"
    )
    assert len(identities) == len(set(identities)) == stored.records[0]["n"]
    assert not isinstance(spots, Problem)
    assert [getattr(spots.items[0], name) is not None for name in EXPORTS["hotspots"].columns] == [True] * 11
    assert isinstance(unknown, Problem)
    assert "there are category, group, subcategory, symptom, community" in unknown.message
