"""Blind-first: does any door show a reviewer the advice before they answered, and are both answers stored?"""

from dataclasses import replace
from typing import Any

import pytest

from api.graphql.identifiers import global_id
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import DecideCommand, Verdict
from graph.store.decision.deciding import Decided, decide
from graph.store.registry.governing import open_point
from graph.store.review.first_answers import AnsweredFirst, FirstAnswerCommand, give_first_answer
from graph.store.review.tasks import Claimed
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import SPEC, Firm
from tests.builders.judging import claims, judged_by, put_to_judges, verdict
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

DOORS = {
    "task": """query One($task: ID!) { task(id: $task) { ... on Task {
      rule reasons ruleReasons scoreReasons risk threshold secondaryRisks { value } packet } } }""",
    "tasks": "{ tasks { ... on TaskPage { nodes { risk reasons rule packet scoreReasons } } } }",
    "case": "query One($case: ID!) { case(id: $case) { ... on Case { risk rule reasons gateResult } } }",
    "cases": "{ cases { ... on CasePage { nodes { risk rule reasons gateResult } } } }",
    "inputs": """query One($case: ID!) { caseInputs(caseId: $case) { ... on CaseInputs {
      margin base probability sums model inputs { feature contribution } } } }""",
    "history": "query One($case: ID!) { caseHistory(caseId: $case) { ... on CaseHistory { entries { words } } } }",
    "node": "query One($score: ID!) { node(id: $score) { ... on Node { title facts } } }",
    "walk": "query One($score: ID!) { walk(id: $score) { ... on Prediction { probability reasons } } }",
    "walk of the case": "query One($case: ID!) { walk(id: $case) { ... on Case { externalId risk reasons rule } } }",
    "walk to the packet": """query One($task: ID!) { walk(id: $task) { ... on ReviewTask {
      packet { predictions(first: 2) { nodes { probability reasons } } } } } }""",
    "walk back": """query One($case: ID!) { walk(id: $case) { ... on Case {
      snapshots(first: 1) { nodes { predictions(first: 2) { nodes { probability reasons } } } } } } }""",
    "lineage": "query One($task: ID!) { lineage(input: {id: $task}) { ... on Lineage { titles } } }",
    "neighbours": """query One($packet: ID!) { neighbours(input: {id: $packet}) {
      ... on Neighbours { graph { titles } } } }""",
}
TELLING = ("0.4", "40%", "40 %", "the risk is not low", "raises", "lowers", "'look'", "-0.9")


async def blind_first(firm: Firm) -> Firm:
    await open_point(firm.store, replace(SPEC, blind_first=True))
    firm.store.points.clear()
    return firm


async def answered(firm: Firm, actor: Actor, lease: Claimed, of: Verdict) -> AnsweredFirst | Problem:
    command = FirstAnswerCommand(lease.task_id, of, lease.lease_epoch)
    return await give_first_answer(firm.store, actor, command, f"first-{of}-{actor.account}-{lease.task_id}")


async def then_decided(firm: Firm, lease: Claimed, of: Verdict) -> Decided | Problem:
    reason = "fits" if of is Verdict.APPROVE else "does-not-fit"
    command = replace(approval(lease), verdict=of, reason_code=reason)
    return await decide(firm.store, firm.reviewer, lease.task_id, command, f"decide-{of}-{lease.task_id}")


async def doors(api: Api, account: str, case_id: str) -> dict[str, str]:
    """What each door says of a case, in small letters."""
    query = """MATCH (s:InputSnapshot)-[:ABOUT]->(c:Case {id: $case}) MATCH (p:Prediction)-[:SCORED_ON]->(s)
    MATCH (t:ReviewTask)-[:ABOUT]->(c) MATCH (t)-[:PRESENTS]->(k) RETURN p.id AS score, t.id AS task, k.id AS packet"""
    (row,) = (await api.firm.driver.execute_query(query, {"case": case_id})).records
    ids = {
        "case": global_id("Case", case_id),
        "task": global_id("ReviewTask", row["task"]),
        "score": global_id("Prediction", row["score"]),
        "packet": global_id("ReviewPacket", row["packet"]),
    }
    shown: dict[str, Any] = {}
    for door, text in DOORS.items():
        content = await api.ask(account, text, {name: one for name, one in ids.items() if f"${name}:" in text})
        shown[door] = [content.get("data"), [one["message"] for one in content.get("errors", [])]]
    for name in ("cases", "tasks"):
        headers = {"authorization": f"Bearer {api.keys[account]}"}
        shown[f"{name}.csv"] = (await api.client.get(f"/api/v1/export/{name}.csv", headers=headers)).text
    return {door: str(one).lower() for door, one in shown.items()}


def telling(shown: dict[str, str]) -> dict[str, list[str]]:
    doors_telling = {door: [word for word in TELLING if word in text] for door, text in shown.items()}
    return {door: words for door, words in doors_telling.items() if words}


