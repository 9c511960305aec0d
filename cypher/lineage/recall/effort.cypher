// How long did the newest verdicts of each decision point take their reviewers, in minutes?
MATCH (r:Review)
USING INDEX SEEK r:Review(id)
WHERE r.id > $after
WITH r ORDER BY r.id DESC LIMIT $most
MATCH (r)-[:USED]->(:ReviewTask)-[:ABOUT]->(:Case)-[:AT]->(point:DecisionPoint)
WHERE r.verdict IN ['APPROVE', 'REJECT'] AND coalesce(r.dwellMs, r.recordedAt - r.claimedAt) > 0
RETURN point.key AS point, percentileCont(coalesce(r.dwellMs, r.recordedAt - r.claimedAt), 0.5) / 60000 AS minutes
