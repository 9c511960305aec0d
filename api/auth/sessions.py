"""Session cookies of the UI: an account and an end, signed."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

COOKIE = "signoff_session"
_PURPOSE = b"signoff session cookie"


@dataclass(frozen=True, slots=True)
class Sessions:
    """Signs and reads cookies; `key` is derived from the deployment's master key."""

    key: bytes

    @classmethod
    def under(cls, master: bytes) -> "Sessions":
        """Return sessions signed under a key of their own."""
        return cls(hmac.digest(master, _PURPOSE, hashlib.sha256))

    def issue(self, account: str, now: datetime, seconds: int) -> str:
        """Return the value of a cookie for `account`."""
        body = f"{account}|{int((now + timedelta(seconds=seconds)).timestamp())}"
        return f"{body}|{self._seal(body)}"

    def account(self, cookie: str, now: datetime) -> str | None:
        """Return whose a cookie is; None where it is forged, broken or past its end."""
        body, _, seal = cookie.rpartition("|")
        account, _, ends = body.partition("|")
        if not account or not hmac.compare_digest(seal.encode(), self._seal(body).encode()):
            return None
        return account if int(ends) > now.timestamp() else None

    def _seal(self, body: str) -> str:
        return hmac.new(self.key, body.encode(), hashlib.sha256).hexdigest()
