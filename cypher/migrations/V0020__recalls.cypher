// Recalls are found by id and by what they recall, their decisions by id, by place, and while they wait.
CREATE CONSTRAINT recall_id_unique IF NOT EXISTS FOR (n:Recall) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT recall_open_of_unique IF NOT EXISTS FOR (n:Recall) REQUIRE n.openOf IS UNIQUE;
CREATE CONSTRAINT recall_item_id_unique IF NOT EXISTS FOR (n:RecallItem) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT recall_item_key_unique IF NOT EXISTS FOR (n:RecallItem) REQUIRE n.key IS UNIQUE;
CREATE INDEX recall_item_sort_key_index IF NOT EXISTS FOR (n:RecallItem) ON (n.sortKey);
CREATE INDEX recall_item_waiting_in_index IF NOT EXISTS FOR (n:RecallItem) ON (n.waitingIn);
