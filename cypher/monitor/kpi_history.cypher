// Says of a pack's figures what its data tell.
UNWIND $rows AS row
MATCH (k:Kpi {key: row.key})
USING INDEX SEEK k:Kpi(key)
SET k += row.kpi
RETURN count(k) AS stated
