"""What ends a round of several judges without a decision, and what opens the next one."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import ActorKind, Role
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import Verdict
from graph.domain.review.urgency import Rung, Sla
from graph.queries.audit.invariants import CHECKS, CheckParams
from graph.store.audit.signing import SigningFolder, public_key
from graph.store.audit.verifying import Trusted, verify_graph
from graph.store.decision.undoing import UndoCommand, UndoResult, undo
from graph.store.intake.corrections import Corrected, correct
from graph.store.people.accounts import AccountSpec, create_account
from graph.store.registry.governing import PolicyProposal, activate_policy, open_point
from graph.store.review.questions import Answered, answer
from graph.store.review.regating import regate_outdated
from graph.store.review.rounds import open_missing
from graph.store.review.routing import ScoredCase, awaiting_score, route
from graph.store.review.tasks import Claimed, claim
from tests.builders.commands import score, sealed, submission, submitted
from tests.builders.firm import POLICY, SPEC, Firm
from tests.builders.judging import (
    JUDGES,
    TWO_APPROVE,
    TWO_OF_THREE,
    claims,
    judged_by,
    put_to_judges,
    says,
    tasks_of,
    voted,
)

pytestmark = pytest.mark.live

COUNTED = CHECKS["uncounted_verdicts"]
BREACHES = {
    "1 verdicts alike where 2 decide": "MATCH (:Review)-[e:WAS_INFORMED_BY]->() DELETE e",
    "two verdicts by one person": """
MATCH (r:Review)-[e:WAS_ASSOCIATED_WITH]->() DELETE e
WITH collect(r) AS reviews
MATCH (p:Person {name: 'reviewer'})
FOREACH (r IN reviews | CREATE (r)-[:WAS_ASSOCIATED_WITH]->(p))
""",
    "one of them acted for another": """
