// Refused rows are paged by state; those of older releases wait to be mended or left out too.
CREATE INDEX quarantined_row_sort_key_index IF NOT EXISTS FOR (n:QuarantinedRow) ON (n.sortKey);
MATCH (n:QuarantinedRow)
WHERE n.state IS NULL
SET n.state = 'OPEN', n.version = 1, n.sortKey = 'OPEN|' + n.id;
