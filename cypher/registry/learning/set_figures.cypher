// Keeps how a version did on live cases: a challenger beside the one in use, which is scored by itself.
MATCH (v:ModelVersion {key: $model})
USING INDEX SEEK v:ModelVersion(key)
WHERE v.stage = $stage
FOREACH (_ IN CASE WHEN $stage = 'CHALLENGER' THEN [1] ELSE [] END | SET v.shadowFigures = $figures)
FOREACH (_ IN CASE WHEN $stage = 'ACTIVE' THEN [1] ELSE [] END | SET v.liveFigures = $figures)
RETURN v.id AS id
