"""Several people judge one case: their votes are counted once and together make one decision."""

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.task import TaskState, Verdict
from graph.store.decision.deciding import Decided
from graph.store.review.tasks import Claimed, claim, claim_next
from tests.builders.firm import Firm
from tests.builders.judging import (
    JUDGES,
    TWO_APPROVE,
    TWO_OF_THREE,
    at_once,
    claims,
    judged_by,
    put_to_judges,
    says,
    tasks_of,
    voted,
)

pytestmark = pytest.mark.live

REVIEWS_OF_DECISION = """
MATCH (d:Decision)-[:WAS_GENERATED_BY]->(closing:Review)
OPTIONAL MATCH (closing)-[:WAS_INFORMED_BY]->(other:Review)-[:WAS_ASSOCIATED_WITH]->(who:Person)
RETURN d.action AS action, closing.verdict AS verdict, collect([who.name, other.verdict, other.reasonCode]) AS others
"""


async def test_each_slot_of_a_round_has_one_task_on_one_packet(firm: Firm) -> None:
    await judged_by(firm, TWO_OF_THREE)

    case_id, tasks = await put_to_judges(firm, "PO-1")

    assert await tasks_of(firm, case_id) == [(1, 0, "READY"), (1, 1, "READY"), (1, 2, "READY")]
    assert len(set(tasks)) == 3
    assert await firm.count("ReviewPacket") == 1
    rows = await firm.driver.execute_query(
        "MATCH (t:ReviewTask)-[:PRESENTS]->(k) RETURN count(DISTINCT k) AS n, count(t) AS t"
    )
    assert (rows.records[0]["n"], rows.records[0]["t"]) == (1, 3)


async def test_the_second_approval_makes_the_decision_and_rests_on_the_first(firm: Firm) -> None:
    await judged_by(firm, TWO_APPROVE)
    case_id, (first, second) = await put_to_judges(firm, "PO-1")

    open_ = await voted(firm, JUDGES[0], first, Verdict.APPROVE)
    before = await firm.count("Decision"), await firm.count("AuditEntry")
    closed = await voted(firm, JUDGES[1], second, Verdict.APPROVE)

    assert (open_.state, open_.decision_id, open_.action) == (TaskState.COMPLETED, None, None)
    assert before == (0, 0)
    assert closed.action == "BUY"
    rows = (await firm.driver.execute_query(REVIEWS_OF_DECISION)).records
    assert [(row["action"], row["verdict"], row["others"]) for row in rows] == [
        ("BUY", "APPROVE", [["reviewer", "APPROVE", "fits"]])
    ]
    assert await tasks_of(firm, case_id) == [(1, 0, "COMPLETED"), (1, 1, "COMPLETED")]


async def test_one_rejection_closes_the_round_and_ends_the_other_task(firm: Firm) -> None:
    await judged_by(firm, TWO_APPROVE)
    case_id, (first, second) = await put_to_judges(firm, "PO-1")
    held = await claims(firm, JUDGES[1], second)

    closed = await voted(firm, JUDGES[0], first, Verdict.REJECT)
    late = await says(firm, JUDGES[1], held, Verdict.APPROVE)

    assert closed.action == "DO_NOT_BUY"
    assert await tasks_of(firm, case_id) == [(1, 0, "COMPLETED"), (1, 1, "OBSOLETE")]
    assert isinstance(late, Problem)
    assert late.code is ProblemCode.ILLEGAL_TRANSITION
    assert (await firm.count("Decision"), await firm.count("Review")) == (1, 1)


