// What did the newest decisions of a point rest on, and how do the scores of its newest cases add up? Lists in one row.
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
CALL (point) {
  MATCH (d:Decision)
  USING INDEX SEEK d:Decision(sortKey)
  WHERE d.sortKey >= $since AND d.sortKey < $before AND d.state <> 'INVALIDATED'
    AND EXISTS { (d)-[:ABOUT]->(:Case)-[:AT]->(point) }
  WITH d ORDER BY d.sortKey DESC LIMIT $most
  WITH d, head(COLLECT { MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion) RETURN policy.id }) AS policy,
       COLLECT {
         MATCH (d)-[:WAS_GENERATED_BY]->(:GateEvaluation)-[:USED]->(:InputSnapshot)-[:TAKEN_FROM]->(v:DatasetVersion) RETURN v.id
         UNION
         MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(:InputSnapshot)-[:TAKEN_FROM]->(v:DatasetVersion)
         RETURN v.id
         UNION
         MATCH (d)-[:WAS_DERIVED_FROM]->(:InputSnapshot)-[:TAKEN_FROM]->(v:DatasetVersion) RETURN v.id
       } AS data,
       COLLECT {
         MATCH (d)-[:WAS_GENERATED_BY]->(:GateEvaluation)-[:USED]->(:Prediction)-[:SCORED_BY]->(m:ModelVersion) RETURN m.id
         UNION
         MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(:Prediction)-[:SCORED_BY]->(m:ModelVersion)
         RETURN m.id
       } AS models
  RETURN collect([d.decidedAt, policy, data, models]) AS decisions
}
CALL (point) {
  MATCH (c:Case)
  USING INDEX SEEK c:Case(sortKey)
  WHERE c.sortKey >= $since AND c.sortKey < $before AND EXISTS { (c)-[:AT]->(point) }
  MATCH (s:InputSnapshot)-[:ABOUT]->(c)
  WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) }
    AND EXISTS { (s)<-[:SCORED_ON]-(main:Prediction) WHERE main.target IS NULL AND NOT coalesce(main.shadow, false) }
  WITH c, s ORDER BY c.sortKey DESC LIMIT $explained
  WITH c, s, COLLECT { MATCH (s)-[:TAKEN_FROM]->(v:DatasetVersion) RETURN v.id } AS data,
       COLLECT {
         MATCH (s)<-[:SCORED_ON]-(p:Prediction)-[:SCORED_BY]->(m:ModelVersion)
         WHERE NOT coalesce(p.shadow, false)
         RETURN [coalesce(p.target, ''), p.margin, p.features, p.contributions, m.id] ORDER BY p.knownAt, p.id
       } AS scores
  RETURN collect([s.values, s.quality, coalesce(c.reach, -1), coalesce(c.personRequired, false), data, scores]) AS cases
}
CALL (decisions, cases) {
  UNWIND [one IN decisions | one[2]] + [one IN cases | one[4]] AS ids
  UNWIND ids AS id
  WITH DISTINCT id
  MATCH (v:DatasetVersion {id: id})
  USING INDEX SEEK v:DatasetVersion(id)
  MATCH (v)-[:VERSION_OF]->(data:Dataset)
  OPTIONAL MATCH (data)-[:HAD_PRIMARY_SOURCE]->(source:DataSource)
  WITH v, data, source, COLLECT { MATCH (data)<-[:COMPUTED_FROM]-(f:FeatureVersion) RETURN f.key } AS features
  RETURN collect([v.id, v.version, data.id, data.name, source.id, source.name, features]) AS versions
}
CALL (decisions, cases) {
  UNWIND [one IN decisions | one[3]] + [one IN cases | [of IN one[5] | of[4]]] AS ids
  UNWIND ids AS id
  WITH DISTINCT id
  MATCH (m:ModelVersion {id: id})
  USING INDEX SEEK m:ModelVersion(id)
  MATCH (m)-[:VERSION_OF]->(model:Model)
  WITH m, model, COLLECT { MATCH (m)-[:DEPENDS_ON]->(f:FeatureVersion) RETURN [f.id, f.key, f.words] } AS features
  RETURN collect([m.id, coalesce(m.words, model.name), m.version, coalesce(model.target, ''), features]) AS models
}
CALL (decisions) {
  UNWIND decisions AS one
  WITH DISTINCT one[1] AS id
  MATCH (p:PolicyVersion {id: id})
  USING INDEX SEEK p:PolicyVersion(id)
  RETURN collect([p.id, p.key, p.version]) AS policies
}
RETURN decisions, cases, versions, models, policies
