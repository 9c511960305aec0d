// What are these called: `versions`, `models` and `policies` of `decisions` and of `cases`?
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
