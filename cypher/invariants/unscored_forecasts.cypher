// Invariant 11: which forecasts are older than their horizon and not scored?
MATCH (f:Forecast)
WHERE f.periodEnd <= $now AND f.scoredAt IS NULL
RETURN f.id AS id, 'Forecast' AS kind, f.key AS name,
       ['its period is over and it was not held against what happened'] AS because
ORDER BY name
LIMIT $most
