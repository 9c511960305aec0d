// Which decision points are there?
MATCH (point:DecisionPoint)
USING INDEX SEEK point:DecisionPoint(key)
WHERE point.key > ''
RETURN point.key AS key, point.name AS name, point.mode AS mode
ORDER BY point.key
