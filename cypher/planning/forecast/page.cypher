// Which forecasts come next, the latest period first and in it the highest?
MATCH (f:Forecast)
USING INDEX SEEK f:Forecast(sortKey)
WHERE f.sortKey < $before AND f.sortKey >= $start AND ($scored IS NULL OR (f.scoredAt IS NOT NULL) = $scored)
RETURN f.sortKey AS key, f { .* } AS forecast
ORDER BY f.sortKey DESC
LIMIT $limit
