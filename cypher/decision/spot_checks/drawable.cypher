// How many automatic decisions of a decision point could have been drawn for a spot check, by their verdict?
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(:Case)<-[:ABOUT]-(d:Decision)
USING INDEX SEEK at:DecisionPoint(key)
WHERE d.spotCheckShare > 0
RETURN d.verdict AS verdict, count(d) AS decisions
