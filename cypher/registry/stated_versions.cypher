// Which of these model versions are there, with what another registry stated of them, and which models are our own?
UNWIND $keys AS one
OPTIONAL MATCH (m:Model {key: one[0]})
USING INDEX SEEK m:Model(key)
OPTIONAL MATCH (v:ModelVersion {key: one[1]})
USING INDEX SEEK v:ModelVersion(key)
RETURN one[1] AS key, v.id AS id, v.registryDigest AS digest, m.decisionPoint IS NOT NULL AS own
