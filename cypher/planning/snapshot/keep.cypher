// Keeps a frozen snapshot as a node, once, with the point and the dataset versions that it holds.
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
MERGE (kept:Snapshot {key: $snapshot.key})
  ON CREATE SET kept = $snapshot, kept:Entity
MERGE (kept)-[:ABOUT]->(point)
WITH kept
CALL (kept) {
  UNWIND $dataset_versions AS id
  MATCH (version:DatasetVersion {id: id})
  USING INDEX SEEK version:DatasetVersion(id)
  MERGE (kept)-[:WAS_DERIVED_FROM]->(version)
  RETURN count(version) AS versions
}
RETURN kept.id AS id, versions
