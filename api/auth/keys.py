"""API keys: shown once, stored only as a hash."""

import hashlib
import secrets

PREFIX = "sgk_"
_RANDOM_BYTES = 32
"""256 bits: nobody guesses one."""
_LONGEST = 100
"""Twice the length of our keys: longer texts are refused without a hash."""


def new_key() -> str:
    """Return the text of a new key; whoever has it acts for its account."""
    return PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)


def hash_of(key: str) -> str:
    """Return the SHA-256 (hex) of a key: its 256 random bits need no slower hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def looks_like_key(text: str) -> bool:
    """Tell whether a text has the form of a key, before the database is read."""
    return text.startswith(PREFIX) and len(text) <= _LONGEST and text.isascii()
