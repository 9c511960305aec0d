// Where does a walk over so many forecasts of a range of sort keys end, the latest first? No row where there are fewer.
MATCH (f:Forecast)
USING INDEX SEEK f:Forecast(sortKey)
WHERE f.sortKey < $before
RETURN f.sortKey AS sort_key
ORDER BY f.sortKey DESC
SKIP $skip
LIMIT 1
