"""HTTP, GraphQL, command line and worker: the outermost layer."""
