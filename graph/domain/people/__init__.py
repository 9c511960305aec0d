"""Who acts, in which roles, and who is meant by a name."""
