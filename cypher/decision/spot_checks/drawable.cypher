// How many automatic decisions of a decision point could have been drawn for a spot check, by their verdict?
MATCH (:DecisionPoint {key: $point})<-[:AT]-(c:Case)<-[:ABOUT]-(d:Decision)
WHERE d.spotCheckShare > 0
RETURN d.verdict AS verdict, count(d) AS decisions
