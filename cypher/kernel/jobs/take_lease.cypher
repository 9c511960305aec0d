// Does this worker run the job now? Its own lease is prolonged, an expired one taken over under the next epoch.
MERGE (j:JobLease {key: $job})
SET j._lock = $holder
WITH j
WHERE j.holder IS NULL OR j.holder = $holder OR j.expiresAt <= datetime.realtime().epochMillis
SET j.epoch = coalesce(j.epoch, 0) + CASE WHEN j.holder = $holder THEN 0 ELSE 1 END,
    j.holder = $holder,
    j.expiresAt = datetime.realtime().epochMillis + $lease_ms
RETURN j.epoch AS epoch
