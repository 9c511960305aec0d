// Tasks that are suggested to somebody are found by whom: they are looked at again while they are free.
CREATE INDEX review_task_suggested_id_index IF NOT EXISTS FOR (n:ReviewTask) ON (n.suggestedId);
