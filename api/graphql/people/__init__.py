"""People: what the organisation hangs on."""
