"""A claim is a lease: one holder, an epoch that only grows, and an end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LEASE_SECONDS = 900
"""A quarter of an hour: enough to read a case, and short if somebody leaves."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a task, under which epoch, and up to (not at) which moment."""

    holder: str
    epoch: int
    expires_at: datetime

    def is_live(self, now: datetime) -> bool:
        """Tell whether the lease still runs; `now` is read after the lock was taken."""
        return now < self.expires_at


def grant(holder: str, previous_epoch: int, now: datetime, seconds: int = LEASE_SECONDS) -> Lease:
    """Return a fresh lease whose epoch is one above the last."""
    return Lease(holder, previous_epoch + 1, now + timedelta(seconds=seconds))
