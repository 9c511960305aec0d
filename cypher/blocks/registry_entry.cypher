// What is registered of a node: its declared edges each way, now, as of a moment or ever, and what uses it.
RETURN n { .id, .key, .name, .externalId, .kind, .words, .canLogIn, .recordedAt, .target,
    called: CASE
      WHEN n:Policy THEN coalesce(head([(n)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]), head(COLLECT { MATCH (at_:DecisionPoint {key: split(n.key, ': ')[0]}) RETURN at_.name + substring(n.key, size(at_.key)) }))
      WHEN n:Feature THEN head([(n)<-[:VERSION_OF]-(its_:FeatureVersion) | its_.words])
      WHEN n:Model THEN head(COLLECT { MATCH (at_:DecisionPoint {key: n.decisionPoint}) RETURN at_.name })
    END } AS facts, COLLECT {
  MATCH (n)-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->(other)
  WHERE CASE WHEN $ended THEN true WHEN $as_of IS NULL THEN r.knownTo IS NULL
        ELSE coalesce(r.knownFrom, 0) <= $as_of AND coalesce(r.knownTo, $as_of + 1) > $as_of END
  RETURN r { .kind, .knownFrom, .knownTo, relation: type(r), other: other { .id, .name, .externalId, .key, .target,
    labels: labels(other), called: CASE
      WHEN other:Policy THEN coalesce(head([(other)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]), head(COLLECT { MATCH (at_:DecisionPoint {key: split(other.key, ': ')[0]}) RETURN at_.name + substring(other.key, size(at_.key)) }))
      WHEN other:Feature THEN head([(other)<-[:VERSION_OF]-(its_:FeatureVersion) | its_.words])
      WHEN other:Model THEN head(COLLECT { MATCH (at_:DecisionPoint {key: other.decisionPoint}) RETURN at_.name })
    END } }
  LIMIT $most
} AS leads, COLLECT {
  MATCH (n)<-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]-(other)
  WHERE CASE WHEN $ended THEN true WHEN $as_of IS NULL THEN r.knownTo IS NULL
        ELSE coalesce(r.knownFrom, 0) <= $as_of AND coalesce(r.knownTo, $as_of + 1) > $as_of END
  RETURN r { .kind, .knownFrom, .knownTo, relation: type(r), other: other { .id, .name, .externalId, .key, .target,
    labels: labels(other), called: CASE
      WHEN other:Policy THEN coalesce(head([(other)<-[:GOVERNED_BY]-(at_:DecisionPoint) | at_.name]), head(COLLECT { MATCH (at_:DecisionPoint {key: split(other.key, ': ')[0]}) RETURN at_.name + substring(other.key, size(at_.key)) }))
      WHEN other:Feature THEN head([(other)<-[:VERSION_OF]-(its_:FeatureVersion) | its_.words])
      WHEN other:Model THEN head(COLLECT { MATCH (at_:DecisionPoint {key: other.decisionPoint}) RETURN at_.name })
    END } }
  LIMIT $most
} AS comes, [use IN [
  ['HAD_PRIMARY_SOURCE', COUNT { (n)<-[:HAD_PRIMARY_SOURCE]-() }],
  ['VERSION_OF', COUNT { (n)<-[:VERSION_OF]-() }],
  ['COMPUTED_FROM', COUNT { (n)<-[:COMPUTED_FROM]-() }],
  ['GOVERNED_BY', COUNT { (n)<-[:GOVERNED_BY]-() }],
  ['IN_QUEUE', COUNT { (n)<-[:IN_QUEUE]-() }],
  ['AT', COUNT { (n)<-[:AT]-() }],
  ['CONCERNS', COUNT { (n)<-[:CONCERNS]-() }],
  ['REQUESTED_BY', COUNT { (n)<-[:REQUESTED_BY]-() }],
  ['WAS_ATTRIBUTED_TO', COUNT { (n)<-[:WAS_ATTRIBUTED_TO]-() }]
] WHERE use[1] > 0] AS uses
