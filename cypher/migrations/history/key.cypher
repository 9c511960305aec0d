// Lets each version enter the history once.
CREATE CONSTRAINT neo4j_migration_version_unique IF NOT EXISTS FOR (n:__Neo4jMigration) REQUIRE n.version IS UNIQUE
