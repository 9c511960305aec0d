// Invariant 4: which decisions of several people rest on other verdicts than as many alike, of as many people, on one packet?
MATCH (d:Decision)
WHERE d.origin = 'LIVE' AND d.kind = 'HUMAN' AND d.state = 'EFFECTIVE'
MATCH (d)-[:WAS_GENERATED_BY]->(closing:Review)-[:USED]->(t:ReviewTask)-[:ABOUT]->(c:Case)
WHERE t.quorum IS NOT NULL
WITH d, c, toInteger(split(t.quorum, '|')[CASE d.verdict WHEN 'APPROVE' THEN 0 ELSE 1 END]) AS needed,
     [closing] + [(closing)-[:WAS_INFORMED_BY]->(r:Review) | r] AS reviews
WITH d, c, needed, reviews, [r IN reviews WHERE r.verdict = d.verdict] AS alike,
     COLLECT { UNWIND reviews AS r MATCH (r)-[:WAS_ASSOCIATED_WITH]->(p:Person) RETURN DISTINCT p } AS people,
     COLLECT { UNWIND reviews AS r MATCH (r)-[:USED]->(k:ReviewPacket) RETURN DISTINCT k } AS packets
WITH d, c,
     CASE WHEN size(alike) = needed THEN [] ELSE [toString(size(alike)) + ' verdicts alike where ' + needed + ' decide'] END +
     CASE WHEN size(people) = size(reviews) THEN [] ELSE ['two verdicts by one person'] END +
     CASE WHEN size(packets) = 1 THEN [] ELSE ['verdicts on different packets'] END +
     CASE WHEN any(r IN reviews WHERE r._ballot IS NOT NULL) THEN ['a verdict that is still hidden'] ELSE [] END +
     CASE WHEN any(p IN people WHERE EXISTS {
         MATCH (p)-[acts:ACTED_ON_BEHALF_OF]->(other:Person)
         WHERE other IN people AND coalesce(acts.knownFrom, 0) <= d.decidedAt
           AND coalesce(acts.knownTo, d.decidedAt + 1) > d.decidedAt
       }) THEN ['one of them acted for another'] ELSE [] END AS because
WHERE size(because) > 0
RETURN d.id AS id, 'Decision' AS kind, 'case ' + c.externalId AS name, because
LIMIT $most
