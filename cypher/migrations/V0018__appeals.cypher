// Appeals of decisions are found by id.
CREATE CONSTRAINT appeal_id_unique IF NOT EXISTS FOR (n:Appeal) REQUIRE n.id IS UNIQUE;
