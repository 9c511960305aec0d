// Which policy versions has a decision point had?
MATCH (at:DecisionPoint {key: $point})-[:GOVERNED_BY]->(:Policy)<-[:VERSION_OF]-(policy:PolicyVersion)
USING INDEX SEEK at:DecisionPoint(key)
RETURN policy.id AS id, policy.stage AS stage
