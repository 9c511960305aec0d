"""Session cookies of the UI: account, end and number, signed; the graph holds those that ended early."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

COOKIE = "signoff_session"
_PURPOSE = b"signoff session cookie"
_PARTS = 4
"""Account, end, number and mark of a cookie."""


@dataclass(frozen=True, slots=True)
class Session:
    """A cookie's content: the account, its end (seconds since 1970), its number, and the password's mark."""

    account: str
    ends: int
    number: str
    mark: str


@dataclass(frozen=True, slots=True)
class Sessions:
    """Signs and reads cookies; `key` is derived from the deployment's master key."""

    key: bytes

    @classmethod
    def under(cls, master: bytes) -> "Sessions":
        """Return sessions that are signed with a key derived from the deployment's master key."""
        return cls(hmac.digest(master, _PURPOSE, hashlib.sha256))

    def issue(self, account: str, now: datetime, seconds: int, password_hash: str | None = None) -> str:
        """Return the value of a new cookie for `account`; it is void once the password changes."""
        ends = int((now + timedelta(seconds=seconds)).timestamp())
        body = f"{account}|{ends}|{secrets.token_hex(16)}|{mark_of(password_hash)}"
        return f"{body}|{self._seal(body)}"

    def read(self, cookie: str, now: datetime) -> Session | None:
        """Return a cookie's content; None where it is forged, broken or expired."""
        body, _, seal = cookie.rpartition("|")
        if not hmac.compare_digest(seal.encode(), self._seal(body).encode()):
            return None
        parts = body.split("|")
        if len(parts) != _PARTS or int(parts[1]) <= now.timestamp():
            return None
        return Session(parts[0], int(parts[1]), parts[2], parts[3])

    def _seal(self, body: str) -> str:
        return hmac.new(self.key, body.encode(), hashlib.sha256).hexdigest()


def mark_of(password_hash: str | None) -> str:
    """Return a mark that differs for each password hash and reveals nothing of it."""
    return hashlib.sha256((password_hash or "").encode()).hexdigest()[:16]
