// A further forecast that rules read becomes a prediction of its own, by its model; it keeps no explanation it never had.
MATCH (p:Prediction)-[:SCORED_ON]->(s:InputSnapshot)-[:ABOUT]->(:Case)-[:AT]->(point:DecisionPoint)
WHERE size(p.secondaryNames) > 0
UNWIND range(0, size(p.secondaryNames) - 1) AS place
MATCH (m:Model {decisionPoint: point.key, target: p.secondaryNames[place]})<-[:VERSION_OF]-(v:ModelVersion)
WHERE v.recordedAt <= p.recordedAt
WITH p, s, place, v ORDER BY v.recordedAt DESC
WITH p, s, place, head(collect(v)) AS v
WITH p, s, v, p.secondaryNames[place] AS target,
     CASE WHEN p.secondaryProbabilities[place] < 1e-9 THEN 1e-9
          WHEN p.secondaryProbabilities[place] > 1 - 1e-9 THEN 1 - 1e-9
          ELSE p.secondaryProbabilities[place] END AS probability
MERGE (further:Prediction {id: p.id + '-' + target})
  ON CREATE SET further:Entity, further.target = target, further.probability = probability,
    further.margin = log(probability / (1 - probability)), further.base = log(probability / (1 - probability)),
    further.features = [], further.featureValues = [], further.contributions = [], further.reasons = [],
    further.shadow = coalesce(p.shadow, false), further.knownAt = p.knownAt, further.recordedAt = p.recordedAt
MERGE (further)-[:SCORED_BY]->(v)
MERGE (further)-[:SCORED_ON]->(s)
WITH p, further
CALL (p, further) {
  MATCH (g:GateEvaluation)-[:USED]->(p)
  MERGE (g)-[:USED]->(further)
  RETURN count(*) AS gates
}
CALL (p, further) {
  MATCH (k:ReviewPacket)-[:PRESENTS]->(p)
  MERGE (k)-[:PRESENTS]->(further)
  RETURN count(*) AS packets
}
RETURN count(*) AS moved;
MATCH (p:Prediction) WHERE p.secondaryNames IS NOT NULL
REMOVE p.secondaryNames, p.secondaryProbabilities;
// A replayed decision leads to the input that its case began with, and by it to the data it was read from.
MATCH (d:Decision {origin: 'REPLAYED'})-[:ABOUT]->(:Case)<-[:ABOUT]-(s:InputSnapshot)
WHERE NOT EXISTS { (s)-[:WAS_REVISION_OF]->(:InputSnapshot) }
MERGE (d)-[:WAS_DERIVED_FROM]->(s);
