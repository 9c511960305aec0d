"""When a review was claimed, opened and decided, on every live task: by the API's clock and as the page measured it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.task import PageReading, Verdict
from graph.store.decision.deciding import Decided, decide
from graph.store.planning import whatif
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live
READING = PageReading(opened_ago_ms=90_000, dwell_ms=40_000)


async def test_a_review_says_when_it_was_claimed_opened_and_decided(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    before = milliseconds(firm.store.clock.now())
    lease = await claimed(firm, case.task_id)
    after = milliseconds(firm.store.clock.now())

    answer = await decide(firm.store, firm.reviewer, lease.task_id, replace(approval(lease), reading=READING), "decide")

    assert isinstance(answer, Decided)
    answered = await firm.driver.execute_query("MATCH (r:Review) RETURN r { .* } AS review")
    (review,) = [row["review"] for row in answered.records]
    assert before <= review["claimedAt"] <= after
    assert review["openedAt"] == review["knownAt"] - 90_000
    assert review["dwellMs"] == 40_000
    end = milliseconds(firm.store.clock.now() + timedelta(seconds=1))
    basis = await whatif.basis(firm.store, "purchases", end)
    assert basis is not None
    assert basis.reviews == whatif.TimedReviews(
        [case.case_id], ["reviewer-id"], [review["claimedAt"]], [review["knownAt"]], [40_000]
    )


async def test_a_client_that_measures_nothing_leaves_the_claim_on_record(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    command = replace(approval(lease), verdict=Verdict.ABSTAIN, reason_code="unsure")

    assert isinstance(await decide(firm.store, firm.reviewer, lease.task_id, command, "abstain"), Decided)

    answered = await firm.driver.execute_query(
        "MATCH (r:Review)-[:USED]->(t:ReviewTask) RETURN r { .* } AS r, t { .* } AS t"
    )
    (row,) = answered.records
    assert row["r"]["claimedAt"] == row["t"]["claimedAt"]
    assert {"openedAt", "dwellMs"} & set(row["r"]) == set()


async def test_a_repeated_verdict_with_another_reading_is_the_same_verdict(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    first = await decide(firm.store, firm.reviewer, lease.task_id, replace(approval(lease), reading=READING), "key")

    again = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "key")

    assert isinstance(first, Decided)
    assert again == first


async def test_an_impossible_reading_is_refused_and_nothing_is_written(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    odd = [PageReading(10, 11), PageReading(-1, 0), PageReading(10, -1), PageReading(10**12, 0)]

    answers = [
        await decide(firm.store, firm.reviewer, lease.task_id, replace(approval(lease), reading=one), f"key-{place}")
        for place, one in enumerate(odd)
    ]

    assert [isinstance(one, Problem) and one.code for one in answers] == [ProblemCode.INVALID_INPUT] * 4
    assert await firm.count("Review") == 0
