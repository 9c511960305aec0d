"""Tasks: claimed, moved, asked about, escalated, routed."""
