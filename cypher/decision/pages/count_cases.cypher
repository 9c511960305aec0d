// How many cases answer a filter?
// include: blocks/chosen_cases.cypher
RETURN count(c) AS total
