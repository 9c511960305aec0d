// Gives entries their places in the log and adds the checkpoint over them, if the job is still this sealer's.
MATCH (j:JobLease {key: $job})
USING INDEX SEEK j:JobLease(key)
SET j._lock = $holder
WITH j
WHERE j.holder = $holder AND j.epoch = $epoch
CALL () {
  UNWIND $places AS place
  MATCH (a:AuditEntry {id: place.id})
  USING INDEX SEEK a:AuditEntry(id)
  WHERE a.unsealed = place.id
  RETURN count(a) AS waiting
}
WITH waiting
WHERE waiting = size($places)
UNWIND $places AS place
MATCH (a:AuditEntry {id: place.id})
USING INDEX SEEK a:AuditEntry(id)
SET a.leafIndex = place.index, a.unsealed = null
WITH count(a) AS sealed
WHERE sealed = size($places)
CREATE (k:Checkpoint)
SET k = $checkpoint
RETURN sealed
