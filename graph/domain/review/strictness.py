"""How strict each reviewer is beyond what lies before them, and who approves whatever it is.

Speed alone accuses nobody: experts are fast. What tells is how few cases somebody refuses, compared with how many the
others refused of such cases. Two explanations of that share are weighed (Bayes factor): somebody who looks, and is
somewhat milder or stricter than the others; and somebody who refuses hardly anything.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

BELIEF = 0.9
"""From this belief on somebody is flagged: nine in ten of those are to be right where the prior holds."""
FEWEST_EXPECTED = 8.0
"""So many refusals have to be expected of somebody before few of them can tell anything."""
PRIOR = 1 / 12
"""Before anything is seen: some stamp in most teams, few in any."""
_SPREAD = 0.35
"""Of the logarithm of how mild or strict people who look are: within half and twice the others' in 19 of 20 cases."""
_MILDNESS = [math.exp(-1.2 + 0.05 * step) for step in range(49)]
_MILDNESS_WEIGHTS = [math.exp(-((math.log(one) / _SPREAD) ** 2) / 2) for one in _MILDNESS]
_STAMPED = [0.02 * step for step in range(1, 18)]
"""What a stamper refuses of what others do: below a third."""
_BINS = 5
"""Of the risk, with as many reviews in each: fewer hide what is hard, more leave too few of the others' in one."""
_OF_RISK, _OF_ALL = 20.0, 10.0
"""How many reviews the share of all queues counts in a queue's bin of risk, and that of all risks in a bin."""
_Z_90 = 1.6448536269514722
"""The 95th percentile of the normal distribution: a 90 % interval leaves out 5 % on each side."""
_NO_RISK = -1
"""The bin of cases without a score, beside those counted from 0."""


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """One verdict: by whom, in which week, on a case from which queue and of which risk, and whether it refused."""

    reviewer: str
    week: int
    queue: str
    risk: float | None
    refused: bool


@dataclass(frozen=True, slots=True)
class Strictness:
    """How often somebody refuses against what the others refused of such cases (`expected`).

    `factor` is above 1 for who is stricter; it is drawn towards 1 where little was seen, and has a 90 % interval.
    `stamping` is the belief, from 0 to 1, that they approve whatever lies before them; None with too little to tell.
    """

    reviews: int
    refused: int
    expected: float
    factor: float
    low: float
    high: float
    stamping: float | None

    @property
    def flagged(self) -> bool:
        """Tell whether they seem to approve whatever lies before them."""
        return self.stamping is not None and self.stamping >= BELIEF


@dataclass(slots=True)
class _Cell:
    """Reviews of cases of one kind: how many, and how many of them refused."""

    reviews: float = 0.0
    refused: float = 0.0

    def less(self, other: "_Cell") -> "_Cell":
        return _Cell(self.reviews - other.reviews, self.refused - other.refused)

    def share(self, prior: float, weight: float) -> float:
        return (self.refused + weight * prior) / (self.reviews + weight)


_Kind = tuple[str, int]
_Cells = defaultdict[_Kind, _Cell]


@dataclass(slots=True)
class _Person:
    """What somebody judged: by kind of case, and by week which kinds how often, and how often they refused."""

    cells: _Cells = field(default_factory=lambda: defaultdict(_Cell))
    weeks: defaultdict[int, _Cells] = field(default_factory=lambda: defaultdict(lambda: defaultdict(_Cell)))


def strictness_of(cases: Sequence[JudgedCase]) -> Mapping[str, Strictness]:
    """Return how strict each reviewer is, compared with what the others did with such cases."""
    limits, all_cells = _limits(cases), _Cells(_Cell)
    people = defaultdict[str, _Person](_Person)
    for one in cases:
        kind = (one.queue, _NO_RISK if one.risk is None else bisect_right(limits, one.risk))
        person = people[one.reviewer]
        for cell in (all_cells[kind], person.cells[kind], person.weeks[one.week][kind]):
            cell.reviews += 1
            cell.refused += one.refused
    return {name: _strictness(person, all_cells) for name, person in people.items()}


def _limits(cases: Sequence[JudgedCase]) -> list[float]:
    risks = sorted(one.risk for one in cases if one.risk is not None)
    return [risks[len(risks) * step // _BINS] for step in range(1, _BINS)] if risks else []


def _strictness(person: _Person, all_cells: Mapping[_Kind, _Cell]) -> Strictness:
    chances = _chances({kind: cell.less(person.cells.get(kind, _Cell())) for kind, cell in all_cells.items()})
    weeks = {week: _due_and_seen(cells, chances) for week, cells in person.weeks.items()}
    due, refused = (math.fsum(one[place] for one in weeks.values()) for place in (0, 1))
    weight = 1 / _SPREAD**2
    low, high = _gamma_interval(refused + weight, due + weight)
    return Strictness(
        reviews=round(math.fsum(cell.reviews for cell in person.cells.values())),
        refused=round(refused),
        expected=due,
        factor=(refused + weight) / (due + weight),
        low=low,
        high=high,
        stamping=_belief(weeks) if chances else None,
    )


def _chances(others: Mapping[_Kind, _Cell]) -> Mapping[_Kind, float]:
    """Return the chance that the others would have refused a case of each kind; nothing where there are no others."""
    risks, all_ = defaultdict[int, _Cell](_Cell), _Cell()
    for (_, risk), cell in others.items():
        for sum_ in (risks[risk], all_):
            sum_.reviews += cell.reviews
            sum_.refused += cell.refused
    if all_.reviews <= 0:
        return {}
    whole = all_.refused / all_.reviews
    return {kind: cell.share(risks[kind[1]].share(whole, _OF_ALL), _OF_RISK) for kind, cell in others.items()}


def _due_and_seen(cells: Mapping[_Kind, _Cell], chances: Mapping[_Kind, float]) -> tuple[float, float]:
    due = math.fsum(cell.reviews * chances.get(kind, 0.0) for kind, cell in cells.items())
    return due, math.fsum(cell.refused for cell in cells.values())


def _belief(weeks: Mapping[int, tuple[float, float]]) -> float | None:
    """Return the belief in stamping from the first week or from any later one on: any beginning is as likely."""
    factors, due, seen = [], 0.0, 0.0
    for week in sorted(weeks, reverse=True):
        due, seen = due + weeks[week][0], seen + weeks[week][1]
        if due >= FEWEST_EXPECTED:
            factors.append(_bayes_factor(due, seen))
    if not factors:
        return None
    odds = math.fsum(factors) / len(factors) * PRIOR / (1 - PRIOR)
    return odds / (1 + odds)


def _bayes_factor(due: float, seen: float) -> float:
    """Return how much better stamping explains so many refusals than looking does."""
    stamps = math.fsum(_poisson(seen, one * due) for one in _STAMPED) / len(_STAMPED)
    weighed = zip(_MILDNESS, _MILDNESS_WEIGHTS, strict=True)
    looks = math.fsum(weight * _poisson(seen, one * due) for one, weight in weighed) / math.fsum(_MILDNESS_WEIGHTS)
    return stamps / max(looks, 1e-300)


def _poisson(count: float, mean: float) -> float:
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def _gamma_interval(shape: float, rate: float) -> tuple[float, float]:
    """Return the 90 % interval of a gamma distribution (Wilson and Hilferty 1931: good from a shape of 8 on)."""
    middle, reach = 1 - 1 / (9 * shape), _Z_90 / (3 * math.sqrt(shape))
    return shape / rate * max(middle - reach, 0.0) ** 3, shape / rate * (middle + reach) ** 3
