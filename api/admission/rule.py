"""The rule of admission: first come first served while the wait is short, else come back later. Times in seconds.

A request's *cost* is the time that the server is busy for it: busy time divided by answers. So many requests run
together as keep an answer quick, and so many wait as will soon run; the rest is refused at once.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

FIRST_COST = 0.01
"""What a request is taken to cost before any was answered."""
_WEIGHT = 0.05
"""Weight of the newest answer: some twenty answers make up the cost that is reckoned with."""
_LEAST_COST, _MOST_COST = 0.0002, 0.25
"""One answer counts for no less and no more: a single long question says little of what the next request costs."""
_RUNNING_SECONDS = 0.3
"""Requests that run together should all be answered within this time: with the wait it stays well below a second."""
_FEWEST = 4
"""So many run together however long they take: the database works while the API does."""
BURST, BURST_SECONDS = 56, 2.0
"""So many in all are taken in while nobody had to be refused, if they take no longer: fifty people after one case."""
_CALM_SECONDS = 5.0
"""How long ago the last refusal must be for that: where more keep coming, the wait decides."""
_SHARE = 0.75
"""One client may hold this part of what runs; the rest stays free for others."""
_LONGEST_RETRY = 30
"""No client is sent away for longer than half a minute: by then the load has changed."""
_SPREAD_SECONDS = 3
"""Refused clients come back over so many seconds, not all in the same one."""


class Admittance(StrEnum):
    """What becomes of a request that has just come in."""

    ADMIT = "ADMIT"
    DISPLACE = "DISPLACE"
    REFUSE = "REFUSE"


@dataclass(frozen=True, slots=True)
class AdmissionLimits:
    """How many run together at most, and how long one may expect to wait."""

    most: int
    wait: float


@dataclass(frozen=True, slots=True)
class ServerLoad:
    """What runs and waits, what a request costs, and for how long nobody has been refused."""

    running: int
    waiting: int
    cost: float
    calm: float


def together(cost: float, limits: AdmissionLimits) -> int:
    """Return how many requests run together."""
    return max(min(_FEWEST, limits.most), min(limits.most, int(_RUNNING_SECONDS / cost)))


def starts(load: ServerLoad, mine: int, greediest: int, limits: AdmissionLimits) -> bool:
    """Tell whether a client that has `mine` requests running may have one more begun.

    `greediest` is how many the client has running who has most: where that is more than one client's share, because
    they all take long, who has none running is begun beside them.
    """
    wide = together(load.cost, limits)
    share = max(1, ceil(wide * _SHARE))
    if load.running < wide:
        return mine < share
    return mine == 0 and greediest > share and load.running < limits.most


def expected_wait(load: ServerLoad) -> float:
    """Return how long a request waits that joins the line now."""
    return (load.waiting + 1) * load.cost


def verdict(load: ServerLoad, mine: int, longest: int, limits: AdmissionLimits) -> Admittance:
    """Return what becomes of a request for which nothing is free, whose client has `mine` waiting already.

    `longest` is how many the client has waiting who has most; where the line is full, that client gives way to
    one who has less.
    """
    all_ = load.running + load.waiting + 1
    burst = load.calm >= _CALM_SECONDS and all_ <= BURST and all_ * load.cost <= BURST_SECONDS
    if burst or expected_wait(load) <= limits.wait:
        return Admittance.ADMIT
    return Admittance.DISPLACE if longest > mine + 1 else Admittance.REFUSE


def retry_after(load: ServerLoad, chance: float) -> int:
    """Return in how many whole seconds to come back; `chance`, from 0 up to 1, spreads those who were refused."""
    return min(_LONGEST_RETRY, ceil(expected_wait(load)) + int(_SPREAD_SECONDS * chance))


def learned(cost: float, busy: float) -> float:
    """Return the cost after one more answer, for which the server was busy so long."""
    return cost + _WEIGHT * (min(max(busy, _LEAST_COST), _MOST_COST) - cost)
