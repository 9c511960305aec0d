"""Background jobs; each holds a lease and has idempotent effects."""
