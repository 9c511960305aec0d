// Up to when was drift tested at a point, and which version of its main model is in use, known since when?
MATCH (at:DecisionPoint {key: $point})
USING INDEX SEEK at:DecisionPoint(key)
OPTIONAL MATCH (m:Model {decisionPoint: $point, primary: true})<-[:VERSION_OF]-(v:ModelVersion {stage: 'ACTIVE'})
USING INDEX SEEK m:Model(decisionPoint)
RETURN at.driftTestedTo AS tested_to, v.key AS model, v.knownAt AS trained_at
ORDER BY v.knownAt DESC
LIMIT 1
