"""Key figures of decisions by period and group."""
