"""Cases without a score wait for one, then are decided or given to a person."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from graph.domain.intake.case import CaseState
from graph.domain.kernel.problems import Problem
from graph.domain.lineage.reach import Direction
from graph.store.decision.basis import ImpactQuestion, impact
from graph.store.decision.deciding import Decided, decide
from graph.store.decision.pages import Wanted
from graph.store.intake.cases import Submitted, submit
from graph.store.lineage.reach import Lineage, LineageQuestion, trace
from graph.store.review.routing import ScoredCase, awaiting_score, overdue, route
from tests.builders.commands import approval, claimed, score, submission, submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live


async def test_a_case_without_a_score_waits(firm: Firm) -> None:
    answer = await submitted(firm, "PO-1", None)

    waiting = await awaiting_score(firm.store, "purchases", 10)

    assert answer.state is CaseState.AWAITING_SCORE
    assert [case.external_id for case in waiting] == ["PO-1"]


async def test_scored_cases_are_decided_or_given_to_a_person(firm: Firm) -> None:
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    low = await submitted(firm, "PO-1", None)
    high = await submitted(firm, "PO-2", None)
    waiting = {case.case_id: case for case in await awaiting_score(firm.store, "purchases", 10)}

    routed = await route(
        firm.store,
        "purchases",
        [
            ScoredCase(waiting[low.case_id], score(0.05), {}),
            ScoredCase(waiting[high.case_id], score(0.5), {}, ("The amount is unusual.",)),
        ],
    )

    assert {one.external_id: one.gate_result for one in routed} == {"PO-1": "AUTO_APPROVE", "PO-2": "REVIEW"}
    assert await firm.count("Decision") == 1
    lease = await claimed(firm, high.task_id)
    assert approval(lease).packet_digest
    assert await awaiting_score(firm.store, "purchases", 10) == []


async def test_a_case_that_waits_too_long_goes_to_a_person_without_a_score(firm: Firm) -> None:
    await submitted(firm, "PO-1", None)
    waiting = await awaiting_score(firm.store, "purchases", 10)

    late = overdue(waiting, firm.store.clock.now() + timedelta(minutes=3), timedelta(minutes=2))
    routed = await route(firm.store, "purchases", late)

    assert [one.gate_result for one in routed] == ["REVIEW"]
    assert await firm.count("Prediction") == 0


async def test_every_score_that_the_rules_read_is_a_prediction_with_its_edges_and_counts_in_impact(firm: Firm) -> None:
    for model in ("purchase-risk", "late-risk"):
        first = replace(submission(f"PO-{model}"), score=replace(score(0.4), model=model))
        assert isinstance(await submit(firm.store, firm.integrator, first, f"submit-{model}"), Submitted)
        await firm.approve_model(f"{model}|1")
    low, high = await submitted(firm, "PO-1", None), await submitted(firm, "PO-2", None)
    waiting = {case.case_id: case for case in await awaiting_score(firm.store, "purchases", 10)}
    late = replace(score(0.3), model="late-risk")
    scored = [
        ScoredCase(waiting[low.case_id], score(0.05), {"late": late}),
        ScoredCase(waiting[high.case_id], score(0.5), {"late": late}),
    ]

    await route(firm.store, "purchases", scored)

    lease = await claimed(firm, high.task_id)
    assert isinstance(
        await decide(firm.store, firm.reviewer, high.task_id or "", approval(lease), "further-1"), Decided
    )
    rows = await firm.driver.execute_query(
        "MATCH (p:Prediction {target: 'late'})-[:SCORED_BY]->(v:ModelVersion), (p)-[:SCORED_ON]->(:InputSnapshot) "
        "RETURN v.key AS model, v.id AS id, p.probability AS risk, p.margin AS margin, "
        "COUNT { (p)<-[:USED]-(:GateEvaluation) } AS gates, COUNT { (p)<-[:PRESENTS]-(:ReviewPacket) } AS packets, "
        "COUNT { (p)-[:INFLUENCED_BY]->(:FeatureVersion) } AS influences ORDER BY packets"
    )
    one, other = (row.data() for row in rows.records)
    version = one.pop("id")
    assert version == other.pop("id")
    shared = {"model": "late-risk|1", "risk": 0.3, "margin": late.margin, "gates": 1, "influences": 2}
    assert (one, other) == ({**shared, "packets": 0}, {**shared, "packets": 1})
    counts = await impact(firm.store, Wanted(10, None), ImpactQuestion("ModelVersion", version))
    assert not isinstance(counts, Problem)
    assert [(row.by_input, row.decisions) for row in counts.counts] == [(True, 2)]
    down = await trace(firm.store, LineageQuestion(version, Direction.DOWN))
    assert isinstance(down, Lineage)
    assert sum(node.kind == "Decision" for node in down.nodes) == 2
    assert "Prediction of late: risk 30%" in {node.title for node in down.nodes}
    (packet,) = (
        await firm.driver.execute_query(
            "MATCH (:ReviewTask {id: $id})-[:PRESENTS]->(k) RETURN k.content", {"id": high.task_id}
        )
    ).records
    assert json.loads(packet[0])["furtherPredictions"]["late"]["probability"] == 0.3
