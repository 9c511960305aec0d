"""The audit log over GraphQL."""
