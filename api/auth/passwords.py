"""Passwords of local accounts, hashed with argon2id."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graph.domain.kernel.problems import Problem, invalid

SHORTEST, LONGEST = 12, 200
"""In characters: too long to guess, and short enough for a request; a passphrase fits well."""
_HASHER = PasswordHasher()


def hash_password(password: str) -> str | Problem:
    """Return the hash of a new password, or why it cannot be one."""
    if not SHORTEST <= len(password) <= LONGEST:
        return invalid("password", f"A password takes {SHORTEST} to {LONGEST} characters.")
    return _HASHER.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Tell whether a password is right; an unknown account takes as long as a wrong password."""
    try:
        _HASHER.verify(stored or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_hex())
