"""The explorer: search, nodes, neighbours, ways between nodes."""
