// How large is the graph? The server holds that number; it looks at no node for it.
MATCH (n)
RETURN count(n) AS nodes
