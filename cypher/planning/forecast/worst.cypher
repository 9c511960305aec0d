// Which scored forecasts were wrong by most?
MATCH (f:Forecast)
USING INDEX SEEK f:Forecast(worstKey)
WHERE f.worstKey < $before AND f.worstKey >= $start
RETURN f.worstKey AS key, f { .* } AS forecast
ORDER BY f.worstKey DESC
LIMIT $limit
