"""One decision over HTTP, from the submission to the undo."""

import pytest

from tests.builders.mutations import CLAIMED, DECIDED, submission, submitted, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live


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
    question = await api.mutate(
        "reviewer",
        "decideTask",
        verdict(lease, verdict="RESPOND", note="Which budget?"),
        "... on DecidedTask { state questionId }",
    )
    answered = await api.mutate(
        "analyst",
        "answerQuestion",
        {"questionId": question["questionId"], "text": "The project's.", "idempotencyKey": "answer-1"},
        "... on AnsweredQuestion { state }",
    )

    assert question["state"] == "SUSPENDED"
    assert answered["state"] == "RESERVED"
