// The rules of the decision point are those that the row was made by; by the limits no plan scans edges (record 31).
WITH row, c, t LIMIT 1
MATCH (t)-[:ABOUT]->(c)-[:AT]->(:DecisionPoint {epoch: row.pointEpoch})
WITH row, c, t LIMIT 1
