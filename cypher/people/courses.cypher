// Which courses do the decision points demand of their reviewers?
MATCH (point:DecisionPoint)
USING INDEX SEEK point:DecisionPoint(key)
WHERE point.key > ''
RETURN DISTINCT coalesce(point.requiredCourse, $default_course) AS course
ORDER BY course
