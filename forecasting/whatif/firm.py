"""The input of a what-if: recorded arrivals, people, the live queue, and the options to compare."""

from dataclasses import dataclass, field, replace

import numpy as np

from forecasting.columns import Flags, Floats, Ints
from forecasting.whatif.hours import OpeningHours


@dataclass(frozen=True)
class ArrivalHistory:
    """Arrivals known before now as parallel arrays, in order of arrival; nan stands for unknown.

    `at` is in seconds, `kind` and `priority` as in a queue, `risk` is what the policy compares, `sla` the opening
    seconds until the case is due, `service` the seconds of review at usual pace. `wrong` is 1 where the proposal
    turned out wrong and 0 where it did not; `person_cost` is the cost of the people's own error where they decided.
    `second_service` are the seconds of work on the second level of a case that was escalated.
    """

    at: Floats
    kind: Ints
    priority: Ints
    risk: Floats
    sla: Floats
    service: Floats
    wrong: Floats
    person_cost: Floats
    second_service: Floats


@dataclass(frozen=True)
class People:
    """Reviewers as parallel arrays: skills as bits of kinds, pace, and shifts, in roster order.

    `begins` and `ends` (person x weekday x part of the day) are seconds after midnight; an empty part is time off.
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
    senior: Flags | None = None
    escalates: Floats | None = None
    wage: Floats | None = None

    @property
    def count(self) -> int:
        """Return how many they are."""
        return len(self.skills)


@dataclass(frozen=True)
class Roster:
    """The reviewers of one option; `draws` is the row of the drawn randomness that each of them follows.

    Who is in both options has the same row in both; a newcomer has a row beyond those of today's reviewers.
    """

    people: People
    draws: Ints


@dataclass(frozen=True)
class LiveQueue:
    """The queue now: waiting tasks (arrival, kind, priority, risk, due) and the tasks that reviewers work on.

    `working_since` is nan for a reviewer without a task; `working_kind` then has no meaning. A task in the hands of a
    `holder` (-1: nobody) waits only where that reviewer is gone; `reached` marks what was escalated before,
    `waited` are the opening seconds that each task has waited (None: no time).
    """

    at: Floats
    kind: Ints
    priority: Ints
    risk: Floats
    due: Floats
    working_since: Floats
    working_kind: Ints
    holder: Ints | None = None
    reached: Flags | None = None
    waited: Floats | None = None


@dataclass(frozen=True, slots=True)
class Assumed:
    """Assumed review times where none are recorded: lognormal of spread `sigma`, median from `low` to `high` s."""

    low: float
    high: float
    sigma: float


@dataclass(frozen=True, slots=True)
class DecisionCosts:
    """The cost of a review, of a wrong proposal that was accepted, a right one that was declined, a missed deadline."""

    review: float
    wrong_proposal: float
    wrong_decline: float = 0.0
    missed_deadline: float = 0.0


@dataclass(frozen=True)
class TeamHabits:
    """How the team was seen to work (see `queueing.Habits`), and the seconds between two tasks while others waited."""

    out_of_turn: float = 0.0
    haste: float = 0.0
    rests: bool = False
    spared: bool = False
    pauses: Floats = field(default_factory=lambda: np.zeros(1))


@dataclass(frozen=True)
class SimulatedFirm:
    """Everything that a run starts from; `assumed` is None where review times are recorded."""

    now: float
    hours: OpeningHours
    history: ArrivalHistory
    people: People
    live: LiveQueue
    costs: DecisionCosts
    assumed: Assumed | None
    habits: TeamHabits = field(default_factory=TeamHabits)


@dataclass(frozen=True, slots=True)
class Ladder:
    """What waits longer than `seconds` of opening time has at least this priority from then on."""

    seconds: float
    priority: int


@dataclass(frozen=True)
class Option:
    """One way to run the firm: which recorded arrivals go to people, who they are, factors on volume and deadlines.

    `live_to_people` is the same for tasks that wait now: one that the policy would decide leaves the queue.
    `declined` marks the arrivals that are declined where no person decides; None: all are accepted. `volume_of` is a
    further factor on the volume for each recorded arrival; None: none. Without a `ladder` nothing moves up.
    """

    to_people: Flags
    live_to_people: Flags
    roster: Roster
    volume: float
    deadline: float = 1.0
    declined: Flags | None = None
    volume_of: Floats | None = None
    ladder: Ladder | None = None

    def most_volume(self) -> float:
        """Return the largest factor on any arrival."""
        return self.volume * (1.0 if self.volume_of is None else float(self.volume_of.max(initial=0.0)))

    def volume_at(self, case: Ints) -> Floats:
        """Return the factor on the volume of each of these recorded arrivals."""
        own = np.ones(len(case)) if self.volume_of is None else self.volume_of[case]
        return self.volume * own


@dataclass(frozen=True, slots=True)
class Plan:
    """How far to look ahead (calendar days), how often to replicate, and from which seed."""

    horizon_days: float
    replications: int
    seed: int


def resized(people: People, change: int) -> Roster:
    """Return the roster without its last reviewers, or with copies of the first."""
    count = people.count
    rows = np.array([*range(min(count, count + change)), *([0] * max(0, change))], dtype=np.int64)
    draws = np.array([*range(min(count, count + change)), *range(count, count + max(0, change))], dtype=np.int64)
    return Roster(chosen(people, rows), draws)


def chosen(people: People, rows: Ints) -> People:
    """Return these rows of the people."""
    return replace(
        people,
        skills=people.skills[rows],
        pace=people.pace[rows],
        begins=people.begins[rows],
        ends=people.ends[rows],
        senior=None if people.senior is None else people.senior[rows],
        escalates=None if people.escalates is None else people.escalates[rows],
        wage=None if people.wage is None else people.wage[rows],
    )
