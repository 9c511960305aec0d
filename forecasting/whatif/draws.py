"""The randomness of one replication, drawn once and shared by all options that are compared.

A coming day repeats a recorded day of its kind (weekday, or holiday) with all its cases, so that features, priorities
and risks keep their joint distribution and busy days remain busy. Days are chosen by weights that differ between
replications (Bayesian bootstrap), and scaled to the level of the coming day.
"""

from dataclasses import dataclass, replace

import numpy as np

from forecasting.columns import DAY, Flags, Floats, Ints
from forecasting.whatif.firm import Assumed, SimulatedFirm
from forecasting.whatif.hours import WEEK
from forecasting.whatif.level import Level, fit_levels
from forecasting.whatif.likeness import Traits, lenders, own_or_lent
from forecasting.whatif.queueing import SecondLevel
from graph.errors import InvalidInput

_HOLIDAY = WEEK
# Two weeks show every weekday twice.
_FEWEST_DAYS = 14
# A firm with this many cases a day has hardly an open day without any: such a day means that data are missing.
_BUSY_A_DAY = 5.0
# The team's absence rate weighs as much as this many observed days of a reviewer.
_COLLEAGUES_DAYS = 30.0
# Parameter of a symmetric beta prior: before any absence was recorded, one day more is as likely as none.
_SPELLS = 1.5
# A day is never scaled by more than this: beyond, it would no longer be like any recorded day.
_LEAST_FACTOR, _MOST_FACTOR = 0.2, 5.0
_HALF_HOUR = 1_800.0
"""Seconds: copies of a busy day do not arrive at the same moment."""
# Draws of whether a claim is out of turn; a longer run of claims uses them again.
_TURNS = 4_096


@dataclass(frozen=True)
class Arrivals:
    """Coming cases in order of arrival: the recorded case that each repeats, when it comes, and the number of its copy.

    A copy exists under a volume v when copy < floor(v * factor + chance). `outcome` is the recorded case whose result
    it repeats where it is decided automatically, `person_outcome` the same where people decide.
    """

    case: Ints
    at: Floats
    copy: Ints
    factor: Floats
    chance: Floats
    service: Floats
    outcome: Ints
    person_outcome: Ints
    second: SecondLevel

    def exist(self, volume: Floats) -> Flags:
        """Return which of them come when each arrival is multiplied by its `volume`."""
        return self.copy < np.floor(volume * self.factor + self.chance)


@dataclass(frozen=True)
class Drawn:
    """One replication: arrivals, waiting tasks, when busy reviewers finish, who is away when, what is out of turn."""

    arrivals: Arrivals
    live_service: Floats
    live_second: SecondLevel
    busy_until: Floats
    away: Flags
    turns: Floats


