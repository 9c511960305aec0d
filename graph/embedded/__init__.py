"""A private Neo4j from packages: fetched jar by jar against a lock, run in a process of its own, on loopback only."""
