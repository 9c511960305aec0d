"""The GraphQL face of the store: one folder for each subject, rules of access declared on every type and field."""
