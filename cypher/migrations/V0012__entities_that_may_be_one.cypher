// Pairs of entities that may be one are found by id and key, and paged by state.
CREATE CONSTRAINT identity_match_id_unique IF NOT EXISTS FOR (n:IdentityMatch) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT identity_match_key_unique IF NOT EXISTS FOR (n:IdentityMatch) REQUIRE n.key IS UNIQUE;
CREATE INDEX identity_match_sort_key_index IF NOT EXISTS FOR (n:IdentityMatch) ON (n.sortKey);
