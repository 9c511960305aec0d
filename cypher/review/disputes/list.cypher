// Which reasons of a point's scores do reviewers dispute, how often, and since when?
MATCH (f:FeatureVersion)
USING INDEX SEEK f:FeatureVersion(key)
WHERE f.key STARTS WITH $prefix
MATCH (f)<-[dispute:DISPUTES]-(:Review)
WHERE dispute.knownFrom >= $since AND dispute.knownFrom < $until
WITH f, count(dispute) AS disputes, max(dispute.knownFrom) AS last_at
RETURN f { .id, .key, .words } AS feature, disputes, last_at
ORDER BY disputes DESC, f.key
