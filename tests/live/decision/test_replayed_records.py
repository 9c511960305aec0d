"""The record of a replayed decision: what a history knows, and honestly what it does not."""

import json
from pathlib import Path

import pytest
from neo4j import AsyncDriver

from api.evidence.checking import check_page
from api.evidence.page import page_of
from graph.domain.audit.evidence import check_evidence
from graph.domain.decision.record import AuditState, Shown
from graph.domain.kernel.problems import Problem
from graph.session import Graph
from graph.store.audit.evidence import evidence_of
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.decision.filtered import DecisionFilter
from graph.store.decision.pages import Wanted
from graph.store.decision.records import record_page
from graph.store.lineage.explorer import search
from ingestion.history import LogReading, history_of
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from tests.builders.commands import sealed
from tests.builders.firm import make_firm
from tests.builders.replayed import loaded

pytestmark = pytest.mark.live

LOANS = Path(__file__).parents[2] / "ingestion" / "packs" / "loans"


async def test_a_replayed_decision_has_its_data_and_says_that_what_was_seen_is_not_recorded(
    graph: Graph, driver: AsyncDriver
) -> None:
    firm = await make_firm(graph, driver)
    await driver.execute_query("CREATE (:DecisionPoint:Entity {id: 'loan-desk', key: 'loan-desk', name: 'Loans'})")
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
    assert first.ruled.policy.name == "Loans: practice before Signoff"
    hits = await search(firm.store, "practice", ["Policy"], 5)
    assert not isinstance(hits, Problem)
    assert [one.node.title for one in hits] == ["Policy: Loans: practice before Signoff"]
    assert (first.vouched.state, first.vouched.load is None) == (AuditState.PENDING, False)


async def test_the_evidence_of_a_replayed_decision_is_proved_by_the_entry_of_its_load(
    graph: Graph, driver: AsyncDriver, tmp_path: Path
) -> None:
    firm = await make_firm(graph, driver)
    await driver.execute_query("CREATE (:DecisionPoint:Entity {id: 'loan-desk', key: 'loan-desk'})")
    pack, folder = load_pack(LOANS), SigningFolder(tmp_path)
    await loaded(graph, history_of(LogReading(pack, read_log(pack, LOANS / "events.csv"), None, 0)))
    await sealed(firm, folder)

    content = await evidence_of(firm.store, DecisionFilter(point="loan-desk"), notes=True)

    assert not isinstance(content, Problem)
    key = public_key(folder.public_file)
    text = page_of(content)
    assert (check_page(text, key).decisions, check_page(text, key).fault) == (3, None)
    assert "What the decider saw was not recorded" in text
    forged = json.loads(json.dumps(content))
    forged["items"][0]["parts"]["own"]["action"] = "OTHER"
    assert check_evidence(forged, key) == "Decision 1: It is not among the decisions that its load brought."
    put_in = json.loads(json.dumps(content))
    (load,) = put_in["loads"].values()
    load["decisions"].append(["0" * 64] * 3)
    assert check_evidence(put_in, key) == (
        f"Load {next(iter(put_in['loads']))}: The digests of what it brought are not those that its entry commits to."
    )
