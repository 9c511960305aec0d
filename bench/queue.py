"""P13: a page of a queue with 100,000 open tasks by GraphQL against the same Cypher, and page 1,000 against page 1."""

import time
from statistics import median

from bench.client import Client
from bench.fixture import BenchFixture, open_fixture, served
from bench.measure import BenchResult, bench_result
from graph.queries.decision.details import TASKS
from graph.queries.decision.pages import TASK_PAGE
from graph.store.kernel.cursors import cursor

_INBOX = """
query Inbox($after: String) { tasks(first: 50, after: $after, queue: "bench") {
  ... on Problem { message }
  ... on TaskPage {
    nodes { id caseId externalId queue state version priority dueAt slaState holder mine rule ruleReasons scoreReasons
            risk threshold automaticBelow quality proposal alternative }
    pageInfo { endCursor hasNextPage } } } }
"""
# Tasks as the gate leaves them: each with its own case, data, score, evaluation and packet.
_FILL = """
MATCH (:DecisionPoint {key: 'bench'})-[:IN_QUEUE]->(queue:Queue)
MATCH (point:DecisionPoint {key: 'bench'})
MATCH (policy:PolicyVersion {stage: 'ACTIVE'})
UNWIND range($first, $last) AS i
WITH point, queue, policy, i, right('0000000' + toString(i), 7) AS n
CREATE (c:Case:Entity {id: 'q-c' + n, key: 'bench|q' + n, externalId: 'Q-' + n, state: 'IN_REVIEW', payload: '{}'})
         -[:AT]->(point),
       (s:InputSnapshot:Entity {id: 'q-s' + n, quality: 'CLEAN'})-[:ABOUT]->(c),
       (p:Prediction:Entity {id: 'q-p' + n, probability: 0.5, reasons: ['a reason', 'another reason']})
          -[:SCORED_ON]->(s),
       (g:GateEvaluation:Activity {id: 'q-g' + n, result: 'REVIEW', rule: 'look', reasons: ['Looked at.']})
          -[:ABOUT]->(c),
       (k:ReviewPacket:Entity {id: 'q-k' + n, digest: 'q' + n, content: $content}),
       (t:ReviewTask:Activity {id: 'q-t' + n, state: 'READY', version: 2, round: 1, slot: 0, priority: 5, leaseEpoch: 0,
          dueAt: 1900000000000 + i, sortKey: 'bench|4|00' + toString(1900000000000 + i) + '|q-t' + n, barredIds: []})
          -[:ABOUT]->(c),
       (t)-[:IN_QUEUE]->(queue), (t)-[:PRESENTS]->(k), (k)-[:PRESENTS]->(g), (k)-[:PRESENTS]->(p),
       (k)-[:PRESENTS]->(s), (k)-[:PRESENTS]->(policy)
"""
_PLACE = "MATCH (t:ReviewTask) WHERE t.sortKey > 'bench|' RETURN t.sortKey AS place ORDER BY place SKIP $skip LIMIT 1"
_STATES = ["READY", "RESERVED", "SUSPENDED"]
_PAGE, _FAR, _STEP, _TRIES = 50, 1_000, 2_000, 20


async def p13(repeats: int, size: int) -> BenchResult:
    """Measure a page of the queue; `size` of 400 stands for 100,000 tasks."""
    tasks = size * 250
    far = min(_FAR, tasks // _PAGE - 1)
    async with open_fixture() as fixture:
        for first in range(0, tasks, _STEP):
            filled = {"first": first, "last": min(first + _STEP, tasks) - 1, "content": "x" * 2_000}
            await fixture.driver.execute_query(_FILL, filled)
        await fixture.driver.execute_query("CALL db.awaitIndexes()")
        place = await _place(fixture, (far - 1) * _PAGE - 1)
        with served(fixture.settings, ("api.cli", "serve", "--port", "{port}")) as (url, _):
            client = await Client.connect(url, fixture.key)
            ours, theirs, later = list[float](), list[float](), list[float]()
            for number in range(repeats + 1):
                times = [
                    await _by_api(client, None),
                    await _by_driver(fixture),
                    await _by_api(client, cursor(fixture.store.cursor_key, "tasks bench", place)),
                ]
                if number:
                    for series, seconds in zip((ours, theirs, later), times, strict=True):
                        series.append(seconds)
            await client.close()
    texts = (
        "the same two statements (page and details) by execute_query",
        "HTTP, GraphQL's execution of 50 tasks with 20 fields each; the database on the same cores",
    )
    details = {
        "ours_ms": median(ours) * 1e3,
        "baseline_ms": median(theirs) * 1e3,
        "tasks": float(tasks),
        "page": float(far),
        "far_to_first": median(later) / median(ours),
    }
    return bench_result("P13", ours, theirs, texts, details=details)


async def _place(fixture: BenchFixture, skip: int) -> str:
    result = await fixture.driver.execute_query(_PLACE, {"skip": skip})
    return str(result.records[0]["place"])


async def _by_api(client: Client, after: str | None) -> float:
    times = []
    for _ in range(_TRIES):
        began = time.perf_counter()
        answer = await client.ask(_INBOX, {"after": after})
        times.append(time.perf_counter() - began)
        if len(answer["tasks"].get("nodes", ())) != _PAGE:
            raise AssertionError(answer)
    return median(times)


async def _by_driver(fixture: BenchFixture) -> float:
    times = []
    for _ in range(_TRIES):
        began = time.perf_counter()
        wanted = {"after": "bench|", "until": "bench|\U0010ffff", "states": _STATES, "limit": _PAGE + 1}
        page = await fixture.driver.execute_query(TASK_PAGE.text, wanted, routing_="r")
        ids = [record["id"] for record in page.records[:_PAGE]]
        await fixture.driver.execute_query(TASKS.text, {"ids": ids, "whole": False}, routing_="r")
        times.append(time.perf_counter() - began)
    return median(times)
