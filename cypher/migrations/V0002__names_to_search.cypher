// Names, outside ids, versions and words can be searched; the index follows a moment behind, so that no write waits for it.
CREATE FULLTEXT INDEX explorer_names IF NOT EXISTS
FOR (n:Case|BusinessEntity|Category|Person|SoftwareAgent|Team|DataSource|Dataset|DatasetVersion|IngestRun|Feature|FeatureVersion|Model|ModelVersion|Policy|DecisionPoint|Queue)
ON EACH [n.name, n.externalId, n.version, n.words, n.file]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words', `fulltext.eventually_consistent`: true}};
