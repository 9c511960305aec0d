// What a review packet presents.
CREATE (k)-[:PRESENTS]->(s)
CREATE (k)-[:PRESENTS]->(g)
CREATE (k)-[:PRESENTS]->(policy)
FOREACH (p IN predictions | CREATE (k)-[:PRESENTS]->(p))
