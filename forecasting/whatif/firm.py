"""What a what-if knows of a firm: its past arrivals, its people, its queue as it stands, and what it is asked."""

from dataclasses import dataclass

from forecasting.columns import Flags, Floats, Ints
from forecasting.whatif.hours import OpeningHours


@dataclass(frozen=True)
class Past:
    """Arrivals known before now as parallel arrays, in order; nan stands for unknown.

    `at` in seconds, `kind` and `priority` as in a queue, `risk` what policy compares, `sla` opening seconds until
    due, `service` seconds of review at usual pace. `wrong` is 1 where the proposal turned out wrong and 0 where it
    did not; `person_cost` is what the people's own error cost where they decided it.
    """

    at: Floats
    kind: Ints
    priority: Ints
    risk: Floats
    sla: Floats
    service: Floats
    wrong: Floats
    person_cost: Floats


@dataclass(frozen=True)
class People:
    """Reviewers as parallel arrays: skills as bits of kinds, pace, shift (seconds after midnight), in roster order.

    `absent` of `observed` days were whole days away, per reviewer; a belief can be put in such numbers.
    `present_today` are those seen at work already. Of `followed` absent days, `stayed` were followed by another one:
    illness lasts; `away_last` were away on the last open day.
    """

    skills: Ints
    pace: Floats
    begins: Floats
    ends: Floats
    absent: Floats
    observed: Floats
    stayed: float
    followed: float
    away_last: Flags
    present_today: Flags


@dataclass(frozen=True)
class Live:
    """The queue now: what waits (arrival, kind, priority, risk, due), and since when each reviewer works on something.

    `working_since` is nan for a reviewer without work in hand, `working_kind` then has no meaning.
    """

    at: Floats
    kind: Ints
    priority: Ints
    risk: Floats
    due: Floats
    working_since: Floats
    working_kind: Ints


@dataclass(frozen=True, slots=True)
class Assumed:
    """Service times that nobody recorded: lognormal, its median somewhere in a band of seconds, the spread given."""

    low: float
    high: float
    sigma: float


@dataclass(frozen=True, slots=True)
class Costs:
    """What a review costs, and what a wrong proposal costs that passed by itself."""

    review: float
    wrong_proposal: float


@dataclass(frozen=True)
class Firm:
    """Everything that a run starts from; `assumed` is None where service times are recorded in the past."""

    now: float
    hours: OpeningHours
    past: Past
    people: People
    live: Live
    costs: Costs
    assumed: Assumed | None


@dataclass(frozen=True)
class Option:
    """One way to run the firm: which past arrivals would go to people, reviewers more or fewer, factor on volume.

    `live_to_people` says the same of what waits now: a task that the policy would let pass leaves the queue.
    """

    to_people: Flags
    live_to_people: Flags
    reviewers: int
    volume: float


@dataclass(frozen=True, slots=True)
class Plan:
    """How far to look ahead (calendar days), how often to replicate, and from which seed."""

    horizon_days: float
    replications: int
    seed: int
