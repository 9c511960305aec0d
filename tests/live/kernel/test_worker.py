"""A worker's jobs on a real Neo4j."""

from pathlib import Path

import pytest

from api.worker.runner import Worker
from graph.store.audit.invariants import catalogue, last_verdicts
from graph.store.audit.log import checkpoint
from graph.store.registry.governing import PolicyProposal, activate_policy
from graph.store.review.routing import awaiting_score
from tests.builders.commands import submitted
from tests.builders.firm import POLICY, Firm

pytestmark = pytest.mark.live


async def test_the_audit_log_is_sealed(firm: Firm, tmp_path: Path) -> None:
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    await submitted(firm, "PO-1", 0.02)

    done = await Worker(firm.store, tmp_path).once("seal")

    signed = await checkpoint(firm.store)
    assert done == 1
    assert signed is not None
    assert signed.checkpoint.size == 1


async def test_outdated_tasks_are_gated_again(firm: Firm, tmp_path: Path) -> None:
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    await submitted(firm, "PO-1", 0.3)
    laxer = POLICY.replace("version: 1", "version: 2").replace("0.1", "0.5")
    await activate_policy(firm.store, PolicyProposal("purchases", laxer, {}, "policy-owner-id", "admin-id"))

    worker = Worker(firm.store, tmp_path)
    first, second = await worker.once("regate"), await worker.once("regate")

    assert (first, second) == (2, 0)
    assert await firm.count("Decision") == 2


async def test_a_case_without_any_model_waits_for_its_patience(firm: Firm, tmp_path: Path) -> None:
    await submitted(firm, "PO-1", None)

    done = await Worker(firm.store, tmp_path).once("score")

    assert done == 0
    assert len(await awaiting_score(firm.store, "purchases", 10)) == 1


async def test_after_its_patience_a_case_goes_to_a_person_without_a_score(firm: Firm, tmp_path: Path) -> None:
    await submitted(firm, "PO-1", None)
    await firm.driver.execute_query("MATCH (s:InputSnapshot) SET s.recordedAt = s.recordedAt - 180000")

    done = await Worker(firm.store, tmp_path).once("score")

    assert done == 1
    assert await awaiting_score(firm.store, "purchases", 10) == []
    assert await firm.count("Decision") == 0


async def test_what_must_hold_is_checked_once_a_night_and_the_verdict_is_kept(firm: Firm, tmp_path: Path) -> None:
    await firm.driver.execute_query("CREATE (:Team:Agent {id: 't', key: 'night shift', name: 'night shift'})")

    worker = Worker(firm.store, tmp_path)
    first, again = await worker.once("invariants"), await worker.once("invariants")
    await firm.driver.execute_query("MATCH (i:Invariant) SET i.checkedAt = i.checkedAt - 86400000")
    next_night = await worker.once("invariants")

    every = len(catalogue().invariants)
    assert (first, again, next_night) == (every, 0, every)
    stored = {one.invariant.key: one for one in await last_verdicts(firm.store)}
    assert [node.name for node in stored["no-orphans"].nodes] == ["night shift"]
