// What do these predictions say today, and where do their edges lead?
UNWIND $ids AS id
MATCH (p:Prediction {id: id})
USING INDEX SEEK p:Prediction(id)
RETURN p { .id, .probability, .margin, .base, .features, .featureValues, .contributions, .reasons, .target,
           .shadow, .knownAt, .recordedAt } AS stored,
       [(p)-[:SCORED_BY]->(m:ModelVersion) | m.key] AS models,
       [(p)-[:SCORED_ON]->(s:InputSnapshot) | s.id] AS snapshots,
       [(p)-[i:INFLUENCED_BY]->(f:FeatureVersion) | {feature: f.key, contribution: i.contribution}] AS influences
