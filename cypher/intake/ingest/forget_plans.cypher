// Has the server forget how it would answer each statement: it worked that out for a graph of other sizes.
CALL db.clearQueryCaches() YIELD value
RETURN value
