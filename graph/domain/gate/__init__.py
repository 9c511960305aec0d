"""The gate and its policies: which cases are decided automatically, and which by a person."""
