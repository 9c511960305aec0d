"""The HTTP interface: guarded bodies, GraphQL, log-in, health and metrics."""
