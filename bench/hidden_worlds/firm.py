"""What is true of a firm and hidden from its forecaster: demand, scores, review times, people and errors."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.hidden_interface import FirmCalendar, Reviewer, WhatIfQuestion


@dataclass(frozen=True)
class Demand:
    """When cases come: a mean number on an open day, shaped by hour and weekday, swinging from day to day.

    `swing` is the standard deviation of a day's log factor; `level` follows an autoregression over days with
    `memory` and `step`; `growth` is the relative rise in a week. Points of the process bring batches of mean size
    `batch` (geometric) of one kind, spread over `batch_seconds`.
    """

    a_day: float
    hours: tuple[float, ...]
    weekdays: tuple[float, ...]
    on_holidays: float = 0.0
    swing: float = 0.0
    memory: float = 0.0
    step: float = 0.0
    growth: float = 0.0
    batch: float = 1.0
    batch_seconds: float = 0.0


@dataclass(frozen=True)
class CaseClass:
    """A class of cases: its share, how urgent, log odds of risk (centre and spread), mean minutes of a review."""

    share: float
    priorities: tuple[float, ...]
    risk_centre: float
    risk_spread: float
    minutes: float
    shadow_shift: float = 0.0
    wrong_shift: float = 0.0


@dataclass(frozen=True)
class Scores:
    """How risk is scored: `urgent_lift` in log odds per priority; the shadow is a tilted, shifted, noisier reading.

    With `grain` above 0 both scores are multiples of it, as a score card gives them.
    """

    urgent_lift: float = 0.0
    grain: float = 0.0
    shadow_tilt: float = 1.0
    shadow_shift: float = 0.0
    shadow_noise: float = 0.5


@dataclass(frozen=True)
class ReviewTime:
    """How long a review takes beside its kind's mean: lognormal (`spread`), or Weibull where `shape` is given.

    `by_risk` is the relative rise per unit of risk above one half; a share `long_share` takes `long_factor` times as
    long because someone must be asked back. `pace_spread` is that of the reviewers' own paces.
    """

    spread: float = 0.5
    shape: float = 0.0
    by_risk: float = 0.0
    long_share: float = 0.0
    long_factor: float = 1.0
    pace_spread: float = 0.1


@dataclass(frozen=True)
class Absence:
    """Chance on an open day that a reviewer present the day before is absent, and that an absent one still is."""

    starts: float = 0.0
    lasts: float = 0.0


@dataclass(frozen=True)
class Errors:
    """Log odds of a wrong proposal: `base` plus slopes on the log odds of both scores; when it becomes known.

    Those of people are known with the decision; a share `seen` of automatic ones after an exponential delay in days.
    """

    base: float = -2.0
    on_risk: float = 0.8
    on_shadow: float = 0.0
    delay_days: float = 10.0
    seen: float = 1.0


@dataclass(frozen=True)
class TrueFirm:
    """One firm, its policy up to `now`, and its questions."""

    calendar: FirmCalendar
    reviewers: tuple[Reviewer, ...]
    threshold: float
    sla_hours: tuple[float, ...]
    now: float
    demand: Demand
    kinds: tuple[CaseClass, ...]
    questions: tuple[WhatIfQuestion, ...]
    always_review: frozenset[int] = frozenset()
    scores: Scores = field(default_factory=Scores)
    review_time: ReviewTime = field(default_factory=ReviewTime)
    absence: Absence = field(default_factory=Absence)
    errors: Errors = field(default_factory=Errors)


def team(*members: tuple[int, str, float, float]) -> tuple[Reviewer, ...]:
    """Return a roster from (how many, classes as digits, first hour, last hour) in order."""
    roster: list[Reviewer] = []
    for count, skills, begins, ends in members:
        for _ in range(count):
            name = f"reviewer {len(roster) + 1}"
            roster.append(Reviewer(name, frozenset(map(int, skills)), begins * 3600, ends * 3600))
    return tuple(roster)


def hours_of_day(weights: Mapping[int, float]) -> tuple[float, ...]:
    """Return 24 weights; an hour not named has the weight of the last named one before it, or none."""
    filled, weight = [], 0.0
    for hour in range(24):
        weight = weights.get(hour, weight)
        filled.append(weight)
    return tuple(filled)