MATCH (a:Person {name: 'reviewer'}), (b:Person {name: 'reviewer-2'})
CREATE (a)-[:ACTED_ON_BEHALF_OF]->(b)
""",
}
SHOWN = "MATCH (r:Review) RETURN r.verdict AS verdict, r.note AS note, r._ballot AS ballot ORDER BY r.recordedAt"


async def new_policy(firm: Firm) -> None:
    stricter = POLICY.replace("version: 1", "version: 2").replace("0.1", "0.05")
    proposal = PolicyProposal("purchases", stricter, {}, "policy-owner-id", "admin-id")
    assert isinstance(await activate_policy(firm.store, proposal), str)


async def test_a_new_policy_ends_the_round_and_puts_the_case_to_people_anew(firm: Firm) -> None:
    await judged_by(firm, TWO_OF_THREE)
    case_id, tasks = await put_to_judges(firm, "PO-1")
    await voted(firm, JUDGES[0], tasks[0], Verdict.APPROVE)
    held = await claims(firm, JUDGES[1], tasks[1])
    await new_policy(firm)

    refused = await says(firm, JUDGES[1], held, Verdict.APPROVE)
    again = await regate_outdated(firm.store, "purchases", 10)

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.STALE_PACKET
    assert again == 0
    assert await tasks_of(firm, case_id) == [
        (1, 0, "COMPLETED"),
        (1, 1, "OBSOLETE"),
        (1, 2, "OBSOLETE"),
        (2, 0, "READY"),
        (2, 1, "READY"),
        (2, 2, "READY"),
    ]
    rows = (await firm.driver.execute_query(SHOWN)).records
    assert [(row["verdict"], row["ballot"]) for row in rows] == [("APPROVE", None)]
    assert await firm.count("Decision") == 0


async def test_corrected_data_end_the_round_and_their_score_opens_the_next(firm: Firm) -> None:
    await judged_by(firm, TWO_APPROVE)
    case_id, tasks = await put_to_judges(firm, "PO-1")
    await voted(firm, JUDGES[0], tasks[0], Verdict.APPROVE)
    held = await claims(firm, JUDGES[1], tasks[1])
    better = replace(submission("PO-1", None), payload={"amount": 9.0, "vendor": "V-7"})

    corrected = await correct(firm.store, firm.integrator, better, "better")
    late = await says(firm, JUDGES[1], held, Verdict.APPROVE)
    waiting = await awaiting_score(firm.store, "purchases", 10)
    await route(firm.store, "purchases", [ScoredCase(one, score(0.5), {}) for one in waiting])

    assert isinstance(corrected, Corrected)
    assert isinstance(late, Problem)
    assert late.code is ProblemCode.ILLEGAL_TRANSITION
    assert await tasks_of(firm, case_id) == [
        (1, 0, "COMPLETED"),
        (1, 1, "OBSOLETE"),
        (2, 0, "READY"),
        (2, 1, "READY"),
    ]
    assert await firm.count("Decision") == 0


async def test_an_undone_decision_opens_a_round_for_all_judges(firm: Firm) -> None:
    await judged_by(firm, TWO_APPROVE)
    case_id, tasks = await put_to_judges(firm, "PO-1")
    await voted(firm, JUDGES[0], tasks[0], Verdict.APPROVE)
    decided = await voted(firm, JUDGES[1], tasks[1], Verdict.APPROVE)

    other = await undo(firm.store, JUDGES[0], UndoCommand(str(decided.decision_id), "slip"), "undo-0")
    undone = await undo(firm.store, JUDGES[1], UndoCommand(str(decided.decision_id), "slip"), "undo-1")

    assert isinstance(other, Problem)
    assert other.code is ProblemCode.NOT_ELIGIBLE
    assert isinstance(undone, UndoResult)
    assert (await tasks_of(firm, case_id))[2:] == [(2, 0, "READY"), (2, 1, "READY")]


async def test_an_answered_question_lets_the_round_be_approved(firm: Firm) -> None:
    await judged_by(firm, TWO_APPROVE)
    _, tasks = await put_to_judges(firm, "PO-1")
    question = await says(firm, JUDGES[0], await claims(firm, JUDGES[0], tasks[0]), Verdict.RESPOND, "Which vendor?")
    await voted(firm, JUDGES[1], tasks[1], Verdict.APPROVE)
    assert not isinstance(question, Problem)

    answered = await answer(firm.store, firm.second, str(question.question_id), "V-7.", "answer")
    held = await claim(firm.store, JUDGES[0], tasks[0], "held since the answer")
    assert isinstance(held, Claimed)
    closed = await says(firm, JUDGES[0], held, Verdict.APPROVE)

    assert isinstance(answered, Answered)
    assert not isinstance(closed, Problem)
    assert closed.action == "BUY"


async def test_a_round_keeps_the_rule_that_it_began_with(firm: Firm) -> None:
    await judged_by(firm, TWO_APPROVE)
    _, tasks = await put_to_judges(firm, "PO-1")
    await open_point(firm.store, SPEC)

    first = await voted(firm, JUDGES[0], tasks[0], Verdict.APPROVE)
    second = await voted(firm, JUDGES[1], tasks[1], Verdict.APPROVE)
    alone = await submitted(firm, "PO-2")

    assert first.decision_id is None
    assert second.action == "BUY"
    assert (await tasks_of(firm, alone.case_id)) == [(1, 0, "READY")]


async def test_tasks_that_waited_when_several_came_to_judge_are_completed_to_a_round(firm: Firm) -> None:
    case = await submitted(firm, "PO-1")
    await judged_by(firm, TWO_APPROVE)

    opened, again = await open_missing(firm.store, "purchases", 10), await open_missing(firm.store, "purchases", 10)

    assert (opened, again) == (1, 0)
    assert await tasks_of(firm, case.case_id) == [(1, 0, "READY"), (1, 1, "READY")]


async def test_where_fewer_people_may_judge_than_it_takes_the_tasks_are_escalated(firm: Firm) -> None:
    await judged_by(firm, TWO_APPROVE)
    for judge in JUDGES[:2]:
        spec = AccountSpec(judge.account, ActorKind.HUMAN, frozenset({Role.REVIEWER}))
        assert isinstance(await create_account(firm.store, spec), bool)
    await open_point(firm.store, replace(SPEC, quorum=TWO_APPROVE, sla=Sla(240, rung=Rung("lead", 9))))
    firm.store.points.clear()
    _, tasks = await put_to_judges(firm, "PO-1")
    before = await firm.count("Escalation")

    await says(firm, JUDGES[0], await claims(firm, JUDGES[0], tasks[0]), Verdict.ABSTAIN)

    assert before == 0
    rows = await firm.driver.execute_query(
        "MATCH (t:ReviewTask)-[:ESCALATED_BY]->(e) RETURN e.toQueue AS queue, e.reason AS reason"
    )
    assert {(row["queue"], row["reason"]) for row in rows.records} == {
        ("lead", "Fewer people may judge this case than it still takes.")
    }
    assert len(rows.records) == 2


async def test_the_audit_log_vouches_for_every_verdict_that_was_counted(firm: Firm, tmp_path: Path) -> None:
    await judged_by(firm, TWO_APPROVE)
    _, tasks = await put_to_judges(firm, "PO-1")
    await voted(firm, JUDGES[0], tasks[0], Verdict.APPROVE)
    await voted(firm, JUDGES[1], tasks[1], Verdict.APPROVE)
    folder = SigningFolder(tmp_path)
    await sealed(firm, folder)
    trusted = Trusted(public_key(folder.public_file), folder.head())

    sound = await verify_graph(firm.store, trusted)
    await firm.driver.execute_query("MATCH (:Review)-[:WAS_INFORMED_BY]->(r:Review) SET r.verdict = 'REJECT'")
    changed = await verify_graph(firm.store, trusted)

    assert sound.fault is None
    assert changed.fault is not None
    assert "verdict of another reviewer" in changed.fault


@pytest.mark.parametrize("because", BREACHES)
async def test_a_decision_that_rests_on_other_verdicts_than_its_round_asked_for_is_found(
    firm: Firm, because: str
) -> None:
    await judged_by(firm, TWO_APPROVE)
    _, tasks = await put_to_judges(firm, "PO-1")
    await voted(firm, JUDGES[0], tasks[0], Verdict.APPROVE)
    await voted(firm, JUDGES[1], tasks[1], Verdict.APPROVE)

    sound = await firm.store.graph.read(COUNTED, CheckParams(10))
    await firm.driver.execute_query(BREACHES[because])
    broken = await firm.store.graph.read(COUNTED, CheckParams(10))

    assert sound == []
    assert [(one.name, list(one.because)) for one in broken] == [("case PO-1", [because])]


async def test_one_approval_of_two_rejections_is_a_decision_at_once(firm: Firm) -> None:
    await judged_by(firm, Quorum(1, 2))
    case_id, tasks = await put_to_judges(firm, "PO-1")

    closed = await voted(firm, JUDGES[0], tasks[0], Verdict.APPROVE)

    assert closed.action == "BUY"
    assert await tasks_of(firm, case_id) == [(1, 0, "COMPLETED"), (1, 1, "OBSOLETE")]
