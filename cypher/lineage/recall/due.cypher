// Which recalls are not closed, and who opened each?
MATCH (r:Recall)-[:WAS_ASSOCIATED_WITH]->(opener:Person)
USING INDEX SEEK r:Recall(openOf)
WHERE r.openOf > $after
RETURN r { .id, .targetKind, .targetId, .target, .since, .until, .reason, .withTraining, .state, .selectedAt, .recordedAt } AS recall,
       opener { .id, .key, .name } AS opener,
       COUNT { (r)<-[:WAS_INFORMED_BY]-(:RecallItem {state: 'IN_REVIEW'})<-[:WAS_INFORMED_BY]-(:Appeal {state: 'OPEN'}) } AS in_review
ORDER BY r.id
