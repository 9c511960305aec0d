// How many decisions answer a filter?
// include: blocks/chosen_decisions.cypher
RETURN count(d) AS total
