// Ends a log-in before its time; those that are over anyway are forgotten. No row where there is no account.
MATCH (a:Account {key: $account})
USING INDEX SEEK a:Account(key)
SET a.endedSessions = [one IN coalesce(a.endedSessions, []) WHERE one > $now AND one <> $ended] + [$ended]
RETURN size(a.endedSessions) AS remembered
