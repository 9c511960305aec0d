"""Evidence for an outsider: decisions as one page that opens offline, and the check that its proofs bear it out."""
