"""The input of a what-if: recorded arrivals, people, the live queue, and the options to compare."""

from dataclasses import dataclass

from forecasting.columns import Flags, Floats, Ints
from forecasting.whatif.hours import OpeningHours


@dataclass(frozen=True)
class ArrivalHistory:
    """Arrivals known before now as parallel arrays, in order of arrival; nan stands for unknown.

    `at` is in seconds, `kind` and `priority` as in a queue, `risk` is what the policy compares, `sla` the opening
    seconds until the case is due, `service` the seconds of review at usual pace. `wrong` is 1 where the proposal
    turned out wrong and 0 where it did not; `person_cost` is the cost of the people's own error where they decided.
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

    `absent` of `observed` days were whole days away, per reviewer; an assumed rate is given as such counts too.
    `present_today` marks those seen at work already, `away_last` those away on the last open day. Of `followed`
    absent days that have an open day after them, on `absent_again` the next day was absent too: illness lasts.
    """

    skills: Ints
    pace: Floats
    begins: Floats
    ends: Floats
    absent: Floats
    observed: Floats
    absent_again: float
    followed: float
    away_last: Flags
    present_today: Flags


@dataclass(frozen=True)
class LiveQueue:
    """The queue now: waiting tasks (arrival, kind, priority, risk, due) and the tasks that reviewers work on.

    `working_since` is nan for a reviewer without a task; `working_kind` then has no meaning.
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
    """Assumed review times where none are recorded: lognormal of spread `sigma`, median from `low` to `high` s."""

    low: float
    high: float
    sigma: float


@dataclass(frozen=True, slots=True)
class DecisionCosts:
    """The cost of a review, and of a wrong proposal that was accepted automatically."""

    review: float
    wrong_proposal: float


@dataclass(frozen=True)
class Firm:
    """Everything that a run starts from; `assumed` is None where review times are recorded."""

    now: float
    hours: OpeningHours
    history: ArrivalHistory
    people: People
    live: LiveQueue
    costs: DecisionCosts
    assumed: Assumed | None


@dataclass(frozen=True)
class Option:
    """One way to run the firm: which recorded arrivals go to people, reviewers more or fewer, factor on volume.

    `live_to_people` is the same for tasks that wait now: one that the policy would accept leaves the queue.
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
