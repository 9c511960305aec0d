// Write a decision that the gate took.
CREATE (d:Decision:Entity)
SET d = one
CREATE (d)-[:ABOUT]->(c)
CREATE (d)-[:WAS_GENERATED_BY]->(g)
CREATE (d)-[:GOVERNED_BY]->(policy)
CREATE (d)-[:WAS_ATTRIBUTED_TO]->(gate)
FOREACH (exception IN CASE WHEN waived IS NULL THEN [] ELSE [waived] END | CREATE (g)-[:USED]->(exception))
