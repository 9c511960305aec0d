// Reviews of a time are found by when they were given, so that oversight need not look at all of them.
CREATE INDEX review_recorded_at_index IF NOT EXISTS FOR (n:Review) ON (n.recordedAt);
