// How many automatic decisions of a decision point could have been drawn for a spot check, by their verdict?
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)
USING INDEX SEEK at:DecisionPoint(key)
// A list of each case: as a pattern the server joins all decisions instead, where these are few.
UNWIND [(c)<-[:ABOUT]-(d:Decision) WHERE d.spotCheckShare > 0 | d.verdict] AS verdict
RETURN verdict, count(*) AS decisions
