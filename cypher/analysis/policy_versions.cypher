// Which policy versions has a decision point had?
MATCH (:DecisionPoint {key: $point})-[:GOVERNED_BY]->(:Policy)<-[:VERSION_OF]-(policy:PolicyVersion)
RETURN policy.id AS id, policy.stage AS stage
