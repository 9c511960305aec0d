// Which of these cases are there already?
UNWIND $keys AS key
MATCH (subject:Case {key: key})
RETURN subject.key AS key
