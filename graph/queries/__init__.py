"""The typed face of the `cypher` folder: one `Query` constant for each file."""
