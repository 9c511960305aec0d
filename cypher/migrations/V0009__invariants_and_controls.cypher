// What must hold of the graph with its last verdict, and the controls that each check supports.
CREATE CONSTRAINT control_id_unique IF NOT EXISTS FOR (n:Control) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT control_key_unique IF NOT EXISTS FOR (n:Control) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT invariant_id_unique IF NOT EXISTS FOR (n:Invariant) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT invariant_key_unique IF NOT EXISTS FOR (n:Invariant) REQUIRE n.key IS UNIQUE;
