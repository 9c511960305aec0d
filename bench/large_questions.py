"""P17: how long an analyst waits for each question and each table of the pages, in a graph of a million nodes."""

import re
import sys
import time
from datetime import timedelta
from statistics import median

from api.graphql.identifiers import global_id
from bench.analyst_questions import AnalystQuestion, StartingNodes, questions
from bench.client import Client
from bench.fixture import open_fixture, served
from bench.large_firm import MODEL_VERSION, ORIGINALS, POINT, LargeFirm, large_firm
from bench.measure import BenchResult, bench_result

BAR = 1.0
"""Seconds that a question may take."""
_NODES_A_SIZE = 2_500
"""The default size gives a million nodes; the questions are asked at a tenth of it first."""
_SUMMED = """
query Summed($from: DateTime!, $to: DateTime!) { decisionSummary(input: { from: $from, to: $to }) {
  ... on Problem { code message } ... on DecisionSummary { rows { decisions } } } }
"""
_NAMED = """
MATCH (d:Decision {kind: 'HUMAN'})-[:ABOUT]->(c:Case) WITH d, c LIMIT 2
WITH collect(d.id) AS decisions, collect(c)[0] AS case
MATCH (m:ModelVersion {key: $model}) MATCH (source:DataSource) MATCH (person:Person {id: $person})
MATCH (policy:Policy {key: $policy})<-[:VERSION_OF]-(change:PolicyVersion {stage: 'ACTIVE'})
RETURN decisions, case.id AS case, case.externalId AS name, m.id AS model, source.id AS source, person.id AS person,
       policy.id AS policy, change.id AS change
LIMIT 1
"""


async def p17(repeats: int, size: int) -> BenchResult:
    """Measure every question at two sizes of the graph; the result is the slowest one's seconds in the larger one."""
    nodes, small = size * _NODES_A_SIZE, dict[str, list[float]]()
    async with open_fixture() as fixture:
        firm = await large_firm(fixture, min(ORIGINALS, size))
        with served(fixture.settings, ("api.cli", "serve", "--port", "{port}")) as (url, _):
            if await firm.nodes() <= nodes // 10:
                small = await _seconds(firm, url, nodes // 10, repeats)
            large = await _seconds(firm, url, nodes, repeats)
            reached = await firm.nodes()
    slowest = max(large, key=lambda name: median(large[name]))
    details = {name: median(times) for name, times in sorted(large.items(), key=lambda one: -median(one[1]))}
    details["nodes"], details["questions"] = float(reached), float(len(large))
    if small:
        details["slowest_at_a_tenth"] = max(median(times) for times in small.values())
    texts = (
        f"{BAR:g} s for each question; the slowest: {slowest}",
        "the database, on the same cores as one API process",
    )
    return bench_result("P17", large[slowest], [BAR] * repeats, texts, details=details)


async def _seconds(firm: LargeFirm, url: str, nodes: int, repeats: int) -> dict[str, list[float]]:
    """Grow the graph to so many nodes; return the seconds of each question, without the first time, which plans it."""
    began = time.perf_counter()
    reached = await firm.grow(nodes)
    sys.stderr.write(f"{reached:,} nodes after {time.perf_counter() - began:.0f} s\n")
    # A connection that was idle meanwhile would be closed.
    client = await Client.connect(url, firm.key)
    try:
        named = await _named(firm, client)
        return {question.name: await _times(client, question, repeats) for question in questions(named)}
    finally:
        await client.close()


async def _times(client: Client, question: AnalystQuestion, repeats: int) -> list[float]:
    times = []
    for _ in range(repeats + 1):
        began = time.perf_counter()
        answer = await client.ask(question.text, question.variables)
        times.append(time.perf_counter() - began)
        if refused := [one for one in answer.values() if isinstance(one, dict) and "code" in one]:
            raise AssertionError(question.name, refused)
    sys.stderr.write(f"{median(times[1:]):7.3f} s  {question.name}\n")
    return times[1:]


async def _named(firm: LargeFirm, client: Client) -> StartingNodes:
    """Return where questions begin; the period is the longest that a sum takes."""
    now = firm.fixture.store.clock.now()
    until = now.isoformat()
    since = (now - timedelta(days=1_000)).isoformat()
    sum_ = (await client.ask(_SUMMED, {"from": since, "to": until}))["decisionSummary"]
    if "message" in sum_:
        since = re.findall(r"from (\S+?)\.?$", sum_["message"])[0]
    given = {"model": MODEL_VERSION, "person": firm.person, "policy": POINT}
    (row,) = (await firm.fixture.driver.execute_query(_NAMED, given)).records
    one, other = (global_id("Decision", decision) for decision in row["decisions"])
    return StartingNodes(
        decision=one,
        other_decision=other,
        case=global_id("Case", row["case"]),
        version=global_id("ModelVersion", row["model"]),
        source=global_id("DataSource", row["source"]),
        person=global_id("Person", row["person"]),
        policy=global_id("Policy", row["policy"]),
        change=global_id("PolicyVersion", row["change"]),
        external_id=row["name"],
        since=since,
        until=until,
    )
