"""The HTTP face: guarded bodies, GraphQL, log-in, health and metrics."""
