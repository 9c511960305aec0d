"""The GraphQL schema: one folder for each domain noun."""
