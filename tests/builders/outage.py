"""A request to make of a server whose database is away, and words that no answer may contain."""

LEAKS = ("neo.", "neo4j", "bolt", "cypher", "driver", "traceback", "connection", "127.0.0.1", "transaction")
QUERY = {"query": "{ cases(first: 1) { __typename } }"}
