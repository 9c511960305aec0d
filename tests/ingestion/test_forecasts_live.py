"""The planner's questions on the shipped history, against counts of the raw file by code of this file alone."""

import os
import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from api.export.lists import EXPORTS
from api.forecasts import BACK, issue_missing, score_due
from api.graphql.context import Context
from api.graphql.schema import build_schema
from graph.domain.gate_facts import Mode
from graph.domain.ids import ENTROPY_BYTES, uuid7
from graph.domain.problems import Problem
from graph.domain.roles import Actor, ActorKind, Role
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.erasure import MasterKey
from graph.store.forecasts import unscored
from graph.store.history import load
from graph.store.pages import LARGEST_PAGE, Page, Wanted
from graph.store.registry import PointSpec, open_point
from graph.store.store import Store, open_store
from ingestion.clock import fixed_moment
from ingestion.history import Reading, history_of
from ingestion.log.events import EventLog
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.registering import hotspots_of
from tests.conftest import emptied
from tests.habits._tree import ROOT
from tests.ingestion.conftest import FOLDER
from tests.ingestion.oracle_support import Stint, incidents

pytestmark = [pytest.mark.live, pytest.mark.timeout(400)]
POINT = "support-escalation"
PLANNER = Actor("planner", "planner-id", ActorKind.HUMAN, frozenset({Role.PLANNER}))
SCHEMA = build_schema()
WEEKS = 500
SHIFT = timedelta(weeks=WEEKS)


@dataclass
class StoppedClock:
    """A clock that stands still until it is set."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def new_id(self) -> str:
        return uuid7(self.at, os.urandom(ENTROPY_BYTES))


@dataclass(frozen=True)
class Firm:
    store: Store
    driver: AsyncDriver
    clock: StoppedClock
    made: int
    scored: int


@pytest_asyncio.fixture(scope="module")
async def firm(driver: AsyncDriver, neo4j_settings: GraphSettings) -> AsyncIterator[Firm]:
    pack = load_pack(FOLDER)
    await emptied(driver)
    graph, clock = Graph(driver, neo4j_settings), StoppedClock(fixed_moment(pack) + SHIFT)
    store = open_store(graph, MasterKey(b"k" * 32), clock)
    await open_point(store, point(pack))
    history = history_of(Reading(pack, read(pack), fixed_moment(pack), WEEKS))
    await load(graph, clock, history, lambda _done, _total: None)
    made = await issue_missing(store, BACK, lambda _done, _all: None)
    yield Firm(store, driver, clock, made, await score_due(store))


def point(pack: Pack) -> PointSpec:
    return PointSpec(
        key=POINT,
        name="Keep or hand over",
        mode=Mode.HYBRID,
        high_impact=False,
        reversible=True,
        proposal_action="KEEP",
        alternative_action="HAND_OVER",
        reason_codes=("fits",),
        queue="desk",
        policy="table",
        hotspots=hotspots_of(pack),
    )


def read(pack: Pack) -> EventLog:
    from ingestion.log.read import read_log  # noqa: PLC0415  # beside the pack that it is read by

    assert pack.source.file is not None
    return read_log(pack, FOLDER / pack.source.file)


async def asked(firm: Firm, title: str) -> dict[str, Any]:
    """Run the block of the planner's page that has this operation name, and return its answer."""
    page = (ROOT / "docs" / "planner.md").read_text(encoding="utf-8")
    (block,) = [one for one in re.findall(r"```graphql\n(.*?)```", page, re.DOTALL) if f" {title}(" in one]
    result = await SCHEMA.execute(
        block, variable_values={"point": POINT}, context_value=Context(store=firm.store, actor=PLANNER)
    )
    assert result.errors is None, result.errors
    assert result.data is not None
    (answer,) = result.data.values()
    return dict(answer)


def handed_over(column: str) -> list[tuple[datetime, str]]:
    """When and where a hand-over began a stay that was decided or open at the fixed moment, from the raw rows."""
    moment = datetime(2016, 4, 18, 10)  # noqa: DTZ001  # on the log's own clock
    found = []
    for incident in incidents(Path(FOLDER) / "uci498_site_location143.csv.gz").values():
        for place, stint in enumerate(incident.stints):
            if place and not stint.begun_done and stint.begun < moment and decided_before(stint, moment):
                row = next(r for r in incident.rows if begins(r, incident.stints, place))
                value = stint.group if column == "assignment_group" else row[column]
                found.append((stint.begun, "(none)" if value == "?" else value))
    return found


def decided_before(stint: Stint, moment: datetime) -> bool:
    return stint.acted is not None and stint.acted < moment


def begins(row: dict[str, str], stints: list[Stint], place: int) -> bool:
    same_time = row["sys_updated_at"] == f"{stints[place].begun:%-d/%-m/%Y %H:%M}"
    return same_time and row["assignment_group"] in {stints[place].group, "?"}


