// Stores what a drift test of a point gave, once: a window that another worker tested gives no row.
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
SET point._lock = $until
WITH point
WHERE coalesce(point.driftTestedTo, 0) = coalesce($tested_to, 0)
SET point.driftTestedFrom = coalesce(point.driftTestedFrom, $since), point.driftTestedTo = $until
WITH point
CALL (point) {
  UNWIND $signals AS row
  CREATE (s:DriftSignal:Entity)
  SET s = row.signal
  CREATE (s)-[:ABOUT]->(point)
  WITH s, row
  OPTIONAL MATCH (feature:FeatureVersion {key: row.feature})
  USING INDEX SEEK feature:FeatureVersion(key)
  OPTIONAL MATCH (model:ModelVersion {key: row.model})
  USING INDEX SEEK model:ModelVersion(key)
  FOREACH (one IN CASE WHEN feature IS NULL THEN [] ELSE [feature] END | CREATE (s)-[:ABOUT]->(one))
  FOREACH (one IN CASE WHEN model IS NULL THEN [] ELSE [model] END | CREATE (s)-[:ABOUT]->(one))
  RETURN count(s) AS signals
}
RETURN signals
