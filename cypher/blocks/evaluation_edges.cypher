// What a gate evaluation is about, what it used, and the rules it ran by.
CREATE (g)-[:ABOUT]->(c)
CREATE (g)-[:USED]->(s)
CREATE (g)-[:USED]->(q)
CREATE (g)-[:HAD_PLAN]->(policy)
