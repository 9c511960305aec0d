"""Decisions of half a year at the small firm, written straight into the graph,
and the same facts as a table beside."""

import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pandas as pd
import pytest_asyncio
from neo4j import AsyncDriver

from graph.session import Graph
from graph.settings import GraphSettings
from tests.builders.database import emptied
from tests.builders.firm import Firm, make_firm

HOUR = 3_600_000
BEGIN = int(datetime(2026, 1, 5, tzinfo=UTC).timestamp() * 1000)
COUNT = 400
LIMIT = 0.1
REVIEW_COST, WRONG_BUY, WRONG_REFUSAL = 4.5, 80.0, 30.0
VENDORS = {"V-1": "paper", "V-2": "paper", "V-3": "steel", "V-4": "steel", "V-5": "tools"}
_SHARED = """
MATCH (point:DecisionPoint {key: 'purchases'})
SET point.reviewCost = $review, point.wrongProposalCost = $buy, point.wrongAlternativeCost = $refusal
MERGE (desk:Queue {key: 'purchases'})
CREATE (lead:Queue:Entity {id: 'lead', key: 'lead', name: 'Lead', recordedAt: 1}),
       (sla:Sla:Entity {id: 'sla', key: 'sla', reviewMinutes: 240}), (desk)-[:CONSTRAINED_BY]->(sla)
WITH *
MATCH (policy:Policy)<-[:VERSION_OF]-(first:PolicyVersion)
CREATE (second:PolicyVersion:Entity {id: 'policy-2', key: 'purchases|second', version: 2, stage: 'SUPERSEDED',
  table: '',
          parameters: '{}', proposerId: 'policy-owner-id', approverId: 'admin-id', knownAt: first.knownAt + 1}),
       (second)-[:VERSION_OF]->(policy), (second)-[:WAS_REVISION_OF]->(first)
WITH *
MATCH (gate:SoftwareAgent {key: 'signoff-gate'}) SET gate.name = 'gate'
WITH *
UNWIND ['a', 'b'] AS name
CREATE (source:DataSource:Entity {id: 'source-' + name, key: name, name: 'System ' + name, recordedAt: 1}),
       (log:Dataset:Entity {id: 'log-' + name, key: 'firm|' + name, name: name, namespace: 'firm', recordedAt: 1}),
       (log)-[:HAD_PRIMARY_SOURCE]->(source),
       (:DatasetVersion:Entity {id: name + '-1', key: 'firm|' + name + '|1', version: '1',
         knownAt: 1})-[:VERSION_OF]->(log),
       (:DatasetVersion:Entity {id: name + '-2', key: 'firm|' + name + '|2', version: '2',
         knownAt: 2})-[:VERSION_OF]->(log)
CREATE (m:ModelVersion:Entity {id: 'model-' + name, key: 'risk|' + name, version: name, knownAt: 1})
"""
_DECISIONS = """
MATCH (point:DecisionPoint {key: 'purchases'}), (first:PolicyVersion {stage: 'ACTIVE'}),
      (second:PolicyVersion {id: 'policy-2'})
UNWIND $rows AS row
MERGE (kind:Category {key: 'vendor|' + row.category})
  ON CREATE SET kind:Entity, kind.id = row.category, kind.name = row.category
MERGE (vendor:BusinessEntity {key: 'vendor|' + row.vendor})
  ON CREATE SET vendor:Entity, vendor.id = row.vendor, vendor.kind = 'vendor', vendor.externalId = row.vendor
MERGE (vendor)-[:IN_CATEGORY]->(kind)
MERGE (who:Agent {name: row.decider})
  ON CREATE SET who:Person:Reviewer, who.id = row.decider, who.key = 'local|' + row.decider
WITH *
WITH *, CASE row.policy WHEN 1 THEN first ELSE second END AS policy
CALL (row) { MATCH (data:DatasetVersion {id: row.data}) RETURN data }
CALL (row) { MATCH (model:ModelVersion {key: row.model}) RETURN model }
CREATE (c:Case:Entity {id: 'c-' + row.id, externalId: row.id, key: 'purchases|' + row.id, state: 'DECIDED',
  origin: 'LIVE', version: 1,
          payload: '{}', payloadRevision: 1, occurredAt: row.opened, knownAt: row.opened,
            sortKey: row.opened_key + 'c-' + row.id}),
       (d:Decision:Entity {id: 'd-' + row.id, action: row.action, verdict: row.verdict, kind: row.kind,
         state: 'EFFECTIVE',
          origin: 'LIVE', reasonCode: 'fits', decidedAt: row.decided, knownAt: row.decided,
            sortKey: row.decided_key + 'd-' + row.id,
          effectiveCaseId: 'c-' + row.id}),
       (s:InputSnapshot:Entity {id: 's-' + row.id, quality: row.quality, values: '{}', knownAt: row.opened}),
       (p:Prediction:Entity {id: 'p-' + row.id, probability: row.risk, reasons: [], knownAt: row.opened}),
       (g:GateEvaluation:Activity {id: 'g-' + row.id, result: row.result, rule: 'r', reasons: [],
         recordedAt: row.opened}),
       (c)-[:AT]->(point), (c)-[:CONCERNS]->(vendor), (d)-[:ABOUT]->(c), (d)-[:GOVERNED_BY]->(policy),
       (d)-[:WAS_ATTRIBUTED_TO]->(who), (s)-[:ABOUT]->(c), (s)-[:TAKEN_FROM {row: row.row}]->(data),
         (p)-[:SCORED_ON]->(s),
       (p)-[:SCORED_BY]->(model), (g)-[:USED]->(s), (g)-[:USED]->(p), (g)-[:ABOUT]->(c)
FOREACH (_ IN CASE WHEN row.kind = 'AUTOMATIC' THEN [1] ELSE [] END | CREATE (d)-[:WAS_GENERATED_BY]->(g))
FOREACH (_ IN CASE WHEN row.kind = 'HUMAN' THEN [1] ELSE [] END |
  MERGE (queue:Queue {key: row.queue})
  CREATE (t:ReviewTask:Activity {id: 't-' + row.id, slotKey: row.id, state: 'COMPLETED', round: 1, slot: 1,
    version: 2, priority: 5,
            leaseEpoch: 1, dueAt: row.due, rung: 0, knownAt: row.opened, recordedAt: row.opened}),
         (k:ReviewPacket:Entity {id: 'k-' + row.id, digest: 'digest ' + row.id,
           content: '{"risk":' + row.risk + '}'}),
         (r:Review:Activity {id: 'r-' + row.id, verdict: row.verdict, reasonCode: 'fits', note: 'because ' + row.id,
            knownAt: row.decided, recordedAt: row.decided}),
         (t)-[:ABOUT]->(c), (t)-[:IN_QUEUE]->(queue), (t)-[:PRESENTS]->(k), (k)-[:PRESENTS]->(s),
           (k)-[:PRESENTS]->(p),
         (k)-[:PRESENTS]->(g), (r)-[:USED]->(t), (r)-[:USED]->(k), (r)-[:WAS_ASSOCIATED_WITH]->(who),
           (d)-[:WAS_GENERATED_BY]->(r),
         (t)-[:WAS_GENERATED_BY]->(g)
  FOREACH (_ IN CASE WHEN row.escalated THEN [1] ELSE [] END |
    CREATE (t)-[:ESCALATED_BY]->(:Escalation:Activity {id: 'e-' + row.id, rung: 1, reason: 'LATE',
      fromQueue: 'purchases',
              toQueue: 'lead', knownAt: row.due, recordedAt: row.due})))
FOREACH (_ IN CASE WHEN row.outcome IS NULL THEN [] ELSE [1] END |
  CREATE (:Outcome:Entity {id: 'o-' + row.id, key: row.id,
    kind: CASE row.action WHEN 'BUY' THEN 'returned' ELSE 'needed' END,
            value: row.outcome, money: row.money, knownAt: row.decided})-[:RESULTED_FROM]->(d))
"""


