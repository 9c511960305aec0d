// Which decisions of a point were in force at a moment, by whom and under which policy version? Columns, in chunks.
MATCH (:DecisionPoint {key: $point})<-[:AT]-(c:Case)<-[:ABOUT]-(d:Decision)
WHERE c.knownAt < $as_of AND d.knownAt < $as_of
  AND NOT EXISTS { MATCH (d)-[:WAS_INVALIDATED_BY]->(undo) WHERE undo.knownAt < $as_of }
  AND NOT EXISTS { MATCH (d)<-[:WAS_REVISION_OF]-(later:Decision) WHERE later.knownAt < $as_of }
MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who)
MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
WITH id(c) / $chunk AS chunk, c, d, who, policy
RETURN chunk, collect(id(c)) AS numbers, collect(d.id) AS ids, collect(d.decidedAt) AS decided,
       collect(d.action) AS actions, collect(coalesce(d.verdict, '')) AS verdicts, collect(d.kind) AS kinds,
       collect(coalesce(d.origin, 'LIVE')) AS origins, collect(who.id) AS deciders, collect(coalesce(who.name, who.key)) AS decider_names,
       collect(policy.id) AS policy_versions
