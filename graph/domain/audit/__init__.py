"""The audit log: leaves, proofs, and what a stored decision is checked against."""
