// Which digests were taken of the decisions, outcomes and undecided cases that a run brought? One without any is of an older release.
MATCH (run:IngestRun {key: $key})
USING INDEX SEEK run:IngestRun(key)
CALL (run) {
  MATCH (run)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN 'decision' AS kind, d.contentDigests AS digests
  UNION ALL
  MATCH (run)<-[:WAS_GENERATED_BY]-(o:Outcome)
  RETURN 'outcome' AS kind, [o.contentDigest] AS digests
  UNION ALL
  MATCH (run)<-[:WAS_GENERATED_BY]-(s:InputSnapshot)
  RETURN 'undecided' AS kind, s.contentDigests AS digests
}
RETURN kind, digests
