"""It learns: a challenger is trained from the record, scores beside the version in use, and comes in by two people."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from api.worker.runner import Worker
from graph.domain.gate.facts import Stage
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor
from graph.domain.registry.promotion import Promotion, PromotionCommand
from graph.store.decision.basis import ImpactQuestion, impact
from graph.store.decision.pages import Wanted
from graph.store.registry.promotion import ModelVersionView, Promoted, change_promotion, model_versions
from tests.builders.firm import Firm
from tests.builders.learning_firm import ADMIN, OWNER, decided_months, purchase, scored, with_model

pytestmark = pytest.mark.live

PREDICTIONS = (
    "MATCH (c:Case)<-[:ABOUT]-(:InputSnapshot)<-[:SCORED_ON]-(p:Prediction)-[:SCORED_BY]->(v:ModelVersion) "
    "WHERE c.externalId STARTS WITH $prefix RETURN c.externalId AS case, v.key AS model, "
    "coalesce(p.shadow, false) AS shadow, "
    "COUNT { (p)<-[:USED]-(:GateEvaluation) } AS gates, COUNT { (p)<-[:PRESENTS]-(:ReviewPacket) } AS packets, "
    "COUNT { (p)-[:INFLUENCED_BY]->() } > 0 AS explained ORDER BY case, shadow"
)
CHANGES = (
    "MATCH (a:AuditEntry {kind: 'STATE_CHANGE'}) MATCH (c:StateChange {id: a.subjectId})-[:ABOUT]->(v:ModelVersion) "
    "RETURN c.command AS command, c.actorId AS actor ORDER BY c.recordedAt, c.id"
)


async def rows(firm: Firm, text: str, **parameters: str) -> list[dict[str, Any]]:
    result = await firm.driver.execute_query(text, parameters)
    return [record.data() for record in result.records]


async def challenger(firm: Firm, folder: Path) -> tuple[ModelVersionView, ModelVersionView]:
    """The version in use and its challenger, which a worker's job trained."""
    await with_model(firm, folder)
    await decided_months(firm, folder)
    assert await Worker(firm.store, folder).once("learn") == 1
    newest, active = await model_versions(firm.store, "purchases")
    return active, newest


async def sent(firm: Firm, version: str, command: PromotionCommand, actor: Actor = OWNER) -> Promoted | Problem:
    change = Promotion(version, command, "It is better on later cases.")
    return await change_promotion(
        firm.store, actor, change, f"{command}-{version}-{actor.account}-{firm.store.clock.new_id()}"
    )


def now() -> datetime:
    return datetime.now(UTC)


async def test_a_challenger_is_trained_measured_beside_the_version_in_use_and_never_active_by_itself(
    firm: Firm, tmp_path: Path
) -> None:
    active, trained = await challenger(firm, tmp_path)

    assert (active.stage, trained.stage) == (Stage.ACTIVE, Stage.CHALLENGER)
    assert trained.reason is not None
    assert trained.reason.startswith("the last training was 8 days ago")
    assert trained.rows > active.rows
    assert active.live is not None
    assert 0 < active.live["known"] <= active.live["scored"]
    assert active.live["own"]["brier"] >= 0.0
    assert trained.live is None
    weeks = await rows(firm, "MATCH (:InputSnapshot)-[:TAKEN_FROM]->(v) RETURN count(DISTINCT v) AS n")
    assert 0 < trained.datasets <= weeks[0]["n"]
    assert trained.comparison is not None
    assert trained.comparison["beside"] == active.key
    assert trained.comparison["challenger"]["auc"] > trained.comparison["champion"]["auc"]
    assert trained.comparison["challenger"]["prevalence"] == trained.comparison["champion"]["prevalence"]
    edges = await rows(
        firm,
        "MATCH (v:ModelVersion {key: $key})-[:WAS_REVISION_OF]->(o) MATCH (v)-[:WAS_GENERATED_BY]->(:TrainingRun) "
        "RETURN o.key AS before, COUNT { (v)-[:DEPENDS_ON]->() } AS features",
        key=trained.key,
    )
    assert edges == [{"before": active.key, "features": 6}]
    assert await Worker(firm.store, tmp_path).once("learn") == 0


