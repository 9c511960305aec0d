// Which reviews of a time judged cases of a decision point, by whom, and what did each see? The newest first.
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
WITH point LIMIT 1
MATCH (r:Review)
USING INDEX SEEK r:Review(recordedAt)
WHERE r.recordedAt >= $since AND r.recordedAt < $until AND r.verdict IN ['APPROVE', 'REJECT', 'EDIT']
MATCH (r)-[:USED]->(t:ReviewTask)-[:ABOUT]->(c:Case)-[:AT]->(point)
WITH r, t, c ORDER BY r.recordedAt DESC, r.id DESC LIMIT $limit
MATCH (r)-[:WAS_ASSOCIATED_WITH]->(who:Person)
MATCH (t)-[:IN_QUEUE]->(queue:Queue)
OPTIONAL MATCH (r)-[:USED]->(k:ReviewPacket)
RETURN who.id AS person_id, coalesce(who.name, who.key) AS person,
       head(COLLECT {
         MATCH (who)<-[member:HAD_MEMBER]-(team:Team)
         WHERE member.knownFrom <= r.recordedAt AND (member.knownTo IS NULL OR member.knownTo > r.recordedAt)
         RETURN team.name ORDER BY team.name
       }) AS team,
       c.id AS case_id, t.round AS round, queue.key AS queue, r { .verdict, .firstVerdict, .recordedAt, .dwellMs } AS review,
       head([(k)-[:PRESENTS]->(p:Prediction) WHERE p.target IS NULL | p.probability]) AS risk,
       head([(k)-[:PRESENTS]->(policy:PolicyVersion) | policy.id]) AS policy_id,
       head([(k)-[:PRESENTS]->(gate:GateEvaluation) | gate.rule]) AS rule
