// Which reviews say that a reason which they saw is wrong? Each reason once, under the lock of the review.
UNWIND range(0, size($rows) - 1) AS position
WITH position, $rows[position] AS row
OPTIONAL MATCH (source:Review {id: row.reviewId})
USING INDEX SEEK source:Review(id)
// include: blocks/lock_source.cypher
CALL (row, source, used) {
  WITH row, source, used
  WHERE used IS NULL AND source IS NOT NULL
  MATCH (feature:FeatureVersion {id: row.featureId})
  USING INDEX SEEK feature:FeatureVersion(id)
  WHERE NOT EXISTS { (source)-[:DISPUTES]->(feature) }
  CREATE (source)-[:DISPUTES {knownFrom: row.change.recordedAt}]->(feature)
  WITH row, source
  // include: blocks/registry_change.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
