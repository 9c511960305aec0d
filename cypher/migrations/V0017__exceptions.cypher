// Exceptions to rows of policies, found by id, by key, and by the point where they are open.
CREATE CONSTRAINT exception_grant_id_unique IF NOT EXISTS FOR (n:ExceptionGrant) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT exception_grant_key_unique IF NOT EXISTS FOR (n:ExceptionGrant) REQUIRE n.key IS UNIQUE;
CREATE INDEX exception_grant_open_at_index IF NOT EXISTS FOR (n:ExceptionGrant) ON (n.openAt);
