// Opens the run of one file with its source, dataset and the practice it replays; the same file finds its run again.
MATCH (at:DecisionPoint {key: $point_key})
USING INDEX SEEK at:DecisionPoint(key)
MERGE (source:DataSource {key: $source.key})
  ON CREATE SET source:Entity, source.id = $source.id, source.name = $source.name,
    source.licence = $source.licence, source.recordedAt = $recorded_at
MERGE (dataset:Dataset {key: $dataset.key})
  ON CREATE SET dataset:Entity, dataset.id = $dataset.id, dataset.namespace = $dataset.namespace,
    dataset.name = $dataset.name, dataset.recordedAt = $recorded_at
MERGE (dataset)-[:HAD_PRIMARY_SOURCE]->(source)
MERGE (policy:Policy {key: $practice.policyKey})
  ON CREATE SET policy:Entity, policy.id = $practice.policyId, policy.name = $practice.policyKey,
    policy.recordedAt = $recorded_at
MERGE (practice:PolicyVersion {key: $practice.key})
  ON CREATE SET practice:Entity, practice.id = $practice.id, practice.version = 1, practice.stage = 'SUPERSEDED',
    practice.knownAt = $practice.knownAt, practice.recordedAt = $recorded_at
MERGE (practice)-[:VERSION_OF]->(policy)
MERGE (run:IngestRun {key: $run.key})
  ON CREATE SET run:Activity, run.id = $run.id, run.pack = $run.pack, run.file = $run.file, run.sha256 = $run.sha256,
    run.rows = $run.rows, run.shiftMs = $run.shiftMs, run.state = 'RUNNING', run.startedAt = $recorded_at,
    run.knownAt = $run.knownAt
RETURN run.id AS id, run.state AS state, run.shiftMs AS shift_ms
