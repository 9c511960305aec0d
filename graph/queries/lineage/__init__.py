"""Which nodes a node depends on or is used by."""
