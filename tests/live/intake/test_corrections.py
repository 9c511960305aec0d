"""A corrected input: an open task waits for its new score, a decision stands."""

from dataclasses import replace

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.store.decision.deciding import Decided, decide
from graph.store.intake.corrections import Corrected, correct
from graph.store.review.routing import ScoredCase, awaiting_score, route
from tests.builders.commands import approval, claimed, score, submission, submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live

BETTER = replace(submission("PO-1", None), payload={"amount": 99.0, "vendor": "V-7"})


async def rescored(firm: Firm, probability: float) -> str:
    waiting = await awaiting_score(firm.store, "purchases", 10)
    routed = await route(firm.store, "purchases", [ScoredCase(one, score(probability), {}) for one in waiting])
    return routed[0].gate_result


async def test_a_held_task_is_set_aside_until_its_new_score_and_comes_back_to_its_holder(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)

    corrected = await correct(firm.store, firm.integrator, BETTER, "correct-1")
    refused = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")
    result = await rescored(firm, 0.3)

    assert isinstance(corrected, Corrected)
    assert corrected.rescored
    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.STALE_PACKET
    assert result == "REVIEW"
    rows = await firm.driver.execute_query(
        "MATCH (t:ReviewTask {id: $id})-[:PRESENTS]->(k)-[:WAS_REVISION_OF]->(:ReviewPacket) "
        "RETURN t.state AS state, t.version AS version, t.leaseEpoch AS epoch, t.holderId AS holder, "
        "k.digest AS digest",
        {"id": lease.task_id},
    )
    task = rows.records[0]
    assert (task["state"], task["holder"], task["epoch"]) == ("RESERVED", "reviewer-id", lease.lease_epoch + 1)
    fresh = replace(
        approval(lease), packet_digest=task["digest"], lease_epoch=task["epoch"], expected_version=task["version"]
    )
    assert isinstance(await decide(firm.store, firm.reviewer, lease.task_id, fresh, "decide-2"), Decided)


async def test_a_held_task_is_never_decided_automatically_on_its_corrected_data(firm: Firm) -> None:
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    case = await submitted(firm, "PO-1")
    await claimed(firm, case.task_id)
    await correct(firm.store, firm.integrator, BETTER, "correct-1")

    result = await rescored(firm, 0.02)

    assert result == "REVIEW"
    assert await firm.count("Decision") == 0


async def test_a_waiting_task_may_be_decided_automatically_on_its_corrected_data(firm: Firm) -> None:
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    await submitted(firm, "PO-1")
    await correct(firm.store, firm.integrator, BETTER, "correct-1")

    result = await rescored(firm, 0.02)

    assert result == "AUTO_APPROVE"
    assert await firm.count("Decision") == 1


async def test_a_task_claimed_before_its_new_score_cannot_be_decided_on_the_old_data(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    await correct(firm.store, firm.integrator, BETTER, "correct-1")
    lease = await claimed(firm, case.task_id)

    refused = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.STALE_PACKET
    assert await firm.count("Decision") == 0


async def test_a_decided_case_keeps_its_decision_and_the_same_data_adds_nothing(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")

    first = await correct(firm.store, firm.integrator, BETTER, "correct-1")
    again = await correct(firm.store, firm.integrator, BETTER, "correct-2")

    assert isinstance(first, Corrected)
    assert not first.rescored
    assert again == first
    assert await firm.count("InputSnapshot") == 2
    assert await firm.count("Decision") == 1


async def test_an_unknown_case_cannot_be_corrected(firm: Firm) -> None:
    answer = await correct(firm.store, firm.integrator, BETTER, "correct-1")

    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.NOT_FOUND
    assert await firm.count("InputSnapshot") == 0
