"""An exception waives a row for a time: granted by another person than who asks, and never used once it has ended."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from graph.domain.gate.waivers import ExceptionScope
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.registry.exceptions import ExceptionDraft, ExceptionState
from graph.store.audit.invariants import check_all
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.decision.deciding import decide
from graph.store.registry.exception_lists import exceptions
from graph.store.registry.exceptions import ExceptionStand, grant_exception, revoke_exception
from graph.store.registry.points import point_of
from graph.store.review.tasks import claim
from tests.builders.commands import approval, claimed, sealed, submitted
from tests.builders.firm import Firm
from tests.builders.learning_firm import OWNER

pytestmark = pytest.mark.live

SECOND_OWNER = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER}))
END_NOW = "MATCH (e:ExceptionGrant) SET e.until = 1"
DECISIONS = (
    "MATCH (d:Decision)-[:WAS_GENERATED_BY]->(g:GateEvaluation) "
    "RETURN d.reasonCode AS rule, COLLECT { MATCH (g)-[:USED]->(e:ExceptionGrant) RETURN e.id } AS exceptions"
)


async def vendor(firm: Firm) -> str:
    """Have a case of the vendor scored by a model that is trusted, and return the vendor's id."""
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    return str((await firm.driver.execute_query("MATCH (b:BusinessEntity) RETURN b.id")).records[0][0])


def draft(firm: Firm, subject_id: str, until: datetime | None = None) -> ExceptionDraft:
    ends = until or firm.store.clock.now() + timedelta(days=3)
    return ExceptionDraft(
        "purchases", "look", ExceptionScope.ENTITY, subject_id, ends, "reviewer", "The vendor is under contract."
    )


async def granted(firm: Firm, subject_id: str, actor: Actor = OWNER) -> ExceptionStand:
    answer = await grant_exception(firm.store, actor, draft(firm, subject_id), firm.store.clock.new_id())
    assert isinstance(answer, ExceptionStand), answer
    return answer


async def test_a_waived_row_lets_the_gate_decide_until_it_is_revoked_and_the_register_says_how_often(
    firm: Firm, tmp_path: Path
) -> None:
    signing = SigningFolder(tmp_path)
    subject_id = await vendor(firm)
    before = await submitted(firm, "PO-1")

    stand = await granted(firm, subject_id)
    under = await submitted(firm, "PO-2")
    regated = await claim(firm.store, firm.reviewer, before.task_id or "", "claim")
    revoked = await revoke_exception(firm.store, SECOND_OWNER, stand.exception_id, "The contract ended.", "revoke")
    after = await submitted(firm, "PO-3")

    assert under.decision_id is not None
    assert isinstance(regated, Problem)
    assert regated.message == "Under the policy of today this case is decided without a person: take another task."
    assert isinstance(revoked, ExceptionStand)
    assert after.task_id is not None
    made = [record.data() for record in (await firm.driver.execute_query(DECISIONS)).records]
    assert made == [{"rule": "waived:look", "exceptions": [stand.exception_id]}] * 2
    (listed,) = await exceptions(firm.store, "purchases", ExceptionState.REVOKED)
    assert (listed.granted_by, listed.requested_by, listed.subject, listed.decisions) == (
        "policy-owner",
        "reviewer",
        "V-7",
        2,
    )
    assert (listed.revoked_by, listed.revoke_reason) == ("admin", "The contract ended.")
    (check,) = [one for one in await check_all(firm.store, 60) if one.invariant.key == "no-expired-exception"]
    assert (check.verdict.value, check.failing) == ("HOLDS", 0)
    await sealed(firm, signing)
    assert (await verify_graph(firm.store, Trusted(public_key(signing.public_file), signing.head()))).fault is None


async def test_what_would_give_somebody_their_own_way_or_never_ends_is_refused_and_writes_nothing(firm: Firm) -> None:
    subject_id = await vendor(firm)
    now = firm.store.clock.now()
    asks_itself = Actor("reviewer", "reviewer-id", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER}))
    await firm.driver.execute_query(
        "MATCH (p:Person {id: 'admin-id'}), (b:BusinessEntity) CREATE (p)-[:TIED_TO {kind: 'FAMILY'}]->(b)"
    )
    late, fine = draft(firm, subject_id, now + timedelta(days=91)), draft(firm, subject_id)
    endless = ExceptionDraft("purchases", "look", ExceptionScope.ENTITY, subject_id, None, "reviewer", "Because.")

    answers = [
        await grant_exception(firm.store, actor, one, f"grant-{number}")
        for number, (actor, one) in enumerate(
            [(OWNER, endless), (OWNER, late), (asks_itself, fine), (SECOND_OWNER, fine), (firm.reviewer, fine)]
        )
    ]

    assert [one.code for one in answers if isinstance(one, Problem)] == [
        ProblemCode.INVALID_INPUT,
        ProblemCode.INVALID_INPUT,
        ProblemCode.FORBIDDEN,
        ProblemCode.CONFLICT_OF_INTEREST,
        ProblemCode.FORBIDDEN,
    ]
    assert (await firm.count("ExceptionGrant"), await firm.count("StateChange{command:'GRANT_EXCEPTION'}")) == (0, 0)


async def test_of_two_grants_at_once_for_the_same_one_holds(firm: Firm) -> None:
    subject_id = await vendor(firm)

    answers = await asyncio.gather(
        *(grant_exception(firm.store, actor, draft(firm, subject_id), actor.account) for actor in (OWNER, SECOND_OWNER))
    )

    (refused,) = [one for one in answers if isinstance(one, Problem)]
    assert refused.code is ProblemCode.ILLEGAL_TRANSITION
    assert await firm.count("ExceptionGrant") == 1


async def test_a_verdict_on_a_packet_whose_exception_has_ended_is_refused_with_the_new_packet(firm: Firm) -> None:
    subject_id = await vendor(firm)
    held = await submitted(firm, "PO-1")
    lease = await claimed(firm, held.task_id)
    await granted(firm, subject_id)
    opened = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "stale")
    assert isinstance(opened, Problem)
    again = await claim(firm.store, firm.reviewer, lease.task_id, "claim-again")
    assert not isinstance(again, Problem)

    await firm.driver.execute_query(END_NOW)
    firm.store.points.clear()
    expired = await decide(firm.store, firm.reviewer, again.task_id, approval(again), "expired")

    assert opened.code is ProblemCode.STALE_PACKET
    assert opened.details["packetDigest"] == again.packet_digest
    assert isinstance(expired, Problem)
    assert expired.code is ProblemCode.EXCEPTION_EXPIRED
    assert await firm.count("Review") == 0


@pytest.mark.parametrize("meanwhile", [END_NOW, "MATCH (e:ExceptionGrant) SET e.revokedAt = 1, e.openAt = null"])
async def test_what_was_gated_before_an_exception_ended_is_never_written_as_automatic_after(
    firm: Firm, meanwhile: str
) -> None:
    subject_id = await vendor(firm)
    await granted(firm, subject_id)
    await point_of(firm.store, "purchases", fresh=True)

    await firm.driver.execute_query(meanwhile)
    late = await submitted(firm, "PO-1")

    assert late.task_id is not None
    assert await firm.count("Decision") == 0
