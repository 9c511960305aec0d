// Writes replayed decisions with their cases and snapshots; a case that is already there is left alone.
MATCH (run:IngestRun {key: $run_key})
USING INDEX SEEK run:IngestRun(key)
MATCH (point:DecisionPoint {key: $point_key})
USING INDEX SEEK point:DecisionPoint(key)
MATCH (practice:PolicyVersion {key: $practice_key})
USING INDEX SEEK practice:PolicyVersion(key)
UNWIND $rows AS row
OPTIONAL MATCH (seen:Case {key: row.caseKey})
USING INDEX SEEK seen:Case(key)
WITH run, point, practice, row
WHERE seen IS NULL
MATCH (version:DatasetVersion {key: row.versionKey})
USING INDEX SEEK version:DatasetVersion(key)
CALL (run, row) {
  MATCH (person:Person {key: row.personKey})
  USING INDEX SEEK person:Person(key)
  RETURN person AS decider
  UNION
  MATCH (program:SoftwareAgent {key: row.personKey})
  USING INDEX SEEK program:SoftwareAgent(key)
  RETURN program AS decider
}
// include: blocks/replayed_case.cypher
CREATE (decision:Decision:Entity {id: row.decisionId, effectiveCaseId: row.caseId, sortKey: row.decisionSortKey,
  action: row.action, verdict: row.verdict, kind: row.kind, state: 'EFFECTIVE', origin: 'REPLAYED',
  contentDigests: row.contentDigests, decidedAt: row.decidedAt, finalAt: row.decidedAt,
  occurredAt: row.decisionOccurredAt, sequence: row.decisionSequence, knownAt: row.decidedAt,
  recordedAt: $recorded_at})
CREATE (decision)-[:ABOUT]->(subject)
CREATE (decision)-[:WAS_DERIVED_FROM]->(snapshot)
CREATE (decision)-[:WAS_ATTRIBUTED_TO]->(decider)
CREATE (decision)-[:GOVERNED_BY]->(practice)
CREATE (decision)-[:WAS_GENERATED_BY]->(run)
CREATE (change:StateChange:Activity {id: row.changeId, fromState: 'AWAITING_SCORE', toState: 'DECIDED',
  command: 'REPLAY', actorId: decider.id, actorKind: row.actorKind, knownAt: row.decidedAt, recordedAt: $recorded_at})
CREATE (change)-[:ABOUT]->(subject)
// include: blocks/concerned_entities.cypher
