// Of which days was drift tested at a point?
MATCH (at:DecisionPoint {key: $point})
USING INDEX SEEK at:DecisionPoint(key)
RETURN at.driftTestedFrom AS since, at.driftTestedTo AS until
