// Which steps were applied, with the checksum of each?
MATCH (n:__Neo4jMigration)
WHERE n.version <> $baseline
RETURN n.version AS version, n.checksum AS checksum
ORDER BY version