async def test_a_challenger_scores_live_cases_in_shadow_and_nothing_reads_it(firm: Firm, tmp_path: Path) -> None:
    active, trained = await challenger(firm, tmp_path)
    worker = Worker(firm.store, tmp_path)
    await scored(firm, tmp_path, [purchase(f"NEW-{number}", 90.0 + number, now()) for number in range(3)])

    first, again = await worker.once("challenge"), await worker.once("challenge")

    assert (first, again) == (3, 0)
    stored = await rows(firm, PREDICTIONS, prefix="NEW-")
    counting = [one for one in stored if not one["shadow"]]
    shadows = [one for one in stored if one["shadow"]]
    assert [one["model"] for one in counting] == [active.key] * 3
    assert all(one["gates"] == 1 and one["explained"] for one in counting)
    assert [(one["model"], one["gates"], one["packets"], one["explained"]) for one in shadows] == [
        (trained.key, 0, 0, False)
    ] * 3
    used = await impact(firm.store, Wanted(10, None), ImpactQuestion("ModelVersion", trained.id))
    assert not isinstance(used, Problem)
    assert sum(row.decisions for row in used.counts) == 0


async def test_a_version_comes_into_use_by_two_people_and_every_later_score_names_it_until_a_rollback(
    firm: Firm, tmp_path: Path
) -> None:
    active, trained = await challenger(firm, tmp_path)

    await sent(firm, trained.id, PromotionCommand.PROPOSE)
    declined = await sent(firm, trained.id, PromotionCommand.DECLINE, ADMIN)
    late = await sent(firm, trained.id, PromotionCommand.APPROVE, ADMIN)
    proposed = await sent(firm, trained.id, PromotionCommand.PROPOSE)
    own = await sent(firm, trained.id, PromotionCommand.APPROVE)
    unchanged = [one.stage for one in await model_versions(firm.store, "purchases")]
    approved = await sent(firm, trained.id, PromotionCommand.APPROVE, ADMIN)
    await scored(firm, tmp_path, [purchase("AFTER-1", 90.0, now())])
    back = [
        await sent(firm, active.id, PromotionCommand.PROPOSE, ADMIN),
        await sent(firm, active.id, PromotionCommand.APPROVE, OWNER),
    ]
    await scored(firm, tmp_path, [purchase("AFTER-2", 90.0, now())])

    assert declined == Promoted(trained.id, Stage.CHALLENGER, proposed=False)
    assert isinstance(late, Problem)
    assert late.code is ProblemCode.ILLEGAL_TRANSITION
    assert proposed == Promoted(trained.id, Stage.CHALLENGER, proposed=True)
    assert isinstance(own, Problem)
    assert own.code is ProblemCode.FORBIDDEN
    assert unchanged == [Stage.CHALLENGER, Stage.ACTIVE]
    assert approved == Promoted(trained.id, Stage.ACTIVE, proposed=False)
    assert back[1] == Promoted(active.id, Stage.ACTIVE, proposed=False)
    stored = await rows(firm, PREDICTIONS, prefix="AFTER-")
    assert [(one["case"], one["model"]) for one in stored] == [("AFTER-1", trained.key), ("AFTER-2", active.key)]
    stages = {one.key: (one.stage, one.proposer, one.approver) for one in await model_versions(firm.store, "purchases")}
    assert stages == {
        trained.key: (Stage.SUPERSEDED, "policy-owner", "admin"),
        active.key: (Stage.ACTIVE, "admin", "policy-owner"),
    }
    assert await rows(firm, CHANGES) == [
        {"command": "REGISTER_CHALLENGER", "actor": "signoff-trainer"},
        {"command": "PROPOSE_MODEL_VERSION", "actor": "policy-owner-id"},
        {"command": "DECLINE_MODEL_VERSION", "actor": "admin-id"},
        {"command": "PROPOSE_MODEL_VERSION", "actor": "policy-owner-id"},
        {"command": "APPROVE_MODEL_VERSION", "actor": "admin-id"},
        {"command": "PROPOSE_MODEL_VERSION", "actor": "admin-id"},
        {"command": "APPROVE_MODEL_VERSION", "actor": "policy-owner-id"},
    ]
