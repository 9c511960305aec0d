// The sender holds the task under a live lease, and nothing has moved since they looked.
WHERE used IS NULL AND t.state = 'RESERVED' AND t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch
  AND t.holderId = row.personId AND t.leaseExpiresAt > datetime.realtime().epochMillis
  AND c.version = row.caseVersion
  AND (row.rightsUntil IS NULL OR row.rightsUntil > datetime.realtime().epochMillis)
