// Closes the shadow scoring of a model version: its training run now says how many decisions have their shadow.
MATCH (model:ModelVersion {key: $model})-[:WAS_GENERATED_BY]->(run:TrainingRun)
USING INDEX SEEK model:ModelVersion(key)
SET model._lock = $lock
WITH model, run
OPTIONAL MATCH (model)<-[:SCORED_BY]-(p:Prediction {shadow: true})
WITH run, count(p) AS shadows
SET run.shadows = shadows
RETURN shadows
