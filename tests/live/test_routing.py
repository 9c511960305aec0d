"""Cases without a score wait for one, then are decided or given to a person."""

from datetime import timedelta

import pytest

from graph.domain.case import CaseState
from graph.store.routing import ScoredCase, awaiting_score, overdue, route
from tests.firm import Firm
from tests.live.test_decision_path import approval, claimed, score, submitted

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
