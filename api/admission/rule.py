"""The rule of admission: served in order of arrival while the wait is short, else refused. Times in seconds.

A request's *cost* is the time that the server is busy for it: busy time divided by answers. As many requests
run together as can still be answered quickly, and as many wait as will soon run; the rest is refused at once.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

FIRST_COST = 0.01
"""The assumed cost of a request before any was answered."""
_WEIGHT = 0.05
"""Weight of the newest answer: the estimate reflects about the last twenty answers."""
_LEAST_COST, _MOST_COST = 0.0002, 0.25
"""Bounds of what one answer counts: a single long request says little about the cost of the next."""
_RUNNING_SECONDS = 0.3
"""Requests that run together should all be answered within this time: with the wait it stays well below a second."""
_FEWEST = 4
"""At least so many run together, however long they take: the database works while the API does."""
BURST, BURST_SECONDS = 56, 2.0
"""So many are accepted as long as nobody had to be refused: fifty people who want the same case at once."""
_CALM_SECONDS = 5.0
"""How long ago the last refusal must be for that; under lasting load the expected wait decides."""
_SHARE = 0.75
"""The share of running requests that one client may have; the rest stays free for others."""
_LONGEST_RETRY = 30
"""No client has to wait longer than half a minute before it tries again: by then the load has changed."""
_SPREAD_SECONDS = 3
"""Retries of refused clients are spread over so many seconds, so that not all come at once."""


class Admittance(StrEnum):
    """What is done with a request that has just arrived."""

    ADMIT = "ADMIT"
    DISPLACE = "DISPLACE"
    REFUSE = "REFUSE"


@dataclass(frozen=True, slots=True)
class AdmissionLimits:
    """How many requests run together at most, and the longest expected wait."""

    most: int
    wait: float


@dataclass(frozen=True, slots=True)
class ServerLoad:
    """Running and waiting requests, the cost of a request, and the time since the last refusal."""

    running: int
    waiting: int
    cost: float
    calm: float


def together(cost: float, limits: AdmissionLimits) -> int:
    """Return how many requests run together."""
    return max(min(_FEWEST, limits.most), min(limits.most, int(_RUNNING_SECONDS / cost)))


def starts(load: ServerLoad, mine: int, greediest: int, limits: AdmissionLimits) -> bool:
    """Tell whether a client that has `mine` requests running may start one more.

    `greediest` is the largest number of running requests of one client. Where it exceeds one client's share, because
    all its requests take long, a client with none running may start one nevertheless.
    """
    wide = together(load.cost, limits)
    share = max(1, ceil(wide * _SHARE))
    if load.running < wide:
        return mine < share
    return mine == 0 and greediest > share and load.running < limits.most


def expected_wait(load: ServerLoad) -> float:
    """Return how long a request that arrives now will wait."""
    return (load.waiting + 1) * load.cost


def verdict(load: ServerLoad, mine: int, longest: int, limits: AdmissionLimits) -> Admittance:
    """Return what is done with a request that cannot run at once, whose client has `mine` waiting already.

    `longest` is the largest number of waiting requests of one client; where the line is full, that client gives way
    to one that has fewer.
    """
    all_ = load.running + load.waiting + 1
    burst = load.calm >= _CALM_SECONDS and all_ <= BURST and all_ * load.cost <= BURST_SECONDS
    if burst or expected_wait(load) <= limits.wait:
        return Admittance.ADMIT
    return Admittance.DISPLACE if longest > mine + 1 else Admittance.REFUSE


def retry_after(load: ServerLoad, chance: float) -> int:
    """Return after how many whole seconds to send it again; `chance`, from 0 up to 1, spreads the retries."""
    return min(_LONGEST_RETRY, ceil(expected_wait(load)) + int(_SPREAD_SECONDS * chance))


def learned(cost: float, busy: float) -> float:
    """Return the updated cost after one more answer, for which the server was busy so long."""
    return cost + _WEIGHT * (min(max(busy, _LEAST_COST), _MOST_COST) - cost)
