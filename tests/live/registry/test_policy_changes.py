"""A policy changes by two people, at its time, with a back-test before and one step back after."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from api.worker.runner import Worker
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor
from graph.domain.registry.change import ChangeState
from graph.domain.registry.policy_change import PolicyChange, PolicyCommand
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.registry.policy_changes import (
    PolicyDraft,
    PolicyStand,
    RolledBack,
    change_policy,
    propose_policy,
    roll_back,
)
from graph.store.registry.policy_versions import GovernedPolicy, policy_versions
from tests.builders.commands import sealed, submitted
from tests.builders.firm import POLICY, Firm
from tests.builders.learning_firm import ADMIN, OWNER

pytestmark = pytest.mark.live

LAXER = POLICY.replace("version: 1", "version: 2").replace("0.1", "0.2")
CHANGES = (
    "MATCH (a:AuditEntry {kind: 'STATE_CHANGE'}) MATCH (c:StateChange {id: a.subjectId})-[:ABOUT]->(:PolicyVersion) "
    "RETURN c.command AS command, c.actorId AS actor, c.note AS note ORDER BY c.recordedAt, c.id"
)


async def rows(firm: Firm, text: str) -> list[dict[str, Any]]:
    return [record.data() for record in (await firm.driver.execute_query(text)).records]


async def proposed(firm: Firm, table: str = LAXER, actor: Actor = OWNER) -> PolicyStand | Problem:
    draft = PolicyDraft("purchases", "Too many reviews change nothing.", table)
    return await propose_policy(firm.store, actor, draft, firm.store.clock.new_id())


async def changed(firm: Firm, change: PolicyChange, actor: Actor) -> PolicyStand | Problem:
    return await change_policy(firm.store, actor, change, firm.store.clock.new_id())


async def policy(firm: Firm) -> GovernedPolicy:
    stored = await policy_versions(firm.store, "purchases")
    assert stored is not None
    return stored


async def test_a_policy_is_proposed_tested_approved_by_another_and_taken_back_with_what_it_decided(
    firm: Firm, tmp_path: Path
) -> None:
    signing, worker = SigningFolder(tmp_path), Worker(firm.store, tmp_path)
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    for name, risk in (("LOW", 0.02), ("MIDDLE", 0.15), ("HIGH", 0.4)):
        await submitted(firm, name, risk)
    before = (await policy(firm)).in_use
    assert before is not None

    stand = await proposed(firm)
    assert isinstance(stand, PolicyStand)
    own = await changed(firm, PolicyChange(stand.version_id, PolicyCommand.APPROVE), OWNER)
    tested = await worker.once("changes")
    waiting = (await policy(firm)).version(stand.key)
    waits = await rows(firm, "MATCH (d:Decision) RETURN d.kind AS kind")
    approved = await changed(firm, PolicyChange(stand.version_id, PolicyCommand.APPROVE), ADMIN)
    regated = await worker.once("regate")
    back = await roll_back(
        firm.store, OWNER, PolicyChange(stand.version_id, PolicyCommand.ROLL_BACK, "Too many came back."), "back"
    )

    assert (stand.state, tested) == (ChangeState.PROPOSED, 2)
    assert isinstance(own, Problem)
    assert own.code is ProblemCode.FORBIDDEN
    assert waiting is not None
    assert waiting.backtest is not None
    (figures,) = waiting.backtest["points"]
    assert (figures["cases"], figures["toAutomatic"], figures["toPeople"], figures["openTasks"]) == (4, 1, 0, 1)
    assert [(one["case"], one["before"], one["after"]) for one in figures["tasks"]] == [
        ("MIDDLE", "REVIEW", "AUTO_APPROVE")
    ]
    assert (figures["inUse"]["automatic"], figures["proposed"]["automatic"]) == (1, 2)
    assert waits == [{"kind": "AUTOMATIC"}]
    assert approved == PolicyStand(stand.version_id, stand.key, ChangeState.ACTIVE)
    assert regated == 3
    assert isinstance(back, RolledBack)
    assert (back.stand.key, back.stand.state) == (before.key, ChangeState.ACTIVE)
    assert (back.total, [one.case for one in back.decisions]) == (1, ["MIDDLE"])
    states = {one.key: one.state for one in (await policy(firm)).versions}
    assert states == {before.key: ChangeState.ACTIVE, stand.key: ChangeState.SUPERSEDED}
    assert await rows(firm, CHANGES) == [
        {"command": "PROPOSE_POLICY_VERSION", "actor": OWNER.person_id, "note": "Too many reviews change nothing."},
        {"command": "APPROVE_POLICY_VERSION", "actor": ADMIN.person_id, "note": None},
        {"command": "ROLL_BACK_POLICY_VERSION", "actor": OWNER.person_id, "note": "Too many came back."},
    ]
    await sealed(firm, signing)
    assert (await verify_graph(firm.store, Trusted(public_key(signing.public_file), signing.head()))).fault is None
    after = await submitted(firm, "AFTER", 0.15)
    assert after.task_id is not None, "the former version sends it to a person again"


async def test_an_approved_version_is_used_from_its_time_on_by_the_worker(firm: Firm, tmp_path: Path) -> None:
    stand = await proposed(firm)
    assert isinstance(stand, PolicyStand)
    at = firm.store.clock.now() + timedelta(days=1)
    approved = await changed(firm, PolicyChange(stand.version_id, PolicyCommand.APPROVE, None, at), ADMIN)
    assert isinstance(approved, PolicyStand)
    worker = Worker(firm.store, tmp_path)

    early = [await worker.once("changes"), (await policy(firm)).version(stand.key)]
    await firm.driver.execute_query("MATCH (v:PolicyVersion {stage: 'APPROVED'}) SET v.activateAt = 1")
    due = [await worker.once("changes"), (await policy(firm)).in_use]
    again = await worker.once("changes")

    assert approved.state is ChangeState.APPROVED
    assert early[0] == 2, "both versions are back-tested, none is put in use"
    assert getattr(early[1], "state", None) is ChangeState.APPROVED
    assert (due[0], getattr(due[1], "key", None), again) == (1, stand.key, 0)


async def test_a_faulty_table_is_refused_with_its_row_and_nothing_is_written(firm: Firm) -> None:
    versions = await firm.count("PolicyVersion")
    hidden = LAXER + "  - {id: late, when: {risk: '< 0.1'}, then: REVIEW, because: It is late.}\n"
    shared = LAXER.replace('risk: ">= 0.2"', 'risk: ">= 0.1"')

    answers = [await proposed(firm, table) for table in (hidden, shared, LAXER.replace("risk:", "paid_at:"), POLICY)]

    assert [(one.code, one.details.get("where")) for one in answers if isinstance(one, Problem)] == [
        (ProblemCode.INVALID_INPUT, "rows.late"),
        (ProblemCode.INVALID_INPUT, "rows"),
        (ProblemCode.INVALID_INPUT, "facts.paid_at"),
        (ProblemCode.ILLEGAL_TRANSITION, None),
    ]
    assert (await firm.count("PolicyVersion"), await firm.count("StateChange")) == (versions, 0)


async def test_a_point_whose_threshold_nobody_signed_decides_nothing_automatically(firm: Firm) -> None:
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    await firm.driver.execute_query(
        "MATCH (v:PolicyVersion) REMOVE v.approverId WITH v MATCH (p:DecisionPoint) SET p.epoch = p.epoch + 1"
    )

    unsigned = await submitted(firm, "PO-1", 0.02)

    (reasons,) = await rows(
        firm, f"MATCH (c:Case {{id: '{unsigned.case_id}'}})<-[:ABOUT]-(g:GateEvaluation) RETURN g.reasons AS reasons"
    )
    assert unsigned.task_id is not None
    assert reasons["reasons"][0] == "No policy version is active here, so a person decides."
