"""From a submission to a decision, on a real Neo4j."""

import pytest

from graph.domain.intake.case import CaseState
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.task import DecideCommand, TaskState, Verdict
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.decision.deciding import Decided, decide
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from graph.store.review.tasks import claim
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live


async def test_a_case_of_an_unknown_model_goes_to_a_person(firm: Firm) -> None:
    answer = await submitted(firm, "PO-1", 0.02)

    assert answer.state is CaseState.IN_REVIEW
    assert answer.gate_result == "REVIEW"
    assert answer.task_id is not None
    assert await firm.count("Decision") == 0


async def test_a_low_risk_of_a_trusted_model_is_decided_automatically(firm: Firm) -> None:
    await submitted(firm, "PO-1")
    await firm.approve_model("purchase-risk|1")

    answer = await submitted(firm, "PO-2", 0.02)

    assert (answer.state, answer.rule) == (CaseState.DECIDED, "low-risk")
    assert await firm.count("Decision") == 1
    assert await firm.count("AuditEntry") == 1
    assert await firm.count("OutboxEvent") == 1


async def test_a_person_claims_and_approves(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)

    answer = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")

    assert isinstance(answer, Decided)
    assert (answer.state, answer.action) == (TaskState.COMPLETED, "BUY")
    rows = await firm.driver.execute_query(
        "MATCH (:Decision {id: $id})-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(:Prediction)"
        "-[:SCORED_ON]->(:InputSnapshot)-[:TAKEN_FROM]->(:DatasetVersion)-[:VERSION_OF]->(:Dataset)"
        "-[:HAD_PRIMARY_SOURCE]->(s:DataSource) RETURN s.name AS source",
        {"id": answer.decision_id},
    )
    assert [row["source"] for row in rows.records] == ["api:integrator"]


async def test_an_approval_of_another_packet_is_refused_and_nothing_is_written(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    stale = DecideCommand(Verdict.APPROVE, "fits", "0" * 64, lease.lease_epoch, lease.version)

    answer = await decide(firm.store, firm.reviewer, lease.task_id, stale, "decide-1")

    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.STALE_PACKET
    assert await firm.count("Decision") == 0
    assert await firm.count("Review") == 0


async def test_the_same_request_again_gives_the_same_answer_and_adds_nothing(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    again = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    first = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")

    second = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")

    assert again == case
    assert first == second
    assert await firm.count("Decision") == 1


async def test_a_statement_that_takes_too_long_is_told_as_unavailable_and_writes_nothing(
    firm: Firm, neo4j_settings: GraphSettings
) -> None:
    case = await submitted(firm, "PO-1")
    hurried = Graph(firm.driver, neo4j_settings.model_copy(update={"transaction_timeout_seconds": 0.5}))
    store = open_store(hurried, MasterKey(b"k" * 32))

    async with firm.driver.session() as session, await session.begin_transaction() as holding:
        await holding.run("MATCH (t:ReviewTask) SET t.version = t.version")
        answer = await claim(store, firm.reviewer, str(case.task_id), "claim")
        await holding.rollback()

    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.UNAVAILABLE
    await claimed(firm, case.task_id)
