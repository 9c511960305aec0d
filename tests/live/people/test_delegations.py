"""Delegation in absence: tasks go to who acts for somebody, with no more rights than both have, and come back."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.delegation import DelegationDraft, DelegationState
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.task import DecideCommand, TaskState, Verdict
from graph.queries.kernel.rows import Keyed, Rows
from graph.queries.review.tasks import DECIDE, DecideRow
from graph.store.decision.deciding import Decided, decide
from graph.store.decision.records import records
from graph.store.kernel.group_commit import GroupCommit
from graph.store.people.accounts import AccountSpec, create_account
from graph.store.people.delegation_lists import delegations
from graph.store.people.delegations import DelegationStand, delegate, end_delegation
from graph.store.review.delegated import advance_delegations
from graph.store.review.tasks import Claimed, claim, claim_next
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import Firm, human

pytestmark = pytest.mark.live

ADMIN = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
HELD = "MATCH (t:ReviewTask) RETURN t.state AS state, t.holderId AS holder, t.forId AS whose, t.leaseEpoch AS epoch"


@pytest.fixture
async def staffed(firm: Firm) -> Firm:
    """The firm with accounts of its people, three of whom review."""
    for name in ("reviewer", "reviewer-2", "policy-owner", "admin"):
        spec = AccountSpec(name, ActorKind.HUMAN, frozenset({Role.REVIEWER}), "hash")
        assert await create_account(firm.store, spec) is True
    return firm


async def made(
    firm: Firm, delegator: str, delegate_: str, begins: datetime | None = None, actor: Actor | None = None
) -> DelegationStand | Problem:
    ends = (begins or firm.store.clock.now()) + timedelta(hours=8)
    draft = DelegationDraft(delegator, delegate_, begins, ends, "On leave.")
    return await delegate(firm.store, actor or human(delegator), draft, firm.store.clock.new_id())


async def running(firm: Firm, delegator: str = "reviewer", delegate_: str = "reviewer-2") -> DelegationStand:
    answer = await made(firm, delegator, delegate_)
    assert isinstance(answer, DelegationStand), answer
    return answer


async def held(firm: Firm) -> list[dict[str, object]]:
    return [record.data() for record in (await firm.driver.execute_query(HELD)).records]


async def lease_of(firm: Firm, actor: Actor, task_id: str) -> Claimed:
    """The lease that an actor holds already: claiming what one holds is the same answer."""
    answer = await claim(firm.store, actor, task_id, firm.store.clock.new_id())
    assert isinstance(answer, Claimed), answer
    return answer


async def test_a_held_task_goes_to_the_delegate_is_decided_for_the_delegator_and_says_so(staffed: Firm) -> None:
    firm = staffed
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)

    stand = await running(firm)
    moved = await advance_delegations(firm.store)
    late = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "late")
    taken = await lease_of(firm, firm.second, lease.task_id)
    decided = await decide(firm.store, firm.second, lease.task_id, approval(taken), "decide")

    assert (stand.state, moved) == (DelegationState.RUNNING, 1)
    assert isinstance(late, Problem)
    assert late.code is ProblemCode.CLAIMED_BY_OTHER
    assert isinstance(decided, Decided), decided
    (record,) = await records(firm.store, [decided.decision_id or ""])
    assert record.decided_for == "reviewer"
    (listed,) = await delegations(firm.store, "reviewer-2-id")
    assert (listed.delegator, listed.delegate, listed.reviews, listed.made_by) == (
        "reviewer",
        "reviewer-2",
        1,
        "reviewer",
    )


async def test_a_task_comes_back_when_the_delegation_ends_and_the_absent_take_none_meanwhile(staffed: Firm) -> None:
    firm = staffed
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    other = await submitted(firm, "PO-2")
    stand = await running(firm)
    await advance_delegations(firm.store)

    away = await claim(firm.store, firm.reviewer, other.task_id or "", "away")
    nothing = await claim_next(firm.store, firm.reviewer, None, "away-next")
    ended = await end_delegation(firm.store, firm.reviewer, stand.delegation_id, None, "end")
    moved = await advance_delegations(firm.store)
    back = await lease_of(firm, firm.reviewer, lease.task_id)

    assert isinstance(away, Problem)
    assert isinstance(nothing, Problem)
    assert (away.code, away.details["rule"]) == (ProblemCode.NOT_ELIGIBLE, "away")
    assert away.details["path"] == "reviewer-2 acts for reviewer"
    assert nothing.message == away.message
    assert isinstance(ended, DelegationStand)
    assert (ended.state, moved) == (DelegationState.ENDED_EARLY, 1)
    assert {"state": "RESERVED", "holder": "reviewer-id", "whose": None, "epoch": back.lease_epoch} in await held(firm)


async def test_a_question_is_answered_to_the_delegate(staffed: Firm) -> None:
    firm = staffed
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    ask = DecideCommand(
        Verdict.RESPOND, "unsure", lease.packet_digest, lease.lease_epoch, lease.version, "Which cost centre?"
    )
    question = await decide(firm.store, firm.reviewer, lease.task_id, ask, "ask")
    assert isinstance(question, Decided)

    await running(firm)
    await advance_delegations(firm.store)

    assert await held(firm) == [
        {"state": "SUSPENDED", "holder": "reviewer-2-id", "whose": "reviewer-id", "epoch": lease.lease_epoch}
    ]


@pytest.mark.parametrize(
    "tie",
    [
        "MATCH (p:Person {id: 'reviewer-id'}), (b:BusinessEntity) CREATE (p)-[:TIED_TO {kind: 'FAMILY'}]->(b)",
        "MATCH (p:Person {id: 'reviewer-id'}), (c:Case) CREATE (c)-[:REQUESTED_BY]->(p)",
    ],
    ids=["tied", "own request"],
)
async def test_nobody_has_their_own_case_decided_by_a_delegate(staffed: Firm, tie: str) -> None:
    firm = staffed
    case = await submitted(firm, "PO-1")
    await firm.driver.execute_query(tie)
    lease = await claim(firm.store, firm.second, case.task_id or "", "before")
    assert isinstance(lease, Claimed)

    await running(firm)
    late = await decide(firm.store, firm.second, lease.task_id, approval(lease), "decide")

    assert isinstance(late, Problem)
    assert (late.code, late.details["path"]) == (ProblemCode.CONFLICT_OF_INTEREST, "reviewer-2 acts for reviewer")
    assert await firm.count("Decision") == 0


async def test_the_path_over_two_delegations_is_shown(staffed: Firm) -> None:
    firm = staffed
    case = await submitted(firm, "PO-1")
    await firm.driver.execute_query(
        "MATCH (p:Person {id: 'reviewer-id'}), (b:BusinessEntity) CREATE (p)-[:TIED_TO {kind: 'FAMILY'}]->(b)"
    )
    await running(firm, "reviewer", "reviewer-2")
    await running(firm, "reviewer-2", "admin")

    refused = await claim(firm.store, human("admin"), case.task_id or "", "claim")

    assert isinstance(refused, Problem)
    assert refused.message == (
        "You act for reviewer, who is tied to V-7 (FAMILY), which this case concerns (admin acts for reviewer-2; "
        "reviewer-2 acts for reviewer), so another person decides it."
    )


async def test_a_circle_and_what_is_not_ones_own_are_refused_and_write_nothing(staffed: Firm) -> None:
    firm = staffed
    await running(firm, "reviewer", "reviewer-2")

    answers = [
        await made(firm, "reviewer-2", "reviewer"),
        await made(firm, "reviewer", "policy-owner"),
        await made(firm, "policy-owner", "reviewer-2", actor=human("reviewer")),
        await made(firm, "policy-owner", "nobody"),
        await made(firm, "policy-owner", "policy-owner"),
    ]

    assert [one.code for one in answers if isinstance(one, Problem)] == [
        ProblemCode.CONFLICT_OF_INTEREST,
        ProblemCode.ILLEGAL_TRANSITION,
        ProblemCode.FORBIDDEN,
        ProblemCode.INVALID_INPUT,
        ProblemCode.INVALID_INPUT,
    ]
    assert isinstance(answers[0], Problem)
    assert answers[0].details["path"] == "reviewer acts for reviewer-2; reviewer-2 acts for reviewer"
    assert (await firm.count("Delegation"), await firm.count("StateChange{command:'DELEGATE'}")) == (1, 1)


async def test_of_delegations_at_once_that_would_go_in_a_circle_one_is_refused(staffed: Firm) -> None:
    firm = staffed

    answers = await asyncio.gather(
        made(firm, "reviewer", "reviewer-2"),
        made(firm, "reviewer-2", "policy-owner"),
        made(firm, "policy-owner", "reviewer"),
    )

    assert sum(isinstance(one, Problem) for one in answers) == 1
    assert await firm.count("Delegation") == 2


async def test_a_delegation_that_ends_while_the_delegate_decides_lets_nothing_through_after_its_end(
    staffed: Firm,
) -> None:
    firm = staffed
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    ends = firm.store.clock.now() + timedelta(seconds=2)
    draft = DelegationDraft("reviewer", "reviewer-2", None, ends, None)
    assert isinstance(await delegate(firm.store, firm.reviewer, draft, "short"), DelegationStand)
    assert await advance_delegations(firm.store) == 1
    taken = await lease_of(firm, firm.second, lease.task_id)
    written: list[str] = []

    async def write_late(rows: Sequence[Keyed[DecideRow]]) -> list[str]:
        await asyncio.sleep((ends - firm.store.clock.now()).total_seconds())
        verdicts = [answer.verdict for answer in await firm.store.graph.write(DECIDE, Rows(rows))]
        written.extend(verdicts)
        return verdicts

    slow = replace(firm.store, verdicts=GroupCommit(write_late))
    late = await decide(slow, firm.second, lease.task_id, approval(taken), "late")
    moved = await advance_delegations(firm.store)

    assert isinstance(late, Problem)
    assert (written, late.details["rule"]) == (["MOVED"], "delegation ended")
    assert (moved, await firm.count("Review")) == (1, 0)
    back = await lease_of(firm, firm.reviewer, lease.task_id)
    assert back.lease_epoch == taken.lease_epoch + 1


async def test_several_workers_hand_a_task_over_once(staffed: Firm) -> None:
    firm = staffed
    await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    await running(firm)

    moved = await asyncio.gather(*(advance_delegations(firm.store) for _ in range(4)))

    assert sum(moved) == 1
    assert await firm.count("StateChange{command:'REASSIGN'}") == 1


async def test_a_task_that_the_delegate_may_not_take_goes_to_its_queue(staffed: Firm) -> None:
    firm = staffed
    await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    await firm.driver.execute_query("MATCH (:Person {id: 'reviewer-2-id'})-[t:HAS_TRAINING]->() DELETE t")

    await running(firm)
    await advance_delegations(firm.store)

    assert [(one["state"], one["holder"]) for one in await held(firm)] == [(TaskState.READY.value, None)]


async def test_a_planned_delegation_begins_at_its_time_and_not_before(staffed: Firm) -> None:
    firm = staffed
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    later = firm.store.clock.now() + timedelta(hours=1)

    answer = await made(firm, "reviewer", "reviewer-2", later, ADMIN)
    moved = await advance_delegations(firm.store)
    decided = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide")

    assert isinstance(answer, DelegationStand)
    assert (answer.state, moved) == (DelegationState.PLANNED, 0)
    assert isinstance(decided, Decided)
