"""Authentication: API keys, passwords and sessions."""
