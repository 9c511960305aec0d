// Which of these cases are there already?
UNWIND $keys AS key
MATCH (subject:Case {key: key})
USING INDEX SEEK subject:Case(key)
RETURN subject.key AS key
