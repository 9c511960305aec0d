"""The record of a replayed decision: what a history knows, and honestly what it does not."""

from pathlib import Path

import pytest
from neo4j import AsyncDriver

from graph.domain.decision.record import AuditState, Shown
from graph.domain.kernel.problems import Problem
from graph.session import Graph
from graph.store.decision.filtered import DecisionFilter
from graph.store.decision.pages import Wanted
from graph.store.decision.records import record_page
from ingestion.history import LogReading, history_of
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from tests.builders.firm import make_firm
from tests.builders.replayed import loaded

pytestmark = pytest.mark.live

LOANS = Path(__file__).parents[2] / "ingestion" / "packs" / "loans"


async def test_a_replayed_decision_has_its_data_and_says_that_what_was_seen_is_not_recorded(
    graph: Graph, driver: AsyncDriver
) -> None:
    firm = await make_firm(graph, driver)
    await driver.execute_query("CREATE (:DecisionPoint:Entity {id: 'loan-desk', key: 'loan-desk'})")
    pack = load_pack(LOANS)
    await loaded(graph, history_of(LogReading(pack, read_log(pack, LOANS / "events.csv"), None, 0)))

    page = await record_page(firm.store, Wanted(10), DecisionFilter(point="loan-desk"))

    assert not isinstance(page, Problem)
    first = next(one for one in page.items if one.case.name.startswith("R1"))
    assert (first.origin, first.kind, first.act.shown) == ("REPLAYED", "HUMAN", Shown.NOT_RECORDED)
    assert (first.act.packet, first.act.note, first.ruled.rule) == (None, None, None)
    assert (first.scored.model, first.scored.probability) == (None, None)
    assert first.decider is not None
    assert first.decider.name == "clerk-1"
    assert first.data.version is not None
    assert first.data.row == 2
    values = {one.feature: (one.value, one.contribution) for one in first.scored.features}
    assert values["amount"] == (1200, None)
    assert first.ruled.policy is not None
    assert first.ruled.policy.name == "loan-desk: practice before Signoff"
    assert (first.vouched.state, first.vouched.load is None) == (AuditState.PENDING, False)
