"""A correction by one of several judges ends their round and opens the next, in which it may count as an approval."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from api.graphql.identifiers import global_id
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import Verdict
from graph.queries.audit.invariants import CHECKS, CheckParams
from graph.store.decision.deciding import Decided, decide
from graph.store.decision.undoing import UndoCommand, UndoResult, undo
from graph.store.people.accounts import AccountSpec, create_account
from graph.store.review.questions import answer
from graph.store.review.routing import ScoredCase, awaiting_score, route
from graph.store.review.tasks import Claimed, claim
from tests.builders.commands import score
from tests.builders.firm import Firm
from tests.builders.judging import (
    JUDGES,
    TASKS,
    TWO_APPROVE,
    TWO_OF_THREE,
    claims,
    judged_by,
    put_to_judges,
    says,
    tasks_of,
    verdict,
    voted,
)
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

VOTES = """
MATCH (r:Review)-[:USED]->(t:ReviewTask), (r)-[:WAS_ASSOCIATED_WITH]->(who:Person)
RETURN t.round AS round, who.name AS who, r.verdict AS verdict, r._ballot IS NULL AS shown,
       head([(r)-[:WAS_INFORMED_BY]->(edit:Review {verdict: 'EDIT'}) | edit.reasonCode]) AS counted
ORDER BY t.round, r.recordedAt, who.name
"""
READ = """query Read($case: ID!, $task: ID!) {
  task(id: $task) { ... on Task { review { approvals rejections correction { by fields counts } } } }
  caseHistory(caseId: $case) { ... on CaseHistory { entries { words } } }
}"""
TIED = (
    "MATCH (p:Person {name: 'reviewer'}), (e:BusinessEntity) "
    "CREATE (p)-[:TIED_TO {kind: 'FINANCIAL', knownFrom: 0}]->(e) SET p.rightsEpoch = p.rightsEpoch + 1"
)


async def judges(firm: Firm, quorum: Quorum, reviewing: Sequence[Actor] = JUDGES) -> tuple[str, Sequence[str]]:
    """A case before several judges with accounts, and its tasks by slot."""
    await judged_by(firm, quorum)
    for judge in reviewing:
        await create_account(firm.store, AccountSpec(judge.account, ActorKind.HUMAN, frozenset({Role.REVIEWER})))
    return await put_to_judges(firm, "PO-1")


async def edits(firm: Firm, judge: Actor, lease: Claimed, amount: float = 90.0) -> Decided | Problem:
    command = replace(verdict(lease, Verdict.EDIT), correction={"amount": amount})
    return await decide(firm.store, judge, lease.task_id, command, f"edit-{judge.account}-{lease.task_id}")


async def rescored(firm: Firm, case_id: str) -> list[str]:
    """The tasks of the newest round, once the corrected case has its score."""
    waiting = await awaiting_score(firm.store, "purchases", 10)
    await route(firm.store, "purchases", [ScoredCase(one, score(0.5), {}) for one in waiting])
    rows = (await firm.driver.execute_query(TASKS, {"case_id": case_id})).records
    newest = max(row["round"] for row in rows)
    return [row["id"] for row in rows if row["round"] == newest]


async def votes(firm: Firm) -> list[tuple[int, str, str | None, bool, str | None]]:
    rows = (await firm.driver.execute_query(VOTES)).records
    return [(row["round"], row["who"], row["verdict"], row["shown"], row["counted"]) for row in rows]


async def test_an_edit_ends_the_round_and_counts_as_an_approval_of_the_next(firm: Firm) -> None:
    case_id, tasks = await judges(firm, TWO_OF_THREE)
    await voted(firm, JUDGES[1], tasks[1], Verdict.APPROVE)

    edited = await edits(firm, JUDGES[0], await claims(firm, JUDGES[0], tasks[0]))
    ended = await tasks_of(firm, case_id)
    following = await rescored(firm, case_id)

    assert isinstance(edited, Decided)
    assert ended == [(1, 0, "COMPLETED"), (1, 1, "COMPLETED"), (1, 2, "OBSOLETE"), (2, 0, "AWAITING_SCORE")]
    assert (await tasks_of(firm, case_id))[3:] == [(2, 0, "READY"), (2, 1, "READY"), (2, 2, "COMPLETED")]
    assert sorted(await votes(firm)) == [
        (1, "reviewer", "EDIT", True, None),
        (1, "reviewer-2", "APPROVE", True, None),
        (2, "reviewer", "APPROVE", True, "unsure"),
    ]
    closed = await voted(firm, JUDGES[1], following[0], Verdict.APPROVE)
    assert closed.action == "BUY"
    assert await firm.count("Decision") == 1
    assert await firm.store.graph.read(CHECKS["uncounted_verdicts"], CheckParams(10)) == []


async def test_the_editor_takes_no_second_task_of_the_round_in_which_the_edit_counts(firm: Firm) -> None:
    case_id, tasks = await judges(firm, TWO_APPROVE)
    await edits(firm, JUDGES[0], await claims(firm, JUDGES[0], tasks[0]))
    following = await rescored(firm, case_id)

    refused = await claim(firm.store, JUDGES[0], following[0], "second")

    assert isinstance(refused, Problem)
    assert (refused.code, refused.details["rule"]) == (ProblemCode.NOT_ELIGIBLE, "same person")


@pytest.mark.parametrize("lost", ["conflict", "role"])
async def test_an_edit_by_somebody_who_may_not_judge_any_more_counts_as_nothing(firm: Firm, lost: str) -> None:
    case_id, tasks = await judges(firm, TWO_APPROVE, JUDGES if lost == "conflict" else JUDGES[1:])
    await edits(firm, JUDGES[0], await claims(firm, JUDGES[0], tasks[0]))
    if lost == "conflict":
        await firm.driver.execute_query(TIED)

    await rescored(firm, case_id)

    assert (await tasks_of(firm, case_id))[2:] == [(2, 0, "READY"), (2, 1, "READY")]
    assert [row[2] for row in await votes(firm)] == ["EDIT"]


async def test_where_one_approval_would_decide_an_edit_counts_as_none(firm: Firm) -> None:
    case_id, tasks = await judges(firm, Quorum(1, 2))
    await edits(firm, JUDGES[0], await claims(firm, JUDGES[0], tasks[0]))

    following = await rescored(firm, case_id)
    closed = await voted(firm, JUDGES[0], following[0], Verdict.APPROVE)

    assert closed.action == "BUY"
    assert [(row[0], row[2]) for row in await votes(firm)] == [(1, "EDIT"), (2, "APPROVE")]


@pytest.mark.parametrize("other", [Verdict.EDIT, Verdict.REJECT])
async def test_of_an_edit_and_another_verdict_at_the_same_moment_exactly_one_holds(firm: Firm, other: Verdict) -> None:
    case_id, tasks = await judges(firm, TWO_APPROVE)
    first, second = [await claims(firm, *one) for one in zip(JUDGES, tasks, strict=False)]
    rival = edits(firm, JUDGES[1], second, 80.0) if other is Verdict.EDIT else says(firm, JUDGES[1], second, other)

    answers = await asyncio.gather(edits(firm, JUDGES[0], first), rival)

    refused = [one for one in answers if isinstance(one, Problem)]
    assert [one.code for one in refused] == [ProblemCode.ILLEGAL_TRANSITION]
    assert await firm.count("Review") == 1
    decided = await firm.count("Decision")
    rounds = [one for one, _, _ in await tasks_of(firm, case_id)]
    assert (decided, max(rounds)) in ({(0, 2)} if other is Verdict.EDIT else {(0, 2), (1, 1)})


async def test_a_question_of_the_old_round_is_closed_with_it(firm: Firm) -> None:
    case_id, tasks = await judges(firm, TWO_APPROVE)
    question = await says(firm, JUDGES[0], await claims(firm, JUDGES[0], tasks[0]), Verdict.RESPOND, "Which vendor?")
    assert isinstance(question, Decided)

    edited = await edits(firm, JUDGES[1], await claims(firm, JUDGES[1], tasks[1]))
    late = await answer(firm.store, firm.second, str(question.question_id), "V-7.", "late")

    assert isinstance(edited, Decided)
    assert isinstance(late, Problem)
    assert late.code is ProblemCode.ILLEGAL_TRANSITION
    assert (await tasks_of(firm, case_id))[:2] == [(1, 0, "OBSOLETE"), (1, 1, "COMPLETED")]


async def test_an_undone_decision_on_an_edited_case_is_judged_by_all_anew(firm: Firm) -> None:
    case_id, tasks = await judges(firm, TWO_APPROVE)
    await edits(firm, JUDGES[0], await claims(firm, JUDGES[0], tasks[0]))
    closed = await voted(firm, JUDGES[1], (await rescored(firm, case_id))[0], Verdict.APPROVE)

    undone = await undo(firm.store, JUDGES[1], UndoCommand(str(closed.decision_id), "slip"), "undo")

    assert isinstance(undone, UndoResult)
    assert [one for one in await tasks_of(firm, case_id) if one[0] == 3] == [(3, 0, "READY"), (3, 1, "READY")]


async def test_the_next_judge_reads_who_corrected_what_and_that_one_approval_is_in(api: Api) -> None:
    case_id, tasks = await judges(api.firm, TWO_OF_THREE)
    await edits(api.firm, JUDGES[0], await claims(api.firm, JUDGES[0], tasks[0]))
    following = await rescored(api.firm, case_id)

    before = await api.ask("analyst", READ, ids(case_id, tasks[1]))
    now = await api.ask("analyst", READ, ids(case_id, following[0]))

    assert before["data"]["task"]["review"]["correction"] is None
    assert now["data"]["task"]["review"] == {
        "approvals": None,
        "rejections": None,
        "correction": {"by": "reviewer", "fields": ["amount"], "counts": True},
    }
    history = [entry["words"] for entry in now["data"]["caseHistory"]["entries"]]
    assert "approved the case as corrected, by correcting it" in str(history)


def ids(case_id: str, task_id: str) -> dict[str, str]:
    return {"case": global_id("Case", case_id), "task": global_id("ReviewTask", task_id)}
