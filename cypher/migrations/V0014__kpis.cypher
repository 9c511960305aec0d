// Figures that a decision point is judged by are found by id and key.
CREATE CONSTRAINT kpi_id_unique IF NOT EXISTS FOR (n:Kpi) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT kpi_key_unique IF NOT EXISTS FOR (n:Kpi) REQUIRE n.key IS UNIQUE;
