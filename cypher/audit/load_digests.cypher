// Which digests were taken of what a load brought?
MATCH (run:IngestRun {id: $run_id})
USING INDEX SEEK run:IngestRun(id)
CALL (run) {
  OPTIONAL MATCH (run)<-[:WAS_GENERATED_BY]-(d:Decision)
  RETURN collect(d.contentDigests) AS decisions
}
CALL (run) {
  OPTIONAL MATCH (run)<-[:WAS_GENERATED_BY]-(o:Outcome)
  RETURN collect(o.contentDigest) AS outcomes
}
CALL (run) {
  OPTIONAL MATCH (run)<-[:WAS_GENERATED_BY]-(s:InputSnapshot)
  RETURN collect(s.contentDigests) AS undecided
}
RETURN decisions, outcomes, undecided
