// Which decisions in force rest on data that were corrected after them, or are stated otherwise by a later file?
CALL () {
  MATCH (:InputSnapshot)<-[:WAS_REVISION_OF]-(later:InputSnapshot)-[:ABOUT]->(c:Case)
  WHERE NOT EXISTS { (later)-[:WAS_GENERATED_BY]->(:Review) }
  MATCH (d:Decision {effectiveCaseId: c.id})
  USING INDEX SEEK d:Decision(effectiveCaseId)
  WHERE later.recordedAt > d.recordedAt
  RETURN d, max(later.recordedAt) AS corrected_at
  UNION
  MATCH (d:Decision)
  WHERE d.statedOtherwise IS NOT NULL AND d.effectiveCaseId IS NOT NULL
  RETURN d, null AS corrected_at
}
WITH d, max(corrected_at) AS corrected_at
MATCH (d)-[:ABOUT]->(c:Case)
RETURN d.id AS id, 'Decision' AS kind, 'case ' + c.externalId AS name,
       [one IN [CASE WHEN corrected_at IS NOT NULL THEN 'its data were corrected on ' + toString(date(datetime({epochMillis: corrected_at}))) END,
                CASE WHEN d.statedOtherwise IS NOT NULL THEN 'a later file states otherwise: ' + substring(reduce(all = '', part IN d.statedOtherwise | all + ', ' + part), 2) END]
        WHERE one IS NOT NULL] AS because
LIMIT $most
