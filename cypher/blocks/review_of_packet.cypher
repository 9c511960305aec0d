// Write what a reviewer did with a task, on which packet.
CREATE (r:Review:Activity)
SET r = row.review
CREATE (r)-[:USED]->(t)
CREATE (r)-[:USED]->(packet)
CREATE (r)-[:WAS_ASSOCIATED_WITH]->(person)
