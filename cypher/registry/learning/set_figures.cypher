// Keeps how a challenger did on live cases beside the version in use.
MATCH (v:ModelVersion {key: $model})
USING INDEX SEEK v:ModelVersion(key)
WHERE v.stage = 'CHALLENGER'
SET v.shadowFigures = $figures
RETURN v.id AS id
