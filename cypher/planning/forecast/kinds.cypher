// By what are hot spots forecast at each point?
MATCH (point:DecisionPoint)
USING INDEX SEEK point:DecisionPoint(key)
WHERE point.key > '' AND ($point IS NULL OR point.key = $point)
RETURN point.key AS point, coalesce(point.hotspots, []) AS hotspots, coalesce(point.badOutcomes, []) AS bad_outcomes
ORDER BY point
