// What is there to say of these runs?
MATCH (run:SimulationRun)
USING INDEX SEEK run:SimulationRun(id)
WHERE run.id IN $ids
MATCH (run)-[:USED]->(scenario:Scenario)-[:ABOUT]->(point:DecisionPoint)
MATCH (run)-[:WAS_ASSOCIATED_WITH]->(who:Person)
OPTIONAL MATCH (run)-[:USED]->(snapshot:Snapshot)
OPTIONAL MATCH (run)-[:HAD_PLAN]->(policy:PolicyVersion)
RETURN run { .id, .state, .progress, .seed, .codeVersion, .result, .failure, .startedAt, .endedAt, .recordedAt } AS run,
       scenario.content AS content, point.key AS point, coalesce(who.name, who.key) AS requested_by,
       head(collect(DISTINCT snapshot.id)) AS snapshot_id, head(collect(DISTINCT policy.id)) AS policy_id
