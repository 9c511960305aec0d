// Which trained models speak at a decision point?
MATCH (m:Model {decisionPoint: $point})<-[:VERSION_OF]-(v:ModelVersion {stage: 'ACTIVE'})
USING INDEX SEEK m:Model(decisionPoint)
RETURN m.name AS name, m.target AS target, m.primary AS primary, v.version AS version,
       v.artefactSha256 AS artefact_sha256
ORDER BY NOT m.primary, m.name