class DrawSource:
    """Draws replications from the firm's history."""

    def __init__(self, firm: SimulatedFirm, days: int, most_volume: float, people: int) -> None:
        """Prepare for `days` from today on, volumes up to `most_volume` and a roster of up to `people`.

        Raises InvalidInput where the history is too short or no review time is known.
        """
        self._firm, self._most_volume, self._people = firm, most_volume, people
        today = int(firm.now // DAY)
        history = firm.history
        first = int(history.at[0] // DAY) + 1 if len(history.at) else today
        self._history_days = np.arange(first, _end_of_data(firm, today), dtype=np.int64)
        self._days = np.arange(today, today + days, dtype=np.int64)
        whole = len(self._history_days)
        if whole < _FEWEST_DAYS:
            raise InvalidInput(
                f"too little history: {whole} whole days of arrivals, at least {_FEWEST_DAYS} are needed. Run this "
                "again when cases have come in for so long; `signoff policies backtest` needs none."
            )
        self._starts = np.searchsorted(history.at, self._history_days * float(DAY))
        self._counts = np.searchsorted(history.at, (self._history_days + 1) * float(DAY)) - self._starts
        sorts = self._sort(self._history_days)
        self.levels = fit_levels(self._counts.astype(np.float64), self._history_days, sorts != _HOLIDAY)
        self._donors = [self._donors_of(sort, sorts) for sort in self._sort(self._days).tolist()]
        traits = Traits(history.kind, history.priority, history.risk)
        self._outcome_lender = self._lent(traits, np.isfinite(history.wrong))
        self._person_lender = self._lent(traits, np.isfinite(history.person_cost))
        self._service_lender, self._live_lender = self._service_lenders(traits)

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Draw one replication."""
        assumed = self._firm.assumed
        median = 0.0 if assumed is None else float(np.exp(rng.uniform(np.log(assumed.low), np.log(assumed.high))))
        weights = rng.exponential(size=len(self._history_days))
        level = self.levels.drawn(rng)
        # The standard error of a rate that was seen in so many escalations.
        seen = max(1, int(np.isfinite(self._firm.history.second_service).sum()))
        frequent = float(np.exp(rng.standard_normal() / np.sqrt(seen)))
        arrivals = self._arrivals(rng, weights, level, (median, frequent))
        live = self._firm.live
        live_service = self._services(rng, self._live_lender, len(live.at), median)
        drawn = Drawn(
            arrivals=arrivals,
            live_service=live_service,
            live_second=self._second(
                rng, np.zeros(len(live.at), np.bool_) if live.reached is None else live.reached, frequent
            ),
            busy_until=self._busy_until(rng, median),
            away=self._away(rng),
            turns=rng.random((2, _TURNS)),
        )
        return self._uncertain(rng, drawn)

    def _uncertain(self, rng: np.random.Generator, drawn: Drawn) -> Drawn:
        """Stretch all review times alike: their mean is known as well as the number of timed reviews allows."""
        if self._firm.assumed is not None:
            return drawn
        known = self._firm.history.service[np.isfinite(self._firm.history.service)]
        spread = float(known.std() / known.mean()) / np.sqrt(len(known))
        factor = float(np.exp(spread * rng.standard_normal()))
        arrivals = replace(drawn.arrivals, service=drawn.arrivals.service * factor)
        return replace(drawn, arrivals=arrivals, live_service=drawn.live_service * factor)

    def _second(self, rng: np.random.Generator, reached: Flags, frequent: float) -> SecondLevel:
        """Draw what the second level needs; `frequent` is how much more often than seen cases are escalated."""
        service = self._firm.history.second_service
        known, count = service[np.isfinite(service)], len(reached)
        return SecondLevel(
            reached=reached,
            service=rng.choice(known, count) if len(known) else np.ones(count),
            escalate=rng.random(count) / frequent,
            pause=rng.choice(self._firm.habits.pauses, count),
        )

    def _arrivals(
        self, rng: np.random.Generator, weights: Floats, level: Level, unknown: tuple[float, float]
    ) -> Arrivals:
        donors = np.array([self._chosen(rng, weights, possible) for possible in self._donors])
        counts = self._counts[donors]
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        case = np.repeat(self._starts[donors], counts) + offsets
        moved = (self._days - self._history_days[donors]) * float(DAY)
        at = self._firm.history.at[case] + np.repeat(moved, counts)
        coming = level.future(rng, len(self._days))
        factor = np.clip(np.exp(coming - level.levels[donors]), _LEAST_FACTOR, _MOST_FACTOR)
        return self._copied(rng, (case, at, np.repeat(factor, counts)), unknown)

    def _copied(
        self, rng: np.random.Generator, drawn: tuple[Ints, Floats, Floats], unknown: tuple[float, float]
    ) -> Arrivals:
        (case, at, factor), (median, frequent) = drawn, unknown
        chance = rng.random(len(case))
        copies = np.floor(self._most_volume * factor + chance).astype(np.int64)
        copy = np.arange(int(copies.sum())) - np.repeat(np.cumsum(copies) - copies, copies)
        at = np.repeat(at, copies)
        # A second copy at the very same moment would be a burst that nobody has seen.
        at = np.where(copy > 0, at + rng.uniform(-_HALF_HOUR, _HALF_HOUR, len(at)), at)
        order = np.argsort(at, kind="stable")
        order = order[at[order] >= self._firm.now]
        case = np.repeat(case, copies)[order]
        lender = None if self._service_lender is None else self._service_lender[case]
        return Arrivals(
            case=case,
            at=at[order],
            copy=copy[order],
            factor=np.repeat(factor, copies)[order],
            chance=np.repeat(chance, copies)[order],
            service=self._services(rng, lender, len(case), median),
            outcome=_pick(rng, self._outcome_lender[case]),
            person_outcome=_pick(rng, self._person_lender[case]),
            second=self._second(rng, np.zeros(len(case), np.bool_), frequent),
        )

    def _services(self, rng: np.random.Generator, lender: Ints | None, count: int, median: float) -> Floats:
        if lender is not None:
            return self._firm.history.service[_pick(rng, lender)]
        return _lognormal(rng, self._firm.assumed, count, median)

    def _busy_until(self, rng: np.random.Generator, median: float) -> Floats:
        """Return when each reviewer finishes the task in hand, by review times longer than the time already spent."""
        live, people = self._firm.live, self._firm.people
        until = np.full(self._people, -np.inf)
        known = np.flatnonzero(np.isfinite(self._firm.history.service))
        for one in np.flatnonzero(np.isfinite(live.working_since)).tolist():
            passed = self._firm.now - float(live.working_since[one])
            of_kind = known[self._firm.history.kind[known] == live.working_kind[one]]
            pool = of_kind if len(of_kind) else known
            if self._firm.assumed is None:
                tried = self._firm.history.service[rng.choice(pool, 32)] * people.pace[one]
            else:
                tried = _lognormal(rng, self._firm.assumed, 32, median)
            longer = tried[tried > passed]
            until[one] = self._firm.now + (float(longer[0]) - passed if len(longer) else passed * 0.25)
        return until

    def _away(self, rng: np.random.Generator) -> Flags:
        """Draw who is away on which day, in spells; own rates are shrunk to the team's where few days were observed."""
        people = self._firm.people
        usual = (0.5 + people.absent.sum()) / (1.0 + people.observed.sum())
        here = people.observed - people.absent
        rate = rng.beta(usual * _COLLEAGUES_DAYS + people.absent, (1 - usual) * _COLLEAGUES_DAYS + here)
        lasts = rng.beta(_SPELLS + people.absent_again, _SPELLS + people.followed - people.absent_again)
        extra = self._people - len(rate)
        rate, before = np.append(rate, [rate[0]] * extra), np.append(people.away_last, [False] * extra)
        # Spells of this persistence that take up this rate of days begin so often.
        begins = np.minimum(rate * (1 - lasts) / (1 - rate), 1.0)
        drawn = rng.random((self._people, len(self._days)))
        away = np.zeros(drawn.shape, dtype=np.bool_)
        for day in np.flatnonzero(self._firm.hours.is_open(self._days)).tolist():
            away[:, day] = drawn[:, day] < np.where(before, lasts, begins)
            if day == 0:
                away[: len(people.present_today), 0] &= ~people.present_today
            before = away[:, day]
        return away

    def _lent(self, traits: Traits, known: Flags) -> Ints:
        if not known.any():
            return np.arange(len(known))[:, None]
        return own_or_lent(known, lenders(traits, known, traits))

    def _service_lenders(self, traits: Traits) -> tuple[Ints | None, Ints | None]:
        if self._firm.assumed is not None:
            return None, None
        known = np.isfinite(self._firm.history.service)
        if not known.any():
            raise InvalidInput("no review was ever timed: give an assumption about the minutes that a review takes")
        live = self._firm.live
        return self._lent(traits, known), lenders(traits, known, Traits(live.kind, live.priority, live.risk))

    def _sort(self, days: Ints) -> Ints:
        hours = self._firm.hours
        holiday = np.isin(days, sorted(hours.holidays)) & np.isin(days % WEEK, sorted(hours.open_weekdays))
        return np.where(holiday, _HOLIDAY, days % WEEK)

    def _donors_of(self, sort: int, sorts: Ints) -> Ints:
        """Return the recorded days of a sort; a holiday without example is like the quietest weekday."""
        examples = np.flatnonzero(sorts == sort)
        if len(examples):
            return examples
        means = [self._counts[sorts == day].mean() if (sorts == day).any() else np.inf for day in range(WEEK)]
        return np.flatnonzero(sorts == int(np.argmin(means)))

    def _chosen(self, rng: np.random.Generator, weights: Floats, possible: Ints) -> int:
        total = np.cumsum(weights[possible])
        return int(possible[min(np.searchsorted(total, rng.random() * total[-1]), len(possible) - 1)])


def _end_of_data(firm: SimulatedFirm, today: int) -> int:
    """Return the day on which the recorded arrivals end: today, or earlier where a busy firm suddenly has none.

    Whole open days without a case, where there were cases every day, mean missing data and not missing work.
    """
    at = firm.history.at
    if not len(at):
        return today
    last = int(at[-1] // DAY)
    silent = np.arange(last + 1, today, dtype=np.int64)
    busy = len(at) / max(1.0, last - float(at[0] // DAY)) >= _BUSY_A_DAY
    return last if busy and bool(firm.hours.is_open(silent).any()) else today


def _pick(rng: np.random.Generator, rows: Ints) -> Ints:
    """Return one entry of each row, drawn at random."""
    chosen: Ints = rows[np.arange(len(rows)), rng.integers(0, rows.shape[1], len(rows))]
    return chosen


def _lognormal(rng: np.random.Generator, assumed: Assumed | None, count: int, median: float) -> Floats:
    sigma = 0.0 if assumed is None else assumed.sigma
    drawn: Floats = median * np.exp(sigma * rng.standard_normal(count))
    return drawn
