// What is wrong with each case that is taken from these dataset versions? No row for a version that nobody faulted.
UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS asked
MATCH (version:DatasetVersion {key: asked.key})
USING INDEX SEEK version:DatasetVersion(key)
WHERE version.findings IS NOT NULL OR version.checksFailed IS NOT NULL
RETURN place, coalesce(version.findings, []) AS findings, coalesce(version.checksFailed, []) AS checks_failed
