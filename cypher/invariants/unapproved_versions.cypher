// Invariant 7: which versions of rules and models are in use without the approval of a second person?
CALL () {
  MATCH (v:PolicyVersion)
  WHERE v.stage = 'ACTIVE' AND (v.approverId IS NULL OR v.approverId = v.proposerId)
  RETURN v.id AS id, 'PolicyVersion' AS kind, v.key AS name, v.approverId AS approver
  UNION
  MATCH (v:ModelVersion)
  WHERE v.stage = 'ACTIVE' AND (v.approverId IS NULL OR v.approverId = v.authorId)
  RETURN v.id AS id, 'ModelVersion' AS kind, v.key AS name, v.approverId AS approver
}
RETURN id, kind, name,
       [CASE WHEN approver IS NULL THEN 'nobody approved it' ELSE 'approved by who made it' END] AS because
LIMIT $most
