"""How the values of a column are distributed in a dataset version, and how far two versions are apart."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.domain.intake.quality_gates import FieldValue
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.stored import Stored

MOST_CATEGORIES = 200
"""Enough for the columns that a person chooses from; rarer values are one rest."""
QUANTILES = 101
"""Every hundredth of the rows: a distance is read off to within 0.01."""
CHANCE = 0.001
"""How often two versions of one source may be called apart by chance."""

Profile: TypeAlias = Mapping[str, "Distribution"]
"""The distributions of a version's columns, by name."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """The values of one column: counts of its categories, or quantiles where all are numbers.

    `rows` have a value; `counts` hold the most frequent categories alone where there are many.
    """

    rows: int
    counts: Mapping[str, int] = field(default_factory=dict)
    quantiles: tuple[float, ...] = ()

    def stored(self) -> dict[str, Json]:
        """Return the form in which it is stored."""
        return {"rows": self.rows, "counts": dict(self.counts), "quantiles": list(self.quantiles)}

    @classmethod
    def of_stored(cls, stored: Stored) -> "Distribution":
        """Return a stored distribution."""
        return cls(stored["rows"], stored["counts"], tuple(stored["quantiles"]))


@dataclass(frozen=True, slots=True)
class Gap:
    """How far two distributions are apart, 0 to 1, what chance alone may make of it at their sizes, and where."""

    distance: float
    by_chance: float
    where: str

    def exceeds(self, tolerated: float) -> bool:
        """Tell whether they are apart by more than is tolerated, beyond chance."""
        return self.distance > tolerated + self.by_chance


def distribution_of(values: Sequence[FieldValue]) -> Distribution:
    """Return how the values that are there are distributed."""
    present = [value for value in values if value is not None]
    numbers = [float(value) for value in present if _is_number(value)]  # type: ignore[arg-type]  # numbers, seen there
    if present and len(numbers) == len(present):
        return Distribution(len(present), quantiles=_quantiles(sorted(numbers)))
    return Distribution(len(present), dict(Counter(map(str, present)).most_common(MOST_CATEGORIES)))


def gap_between(before: Distribution, now: Distribution) -> Gap | None:
    """Return how far two distributions are apart; None where one has no value or they are of two types.

    Of categories: the largest change of one's share. Of numbers: the largest difference of their cumulated shares. By
    Hoeffding's bound (Dvoretzky, Kiefer and Wolfowitz for numbers) chance alone exceeds `by_chance` one time in 1,000.
    """
    if not before.rows or not now.rows or bool(before.quantiles) is not bool(now.quantiles):
        return None
    places = _number_places(before, now) if now.quantiles else _category_places(before, now)
    if not places:
        return None
    distance, where = max(
        places, key=lambda place: round(place[0], 9)
    )  # of equal ones the first, whatever the last bit
    compared = 1 if now.quantiles else len(places)
    spread = math.log(2 * compared / CHANCE) / 2 * (1 / before.rows + 1 / now.rows)
    return Gap(distance, min(1.0, math.sqrt(spread)), where)


def stored_profile(profile: Profile) -> dict[str, Json]:
    """Return a profile in the form in which it is stored."""
    return {name: distribution.stored() for name, distribution in profile.items()}


def profile_of_stored(stored: Stored) -> Profile:
    """Return a stored profile."""
    return {name: Distribution.of_stored(one) for name, one in stored.items()}


def _category_places(before: Distribution, now: Distribution) -> list[tuple[float, str]]:
    """Return the change of each category's share; one that may be among the rest of a version is not compared."""
    both = before.counts.keys() & now.counts.keys()
    names = both | {
        name
        for one, other in ((before, now), (now, before))
        for name in one.counts.keys() - other.counts.keys()
        if sum(other.counts.values()) == other.rows
    }
    return [_change(name, before, now) for name in sorted(names)]


def _change(name: str, before: Distribution, now: Distribution) -> tuple[float, str]:
    old, new = before.counts.get(name, 0) / before.rows, now.counts.get(name, 0) / now.rows
    return abs(new - old), f"{name!r} is {new:.0%} of the rows, it was {old:.0%}"


def _number_places(before: Distribution, now: Distribution) -> list[tuple[float, str]]:
    places = []
    for point in sorted({*before.quantiles, *now.quantiles}):
        old, new = (bisect_right(one.quantiles, point) / len(one.quantiles) for one in (before, now))
        places.append((abs(new - old), f"{new:.0%} of the rows are at most {point:g}, it were {old:.0%}"))
    return places


def _quantiles(numbers: Sequence[float]) -> tuple[float, ...]:
    if len(numbers) <= QUANTILES:
        return tuple(numbers)
    last = len(numbers) - 1
    return tuple(numbers[round(place * last / (QUANTILES - 1))] for place in range(QUANTILES))


def _is_number(value: FieldValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
