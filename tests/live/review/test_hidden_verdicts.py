"""At which door may a verdict be seen? At none before its round is over, and at all of them afterwards."""

from datetime import timedelta
from typing import Any

import pytest

from api.graphql.identifiers import global_id
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import Verdict
from graph.store.lineage.exporting import exported_graph
from tests.builders.firm import Firm
from tests.builders.judging import JUDGES, TWO_OF_THREE, claims, judged_by, put_to_judges, says, voted
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

NOTE = "The vendor rang me about a hidden matter."
DOORS = {
    "history": "query One($case: ID!) { caseHistory(caseId: $case) { ... on CaseHistory { entries { words note } } } }",
    "node": "query One($review: ID!) { node(id: $review) { ... on Node { title facts } } }",
    "walk": "query One($review: ID!) { walk(id: $review) { ... on Review { verdict reasonCode } } }",
    "neighbours": """query One($task: ID!) { neighbours(input: {id: $task}) { ... on Neighbours { graph { titles } } } }
    """,
    "lineage": "query One($review: ID!) { lineage(input: {id: $review}) { ... on Lineage { titles } } }",
    "task": """query One($task: ID!) { task(id: $task) { ... on Task { state
      review { approvalsNeeded rejectionsNeeded blind approvals rejections } } } }""",
    "search": '{ search(text: "hidden matter") { ... on FoundNodes { nodes { title } } } }',
}
TELLING = ("approve", "does_not_fit", "does-not-fit", "reject", "hidden matter")
EACH = "MATCH (r:Review)-[:USED]->(t:ReviewTask {id: $task}) RETURN r.id AS id"


async def answers(api: Api, case_id: str, task_id: str) -> dict[str, str]:
    """What each door says of a vote, in small letters, without the point's own words."""
    rows = await api.firm.driver.execute_query(EACH, {"task": task_id})
    ids = {
        "case": global_id("Case", case_id),
        "task": global_id("ReviewTask", task_id),
        "review": global_id("Review", rows.records[0]["id"]),
    }
    by_door: dict[str, Any] = {}
    for door, query in DOORS.items():
        given = {name: one for name, one in ids.items() if f"${name}:" in query}
        by_door[door] = await api.ask("analyst", query, given)
        assert "errors" not in by_door[door], by_door[door]
    later = api.firm.store.clock.now() + timedelta(hours=1)
    by_door["export"] = [one async for one in exported_graph(api.firm.store, later, ["Review", "StateChange"])]
    return {door: str(one).lower() for door, one in by_door.items()}


async def a_hidden_rejection(firm: Firm) -> tuple[str, list[str]]:
    await judged_by(firm, TWO_OF_THREE)
    case_id, tasks = await put_to_judges(firm, "PO-1")
    await says(firm, JUDGES[0], await claims(firm, JUDGES[0], tasks[0]), Verdict.REJECT, NOTE)
    return case_id, list(tasks)


async def test_no_door_tells_a_verdict_before_its_round_is_over(api: Api) -> None:
    case_id, tasks = await a_hidden_rejection(api.firm)

    shown = await answers(api, case_id, tasks[0])

    task = shown.pop("task")
    assert {door: [word for word in TELLING if word in text] for door, text in shown.items()} == {
        door: [] for door in shown
    }
    assert "'approvals': none, 'rejections': none" in task
    assert "'state': 'completed'" in task
    assert "gave a verdict, hidden while the round is open" in shown["history"]


async def test_every_verdict_is_shown_once_the_round_is_over(api: Api) -> None:
    case_id, tasks = await a_hidden_rejection(api.firm)
    await voted(api.firm, JUDGES[1], tasks[1], Verdict.REJECT)

    shown = await answers(api, case_id, tasks[0])

    assert "'verdict': 'reject', 'reasoncode': 'does-not-fit'" in shown["walk"]
    assert "rejected the proposal" in shown["history"]
    assert NOTE.lower() in shown["history"]
    assert "'approvals': 0, 'rejections': 2" in shown["task"]
    assert "does-not-fit" in shown["node"]
    assert "does-not-fit" in shown["export"]


async def test_a_verdict_of_an_open_round_that_is_not_blind_is_counted_for_all(api: Api) -> None:
    await judged_by(api.firm, Quorum(2, 2))
    case_id, tasks = await put_to_judges(api.firm, "PO-1")
    await voted(api.firm, JUDGES[0], tasks[0], Verdict.APPROVE)

    shown = await answers(api, case_id, tasks[0])

    assert "'approvals': 1, 'rejections': 0" in shown["task"]
    assert "approved the proposal" in shown["history"]


async def test_a_judge_is_led_to_the_task_that_they_hold(api: Api) -> None:
    await judged_by(api.firm, TWO_OF_THREE)
    _, tasks = await put_to_judges(api.firm, "PO-1")
    await claims(api.firm, JUDGES[0], tasks[1])
    query = "query One($task: ID!) { task(id: $task) { ... on Task { review { yourTaskId } } } }"
    shown = {"task": global_id("ReviewTask", tasks[0])}

    own, other = await api.ask("reviewer", query, shown), await api.ask("reviewer-2", query, shown)

    assert own["data"]["task"]["review"]["yourTaskId"] == global_id("ReviewTask", tasks[1])
    assert other["data"]["task"]["review"]["yourTaskId"] is None
