"""A search over a threshold and the number of reviewers: for least cost, or the cheapest that is mostly in time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.problems import Problem, invalid

LEAST_STEPS, MOST_STEPS = 2, 15
"""Values of the threshold: a curve through so many shows every bend that chance does not make."""
MOST_TRIED = 60
"""Combinations: at two weeks of a busy queue about a minute."""
IN_TIME = (0.5, 0.999)
"""Half of the reviews late is no aim; all in time is none that can be promised."""
_MONEY = (0.0, 1e6)
"""Of an hour or a late review: a million is a slip, whatever the currency."""


@dataclass(frozen=True, slots=True)
class Search:
    """Thresholds from `least` to `most` in steps, with each number of reviewers more or fewer in a range.

    `in_time` is the share of reviews that must be in time (None: least cost alone), `hour_cost` what an hour of a
    reviewer on shift costs, `late_cost` what a late review costs.
    """

    parameter: str
    least: float
    most: float
    steps: int = 7
    fewest: int = 0
    largest: int = 0
    in_time: float | None = None
    hour_cost: float = 0.0
    late_cost: float = 0.0

    @property
    def values(self) -> tuple[float, ...]:
        """Return the thresholds that are tried."""
        width = (self.most - self.least) / max(self.steps - 1, 1)
        return tuple(round(self.least + width * step, 6) for step in range(self.steps))

    @property
    def reviewers(self) -> tuple[int, ...]:
        """Return the numbers of reviewers more (or fewer) that are tried."""
        return tuple(range(self.fewest, self.largest + 1))

    def content(self) -> dict[str, Json]:
        """Return it as it is stored."""
        return {
            "parameter": self.parameter,
            "least": self.least,
            "most": self.most,
            "steps": self.steps,
            "fewest": self.fewest,
            "largest": self.largest,
            "inTime": self.in_time,
            "hourCost": self.hour_cost,
            "lateCost": self.late_cost,
        }


def search_of(stored: Mapping[str, object]) -> Search:
    """Read a search back from stored content, which was checked when it was stored."""
    in_time = stored["inTime"]
    numbers = {name: float(str(stored[name])) for name in ("least", "most", "hourCost", "lateCost")}
    counts = {name: int(str(stored[name])) for name in ("steps", "fewest", "largest")}
    return Search(
        parameter=str(stored["parameter"]),
        least=numbers["least"],
        most=numbers["most"],
        in_time=None if in_time is None else float(str(in_time)),
        hour_cost=numbers["hourCost"],
        late_cost=numbers["lateCost"],
        **counts,
    )


def faults_of_search(search: Search, parameters: Mapping[str, float], reviewers: int) -> Iterator[Problem]:
    """Yield what is wrong; `parameters` are those of the policy, `reviewers` can review before the search."""
    if search.parameter not in parameters:
        known = ", ".join(sorted(parameters)) or "none"
        yield invalid("search", f"search: the policy has no parameter {search.parameter!r}; it has: {known}.")
    if not search.least < search.most:
        yield invalid("search", f"search runs from {search.least:g} to {search.most:g}: give the lower one first.")
    if not LEAST_STEPS <= search.steps <= MOST_STEPS:
        yield invalid("search", f"search has {search.steps} steps: choose {LEAST_STEPS} to {MOST_STEPS}.")
    if search.fewest > search.largest:
        yield invalid("search", "search: the fewest reviewers are more than the most: give the smaller number first.")
    tried = search.steps * (search.largest - search.fewest + 1)
    if tried > MOST_TRIED:
        yield invalid("search", f"search tries {tried} combinations: {MOST_TRIED} are the most; take fewer steps.")
    if reviewers + search.fewest < 1:
        yield invalid("search", f"search takes {-search.fewest} of {reviewers} reviewers away: leave at least one.")
    yield from _faults_of_aim(search)


def _faults_of_aim(search: Search) -> Iterator[Problem]:
    if search.in_time is not None and not IN_TIME[0] <= search.in_time <= IN_TIME[1]:
        yield invalid("search", f"inTime is {search.in_time:g}: choose a share from {IN_TIME[0]:g} to {IN_TIME[1]:g}.")
    for name, cost in (("hourCost", search.hour_cost), ("lateCost", search.late_cost)):
        if not _MONEY[0] <= cost <= _MONEY[1]:
            yield invalid("search", f"{name} is {cost:g}: choose an amount from 0 to {_MONEY[1]:g}.")
    if search.in_time is None and search.late_cost == 0 and search.fewest < search.largest:
        yield invalid(
            "search",
            "search: give what a late review costs (lateCost), or a share in time (inTime): otherwise waiting is free "
            "and the fewest reviewers are always cheapest.",
        )
