// Records a run of another system: its datasets, the versions that it made, and what they were derived from.
MERGE (run:IngestRun {key: $run.key})
  ON CREATE SET run:Activity, run.id = $run.id, run.file = $run.file, run.startedAt = $run.at, run.knownAt = $run.at,
                run.recordedAt = $recorded_at
SET run.file = $run.file
WITH run
SET run.state = CASE WHEN run.endedAt IS NULL THEN $run.state ELSE run.state END,
    run.startedAt = CASE WHEN $run.at < run.startedAt THEN $run.at ELSE run.startedAt END,
    run.endedAt = CASE WHEN run.endedAt IS NULL AND $run.ended THEN $run.at ELSE run.endedAt END
WITH run
CALL (run) {
  UNWIND $datasets AS row
  MERGE (d:Dataset {key: row.key})
    ON CREATE SET d:Entity, d.id = row.id, d.namespace = row.namespace, d.name = row.name, d.recordedAt = $recorded_at
  SET d.statedOwners = CASE WHEN row.owners = [] THEN d.statedOwners ELSE row.owners END
  WITH run, row, d, [(d)-[:HAD_PRIMARY_SOURCE]->(one:DataSource) | one.key] AS sources
  CALL (row, d, sources) {
    WITH row, d, sources
    WHERE sources = []
    MERGE (s:DataSource {key: row.source})
      ON CREATE SET s:Entity, s.id = row.sourceId, s.name = row.source, s.recordedAt = $recorded_at
    MERGE (d)-[:HAD_PRIMARY_SOURCE]->(s)
    RETURN count(*) AS opened
  }
  CALL (run, row, d) {
    WITH run, row, d
    WHERE row.versionKey IS NOT NULL
    MERGE (v:DatasetVersion {key: row.versionKey})
      ON CREATE SET v:Entity, v.id = row.versionId, v.version = row.version, v.knownAt = $run.at,
                    v.recordedAt = $recorded_at
    SET v.schema = CASE WHEN v.schema IS NULL AND row.schema <> [] THEN row.schema ELSE v.schema END,
        v.columnLineage = CASE WHEN row.columns = [] THEN v.columnLineage ELSE row.columns END,
        v.checksPassed = CASE WHEN row.checksPassed + row.checksFailed = [] THEN v.checksPassed
                              ELSE row.checksPassed END,
        v.checksFailed = CASE WHEN row.checksPassed + row.checksFailed = [] THEN v.checksFailed
                              ELSE row.checksFailed END
    MERGE (v)-[:VERSION_OF]->(d)
    RETURN collect(v) AS stated
  }
  CALL (row, d, stated) {
    WITH row, d, stated
    WHERE stated = [] AND NOT row.output
    MATCH (latest:DatasetVersion)-[:VERSION_OF]->(d)
    WHERE latest.knownAt <= $run.at
    WITH latest
    ORDER BY latest.knownAt DESC, latest.id DESC
    LIMIT 1
    RETURN collect(latest) AS before
  }
  RETURN collect({output: row.output, dataset: d, version: head(stated + before), stated: stated <> []}) AS all
}
WITH run, [one IN all WHERE one.version IS NOT NULL] AS known
CALL (run, known) {
  UNWIND [one IN known WHERE one.output] AS made
  WITH run, made.version AS version
  WHERE NOT EXISTS { (version)-[:WAS_GENERATED_BY]->(:IngestRun) }
  CREATE (version)-[:WAS_GENERATED_BY]->(run)
  RETURN count(*) AS generated
}
CALL (known) {
  UNWIND [one IN known WHERE one.output] AS made
  UNWIND [one IN known WHERE NOT one.output] AS read
  WITH made.version AS version, read.version AS origin, read.dataset AS dataset, read.stated AS stated
  WHERE version <> origin AND (stated OR NOT EXISTS {
    (version)-[:WAS_DERIVED_FROM]->(:DatasetVersion)-[:VERSION_OF]->(dataset)
  })
  MERGE (version)-[:WAS_DERIVED_FROM]->(origin)
  RETURN count(*) AS derived
}
RETURN run.state AS state, size([one IN known WHERE one.output]) AS made,
  size([one IN known WHERE NOT one.output]) AS read
