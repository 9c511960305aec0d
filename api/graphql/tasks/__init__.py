"""Tasks: claimed, given back, decided, asked about."""
