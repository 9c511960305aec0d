// What do the nodes and edges of these registry changes say today about what their leaves commit to?
UNWIND $ids AS id
MATCH (change:StateChange {id: id})-[:ABOUT]->(n)
USING INDEX SEEK change:StateChange(id)
RETURN change.id AS subject_id, n.id AS node_id, change.command AS command, change.actorId AS actor_id,
       change.recordedAt AS changed_at,
       reduce(joined = '', each IN COLLECT {
         MATCH (n)-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->(was)
         WHERE r.knownTo = change.recordedAt AND was.id IN split(change.fromState, ' ')
         RETURN DISTINCT was.id AS one ORDER BY one
       } | joined + CASE joined WHEN '' THEN '' ELSE ' ' END + each) AS ended,
       reduce(joined = '', each IN COLLECT {
         MATCH (n)-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->(is)
         WHERE r.knownFrom = change.recordedAt AND is.id IN split(change.toState, ' ')
         RETURN DISTINCT is.id AS one ORDER BY one
       } | joined + CASE joined WHEN '' THEN '' ELSE ' ' END + each) AS began
