// The data of which past cases without a decision did a load bring?
MATCH (run:IngestRun {key: $key})<-[:WAS_GENERATED_BY]-(s:InputSnapshot)
USING INDEX SEEK run:IngestRun(key)
RETURN s.id AS id
