// Which of these dataset versions are there, and over which content?
UNWIND $keys AS key
MATCH (version:DatasetVersion {key: key})
USING INDEX SEEK version:DatasetVersion(key)
RETURN version.key AS key, version.sha256 AS sha256
