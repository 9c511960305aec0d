"""A scenario: what would be changed at a decision point, and how it is to be simulated."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from graph.domain.kernel.canonical import Json, digest
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.planning.changes import Changes, change_texts, changes_of, faults_of, policy_of
from graph.domain.planning.search import Search, faults_of_search, search_of

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
MOST_OTHERS = 7
"""Eight columns side by side are what a wide screen shows."""


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
    """Changes at a point: thresholds by parameter, reviewers more or fewer, factor on volume; and how to run them.

    `others` are simulated beside it on the same draws; of them only names and changes count. A `search` tries
    thresholds and numbers of reviewers on top of the changes.
    """

    point: str
    name: str
    thresholds: Mapping[str, float] = field(default_factory=dict)
    reviewers: int = 0
    volume: float = 1.0
    horizon_days: float = 14.0
    replications: int = 200
    seed: int = 0
    assumptions: Assumptions = field(default_factory=Assumptions)
    changes: Changes = field(default_factory=Changes)
    others: tuple["Scenario", ...] = ()
    search: Search | None = None

    @property
    def all(self) -> tuple["Scenario", ...]:
        """Return the scenario and those beside it."""
        return self, *self.others

    def changed(self) -> dict[str, Json]:
        """Return the name and what is changed."""
        return {
            "name": self.name,
            "thresholds": dict(self.thresholds),
            "reviewers": self.reviewers,
            "volume": self.volume,
            **self.changes.content(),
        }

    def texts(self) -> list[str]:
        """Return each change in a few words; none where nothing is changed."""
        texts = [f"{name} {value:g}" for name, value in sorted(self.thresholds.items())]
        if self.reviewers:
            texts.append(f"{abs(self.reviewers)} {'more' if self.reviewers > 0 else 'fewer'} reviewers")
        if self.volume != 1:
            texts.append(f"{self.volume:g} times the cases")
        return texts + change_texts(self.changes)

    def content(self) -> dict[str, Json]:
        """Return what makes this scenario: equal ones are one node."""
        others: list[Json] = [one.changed() for one in self.others]
        return {
            "point": self.point,
            **self.changed(),
            **({"others": others} if others else {}),
            **({} if self.search is None else {"search": self.search.content()}),
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
    whole = _changed(content, str(content["point"]))
    search = content.get("search")
    return replace(
        whole,
        horizon_days=_number(content["horizonDays"]),
        replications=int(_number(content["replications"])),
        seed=int(_number(content["seed"])),
        assumptions=Assumptions((_number(low), _number(high)), _number(content["absence"])),
        others=tuple(
            _changed(one, whole.point) for one in _list(content.get("others", [])) if isinstance(one, Mapping)
        ),
        search=search_of(search) if isinstance(search, Mapping) else None,
    )


def _changed(content: Mapping[str, object], point: str) -> Scenario:
    return Scenario(
        point=point,
        name=str(content["name"]),
        thresholds={str(name): _number(value) for name, value in _map(content["thresholds"]).items()},
        reviewers=int(_number(content["reviewers"])),
        volume=_number(content["volume"]),
        changes=changes_of(content),
    )


def check_scenario(
    scenario: Scenario, parameters: Mapping[str, float], people: Collection[str], models: Collection[str] = ()
) -> Problem | None:
    """Return the first thing that is wrong with it or one beside it.

    `parameters` are those of the policy in force, `people` the accounts that can review, `models` the versions of the
    point's model.
    """
    if len(scenario.others) > MOST_OTHERS:
        return invalid("others", f"{len(scenario.others)} scenarios stand beside it: send at most {MOST_OTHERS}.")
    for one in scenario.all:
        if problem := next(_faults(one, parameters, (people, models)), None):
            return problem
    return None


def _faults(
    scenario: Scenario, parameters: Mapping[str, float], there: tuple[Collection[str], Collection[str]]
) -> Iterator[Problem]:
    people, models = there
    policy = policy_of(scenario.changes)
    if isinstance(policy, Problem):
        yield policy
        return
    parameters = parameters if policy is None else policy.parameters
    if not 0 < len(scenario.name.strip()) <= LONGEST_NAME or not scenario.name.isprintable():
        yield invalid("name", f"name takes 1 to {LONGEST_NAME} printable characters.")
    for name in scenario.thresholds:
        if name not in parameters:
            known = ", ".join(sorted(parameters)) or "none"
            yield invalid(
                "thresholds",
                f"The policy {'in force' if policy is None else 'given'} has no parameter {name!r}; it has: {known}.",
            )
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
    yield from faults_of(scenario.changes, people, models)
    fewer = -min(scenario.reviewers, 0) + len(scenario.changes.remove)
    more = max(scenario.reviewers, 0) + len(scenario.changes.add)
    if len(people) - fewer + more < 1:
        yield invalid(
            "reviewers",
            f"No reviewers on shift: {len(people)} can review now, and the scenario takes {fewer} away. "
            "Take fewer away, or create accounts with the role reviewer first.",
        )
    if scenario.search is not None:
        yield from faults_of_search(scenario.search, parameters, len(people) - fewer + more)


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
