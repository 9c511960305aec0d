// What does the back-test of a policy version say? Only of one that was not changed since it was read.
MATCH (v:PolicyVersion {id: $id})
USING INDEX SEEK v:PolicyVersion(id)
WHERE coalesce(v.changedAt, 0) = $changed_at
SET v.backtest = $backtest
RETURN v.id AS id