async def test_no_door_hands_a_reviewer_the_advice_before_their_first_answer(api: Api) -> None:
    firm = await blind_first(api.firm)
    case = await submitted(firm, "PO-1")
    lease = await claimed(firm, case.task_id)

    before = await doors(api, "reviewer", case.case_id)
    analyst = await doors(api, "analyst", case.case_id)
    await answered(firm, firm.reviewer, lease, Verdict.REJECT)
    own, other = await doors(api, "reviewer", case.case_id), await doors(api, "reviewer-2", case.case_id)

    assert telling(before) == {}
    assert telling(other) == {}
    # The history names no advice to anybody; every other door does.
    assert set(telling(analyst)) == set(telling(own)) == set(before) - {"history"}


async def test_both_answers_are_on_the_review_and_in_the_record(api: Api) -> None:
    firm = await blind_first(api.firm)
    records = []
    for external_id, first in (("PO-1", Verdict.REJECT), ("PO-2", Verdict.APPROVE)):
        lease = await claimed(firm, (await submitted(firm, external_id)).task_id)
        await answered(firm, firm.reviewer, lease, first)
        decided = await then_decided(firm, lease, Verdict.APPROVE)
        assert isinstance(decided, Decided), decided
        assert decided.decision_id is not None
        query = """query One($id: ID!) { decisionRecord(id: $id) { ... on DecisionRecord {
          verdict firstVerdict changedFromFirst unaltered } } }"""
        content = await api.ask("analyst", query, {"id": global_id("Decision", decided.decision_id)})
        records.append(content["data"]["decisionRecord"])

    stored = "MATCH (r:Review) RETURN r.verdict AS verdict, r.firstVerdict AS first ORDER BY r.recordedAt"
    rows = [(row["first"], row["verdict"]) for row in (await firm.driver.execute_query(stored)).records]
    assert rows == [("REJECT", "APPROVE"), ("APPROVE", "APPROVE")]
    assert [(one["firstVerdict"], one["changedFromFirst"], one["unaltered"]) for one in records] == [
        ("REJECT", True, True),
        ("APPROVE", False, True),
    ]
    query = """{ oversight(decisionPoint: "purchases") { ... on Oversight { reviews { reviewers {
      name reviews against { count of } changed { count of } towards { count } strictness { flagged } } } } } }"""
    overseen = (await api.ask("analyst", query))["data"]["oversight"]["reviews"]["reviewers"]
    assert overseen == [
        {
            "name": "reviewer",
            "reviews": 2,
            "against": {"count": 2, "of": 2},
            "changed": {"count": 1, "of": 2},
            "towards": {"count": 0},
            "strictness": {"flagged": False},
        }
    ]


async def test_a_verdict_without_a_first_answer_and_a_second_first_answer_write_nothing(firm: Firm) -> None:
    await blind_first(firm)
    lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)

    early = await then_decided(firm, lease, Verdict.APPROVE)
    unanswerable = await answered(firm, firm.reviewer, lease, Verdict.ABSTAIN)
    not_held = await answered(firm, firm.second, lease, Verdict.APPROVE)
    first = await answered(firm, firm.reviewer, lease, Verdict.APPROVE)
    again = await answered(firm, firm.reviewer, lease, Verdict.REJECT)

    codes = [one.code for one in (early, unanswerable, not_held, again) if isinstance(one, Problem)]
    assert codes == [
        ProblemCode.ILLEGAL_TRANSITION,
        ProblemCode.INVALID_INPUT,
        ProblemCode.CLAIMED_BY_OTHER,
        ProblemCode.ILLEGAL_TRANSITION,
    ]
    assert isinstance(early, Problem)
    assert "send answerFirst" in early.message
    assert first == await answered(firm, firm.reviewer, lease, Verdict.APPROVE)
    stored = await firm.driver.execute_query("MATCH (c:Case) RETURN c._firstAnswers AS answers")
    assert [one.split("|")[:2] for one in stored.records[0]["answers"]] == [["reviewer-id", "APPROVE"]]
    assert await firm.count("Review") == 0


async def test_a_first_answer_of_a_blind_round_is_hidden_with_its_verdict_and_shown_with_it(firm: Firm) -> None:
    await judged_by(firm, Quorum(2, 1, blind=True))
    await open_point(firm.store, replace(SPEC, quorum=Quorum(2, 1, blind=True), blind_first=True))
    firm.store.points.clear()
    _, tasks = await put_to_judges(firm, "PO-1")
    shown = "MATCH (r:Review) RETURN r.verdict AS verdict, r.firstVerdict AS first ORDER BY r.recordedAt"
    rows = []
    for judge, task in zip((firm.reviewer, firm.second), tasks, strict=True):
        lease = await claims(firm, judge, task)
        await answered(firm, judge, lease, Verdict.REJECT)
        command: DecideCommand = verdict(lease, Verdict.APPROVE)
        assert isinstance(await decide(firm.store, judge, task, command, f"decide-{task}"), Decided)
        rows.append([(row["verdict"], row["first"]) for row in (await firm.driver.execute_query(shown)).records])

    assert rows == [[(None, None)], [("APPROVE", "REJECT"), ("APPROVE", "REJECT")]]
