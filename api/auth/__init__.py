"""Who is asking: API keys, passwords and sessions."""
