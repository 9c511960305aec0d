// Plants the node that the history starts from.
MERGE (:__Neo4jMigration {version: $baseline})
