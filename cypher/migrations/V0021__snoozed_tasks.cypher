// Tasks that were put off are found by when they come back.
CREATE INDEX review_task_suspended_until_index IF NOT EXISTS FOR (n:ReviewTask) ON (n.suspendedUntil);
