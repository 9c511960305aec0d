// Invariant 2: which cases have more than one decision in force, and which decisions are marked otherwise than they stand?
CALL () {
  MATCH (c:Case)
  WHERE COUNT { (c)<-[:ABOUT]-(:Decision {state: 'EFFECTIVE'}) } > 1
  RETURN c.id AS id, 'Case' AS kind, c.externalId AS name, ['more than one decision in force'] AS because
  LIMIT $most
  UNION
  MATCH (d:Decision)
  WHERE (d.state = 'EFFECTIVE') <> (d.effectiveCaseId IS NOT NULL)
  RETURN d.id AS id, 'Decision' AS kind, coalesce(head([(d)-[:ABOUT]->(c:Case) | 'case ' + c.externalId]), d.id) AS name,
         [CASE d.state WHEN 'EFFECTIVE' THEN 'in force, but not marked as the one of its case'
            ELSE 'no longer in force, but marked as the one of its case' END] AS because
  LIMIT $most
}
RETURN id, kind, name, because
LIMIT $most
