// Constraints are found by id and key, and searched by name.
CREATE CONSTRAINT constraint_id_unique IF NOT EXISTS FOR (n:Constraint) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT constraint_key_unique IF NOT EXISTS FOR (n:Constraint) REQUIRE n.key IS UNIQUE;
DROP INDEX explorer_names IF EXISTS;
CREATE FULLTEXT INDEX explorer_names IF NOT EXISTS
FOR (n:Case|BusinessEntity|Category|Constraint|Person|SoftwareAgent|Team|DataSource|Dataset|DatasetVersion|IngestRun|Feature|FeatureVersion|Model|ModelVersion|Policy|DecisionPoint|Queue)
ON EACH [n.name, n.externalId, n.version, n.words, n.file]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words', `fulltext.eventually_consistent`: true}};
