// What was a case judged on: its newest data and where they come from, its score, and what each input is called?
MATCH (c:Case {id: $case_id})-[:AT]->(point:DecisionPoint)
USING INDEX SEEK c:Case(id)
MATCH (s:InputSnapshot)-[:ABOUT]->(c) WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) }
OPTIONAL MATCH (check:QualityCheck)-[:ABOUT]->(s)
OPTIONAL MATCH (s)-[taken:TAKEN_FROM]->(version:DatasetVersion)-[:VERSION_OF]->(dataset:Dataset)
OPTIONAL MATCH (dataset)-[:HAD_PRIMARY_SOURCE]->(source:DataSource)
CALL (s) {
  OPTIONAL MATCH (p:Prediction)-[:SCORED_ON]->(s) WHERE p.target IS NULL
  RETURN p ORDER BY coalesce(p.shadow, false), p.knownAt DESC, p.id DESC LIMIT 1
}
OPTIONAL MATCH (p)-[:SCORED_BY]->(model:ModelVersion)
CALL (c) {
  OPTIONAL MATCH (g:GateEvaluation)-[:ABOUT]->(c)
  WITH g ORDER BY g.recordedAt DESC, g.id DESC LIMIT 1
  OPTIONAL MATCH (g)-[:HAD_PLAN]->(policy:PolicyVersion)
  RETURN policy.id AS policy_id
}
CALL (dataset, model) {
  OPTIONAL MATCH (dataset)<-[:COMPUTED_FROM]-(f:FeatureVersion)
  RETURN f, false AS learned
  UNION
  OPTIONAL MATCH (model)-[:DEPENDS_ON]->(f:FeatureVersion)
  RETURN f, true AS learned
}
CALL (s) {
  // What people typed here: the data as the source last stated them, before the reviewers' corrections.
  OPTIONAL MATCH way = (s)-[:WAS_REVISION_OF*1..8]->(stated:InputSnapshot)
  WHERE all(one IN nodes(way)[..-1] WHERE EXISTS { (one)-[:WAS_GENERATED_BY]->(:Review) })
    AND NOT EXISTS { (stated)-[:WAS_GENERATED_BY]->(:Review) }
  RETURN stated.values AS stated LIMIT 1
}
WITH c, point, s, stated, check, taken, version, dataset, source, p, model, policy_id,
     [one IN collect(f { .key, .words, .availability, learned: learned }) WHERE one.key IS NOT NULL] AS features
RETURN point.key AS point, stated, s { .values, .quality, .asOf, .sourceAt, .knownAt } AS snapshot, check.findings AS findings,
       taken.row AS row, version { .id, .key, .version } AS version, dataset.name AS dataset, source.name AS source,
       p { .id, .probability, .margin, .base, .features, .featureValues, .contributions, .shadow } AS prediction,
       model.key AS model, policy_id, features,
       CASE WHEN c.blindReview THEN [] WHEN point.blindFirst AND c.state IN ['AWAITING_SCORE', 'IN_REVIEW'] THEN coalesce(c._firstAnswers, []) END AS first_answers
LIMIT 1
