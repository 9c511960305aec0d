"""Weeks of decided, scored cases for the small firm, written in one statement: what a what-if replays."""

from dataclasses import dataclass

import numpy as np

from graph.domain.kernel.moments import milliseconds
from tests.builders.firm import Firm

DAY_MS = 86_400_000
WRITE = """
MATCH (point:DecisionPoint {key: 'purchases'}), (practice:PolicyVersion {stage: 'ACTIVE'})
MATCH (who:Person {id: 'reviewer-id'})
MERGE (data:DatasetVersion:Entity {id: 'past-data', key: 'past|1', version: '1'})
MERGE (model:ModelVersion:Entity {id: 'past-model', key: 'purchase-risk|past', version: 'past', stage: 'ACTIVE'})
WITH point, practice, who, data, model
UNWIND $rows AS row
CREATE (c:Case:Entity {id: row.id, key: 'purchases|' + row.id, externalId: row.id, state: 'DECIDED', version: 1,
  sortKey: row.id, payload: '{}', personRequired: false, reach: 1, origin: 'REPLAYED', occurredAt: row.at,
  knownAt: row.at, recordedAt: row.at})
CREATE (s:InputSnapshot:Entity {id: row.id + 's', values: '{}', digest: row.id, quality: 'CLEAN', asOf: row.at,
  sourceAt: row.at, knownAt: row.at, recordedAt: row.at})
CREATE (p:Prediction:Entity {id: row.id + 'p', probability: row.risk, margin: 0.0, base: 0.0,
  shadow: true, knownAt: row.at, recordedAt: row.at})
CREATE (d:Decision:Entity {id: row.id + 'd', effectiveCaseId: row.id, sortKey: row.id, action: 'BUY',
  verdict: 'APPROVE', kind: 'HUMAN', state: 'EFFECTIVE', origin: 'REPLAYED', decidedAt: row.at + 3600000,
  knownAt: row.at + 3600000})
CREATE (o:Outcome:Entity {id: row.id + 'o', key: row.id + 'd|wrong|', kind: 'wrong', value: row.wrong,
  occurredAt: row.at + 7200000, knownAt: row.at + 7200000, recordedAt: row.at + 7200000})
CREATE (c)-[:AT]->(point), (s)-[:ABOUT]->(c), (s)-[:TAKEN_FROM]->(data), (p)-[:SCORED_ON]->(s),
  (p)-[:SCORED_BY]->(model), (d)-[:ABOUT]->(c), (d)-[:WAS_ATTRIBUTED_TO]->(who), (d)-[:GOVERNED_BY]->(practice),
  (o)-[:RESULTED_FROM]->(d), (o)-[:ABOUT]->(c)
"""


@dataclass(frozen=True)
class WrittenHistory:
    """What was written, for tests to count themselves."""

    risk: list[float]
    wrong: list[bool]


async def write_history(firm: Firm, days: int = 42, a_day: int = 40, seed: int = 3) -> WrittenHistory:
    """Write `a_day` cases on each of the last `days` days, with risks between 0 and 1 and outcomes that follow them."""
    rng = np.random.default_rng(seed)
    today = milliseconds(firm.store.clock.now()) // DAY_MS
    rows, risks, wrongs = [], [], []
    for day in range(days):
        for number in range(int(rng.poisson(a_day))):
            risk = round(float(rng.beta(2, 5)), 4)
            wrong = bool(rng.random() < risk)
            at = (today - days + day) * DAY_MS + int(rng.uniform(0, DAY_MS))
            value = "true" if wrong else "false"
            rows.append({"id": f"past-{day:03}-{number:03}", "at": at, "risk": risk, "wrong": value})
            risks.append(risk)
            wrongs.append(wrong)
    await firm.driver.execute_query(WRITE, {"rows": rows})
    return WrittenHistory(risks, wrongs)
