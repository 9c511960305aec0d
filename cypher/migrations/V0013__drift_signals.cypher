// Signals of drift are found by id and paged by point and time.
CREATE CONSTRAINT drift_signal_id_unique IF NOT EXISTS FOR (n:DriftSignal) REQUIRE n.id IS UNIQUE;
CREATE INDEX drift_signal_sort_key_index IF NOT EXISTS FOR (n:DriftSignal) ON (n.sortKey);
