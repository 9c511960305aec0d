// What is known of a case that waits for a score? No row where it does not.
MATCH (c:Case {id: $case_id})
USING INDEX SEEK c:Case(id)
WHERE c.awaitingScore IS NOT NULL
// include: blocks/awaiting_facts.cypher
