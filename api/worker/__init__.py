"""Work that nobody waits for: sealing the audit log, scoring, gating again what has become outdated."""
