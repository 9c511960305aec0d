// Which decision points are there?
MATCH (point:DecisionPoint)
RETURN point.key AS key, point.name AS name, point.mode AS mode
ORDER BY point.key
