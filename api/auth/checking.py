"""Checks passwords in threads of their own: few at a time, few waiting."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from api.auth.attempts import OF_ACCOUNT, OF_ADDRESS, Attempts
from api.auth.passwords import verify_password

_TOGETHER = 1
"""One check fills several processor cores and 64 MB for a tenth of a second, by design."""
_MOST_WAITING = 20
"""At a tenth of a second each, the last one waits about two seconds."""


class Busy(Exception):
    """More people log in at once than can be checked within seconds."""


@dataclass(slots=True)
class Checking:
    """The password checks of one process, and the attempts it counted."""

    accounts: Attempts = field(default_factory=lambda: Attempts(OF_ACCOUNT, time.monotonic))
    addresses: Attempts = field(default_factory=lambda: Attempts(OF_ADDRESS, time.monotonic))
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_TOGETHER, "passwords"))
    _waiting: int = 0

    def attempt(self, account: str, address: str) -> int | None:
        """Count an attempt and return None, or refuse it with the seconds after which to try again."""
        if (seconds := self.addresses.attempt(address)) is not None:
            return seconds
        if (seconds := self.accounts.attempt(account)) is not None:
            self.addresses.right(address)
            return seconds
        return None

    def take_back(self, account: str, address: str) -> None:
        """Take back an attempt that was right, or that could not be checked."""
        self.accounts.right(account)
        self.addresses.right(address)

    async def fits(self, stored: str | None, password: str) -> bool:
        """Tell whether a password is right; raises `Busy`."""
        if self._waiting >= _MOST_WAITING:
            raise Busy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, verify_password, stored, password)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Accept no more checks."""
        self._pool.shutdown(wait=False, cancel_futures=True)
