"""A scenario: what would be changed at a decision point, and how it is to be simulated."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.domain.kernel.canonical import Json, digest
from graph.domain.kernel.problems import Problem, invalid

LONGEST_NAME = 120
"""One line of a page."""
HORIZON_DAYS = (1.0, 92.0)
"""A quarter of a year: beyond it the level of arrivals is not known."""
REPLICATIONS = (20, 2_000)
"""Fewer give no 5 % to 95 % interval; more add little but time."""
VOLUME = (0.1, 10.0)
"""A tenth to ten times: beyond, the record says nothing of how a firm would work."""
REVIEWERS = (-200, 200)
"""More than any queue of ours has; above it a simulation takes minutes."""
SEEDS = (0, 2**53 - 1)
"""Whole numbers that JSON carries exactly."""
REVIEW_MINUTES = (0.1, 600.0)
"""From a glance to a long working day."""


class RunState(StrEnum):
    """Where a simulation run stands."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    CANCELLED = "CANCELLED"
    FAILED = "FAILED"


ENDED = frozenset({RunState.DONE, RunState.CANCELLED, RunState.FAILED})


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What no record tells: minutes of a review (a band for its median), and the share of days a reviewer is away."""

    review_minutes: tuple[float, float] = (3.0, 12.0)
    absence: float = 0.05


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes at a point: thresholds by parameter, reviewers more or fewer, factor on volume; and how to run them."""

    point: str
    name: str
    thresholds: Mapping[str, float] = field(default_factory=dict)
    reviewers: int = 0
    volume: float = 1.0
    horizon_days: float = 14.0
    replications: int = 200
    seed: int = 0
    assumptions: Assumptions = field(default_factory=Assumptions)

    def content(self) -> dict[str, Json]:
        """Return what makes this scenario: equal ones are one node."""
        return {
            "point": self.point,
            "name": self.name,
            "thresholds": dict(self.thresholds),
            "reviewers": self.reviewers,
            "volume": self.volume,
            "horizonDays": self.horizon_days,
            "replications": self.replications,
            "seed": self.seed,
            "reviewMinutes": list(self.assumptions.review_minutes),
            "absence": self.assumptions.absence,
        }

    def key(self) -> str:
        """Return the natural key: the SHA-256 of the content."""
        return digest(self.content())


def scenario_of(content: Mapping[str, object]) -> Scenario:
    """Read a scenario back from its content, which was checked when it was stored."""
    low, high = _list(content["reviewMinutes"])
    return Scenario(
        point=str(content["point"]),
        name=str(content["name"]),
        thresholds={str(name): _number(value) for name, value in _map(content["thresholds"]).items()},
        reviewers=int(_number(content["reviewers"])),
        volume=_number(content["volume"]),
        horizon_days=_number(content["horizonDays"]),
        replications=int(_number(content["replications"])),
        seed=int(_number(content["seed"])),
        assumptions=Assumptions((_number(low), _number(high)), _number(content["absence"])),
    )


def check_scenario(scenario: Scenario, parameters: Mapping[str, float], reviewers: int) -> Problem | None:
    """Return the first thing that is wrong; `parameters` are those of the policy in force, `reviewers` those there."""
    return next(_faults(scenario, parameters, reviewers), None)


def _faults(scenario: Scenario, parameters: Mapping[str, float], reviewers: int) -> Iterator[Problem]:
    if not 0 < len(scenario.name.strip()) <= LONGEST_NAME or not scenario.name.isprintable():
        yield invalid("name", f"name takes 1 to {LONGEST_NAME} printable characters.")
    for name in scenario.thresholds:
        if name not in parameters:
            known = ", ".join(sorted(parameters)) or "none"
            yield invalid("thresholds", f"The policy in force has no parameter {name!r}; it has: {known}.")
    ranges = (
        ("horizonDays", scenario.horizon_days, HORIZON_DAYS),
        ("replications", scenario.replications, REPLICATIONS),
        ("volume", scenario.volume, VOLUME),
        ("reviewers", scenario.reviewers, REVIEWERS),
        ("seed", scenario.seed, SEEDS),
        *(("reviewMinutes", minutes, REVIEW_MINUTES) for minutes in scenario.assumptions.review_minutes),
        ("absence", scenario.assumptions.absence, (0.0, 0.9)),
        *((name, value, (-1e12, 1e12)) for name, value in scenario.thresholds.items()),
    )
    for where, value, (low, high) in ranges:
        if not low <= value <= high:
            yield invalid(where, f"{where} is {value:g}: choose {low:g} to {high:g}.")
    first, last = scenario.assumptions.review_minutes
    if first > last:
        yield invalid("reviewMinutes", f"reviewMinutes runs from {first:g} to {last:g}: give the lower one first.")
    if reviewers + scenario.reviewers < 1:
        yield invalid(
            "reviewers",
            f"No reviewers on shift: {reviewers} can review now, and the scenario takes {-scenario.reviewers} away. "
            "Take fewer away, or create accounts with the role reviewer first.",
        )


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    message = f"a stored scenario holds {value!r} where a number belongs"
    raise TypeError(message)


def _map(value: object) -> Mapping[object, object]:
    if isinstance(value, Mapping):
        return value
    message = f"a stored scenario holds {value!r} where a map belongs"
    raise TypeError(message)


def _list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    message = f"a stored scenario holds {value!r} where a list belongs"
    raise TypeError(message)
