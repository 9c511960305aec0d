// Which policy versions wait for an approval or for their time, or are in use, and which has no back-test yet?
MATCH (policy:Policy)
USING INDEX SEEK policy:Policy(key)
WHERE policy.key > ''
MATCH (policy)<-[:VERSION_OF]-(v:PolicyVersion)
WHERE v.stage IN ['PROPOSED', 'APPROVED', 'ACTIVE']
RETURN v.id AS id, v.stage AS stage, v.activateAt AS activate_at, v.backtest IS NOT NULL AS tested
ORDER BY v.version, v.id
