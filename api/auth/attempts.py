"""Limits log-in attempts: each wrong password fills a bucket that empties slowly. Times in seconds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

_MOST_REMEMBERED = 10_000
"""Far more names than people who mistype at the same time; they take a few megabytes."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many wrong attempts in a row are allowed, and after how many seconds one more."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Bucket:
    """The level of a bucket at a moment."""

    level: float = 0.0
    at: float = 0.0


OF_ACCOUNT = Rate(10, 30.0)
"""A person mistypes a few times; guessing goes on at 2,880 a day, however many addresses take part."""
OF_ADDRESS = Rate(50, 6.0)
"""Many people of one office share an address; one machine tries ten times as often as one account allows."""


def poured(bucket: Bucket, rate: Rate, now: float) -> Bucket | int:
    """Return the bucket with one more attempt in it, or after how many whole seconds one is allowed."""
    level = drained(bucket, rate, now).level
    if level + 1 > rate.most:
        return max(1, ceil((level + 1 - rate.most) * rate.seconds))
    return Bucket(level + 1, now)


def taken_back(bucket: Bucket, rate: Rate, now: float) -> Bucket:
    """Return the bucket without an attempt that turned out to be right."""
    return Bucket(max(0.0, drained(bucket, rate, now).level - 1), now)


def drained(bucket: Bucket, rate: Rate, now: float) -> Bucket:
    """Return the bucket's level now."""
    return Bucket(max(0.0, bucket.level - (now - bucket.at) / rate.seconds), now)


@dataclass(slots=True)
class Attempts:
    """The buckets of all names of one kind, in this process."""

    rate: Rate
    clock: Callable[[], float]
    _buckets: dict[str, Bucket] = field(default_factory=dict)

    def attempt(self, name: str) -> int | None:
        """Count an attempt and return None, or refuse it with the seconds after which to try again."""
        now = self.clock()
        after = poured(self._buckets.get(name, Bucket()), self.rate, now)
        if isinstance(after, int):
            return after
        self._buckets[name] = after
        if len(self._buckets) > _MOST_REMEMBERED:
            self._forget(now)
        return None

    def right(self, name: str) -> None:
        """Take back an attempt: the password was right, or it could not be checked."""
        self._buckets[name] = taken_back(self._buckets.get(name, Bucket()), self.rate, self.clock())

    def _forget(self, now: float) -> None:
        """Drop the emptier half: invented names that were tried once go before a name under attack."""
        by_level = sorted(self._buckets, key=lambda one: drained(self._buckets[one], self.rate, now).level)
        for name in by_level[: _MOST_REMEMBERED // 2]:
            del self._buckets[name]
