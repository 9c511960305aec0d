// People who no longer review are found by since when, so that what they still hold goes back.
CREATE INDEX person_review_ended_at_index IF NOT EXISTS FOR (n:Person) ON (n.reviewEndedAt);