def made_rows(seed: int = 7, count: int = COUNT) -> pd.DataFrame:
    """Return so many made decisions, a row for each."""
    pick = random.Random(seed)
    return pd.DataFrame([_row(pick, number) for number in range(count)])


def _row(pick: random.Random, number: int) -> dict[str, object]:
    automatic = pick.random() < 0.4
    opened = BEGIN + number * 10 * HOUR + pick.randrange(HOUR)
    decided = opened + (1000 if automatic else pick.randrange(10 * 60_000, 20 * HOUR))
    escalated = not automatic and decided > opened + 4 * HOUR
    risk = pick.choice([0.02, 0.05]) if automatic else pick.choice([0.05, 0.2, 0.6])
    action = "BUY" if automatic or pick.random() < 0.6 else "DO_NOT_BUY"
    vendor = pick.choice(list(VENDORS))
    wrong = pick.random() < (0.5 if vendor == "V-4" else 0.15)
    outcome = pick.choice([None, "yes", "yes", "yes"]) and ("true" if wrong else "false")
    source = pick.choice(["a", "b"])
    return {
        "id": f"PO-{number:03}",
        "row": number,
        "kind": "AUTOMATIC" if automatic else "HUMAN",
        "decider": "gate" if automatic else pick.choice(["ines", "omar", "lena"]),
        "action": action,
        "verdict": "APPROVE" if action == "BUY" else "REJECT",
        "queue": None if automatic else "lead" if escalated else "purchases",
        "escalated": escalated,
        "opened": opened,
        "opened_key": f"{opened:015}|",
        "decided": decided,
        "decided_key": f"{decided:015}|",
        "due": None if automatic else opened + 4 * HOUR,
        "policy": 1 + (number >= COUNT // 2),
        "model": pick.choice(["risk|a", "risk|b"]),
        "risk": risk,
        "result": "AUTO_APPROVE" if automatic else "REVIEW",
        "vendor": vendor,
        "category": VENDORS[vendor],
        "source": source,
        "data": f"{source}-{pick.choice('12')}",
        "quality": "CLEAN" if automatic else pick.choice(["CLEAN", "TAINTED", "UNKNOWN"]),
        "outcome": outcome,
        "money": 100.0 if outcome == "true" and pick.random() < 0.5 else None,
    }


async def add_made(driver: AsyncDriver, rows: pd.DataFrame) -> None:
    """Write the rows at a firm's decision point."""
    costs = {"review": REVIEW_COST, "buy": WRONG_BUY, "refusal": WRONG_REFUSAL}
    await driver.execute_query(_SHARED, costs)
    written = rows.astype(object).where(rows.notna(), None).to_dict("records")
    given = [{**one, "due": _whole(one["due"])} for one in written]
    answer = await driver.execute_query(_DECISIONS, {"rows": given})
    assert answer.summary.counters.nodes_created > len(given)


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value).removesuffix(".0"))


@pytest_asyncio.fixture(scope="module")
async def made_firm(driver: AsyncDriver, neo4j_settings: GraphSettings) -> AsyncIterator[Firm]:
    """The small firm with these decisions, once for a module that changes none of them."""
    await emptied(driver)
    firm = await make_firm(Graph(driver, neo4j_settings), driver)
    await add_made(driver, made_rows())
    yield firm
