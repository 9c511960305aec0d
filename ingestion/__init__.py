"""Records from outside, made into governed cases with provenance."""
