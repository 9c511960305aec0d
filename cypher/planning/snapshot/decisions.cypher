// Which decisions of a point were known before a moment, from when until when, by whom and under which policy version?
// What had not been undone or revised by then ends with the moment. Columns, in chunks.
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)<-[:ABOUT]-(d:Decision)
USING INDEX SEEK at:DecisionPoint(key)
WHERE c.knownAt < $as_of AND d.knownAt < $as_of
MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who)
MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
WITH c, d, who, policy,
     COLLECT { MATCH (d)-[:WAS_INVALIDATED_BY]->(undo) RETURN undo.knownAt }
       + COLLECT { MATCH (d)<-[:WAS_REVISION_OF]-(later:Decision) RETURN later.knownAt } AS ends
WITH id(c) / $chunk AS chunk, c, d, who, policy,
     reduce(ended = $as_of, at IN ends | CASE WHEN at < ended THEN at ELSE ended END) AS ended
RETURN chunk, collect(id(c)) AS numbers, collect(d.id) AS ids, collect(d.knownAt) AS known, collect(ended) AS ended,
       collect(d.decidedAt) AS decided,
       collect(coalesce(d.sequence, c.sequence, -1)) AS places, collect(d.action) AS actions, collect(coalesce(d.verdict, '')) AS verdicts,
       collect(d.kind) AS kinds, collect(who.id) AS deciders, collect(coalesce(who.name, who.key)) AS decider_names,
       collect(policy.id) AS policy_versions
