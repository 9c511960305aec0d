"""Questions and answers, decisions taken back within their grace, and what came of decisions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.outcome.report import OutcomeReport
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.task import TaskState, Verdict
from graph.store.decision.deciding import Decided, decide
from graph.store.decision.undoing import UndoCommand, UndoResult, undo
from graph.store.outcome.reporting import ReportedOutcome, record
from graph.store.review.questions import Answered, answer
from graph.store.review.tasks import Claimed, claim
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import Firm

pytestmark = pytest.mark.live

ANALYST = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))


async def questioned(firm: Firm) -> Decided:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    question = replace(approval(lease), verdict=Verdict.RESPOND, note="Which budget pays for this?")
    answer = await decide(firm.store, firm.reviewer, lease.task_id, question, "ask-1")
    assert isinstance(answer, Decided), answer
    return answer


async def decided(firm: Firm) -> Decided:
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)
    answer = await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "decide-1")
    assert isinstance(answer, Decided), answer
    return answer


async def test_a_question_suspends_and_its_answer_gives_the_task_back_to_who_asked(firm: Firm) -> None:
    question = await questioned(firm)
    assert question.question_id is not None

    first = await answer(firm.store, ANALYST, question.question_id, "The project's.", "answer-1")
    again = await answer(firm.store, ANALYST, question.question_id, "The project's.", "answer-1")
    late = await answer(firm.store, ANALYST, question.question_id, "No, another.", "answer-2")

    assert question.state is TaskState.SUSPENDED
    assert isinstance(first, Answered)
    assert first.state is TaskState.RESERVED
    assert first == again
    assert isinstance(late, Problem)
    assert late.code is ProblemCode.ILLEGAL_TRANSITION
    lease = await claim(firm.store, firm.reviewer, question.task_id, "claim-after-answer")
    assert isinstance(lease, Claimed)
    done = await decide(firm.store, firm.reviewer, question.task_id, approval(lease), "decide-1")
    assert isinstance(done, Decided)
    assert done.decision_id is not None


async def test_an_answer_returns_the_task_to_the_queue_when_who_asked_may_no_longer_decide(firm: Firm) -> None:
    question = await questioned(firm)
    assert question.question_id is not None
    await firm.driver.execute_query(
        "MATCH (p:Person {id: 'reviewer-id'})-[t:HAS_TRAINING]->() SET t.validUntil = 1, p.rightsEpoch = 2"
    )

    first = await answer(firm.store, ANALYST, question.question_id, "The project's.", "answer-1")

    assert isinstance(first, Answered)
    assert first.state is TaskState.READY


async def test_a_decision_is_taken_back_within_its_grace_and_decided_anew(firm: Firm) -> None:
    first = await decided(firm)
    assert first.decision_id is not None
    command = UndoCommand(first.decision_id, "slip", "Wrong row.")

    undone = await undo(firm.store, firm.reviewer, command, "undo-1")
    again = await undo(firm.store, firm.reviewer, command, "undo-1")

    assert isinstance(undone, UndoResult)
    assert undone == again
    rows = await firm.driver.execute_query(
        "MATCH (d:Decision {id: $id})-[:WAS_INVALIDATED_BY]->(h:StateChange) "
        "MATCH (e:OutboxEvent {decisionId: $id}) RETURN d.state, d.effectiveCaseId, h.command, e.state",
        {"id": first.decision_id},
    )
    assert rows.records[0].values() == ["INVALIDATED", None, "UNDO", "CANCELLED"]
    assert await firm.count("AuditEntry") == 2
    lease = await claimed(firm, undone.next_task_id)
    second = await decide(firm.store, firm.reviewer, undone.next_task_id, approval(lease), "decide-2")
    assert isinstance(second, Decided)
    assert second.decision_id != first.decision_id


async def test_nobody_else_takes_a_decision_back(firm: Firm) -> None:
    first = await decided(firm)
    assert first.decision_id is not None

    refused = await undo(firm.store, firm.second, UndoCommand(first.decision_id, "slip"), "undo-1")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.NOT_ELIGIBLE
    assert await firm.count("AuditEntry") == 1


async def test_after_its_grace_a_decision_stands(firm: Firm) -> None:
    first = await decided(firm)
    assert first.decision_id is not None
    await firm.driver.execute_query("MATCH (e:OutboxEvent) SET e.deliverAfter = 1")

    refused = await undo(firm.store, firm.reviewer, UndoCommand(first.decision_id, "slip"), "undo-1")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.ILLEGAL_TRANSITION
    assert "submit the matter as a new case" in refused.message


def outcome(decision_id: str | None, value: str = "true") -> OutcomeReport:
    at = datetime.now(UTC) + timedelta(seconds=5)
    return OutcomeReport("wrong", value, at, at, decision_id=decision_id)


async def test_an_outcome_is_stored_once_with_its_leaf(firm: Firm) -> None:
    done = await decided(firm)
    report = outcome(done.decision_id)

    first = await record(firm.store, firm.integrator, report, "outcome-1")
    repeated = await record(firm.store, firm.integrator, report, "outcome-1")
    resent = await record(firm.store, firm.integrator, report, "outcome-2")
    other = await record(firm.store, firm.integrator, replace(report, value="false"), "outcome-3")

    assert isinstance(first, ReportedOutcome)
    assert first == repeated == resent
    assert isinstance(other, Problem)
    assert other.code is ProblemCode.INVALID_INPUT
    assert await firm.count("Outcome") == 1
    assert await firm.count("AuditEntry") == 2


@pytest.mark.parametrize(
    ("kind", "value", "where", "message"),
    [
        ("wrong", "True", "value", 'value "True" is not one of wrong: send exactly true or false.'),
        ("wrong", "yes", "value", "send exactly true or false."),
        ("wrong", "null", "value", "send exactly true or false."),
        ("wrong", "", "value", "send exactly true or false."),
        ("Wrong", "true", "kind", "did you mean wrong? Accepted are returned (exactly true or false); needed"),
        ("wrong ", "true", "kind", "blank"),
        ("days_late", "3 days", "value", "send a plain number in days, such as 12.5."),
        ("condition", "Good", "value", "send one of good, worn, broken."),
    ],
)
async def test_an_outcome_that_the_point_does_not_declare_is_refused_and_nothing_is_written(
    firm: Firm, kind: str, value: str, where: str, message: str
) -> None:
    done = await decided(firm)

    refused = await record(firm.store, firm.integrator, replace(outcome(done.decision_id, value), kind=kind), "o-1")

    assert isinstance(refused, Problem)
    assert (refused.code, refused.details["where"]) == (ProblemCode.INVALID_INPUT, where)
    assert message in refused.message
    assert await firm.count("Outcome") == 0
    assert await firm.count("AuditEntry") == 1


async def test_numbers_amounts_and_texts_of_a_list_are_outcomes_too(firm: Firm) -> None:
    done = await decided(firm)

    for kind, value in (("days_late", "-2.5"), ("loss", "1200.50"), ("condition", "worn")):
        report = replace(outcome(done.decision_id, value), kind=kind)
        assert isinstance(await record(firm.store, firm.integrator, report, f"o-{kind}"), ReportedOutcome)

    assert await firm.count("Outcome") == 3


async def test_an_outcome_of_a_decision_that_was_taken_back_says_when_and_by_whom_and_is_not_stored(
    firm: Firm,
) -> None:
    done = await decided(firm)
    assert done.decision_id is not None
    assert isinstance(await undo(firm.store, firm.reviewer, UndoCommand(done.decision_id, "slip"), "u-1"), UndoResult)

    refused = await record(firm.store, firm.integrator, outcome(done.decision_id), "outcome-1")

    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.ILLEGAL_TRANSITION
    assert f"Decision {done.decision_id} was taken back by reviewer at 20" in refused.message
    assert await firm.count("Outcome") == 0


async def test_an_outcome_finds_its_decision_by_the_case(firm: Firm) -> None:
    done = await decided(firm)
    report = replace(outcome(None), case_key="purchases|PO-1")

    first = await record(firm.store, firm.integrator, report, "outcome-1")

    assert isinstance(first, ReportedOutcome)
    assert first.decision_id == done.decision_id


async def test_an_outcome_of_nothing_and_a_reviewer_who_reports_are_refused(firm: Firm) -> None:
    unknown = await record(firm.store, firm.integrator, outcome("no-such"), "outcome-1")
    forbidden = await record(firm.store, firm.reviewer, outcome("no-such"), "outcome-1")

    assert isinstance(unknown, Problem)
    assert unknown.code is ProblemCode.NOT_FOUND
    assert isinstance(forbidden, Problem)
    assert forbidden.code is ProblemCode.FORBIDDEN
    assert await firm.count("Outcome") == 0
