// Which outcomes did a load bring?
MATCH (run:IngestRun {key: $key})<-[:WAS_GENERATED_BY]-(o:Outcome)
USING INDEX SEEK run:IngestRun(key)
RETURN o.id AS id
