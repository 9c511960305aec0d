// Say what became of each case that was gated, in the order of the rows.
RETURN CASE WHEN written = 1 THEN 'WRITTEN' WHEN c IS NULL THEN 'NO_CASE' ELSE 'MOVED' END AS verdict
ORDER BY position