async def test_every_forecast_whose_period_is_over_is_scored(firm: Firm) -> None:
    rows = await firm.driver.execute_query(
        "MATCH (f:Forecast) RETURN f.periodEnd <= $now AS over, f.scoredAt IS NOT NULL AS scored, count(*) AS n",
        {"now": round(firm.clock.at.timestamp() * 1000)},
    )

    counts = {(row["over"], row["scored"]): row["n"] for row in rows.records}
    assert set(counts) == {(True, True), (False, False)}
    assert counts[True, True] == firm.scored > 500
    assert await unscored(firm.store) == []


async def test_an_unscored_forecast_breaks_the_invariant(firm: Firm) -> None:
    await firm.driver.execute_query("CREATE (:Forecast {id: 'planted', key: 'planted', periodEnd: 1})")

    broken = await unscored(firm.store)

    await firm.driver.execute_query("MATCH (f:Forecast {id: 'planted'}) DELETE f")
    assert broken == ["planted"]


async def test_where_will_escalations_cluster_next_week(firm: Firm) -> None:
    answer = await asked(firm, "Next")

    start = datetime.fromisoformat(answer["periodStart"]) - SHIFT
    assert (start.date().isoformat(), start.weekday()) == ("2016-04-25", 0)
    assert answer["origin"] == "ISSUED"
    busiest = Counter(node for _, node in handed_over("assignment_group")).most_common(5)
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


async def test_which_past_forecast_was_wrong_and_by_how_much(firm: Firm) -> None:
    answer = await asked(firm, "Worst")

    counted = Counter((at.date(), node) for at, node in handed_over("category"))
    errors = [abs(node["error"]) for node in answer["nodes"]]
    assert errors == sorted(errors, reverse=True)
    for node in answer["nodes"]:
        day = (datetime.fromisoformat(node["periodStart"]) - SHIFT).date()
        assert node["actual"] == counted[day, node["node"]]
        assert node["error"] == pytest.approx(node["expected"] - node["actual"], abs=1e-3)
        assert node["inside"] is (node["low"] <= node["actual"] <= node["high"])
        assert node["origin"] == "BACKCAST"


async def test_each_actual_count_is_that_of_the_raw_file(firm: Firm) -> None:
    rows = await firm.driver.execute_query(
        "MATCH (f:Forecast) WHERE f.scoredAt IS NOT NULL AND f.nodeKind IN ['category', 'group'] "
        "RETURN f.nodeKind AS kind, f.node AS node, f.periodStart AS start, f.periodEnd AS end, f.actual AS actual"
    )
    raw = {"category": handed_over("category"), "group": handed_over("assignment_group")}

    def count(row: Any) -> int:  # noqa: ANN401  # a record of the driver
        first, last = (datetime.fromtimestamp(row[name] / 1000) - SHIFT for name in ("start", "end"))  # noqa: DTZ006
        return sum(first <= at < last and node == row["node"] for at, node in raw[row["kind"]])

    assert len(rows.records) > 500
    assert [row["actual"] for row in rows.records] == [count(row) for row in rows.records]


async def test_again_nothing_is_missing_and_a_planner_can_ask_for_today(firm: Firm) -> None:
    assert firm.made > 60
    assert await issue_missing(firm.store, BACK, lambda _done, _all: None) == 0

    first, again = await asked(firm, "Ask"), await asked(firm, "Ask")
    made = await issue_missing(firm.store, BACK, lambda _done, _all: None)
    later = await asked(firm, "Ask")

    assert first["runs"] == again["runs"] == later["runs"]
    assert (len(first["runs"]), first["waiting"], made, later["waiting"]) == (5, 5, 5, 0)


async def test_when_the_period_is_over_the_next_pass_scores_it(firm: Firm) -> None:
    before = firm.clock.at
    firm.clock.at = before + timedelta(days=1)

    overdue = await unscored(firm.store)
    scored = await score_due(firm.store)
    left = await unscored(firm.store)

    firm.clock.at = before
    assert overdue
    assert scored == len(overdue) or scored > len(overdue) == 100
    assert left == []


async def test_lists_for_files_hold_the_rows_of_the_queries(firm: Firm) -> None:
    context = Context(store=firm.store, actor=PLANNER)
    pages: list[Page[Any]] = []
    while not pages or pages[-1].has_next:
        wanted = Wanted(LARGEST_PAGE, pages[-1].end_cursor if pages else None)
        page = await EXPORTS["forecasts"].page(context, wanted, {"decisionPoint": POINT, "scored": True})
        assert not isinstance(page, Problem)
        pages.append(page)
    spots = await EXPORTS["hotspots"].page(context, Wanted(5), {"decisionPoint": POINT, "nodeKind": "group"})
    unknown = await EXPORTS["hotspots"].page(context, Wanted(5), {"decisionPoint": POINT, "nodeKind": "colour"})

    identities = [item.id for page in pages for item in page.items]
    stored = await firm.driver.execute_query("MATCH (f:Forecast) WHERE f.scoredAt IS NOT NULL RETURN count(f) AS n")
    assert len(identities) == len(set(identities)) == stored.records[0]["n"]
    assert not isinstance(spots, Problem)
    assert [getattr(spots.items[0], name) is not None for name in EXPORTS["hotspots"].columns] == [True] * 11
    assert isinstance(unknown, Problem)
    assert "there are category, group, subcategory, symptom, community" in unknown.message
