// Invariant 11: which forecasts are older than their horizon and not scored?
MATCH (f:Forecast)
WHERE f.periodEnd <= $now AND f.scoredAt IS NULL
RETURN f.id AS id, f.key AS key
ORDER BY key
LIMIT $limit
