// Which decisions did a load bring?
MATCH (run:IngestRun {key: $key})<-[:WAS_GENERATED_BY]-(d:Decision)
USING INDEX SEEK run:IngestRun(key)
RETURN d.id AS id
