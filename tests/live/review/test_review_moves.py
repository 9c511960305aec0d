"""What a reviewer can do short of deciding, and what changed rules do to open tasks."""

from dataclasses import replace

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.reasons import own_reason
from graph.domain.review.task import TaskState, Verdict
from graph.store.decision.deciding import Decided, decide
from graph.store.registry.governing import PolicyProposal, activate_policy, open_point
from graph.store.review.routing import ScoredCase, awaiting_score, route
from graph.store.review.tasks import Claimed, ReleaseCommand, Released, claim, claim_next, release
from tests.builders.commands import approval, claimed, score, submitted
from tests.builders.firm import POLICY, SPEC, Firm

pytestmark = pytest.mark.live


async def test_a_released_task_waits_for_somebody_else(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    command = ReleaseCommand(lease.task_id, lease.lease_epoch, lease.version)

    answer = await release(firm.store, firm.reviewer, command, "release-1")
    again = await release(firm.store, firm.reviewer, command, "release-1")
    other = await claim(firm.store, firm.second, lease.task_id, "claim-2")

    assert answer == again == Released(lease.task_id, TaskState.READY, lease.version + 1)
    assert isinstance(other, Claimed)
    assert other.lease_epoch == lease.lease_epoch + 2


async def test_only_the_holder_can_release(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)

    command = ReleaseCommand(lease.task_id, lease.lease_epoch, lease.version)
    answer = await release(firm.store, firm.second, command, "release-1")

    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.CLAIMED_BY_OTHER
    assert await firm.count("Review") == 0


async def test_the_most_urgent_free_task_is_claimed_next(firm: Firm) -> None:
    first = await submitted(firm, "PO-1")
    second = await submitted(firm, "PO-2")

    one = await claim_next(firm.store, firm.reviewer, "purchases", "next-1")
    same = await claim_next(firm.store, firm.reviewer, "purchases", "next-1")
    two = await claim_next(firm.store, firm.second, None, "next-1")
    none = await claim_next(firm.store, firm.second, "purchases", "next-2")

    assert isinstance(one, Claimed)
    assert isinstance(two, Claimed)
    assert (one.task_id, two.task_id) == (first.task_id, second.task_id)
    assert same == one
    assert isinstance(none, Problem)
    assert none.code is ProblemCode.NOT_FOUND


async def test_who_abstains_is_not_asked_again_in_this_round(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    command = replace(approval(lease), verdict=Verdict.ABSTAIN, reason_code="unsure")

    answer = await decide(firm.store, firm.reviewer, lease.task_id, command, "abstain-1")
    again = await claim(firm.store, firm.reviewer, lease.task_id, "claim-again")
    other = await claim_next(firm.store, firm.second, None, "next-1")

    assert isinstance(answer, Decided)
    assert (answer.state, answer.decision_id) == (TaskState.READY, None)
    assert isinstance(again, Problem)
    assert again.code is ProblemCode.NOT_ELIGIBLE
    assert isinstance(other, Claimed)
    assert await firm.count("Decision") == 0
    assert await firm.count("Review") == 1


async def test_an_edit_opens_a_round_on_the_corrected_case_that_a_person_decides(firm: Firm) -> None:
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    command = replace(approval(lease), verdict=Verdict.EDIT, correction={"amount": 90.0})

    answer = await decide(firm.store, firm.reviewer, lease.task_id, command, "edit-1")

    assert isinstance(answer, Decided)
    assert (answer.state, answer.decision_id) == (TaskState.COMPLETED, None)
    waiting = await awaiting_score(firm.store, "purchases", 10)
    assert [dict(one.payload)["amount"] for one in waiting] == [90.0]
    routed = await route(firm.store, "purchases", [ScoredCase(waiting[0], score(0.02), {})])
    assert [(one.gate_result, one.rule) for one in routed] == [("REVIEW", "person-required")]
    lease = await claimed(firm, answer.next_task_id)
    decided = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-2")
    assert isinstance(decided, Decided)
    assert decided.action == "BUY"


async def test_a_reason_of_another_verdict_is_refused_and_nothing_is_written(firm: Firm) -> None:
    await open_point(firm.store, replace(SPEC, own_reasons=(own_reason("REJECT", "does-not-fit"),)))
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    command = replace(approval(lease), reason_code="does-not-fit")

    refused = await decide(firm.store, firm.reviewer, lease.task_id, command, "decide-1")

    assert isinstance(refused, Problem)
    assert refused.message == "reasonCode 'does-not-fit' does not go with APPROVE: use one of fits, unsure."
    assert await firm.count("Review") == 0
    rejection = replace(command, verdict=Verdict.REJECT)
    decided = await decide(firm.store, firm.reviewer, lease.task_id, rejection, "decide-2")
    assert isinstance(decided, Decided)
    assert decided.action == "DO_NOT_BUY"


async def test_a_correction_of_an_unknown_field_is_refused_and_nothing_is_written(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    command = replace(approval(lease), verdict=Verdict.EDIT, correction={"amuont": 90.0})

    answer = await decide(firm.store, firm.reviewer, lease.task_id, command, "edit-1")

    assert isinstance(answer, Problem)
    assert (answer.code, answer.details["where"]) == (ProblemCode.INVALID_INPUT, "correction.amuont")
    assert await firm.count("Review") == 0
    assert await firm.count("ReviewTask") == 1


STRICTER = POLICY.replace("version: 1", "version: 2").replace("0.1", "0.05")
LAXER = POLICY.replace("version: 1", "version: 2").replace("0.1", "0.5")


async def activate(firm: Firm, text: str) -> None:
    assert isinstance(
        await activate_policy(firm.store, PolicyProposal("purchases", text, {}, "policy-owner-id", "admin-id")), str
    )


async def test_a_new_policy_makes_the_packet_stale_and_the_refusal_names_the_new_one(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    await activate(firm, STRICTER)

    refused = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.STALE_PACKET
    assert "policy version" in refused.details["changed"]
    assert await firm.count("Decision") == 0
    fresh = replace(
        approval(lease),
        packet_digest=refused.details["packetDigest"],
        expected_version=int(refused.details["version"]),
    )
    decided = await decide(firm.store, firm.reviewer, lease.task_id, fresh, "decide-2")
    assert isinstance(decided, Decided)
    assert decided.action == "BUY"


async def test_a_waiting_task_that_the_new_policy_decides_is_withdrawn_at_claim(firm: Firm) -> None:
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    case = await submitted(firm, "PO-1", 0.3)
    await activate(firm, LAXER)

    assert case.task_id is not None
    answer = await claim(firm.store, firm.reviewer, case.task_id, "claim-1")

    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.ILLEGAL_TRANSITION
    assert await firm.count("Decision") == 1
    assert await firm.count("AuditEntry") == 1
    again = await claim(firm.store, firm.reviewer, case.task_id, "claim-2")
    assert isinstance(again, Problem)
    assert "OBSOLETE" in again.message


async def test_a_claimed_task_that_the_new_policy_would_decide_stays_with_its_person(firm: Firm) -> None:
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    case = await submitted(firm, "PO-1", 0.3)
    lease = await claimed(firm, case.task_id)
    await activate(firm, LAXER)

    refused = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.STALE_PACKET
    assert await firm.count("Decision") == 0