@pytest.mark.parametrize(
    ("verdicts", "action"),
    [
        ((Verdict.APPROVE, Verdict.APPROVE, Verdict.APPROVE), "BUY"),
        ((Verdict.APPROVE, Verdict.REJECT, Verdict.APPROVE), "BUY"),
        ((Verdict.REJECT, Verdict.REJECT, Verdict.APPROVE), "DO_NOT_BUY"),
    ],
)
async def test_of_three_who_vote_at_once_exactly_one_makes_the_decision(
    firm: Firm, verdicts: tuple[Verdict, ...], action: str
) -> None:
    await judged_by(firm, TWO_OF_THREE)
    _, tasks = await put_to_judges(firm, "PO-1")

    answers = await at_once(firm, tasks, verdicts)

    made = [one for one in answers if isinstance(one, Decided) and one.decision_id is not None]
    assert [one.action for one in made] == [action]
    assert await firm.count("Decision") == 1
    assert await firm.count("AuditEntry") == 1
    refused = [one for one in answers if isinstance(one, Problem)]
    assert {one.code for one in refused} <= {ProblemCode.ILLEGAL_TRANSITION}
    assert await firm.count("Review") == 3 - len(refused)


async def test_nobody_takes_two_tasks_of_a_round(firm: Firm) -> None:
    await judged_by(firm, TWO_APPROVE)
    _, (first, second) = await put_to_judges(firm, "PO-1")
    await voted(firm, JUDGES[0], first, Verdict.APPROVE)

    again = await claim(firm.store, JUDGES[0], second, "again")
    following = await claim_next(firm.store, JUDGES[0], None, "next")

    assert isinstance(again, Problem)
    assert (again.code, again.details["rule"]) == (ProblemCode.NOT_ELIGIBLE, "same person")
    assert isinstance(following, Problem)
    assert await firm.count("Decision") == 0


async def test_who_acts_for_one_of_the_round_stays_out_of_it(firm: Firm) -> None:
    await judged_by(firm, TWO_APPROVE)
    _, (first, second) = await put_to_judges(firm, "PO-1")
    await firm.driver.execute_query(
        "MATCH (a:Person {name: 'reviewer-2'}), (b:Person {name: 'reviewer'}) CREATE (a)-[:ACTED_ON_BEHALF_OF]->(b)"
    )
    await claims(firm, JUDGES[0], first)

    refused = await claim(firm.store, JUDGES[1], second, "delegate")
    other = await claim(firm.store, JUDGES[2], second, "other")

    assert isinstance(refused, Problem)
    assert (refused.code, refused.details["rule"]) == (ProblemCode.CONFLICT_OF_INTEREST, "delegate")
    assert isinstance(other, Claimed)


async def test_who_abstains_is_out_of_every_task_of_the_round(firm: Firm) -> None:
    await judged_by(firm, TWO_APPROVE)
    case_id, (first, second) = await put_to_judges(firm, "PO-1")

    abstained = await says(firm, JUDGES[0], await claims(firm, JUDGES[0], first), Verdict.ABSTAIN)
    there = await claim(firm.store, JUDGES[0], first, "there")
    beside = await claim(firm.store, JUDGES[0], second, "beside")

    assert isinstance(abstained, Decided)
    assert abstained.state is TaskState.READY
    assert [one.code for one in (there, beside) if isinstance(one, Problem)] == [ProblemCode.NOT_ELIGIBLE] * 2
    assert await tasks_of(firm, case_id) == [(1, 0, "READY"), (1, 1, "READY")]


async def test_a_question_holds_its_task_alone_and_keeps_the_round_from_being_approved(firm: Firm) -> None:
    await judged_by(firm, TWO_OF_THREE)
    case_id, (first, second, third) = await put_to_judges(firm, "PO-1")
    await says(firm, JUDGES[0], await claims(firm, JUDGES[0], first), Verdict.RESPOND, "Which vendor?")
    await voted(firm, JUDGES[1], second, Verdict.APPROVE)

    refused = await says(firm, JUDGES[2], await claims(firm, JUDGES[2], third), Verdict.APPROVE)

    assert isinstance(refused, Problem)
    assert "question" in refused.message
    assert await tasks_of(firm, case_id) == [(1, 0, "SUSPENDED"), (1, 1, "COMPLETED"), (1, 2, "RESERVED")]
    assert await firm.count("Decision") == 0
