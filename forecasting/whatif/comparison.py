"""Two options on the same draws: measures with bands, paired differences, and curves over time."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from forecasting.columns import DAY, Floats
from forecasting.fan_out import computed_parts
from forecasting.whatif.draws import DrawSource
from forecasting.whatif.firm import Option, Plan, SimulatedFirm
from forecasting.whatif.hours import open_time
from forecasting.whatif.replication import Measures, Timeline, measure
from graph.errors import InvalidInput, SignoffError

LOW, HIGH = 0.05, 0.95
"""The quantiles of a band: nine in ten replications lie inside."""
# More points than this would not be visible in a drawing of a curve.
MOST_MOMENTS = 120
# A quarter of a year; further ahead, history says little about the level of arrivals.
MOST_DAYS = 92
# The standard error falls with the square root: more replications cost time and change no visible digit.
MOST_REPLICATIONS = 5_000
# Beyond a tenth or ten times the volume, nothing recorded is like the scenario.
LEAST_VOLUME, MOST_VOLUME = 0.1, 10.0
Watch = Callable[[int, int], bool]
"""Called with the number of finished replications and of all; returns whether to continue."""

_CURVES = ("queue_length", "to_people_a_day", "missed_sla_a_day")
SCALARS = tuple(field.name for field in fields(Measures) if field.name not in _CURVES)
_TWO_OPTIONS = 2
"""One replication has no interval."""


class Cancelled(SignoffError):
    """A run was stopped before it was done."""


@dataclass(frozen=True, slots=True)
class Band:
    """The mean of the replications with their 5 % and 95 % quantiles; nan where nothing was measured."""

    mid: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ComparedMeasure:
    """One measure under both options, and the paired difference candidate less base."""

    base: Band
    candidate: Band
    delta: Band


@dataclass(frozen=True)
class Curve:
    """A measure over time under both options: median and band at each moment (seconds)."""

    moments: Floats
    base: tuple[Floats, Floats, Floats]
    candidate: tuple[Floats, Floats, Floats]


@dataclass(frozen=True)
class Comparison:
    """The results of both options; `samples` holds each measure as options x replications."""

    measures: Mapping[str, ComparedMeasure]
    curves: Mapping[str, Curve]
    samples: Mapping[str, Floats]


def compare(firm: SimulatedFirm, base: Option, candidate: Option, plan: Plan, watch: Watch) -> Comparison:
    """Run both options on common random numbers; the same seed gives the same answer.

    Raises InvalidInput for a plan or an option that cannot be run, and Cancelled.
    """
    return compare_all(firm, base, (candidate,), plan, watch)[0]


def compare_all(
    firm: SimulatedFirm, base: Option, candidates: Sequence[Option], plan: Plan, watch: Watch
) -> list[Comparison]:
    """Compare several options with the base, all on the same random numbers; raises as `compare` does."""
    base_runs, *others = simulate(firm, (base, *candidates), plan, watch)
    timeline = timeline_of(firm, plan)
    return [_compared(timeline, (base_runs, runs)) for runs in others]


def _compared(timeline: Timeline, runs: tuple[list[Measures], list[Measures]]) -> Comparison:
    samples = {name: np.array([[getattr(run, name) for run in option] for option in runs]) for name in SCALARS}
    measures = {name: _measured(values) for name, values in samples.items()}
    curves = {
        name: _curve(timeline.moments if name == "queue_length" else timeline.days, runs, name) for name in _CURVES
    }
    return Comparison(measures, curves, samples)


def simulate(firm: SimulatedFirm, options: Sequence[Option], plan: Plan, watch: Watch) -> list[list[Measures]]:
    """Run each option in every replication on the same draws; one list of replications per option."""
    _refuse_plan(firm, options, plan)
    timeline = timeline_of(firm, plan)
    last_day = int(timeline.time.ends[-1] // DAY)
    most_volume = max(1.0, *(option.most_volume() for option in options))
    most_people = max(firm.people.count, *(int(option.roster.draws.max()) + 1 for option in options))
    source = DrawSource(firm, last_day - int(firm.now // DAY) + 1, most_volume, most_people)
    seeds = np.random.SeedSequence(plan.seed).spawn(plan.replications)

    def go_on(done: int) -> bool:
        return watch(done, plan.replications)

    replicate = _Replication(firm, tuple(options), source, timeline)
    replications = list(computed_parts(replicate, seeds, go_on))
    if len(replications) < plan.replications:
        raise Cancelled(f"cancelled after {len(replications)} of {plan.replications} replications")
    watch(plan.replications, plan.replications)
    return [list(of_option) for of_option in zip(*replications, strict=True)]


@dataclass(frozen=True, eq=False)
class _Replication:
    """What all replications share; called with a seed it runs one, also in another process."""

    firm: SimulatedFirm
    options: tuple[Option, ...]
    source: DrawSource
    timeline: Timeline

    def __call__(self, seed: np.random.SeedSequence) -> list[Measures]:
        """Return the measures of each option on the draws of a seed."""
        drawn = self.source.draw(np.random.default_rng(seed))
        return [measure(self.firm, option, drawn, self.timeline) for option in self.options]


def timeline_of(firm: SimulatedFirm, plan: Plan) -> Timeline:
    """Return the opening time and the moments of a plan; days continue until the last counted case is past its due."""
    today = int(firm.now // DAY)
    until = firm.now + plan.horizon_days * DAY
    longest = float(np.max(firm.history.sla, initial=0.0)) / 3600 / max(firm.hours.hours_a_day(), 1.0)
    spare = math.ceil(longest) + 1
    last = int(until // DAY)
    open_days = 0
    while open_days < spare and last < until // DAY + 60:
        last += 1
        open_days += int(firm.hours.is_open(np.array([last]))[0])
    time = open_time(firm.hours, today, last)
    days: Floats = np.unique(np.floor(time.begins / DAY)) * DAY
    step = max(1, math.ceil(plan.horizon_days * 12 / MOST_MOMENTS))
    moments = firm.now + np.arange(0.0, plan.horizon_days * 12 + 1, step) * (DAY / 12)
    return Timeline(time, until, days[days < until], moments)


def _refuse_plan(firm: SimulatedFirm, options: Sequence[Option], plan: Plan) -> None:
    if not 1 <= plan.horizon_days <= MOST_DAYS:
        raise InvalidInput(f"horizonDays is {plan.horizon_days:g}: choose 1 to {MOST_DAYS} days")
    if not _TWO_OPTIONS <= plan.replications <= MOST_REPLICATIONS:
        raise InvalidInput(f"replications is {plan.replications}: choose 2 to {MOST_REPLICATIONS}")
    for option in options:
        if not option.roster.people.count:
            raise InvalidInput(f"no reviewers on shift: all {firm.people.count} that are there would be away")
        for volume in (option.volume, option.most_volume()):
            if not LEAST_VOLUME <= volume <= MOST_VOLUME:
                raise InvalidInput(f"volume is {volume:g}: choose a factor from {LEAST_VOLUME} to {MOST_VOLUME}")


def _measured(values: Floats) -> ComparedMeasure:
    return ComparedMeasure(_band(values[0]), _band(values[1]), _band(values[1] - values[0]))


def _band(values: Floats) -> Band:
    known = values[np.isfinite(values)]
    if not len(known):
        return Band(math.nan, math.nan, math.nan)
    return Band(float(known.mean()), float(np.quantile(known, LOW)), float(np.quantile(known, HIGH)))


def _curve(moments: Floats, runs: Sequence[Sequence[Measures]], name: str) -> Curve:
    base, candidate = (_course(np.array([getattr(run, name) for run in option])) for option in runs)
    return Curve(moments, base, candidate)


def _course(values: Floats) -> tuple[Floats, Floats, Floats]:
    return values.mean(axis=0), np.quantile(values, LOW, axis=0), np.quantile(values, HIGH, axis=0)
