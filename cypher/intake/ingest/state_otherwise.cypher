// Keeps at decisions in force what the newest file states otherwise about them; nothing where it agrees.
UNWIND $rows AS row
MATCH (subject:Case {key: row.caseKey})
USING INDEX SEEK subject:Case(key)
MATCH (decision:Decision {effectiveCaseId: subject.id})
USING INDEX SEEK decision:Decision(effectiveCaseId)
SET decision.statedOtherwise = CASE row.parts WHEN [] THEN null ELSE row.parts END
RETURN count(decision) AS added
