// Says up to which window the drift of a point was judged for its breaker, and which columns open it no more until they have come back.
MATCH (b:BreakerState {key: $point})
USING INDEX SEEK b:BreakerState(key)
SET b += $breaker
RETURN count(b) AS total
