// The exception that a decision without a person is made under, where there is one, was neither revoked nor has it ended.
AND (row.exception IS NULL OR (waived.revokedAt IS NULL AND waived.until > datetime.realtime().epochMillis))
