"""A task that is put off stays with its holder, is nobody's to claim meanwhile, and comes back once."""

import asyncio
from datetime import timedelta

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.task import TaskState
from graph.store.decision.deciding import Decided, decide
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import Store, open_store
from graph.store.review.snoozing import SnoozeCommand, Snoozed, resume, resume_due, snooze
from graph.store.review.tasks import Claimed, claim, claim_next
from tests.builders.commands import approval, claimed, submitted
from tests.builders.demo import MovedClock
from tests.builders.firm import Firm

pytestmark = pytest.mark.live

HOUR = timedelta(hours=1)
STATES = "MATCH (h:StateChange)-[:ABOUT]->(:ReviewTask) RETURN h.command AS command, h.reason AS reason ORDER BY h.id"
BARRED = "MATCH (:Person {id: 'reviewer-id'})-[training:HAS_TRAINING]->() SET training.validUntil = 1"


def later(firm: Firm, by: timedelta) -> Store:
    """The store of a worker whose clock is ahead."""
    return open_store(firm.store.graph, MasterKey(b"k" * 32), MovedClock(firm.store.clock.now() + by))


def until(firm: Firm, lease: Claimed, by: timedelta = HOUR) -> SnoozeCommand:
    return SnoozeCommand(lease.task_id, firm.store.clock.now() + by, lease.lease_epoch, lease.version)


async def put_off(firm: Firm, command: SnoozeCommand, key: str = "snooze") -> Snoozed | Problem:
    return await snooze(firm.store, firm.reviewer, command, key)


async def the_task(firm: Firm) -> tuple[str, str | None, int | None]:
    find = "MATCH (t:ReviewTask) RETURN t.state, t.holderId, t.suspendedUntil"
    ((state, holder, until),) = (await firm.driver.execute_query(find)).records
    return state, holder, until


async def test_a_task_that_is_put_off_is_nobody_elses_and_comes_back_to_its_holder(firm: Firm) -> None:
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    command = until(firm, lease)

    done = await put_off(firm, command)
    again = await put_off(firm, command)
    other = await claim(firm.store, firm.second, lease.task_id, "other")
    following = await claim_next(firm.store, firm.second, None, "next")
    taken_up = await resume(firm.store, firm.second, lease.task_id, "not mine")
    too_early = await resume_due(firm.store)
    state, holder, comes_back = await the_task(firm)
    moved = await asyncio.gather(*(resume_due(later(firm, 2 * HOUR)) for _ in range(2)))

    assert isinstance(done, Snoozed), done
    assert done == again
    assert isinstance(other, Problem)
    assert other.code is ProblemCode.ILLEGAL_TRANSITION
    assert isinstance(following, Problem)
    assert following.code is ProblemCode.NOT_FOUND
    assert isinstance(taken_up, Problem)
    assert taken_up.code is ProblemCode.CLAIMED_BY_OTHER
    assert "reviewer has put this task off until" in taken_up.message
    assert (too_early, state, holder) == (0, "SUSPENDED", "reviewer-id")
    assert comes_back is not None
    assert sum(moved) == 1
    assert await the_task(firm) == ("RESERVED", "reviewer-id", None)
    own = await claim(firm.store, firm.reviewer, lease.task_id, "own")
    assert isinstance(own, Claimed)
    assert isinstance(await decide(firm.store, firm.reviewer, lease.task_id, approval(own), "decide"), Decided)
    changes = [(one["command"], one["reason"]) for one in (await firm.driver.execute_query(STATES)).records]
    assert done.until is not None
    assert ("SNOOZE", f"until {done.until.isoformat(timespec='seconds')}") in changes
    assert ("RESUME", None) in changes


async def test_who_put_a_task_off_takes_it_up_earlier(firm: Firm) -> None:
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    assert isinstance(await put_off(firm, until(firm, lease)), Snoozed)

    back = await resume(firm.store, firm.reviewer, lease.task_id, "back")

    assert isinstance(back, Snoozed), back
    assert (back.state, back.until) == (TaskState.RESERVED, None)
    assert await resume(firm.store, firm.reviewer, lease.task_id, "back") == back
    assert await the_task(firm) == ("RESERVED", "reviewer-id", None)


async def test_a_task_of_who_may_not_decide_it_any_more_comes_back_to_its_queue(firm: Firm) -> None:
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    assert isinstance(await put_off(firm, until(firm, lease)), Snoozed)
    await firm.driver.execute_query("MATCH (p:DecisionPoint) SET p.requiredCourse = 'review-basics'")
    await firm.driver.execute_query(BARRED)

    assert await resume_due(later(firm, 2 * HOUR)) == 1

    assert await the_task(firm) == ("READY", None, None)
    assert isinstance(await claim_next(firm.store, firm.second, None, "next"), Claimed)


async def test_a_task_is_not_put_off_past_its_deadline_and_nothing_is_written(firm: Firm) -> None:
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
    await firm.driver.execute_query("MATCH (t:ReviewTask) SET t.dueAt = timestamp() + 1800000")

    refused = await put_off(firm, until(firm, lease))
    allowed = await put_off(firm, until(firm, lease, HOUR / 4), "sooner")

    assert isinstance(refused, Problem)
    assert "choose a moment until then" in refused.message
    assert isinstance(allowed, Snoozed)
