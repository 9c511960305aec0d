// The exception that this row's decision is made under.
OPTIONAL MATCH (waived:ExceptionGrant {id: row.exception})
USING INDEX SEEK waived:ExceptionGrant(id)
