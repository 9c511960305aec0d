// Whose is an API key, and is it still good?
MATCH (k:ApiKey {secretHash: $secret_hash})-[:ISSUED_TO]->(a:Account)-[:ACTS_AS]->(who)
USING INDEX SEEK k:ApiKey(secretHash)
RETURN a.key AS account, a.roles AS roles, coalesce(a.disabled, false) AS disabled,
       'Person' IN labels(who) AS human, who.id AS acts_as, k.expiresAt AS expires_at, k.revokedAt AS revoked_at
