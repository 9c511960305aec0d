// Whose are these API keys, and are they still good?
UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS asked
MATCH (k:ApiKey {secretHash: asked.secretHash})-[:ISSUED_TO]->(a:Account)-[:ACTS_AS]->(who)
USING INDEX SEEK k:ApiKey(secretHash)
RETURN place, a.key AS account, a.roles AS roles, coalesce(a.disabled, false) AS disabled,
       'Person' IN labels(who) AS human, who.id AS acts_as, k.expiresAt AS expires_at, k.revokedAt AS revoked_at
