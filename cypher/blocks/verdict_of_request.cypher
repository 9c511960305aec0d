// Say what became of each row of a request, in the order of the rows.
RETURN CASE WHEN written = 1 THEN 'WRITTEN' WHEN used IS NOT NULL THEN 'KEY_USED' ELSE 'MOVED' END AS verdict
ORDER BY position
