// Enters a step that was applied completely into the history.
MERGE (m:__Neo4jMigration {version: $version})
  ON CREATE SET m.description = $description, m.type = 'CYPHER', m.source = $source, m.checksum = $checksum
WITH m
MATCH (p:__Neo4jMigration {version: $previous})
MERGE (p)-[t:MIGRATED_TO]->(m)
  ON CREATE SET t.at = datetime(), t.by = 'signoff', t.connectedAs = 'signoff', t.in = duration('PT0S')
