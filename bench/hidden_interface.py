"""What a hidden world shows to a forecaster, its questions, and its answers; see docs/benchmarks.md, F8.

Times are seconds on the firm's wall clock, 0 is a Monday at midnight; arrays hold one entry a case, as they arrived.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from forecasting.columns import Flags, Floats, Ints


@dataclass(frozen=True)
class FirmCalendar:
    """Opening hours (seconds after midnight), weekdays (Monday is 0), and holidays as floor(t / 86400)."""

    opens: float
    closes: float
    weekdays: tuple[int, ...]
    holidays: tuple[int, ...]


@dataclass(frozen=True)
class Reviewer:
    """Someone who decides cases of some classes, in a shift (seconds after midnight) on every open day."""

    name: str
    skills: frozenset[int]
    begins: float
    ends: float


@dataclass(frozen=True)
class RecordedHistory:
    """Everything known strictly before `now`, when every scenario begins.

    A case goes to a person when its risk is at least the threshold or its class is always reviewed. `sla_hours` are
    hours of opening time from arrival to decision, per priority; a higher priority is served first. `claimed_at` and
    `decided_at` are nan for automatic cases and inf for what has not happened yet, as is `wrong_known_at`;
    `reviewer` is -1 where nobody has claimed.
    """

    now: float
    calendar: FirmCalendar
    reviewers: tuple[Reviewer, ...]
    threshold: float
    always_review: frozenset[int]
    sla_hours: tuple[float, ...]
    arrived_at: Floats
    kind: Ints
    priority: Ints
    risk: Floats
    shadow_risk: Floats
    to_person: Flags
    wrong: Flags
    wrong_known_at: Floats
    claimed_at: Floats
    decided_at: Floats
    reviewer: Ints


@dataclass(frozen=True)
class WhatIfQuestion:
    """A scenario: what changes from `now` on, for how many calendar days.

    `use_shadow` is a roll-back: the policy reads the previous model's score. `reviewers` removes that many from the end
    of the roster where negative, or adds that many copies of its first. `volume` multiplies the rate of arrivals.
    """

    name: str
    threshold: float
    use_shadow: bool
    reviewers: int
    volume: float
    horizon_days: float


@dataclass(frozen=True)
class Truth:
    """The true results of a scenario, over many replications from the state at `now`.

    Shares and hours are of the cases that arrive within the horizon and go to people, each followed until it is
    decided or past its due; `breach_se` is the standard error of the mean, `breach_sd` the spread of replications.
    """

    breach_share: float
    breach_se: float
    breach_sd: float
    mean_wait_hours: float
    to_people: float
    automatic_wrong: float
    replicates: Floats


class World(Protocol):
    """A firm whose true process the forecaster does not know."""

    @property
    def history(self) -> RecordedHistory:
        """Return what the firm recorded."""

    def questions(self) -> Sequence[WhatIfQuestion]:
        """Return at least ten scenarios; the first changes nothing."""

    def truth(self, question: WhatIfQuestion) -> Truth:
        """Return the true results of a scenario, by the world's own simulation."""
