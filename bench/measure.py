"""A against B in one run, interleaved; medians with their range, wall and processor time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Goal:
    """What a ratio should reach; `higher` says whether more is better."""

    floor: float
    good: float
    extraordinary: float
    higher: bool


GOALS: Mapping[str, Goal] = {
    "P1": Goal(1.8, 1.5, 1.3, higher=False),
    "P2": Goal(0.65, 1.0, 1.5, higher=True),
    "P3": Goal(0.8, 0.5, 0.37, higher=False),
    "P4": Goal(0.6, 0.7, 0.95, higher=True),
    "P6": Goal(0.7, 0.85, 0.95, higher=True),
    "P7": Goal(1.5, 1.3, 1.15, higher=False),
    "P8": Goal(3.0, 8.0, 10.0, higher=True),
    "P9": Goal(5.0, 20.0, 50.0, higher=True),
    "P10": Goal(20.0, 60.0, 150.0, higher=True),
    "P12": Goal(5.0, 15.0, 24.0, higher=True),
    "P13": Goal(2.0, 1.5, 1.2, higher=False),
    "P14": Goal(1.0, 0.8, 0.6, higher=False),
    "P15": Goal(1.0, 0.5, 0.3, higher=False),
    "P16": Goal(0.5, 0.8, 1.2, higher=True),
    "P17": Goal(3.0, 1.0, 0.3, higher=False),
    "WALK": Goal(1.5, 1.2, 1.0, higher=False),
    "S16": Goal(0.8, 0.9, 0.97, higher=True),
    "U2": Goal(1.0, 0.7, 0.4, higher=False),
    "U4": Goal(1.0, 0.7, 0.4, higher=False),
    "U13": Goal(1.0, 0.7, 0.4, higher=False),
}


_LINES_FROM = 12
"""So many details are a table: each has its line."""


@dataclass(frozen=True, slots=True)
class BenchResult:
    """One benchmark's result; `ratio` is ours to the baseline's."""

    id: str
    ratio: float
    min: float
    max: float
    repeats: int
    cpu_ratio: float | None
    floor: float
    good: float
    extraordinary: float
    baseline: str
    limit: str
    details: Mapping[str, float]

    @property
    def reaches(self) -> str:
        """Return the best goal that the ratio reaches."""
        goal = GOALS[self.id]
        sign = 1 if goal.higher else -1
        for name in ("extraordinary", "good", "floor"):
            if sign * self.ratio >= sign * getattr(goal, name):
                return name
        return "below the floor"


def bench_result(
    name: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    texts: tuple[str, str],
    *,
    cpu_ratio: float | None = None,
    details: Mapping[str, float] | None = None,
) -> BenchResult:
    """Return the ratio of each pair of runs as median, least and most; `words` are baseline and limit."""
    ratios, goal = [one / other for one, other in zip(ours, theirs, strict=True)], GOALS[name]
    return BenchResult(
        id=name,
        ratio=round(median(ratios), 3),
        min=round(min(ratios), 3),
        max=round(max(ratios), 3),
        repeats=len(ratios),
        cpu_ratio=None if cpu_ratio is None else round(cpu_ratio, 3),
        floor=goal.floor,
        good=goal.good,
        extraordinary=goal.extraordinary,
        baseline=texts[0],
        limit=texts[1],
        details={key: round(value, 4) for key, value in (details or {}).items()},
    )


def shown(result: BenchResult, *, as_json: bool) -> str:
    """Return a result as JSON or as text."""
    if as_json:
        return json.dumps({**asdict(result), "reaches": result.reaches})
    between = ", " if len(result.details) < _LINES_FROM else "\n  "
    details = between.join(f"{key} {value:g}" for key, value in result.details.items())
    return (
        f"{result.id}: {result.ratio:g} ({result.min:g} to {result.max:g}, {result.repeats} runs): {result.reaches}\n"
        f"  against {result.baseline}\n  limited by {result.limit}\n  {details}"
    )


def shown_at_sizes(results: Mapping[int, BenchResult], *, as_json: bool) -> str:
    """Return results by size: as JSON the poorest with the ratio at each size, as text one after another."""
    if len(results) == 1:
        (only,) = results.values()
        return shown(only, as_json=as_json)
    if not as_json:
        return "\n".join(f"size {size}\n{shown(one, as_json=False)}" for size, one in results.items())
    poorest = poorest_of(list(results.values()))
    sizes = {str(size): one.ratio for size, one in results.items()}
    return json.dumps({**asdict(poorest), "reaches": poorest.reaches, "sizes": sizes})


def poorest_of(results: Sequence[BenchResult]) -> BenchResult:
    """Return the result that is furthest from its goals."""
    sign = 1 if GOALS[results[0].id].higher else -1
    return min(results, key=lambda one: sign * one.ratio)
