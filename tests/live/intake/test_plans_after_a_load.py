"""The server forgets its plans after a load that makes the graph many times larger, and after no other."""

import pytest
from neo4j import AsyncDriver

from graph.queries.intake.ingest import FORGET_PLANS
from graph.settings import GraphSettings
from graph.store.intake.history import load
from ingestion.history import LogReading, history_of
from ingestion.log.costs import error_costs
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.registering import register
from tests.builders.counting import StatementGraph
from tests.builders.firm import Firm
from tests.builders.loan_log import LOANS
from tests.builders.owners import OWNERS

pytestmark = [pytest.mark.live, pytest.mark.forgets_plans]

LARGE = 12_000
"""Nodes, four times of which nothing of these tests has."""


async def add_nodes(driver: AsyncDriver, count: int) -> None:
    await driver.execute_query("UNWIND range(1, $count) AS i CREATE (:__Filling)", {"count": count})


@pytest.mark.parametrize(
    ("present", "brought", "forgets"),
    [(0, 0, False), (0, LARGE, True), (LARGE, LARGE, False)],
    ids=["a small graph", "a graph that it made large", "a large graph"],
)
async def test_plans_are_forgotten_after_a_load_that_outgrows_them(
    firm: Firm, driver: AsyncDriver, neo4j_settings: GraphSettings, present: int, brought: int, forgets: bool
) -> None:
    pack = load_pack(LOANS)
    log = read_log(pack, LOANS / "events.csv")
    await register(firm.store, pack, LOANS, OWNERS, {}, error_costs(pack, log, None))
    await add_nodes(driver, present)
    graph = StatementGraph(driver, neo4j_settings)
    graph.sent = []

    report = await load(
        graph,
        firm.store.clock,
        history_of(LogReading(pack, log, None, 0)),
        lambda _done, _total: None,
        lambda: add_nodes(driver, brought),
    )

    assert report.decisions > 0
    assert (FORGET_PLANS.file in graph.sent) is forgets
