"""The audit log: sealed, signed, proven and verified."""
