// Delegations, found by id, by key, and by when tasks are to be reassigned; open tasks by whom they are held for.
CREATE CONSTRAINT delegation_id_unique IF NOT EXISTS FOR (n:Delegation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT delegation_key_unique IF NOT EXISTS FOR (n:Delegation) REQUIRE n.key IS UNIQUE;
CREATE INDEX delegation_next_at_index IF NOT EXISTS FOR (n:Delegation) ON (n.nextAt);
CREATE INDEX review_task_for_id_index IF NOT EXISTS FOR (n:ReviewTask) ON (n.forId);
