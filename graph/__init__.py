"""The knowledge graph: domain rules, stored vocabulary, typed queries and the store that others call."""
