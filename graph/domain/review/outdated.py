"""How far open tasks were looked through for those of an older policy, a part at a time, until none can be left."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

IN_FLIGHT = timedelta(minutes=15)
"""How long a write under the former policy can still commit after the change: a worker's statement has ten minutes."""


@dataclass(frozen=True, slots=True)
class OutdatedSearch:
    """A search under one policy version: since when, which pass it is in, and where that goes on.

    `queue` is the number of the point's queue, `after` the last sort key that was looked at in it. A pass is `clean`
    while it has found nothing. A task that is moved behind the place of a pass is gated again when somebody claims it.
    """

    policy_id: str
    since: datetime
    began: datetime
    queue: int = 0
    after: str | None = None
    clean: bool = True
    settled: bool = False

    def resumed(self, now: datetime) -> "OutdatedSearch":
        """Return the search as it goes on now; a pass begins with its first look."""
        return replace(self, began=now) if (self.queue, self.after) == (0, None) else self

    def looked(self, after: str | None, *, any_outdated: bool) -> "OutdatedSearch":
        """Return the search behind a sort key; None leads to the next queue."""
        queue = self.queue + (after is None)
        return replace(self, queue=queue, after=after, clean=self.clean and not any_outdated)

    def passed(self, now: datetime) -> "OutdatedSearch":
        """Return the search at the end of a pass; the last one begins when no older write can follow, and is clean."""
        if self.clean and self.began - self.since > IN_FLIGHT:
            return replace(self, settled=True)
        return OutdatedSearch(self.policy_id, self.since, now)
