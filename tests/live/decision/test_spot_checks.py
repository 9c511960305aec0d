"""Automatic decisions that were drawn are judged by a person who does not see them, and stay as they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.domain.audit.leaves import SPOT_CHECK_SHARE
from graph.domain.decision.appeal import AppealState
from graph.domain.decision.spot_checks import SpotCheckState, is_drawn
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.task import Verdict
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.decision.appeals import appeals_of
from graph.store.decision.deciding import Decided, decide
from graph.store.decision.spot_checks import open_due, spot_checks
from graph.store.registry.governing import open_point
from graph.store.review.case_history import case_history
from graph.store.review.first_answers import withheld
from graph.store.review.tasks import claim_next
from tests.builders.commands import approval, sealed, submitted
from tests.builders.firm import SPEC, Firm
from tests.builders.learning_firm import OWNER

pytestmark = pytest.mark.live

ALL = replace(SPEC, spot_check_share=1.0, grace_seconds=0)
"""Every automatic decision is drawn, and final at once."""
DECISIONS = (
    "MATCH (d:Decision) RETURN d.id AS id, d.action AS action, d.state AS state, d.spotCheck AS check ORDER BY d.id"
)


async def automatic(firm: Firm, names: list[str]) -> list[str]:
    """Have the gate decide cases, and return them."""
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    return [(await submitted(firm, name, 0.02)).case_id for name in names]


async def decision_of(firm: Firm, case_id: str) -> str:
    text = "MATCH (d:Decision {effectiveCaseId: $case}) RETURN d.id AS id"
    return str((await firm.driver.execute_query(text, {"case": case_id})).records[0]["id"])


async def judged_next(firm: Firm, verdict: Verdict) -> Decided | Problem:
    lease = await claim_next(firm.store, firm.second, None, firm.store.clock.new_id())
    assert not isinstance(lease, Problem), lease
    command = replace(approval(lease), verdict=verdict)
    return await decide(firm.store, firm.second, lease.task_id, command, firm.store.clock.new_id())


async def test_a_drawn_decision_is_judged_blind_and_stays_whatever_the_verdict(firm: Firm, tmp_path: Path) -> None:
    await open_point(firm.store, ALL)
    signing, (case_id, _) = SigningFolder(tmp_path), await automatic(firm, ["PO-1", "PO-2"])
    await firm.driver.execute_query("MATCH (t:ReviewTask {state: 'READY'}) SET t.state = 'OBSOLETE', t.sortKey = null")

    opened, again = await open_due(firm.store, "purchases"), await open_due(firm.store, "purchases")
    (packet,) = (
        await firm.driver.execute_query(
            "MATCH (:Case {externalId: 'PO-1'})<-[:ABOUT]-(t:ReviewTask {state: 'READY'})-[:PRESENTS]->(k) "
            "RETURN k.content AS content"
        )
    ).records
    decision = await decision_of(firm, case_id)
    blind = [await withheld(firm.store, who, [("Decision", decision)]) for who in (firm.second, OWNER)]
    shown = [await case_history(firm.store, who, case_id) for who in (firm.second, OWNER)]
    edited = await judged_next(firm, Verdict.EDIT)
    await firm.driver.execute_query("MATCH (t:ReviewTask {state: 'RESERVED'}) SET t.leaseExpiresAt = 0")
    same, other = await judged_next(firm, Verdict.APPROVE), await judged_next(firm, Verdict.REJECT)

    assert (opened, again) == (2, 0)
    assert '"prediction":null' in packet["content"]
    assert blind == [frozenset({decision}), frozenset()]
    assert [any(event.what == "DECISION" for event in one.events) for one in shown if one is not None] == [False, True]
    assert isinstance(edited, Problem)
    assert edited.code is ProblemCode.ILLEGAL_TRANSITION
    assert isinstance(same, Decided), same
    assert isinstance(other, Decided), other
    rows = [record.data() for record in (await firm.driver.execute_query(DECISIONS)).records]
    assert sorted((one["action"], one["state"], one["check"]) for one in rows) == [
        ("BUY", "EFFECTIVE", "purchases|CONFIRMED"),
        ("BUY", "EFFECTIVE", "purchases|DIFFERED"),
    ]
    (differed,) = await appeals_of(firm.store, other.case_id)
    assert (differed.state, differed.revision_id) == (AppealState.DIFFERED, None)
    (checked,) = await spot_checks(firm.store, "purchases")
    assert (checked.verdict, checked.decisions, checked.wrong.judged) == (Verdict.APPROVE, 2, 2)
    assert checked.wrong.share == pytest.approx(0.5)
    assert {one.state for one in checked.drawn} == {SpotCheckState.CONFIRMED, SpotCheckState.DIFFERED}
    await sealed(firm, signing)
    trusted = Trusted(public_key(signing.public_file), signing.head())
    assert (await verify_graph(firm.store, trusted)).fault is None
    await firm.driver.execute_query(f"MATCH (d:Decision) SET d.{SPOT_CHECK_SHARE} = 0.5")
    fault = (await verify_graph(firm.store, trusted)).fault
    assert "probability of a spot check" in str(fault)


async def test_without_a_share_nothing_is_drawn_and_a_small_one_draws_what_its_hash_says(firm: Firm) -> None:
    await automatic(firm, ["PO-1"])
    before = await spot_checks(firm.store, "purchases")
    await open_point(firm.store, replace(ALL, spot_check_share=0.3))
    for number in range(2, 22):
        await submitted(firm, f"PO-{number}", 0.02)

    opened = await open_due(firm.store, "purchases")
    (checked,) = await spot_checks(firm.store, "purchases")

    text = (
        "MATCH (d:Decision) WHERE d.spotCheckShare = 0.3 RETURN d.effectiveCaseId AS case, d.spotCheck IS NULL AS left"
    )
    stored = [record.data() for record in (await firm.driver.execute_query(text)).records]
    assert before == []
    assert checked.decisions == len(stored) == 20
    assert {one["case"] for one in stored if not one["left"]} == {
        one["case"] for one in stored if is_drawn(one["case"], 0.3)
    }
    assert opened == len(checked.drawn)
    assert checked.wrong.share is None
