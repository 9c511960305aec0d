// Gives a job's lease back, so that another worker need not wait for its end.
MATCH (j:JobLease {key: $job, holder: $holder})
USING INDEX SEEK j:JobLease(key)
SET j.holder = null
RETURN j.key AS job
