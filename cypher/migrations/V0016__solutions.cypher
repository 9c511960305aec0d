// What cases were solved by is found by id and key.
CREATE CONSTRAINT solution_id_unique IF NOT EXISTS FOR (n:Solution) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT solution_key_unique IF NOT EXISTS FOR (n:Solution) REQUIRE n.key IS UNIQUE;
