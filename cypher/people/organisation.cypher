// Which ties are there between people, queues and decision points? Who decides is read of the newest decisions.
CALL () {
  MATCH (d:Decision)
  USING INDEX SEEK d:Decision(sortKey)
  WHERE d.sortKey > '' AND d.state IN ['EFFECTIVE', 'SUPERSEDED']
  WITH d ORDER BY d.sortKey DESC LIMIT $newest
  MATCH (d)-[:WAS_GENERATED_BY]->(r:Review)-[:USED]->(:ReviewTask)-[:IN_QUEUE]->(queue:Queue)
  MATCH (r)-[:WAS_ASSOCIATED_WITH]->(person:Person)
  RETURN DISTINCT queue AS source, 'DECIDES_IN' AS tie, person AS target
  UNION
  MATCH (source:DecisionPoint)-[:IN_QUEUE]->(target:Queue)
  USING INDEX SEEK source:DecisionPoint(key)
  WHERE source.key > ''
  RETURN source, 'IN_QUEUE' AS tie, target
  UNION
  MATCH (source:Queue)-[:CONSTRAINED_BY]->(agreed:Sla)
  USING INDEX SEEK source:Queue(key)
  WHERE source.key > '' AND agreed.escalationQueue IS NOT NULL
  MATCH (target:Queue {key: agreed.escalationQueue})
  USING INDEX SEEK target:Queue(key)
  RETURN source, 'ESCALATES_TO' AS tie, target
  UNION
  MATCH (account:Account)-[:ACTS_AS]->(source:Person)-[acts:ACTED_ON_BEHALF_OF]->(target:Person)
  USING INDEX SEEK account:Account(key)
  WHERE account.key > '' AND coalesce(acts.knownFrom, 0) <= datetime.realtime().epochMillis
    AND coalesce(acts.knownTo > datetime.realtime().epochMillis, true)
  RETURN source, 'ACTS_FOR' AS tie, target
  UNION
  MATCH (account:Account)-[:ACTS_AS]->(source:Person)-[tied:TIED_TO]->(target:Person|BusinessEntity)
  USING INDEX SEEK account:Account(key)
  WHERE account.key > '' AND tied.knownTo IS NULL
  RETURN source, 'TIED_TO' AS tie, target
}
RETURN source { .id, .key, .name, labels: labels(source) } AS source, tie,
       target { .id, .key, .name, labels: labels(target) } AS target
