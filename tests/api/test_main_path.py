"""One decision over HTTP, from the submission to the undo."""

import math
from typing import Any

import pytest

from tests.api.conftest import Api

pytestmark = pytest.mark.live

SCORE_BASE = -1.0


def submission(external_id: str, probability: float = 0.4) -> dict[str, Any]:
    margin = math.log(probability / (1 - probability))
    return {
        "decisionPoint": "purchases",
        "externalId": external_id,
        "payload": {"amount": 120.0, "vendor": "V-7"},
        "occurredAt": "2026-01-05T09:00:00Z",
        "entities": [{"kind": "vendor", "id": "V-7"}],
        "score": {
            "model": "purchase-risk",
            "modelVersion": "1",
            "probability": probability,
            "base": SCORE_BASE,
            "contributions": [
                {"feature": "amount", "value": 120.0, "amount": margin - SCORE_BASE - 1.5},
                {"feature": "vendor", "value": "V-7", "amount": 1.5},
            ],
        },
        "idempotencyKey": f"submit-{external_id}",
    }


CLAIMED = "... on ClaimedTask { taskId caseId leaseEpoch version packetDigest expiresAt }"
DECIDED = "... on DecidedTask { decisionId action state finalAt auditEntryId }"


async def submitted(api: Api, external_id: str) -> dict[str, Any]:
    return await api.mutate(
        "integrator",
        "submitCase",
        submission(external_id),
        "... on SubmittedCase { caseId state gateResult rule reasons taskId }",
    )


def verdict(lease: dict[str, Any], **said: object) -> dict[str, Any]:
    return {
        "taskId": lease["taskId"],
        "verdict": "APPROVE",
        "reasonCode": "fits",
        "packetDigest": lease["packetDigest"],
        "leaseEpoch": lease["leaseEpoch"],
        "expectedVersion": lease["version"],
        "idempotencyKey": f"decide-{lease['taskId']}",
        **said,
    }


async def test_a_case_is_submitted_claimed_decided_and_undone(api: Api) -> None:
    case = await submitted(api, "PO-1")
    lease = await api.mutate("reviewer", "claimNextTask", {"idempotencyKey": "next-1"}, CLAIMED)
    decided = await api.mutate("reviewer", "decideTask", verdict(lease), DECIDED)
    undone = await api.mutate(
        "reviewer",
        "undoDecision",
        {"decisionId": decided["decisionId"], "reasonCode": "slip", "idempotencyKey": "undo-1"},
        "... on UndoneDecision { nextTaskId }",
    )

    assert (case["__typename"], case["state"], case["gateResult"]) == ("SubmittedCase", "IN_REVIEW", "REVIEW")
    assert lease["taskId"] == case["taskId"]
    assert (decided["__typename"], decided["action"], decided["state"]) == ("DecidedTask", "BUY", "COMPLETED")
    assert undone["__typename"] == "UndoneDecision"
    assert undone["nextTaskId"] != case["taskId"]


async def test_who_holds_a_task_is_told_to_who_comes_second(api: Api) -> None:
    case = await submitted(api, "PO-1")
    given = {"taskId": case["taskId"], "idempotencyKey": "claim-1"}
    await api.mutate("reviewer", "claimTask", given, CLAIMED)

    second = await api.mutate("reviewer-2", "claimTask", given, "... on ClaimedByOther { holder until }")

    assert (second["code"], second["holder"]) == ("CLAIMED_BY_OTHER", "reviewer")


async def test_a_role_that_is_missing_is_a_typed_problem_and_nothing_is_written(api: Api) -> None:
    answer = await api.mutate("reviewer", "submitCase", submission("PO-1"), "... on Forbidden { needed }")

    assert (answer["code"], answer["needed"]) == ("FORBIDDEN", "integrator")
    assert await api.firm.count("Case") == 0


async def test_wrong_content_is_refused_with_its_place(api: Api) -> None:
    wrong = submission("PO-1")
    wrong["score"]["contributions"][0]["amount"] = 7.0

    answer = await api.mutate("integrator", "submitCase", wrong, "... on InvalidInput { where }")

    assert (answer["code"], answer["where"]) == ("INVALID_INPUT", "score.contributions")
    assert await api.firm.count("Case") == 0


async def test_an_outcome_is_recorded_and_a_question_answered(api: Api) -> None:
    await submitted(api, "PO-1")
    lease = await api.mutate("reviewer", "claimNextTask", {"idempotencyKey": "next-1"}, CLAIMED)
    asked = await api.mutate(
        "reviewer",
        "decideTask",
        verdict(lease, verdict="RESPOND", note="Which budget?"),
        "... on DecidedTask { state questionId }",
    )
    answered = await api.mutate(
        "analyst",
        "answerQuestion",
        {"questionId": asked["questionId"], "text": "The project's.", "idempotencyKey": "answer-1"},
        "... on AnsweredQuestion { state }",
    )

    assert asked["state"] == "SUSPENDED"
    assert answered["state"] == "RESERVED"
