"""How the values of a column are distributed in a dataset version, and how far two versions are apart."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.domain.intake.quality_gates import FieldValue
from graph.domain.intake.two_samples import Sample, compared, same_shares
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.stored import Stored

MOST_CATEGORIES = 200
"""Enough for the columns that a person chooses from; rarer values are one rest."""
QUANTILES = 1_001
"""Every thousandth of the rows: a distance is read off to within 0.001, far below what matters."""
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
    """How far two distributions are apart, 0 to 1, how likely chance alone takes them so far apart, and where."""

    distance: float
    probability: float
    where: str

    def exceeds(self, tolerated: float) -> bool:
        """Tell whether they are apart by more than is tolerated, and not by chance."""
        return self.distance > tolerated and self.probability < CHANCE

    @property
    def chance(self) -> str:
        """Return in words how likely chance alone makes two samples of one source differ so much."""
        if self.probability < CHANCE:
            return f"by chance less than once in {1 / CHANCE:,.0f} times"
        return f"by chance in {self.probability:.1%} of cases"


def distribution_of(values: Sequence[FieldValue]) -> Distribution:
    """Return how the values that are there are distributed."""
    present = [value for value in values if value is not None]
    numbers = [float(value) for value in present if _is_number(value)]  # type: ignore[arg-type]  # numbers, seen there
    if present and len(numbers) == len(present):
        return Distribution(len(present), quantiles=_quantiles(sorted(numbers)))
    return Distribution(len(present), dict(Counter(map(str, present)).most_common(MOST_CATEGORIES)))


def gap_between(before: Distribution, now: Distribution) -> Gap | None:
    """Return how far two distributions are apart; None where one has no value or they are of two types.

    Of categories: the largest change of one's share, judged by Pearson's test of all shares. Of numbers: the largest
    difference of their cumulated shares, judged by the test of Anderson and Darling, which also sees the tails.
    """
    if not before.rows or not now.rows or bool(before.quantiles) is not bool(now.quantiles):
        return None
    if now.quantiles:
        return _of_numbers(before, now)
    places = _category_places(before, now)
    if not places:
        return None
    distance, where = max(
        places, key=lambda place: round(place[0], 9)
    )  # of equal ones the first, whatever the last bit
    return Gap(distance, _of_shares(before, now), where)


def _of_numbers(before: Distribution, now: Distribution) -> Gap:
    one = compared(Sample(before.quantiles, before.rows), Sample(now.quantiles, now.rows))
    where = f"{one.now:.0%} of the rows are at most {one.value:g}, it were {one.before:.0%}"
    return Gap(one.distance, one.probability, where)


def _of_shares(before: Distribution, now: Distribution) -> float:
    names = sorted(_compared(before, now))
    cells = [(before.counts.get(name, 0), now.counts.get(name, 0)) for name in names]
    rest = (before.rows - sum(old for old, _ in cells), now.rows - sum(new for _, new in cells))
    return same_shares([*cells, rest])


def stored_profile(profile: Profile) -> dict[str, Json]:
    """Return a profile in the form in which it is stored."""
    return {name: distribution.stored() for name, distribution in profile.items()}


def profile_of_stored(stored: Stored) -> Profile:
    """Return a stored profile."""
    return {name: Distribution.of_stored(one) for name, one in stored.items()}


def _category_places(before: Distribution, now: Distribution) -> list[tuple[float, str]]:
    """Return the change of each category's share."""
    return [_change(name, before, now) for name in sorted(_compared(before, now))]


def _compared(before: Distribution, now: Distribution) -> set[str]:
    """Return the categories of which both shares are known: one that may be among the rest of a version is not."""
    both = before.counts.keys() & now.counts.keys()
    return both | {
        name
        for one, other in ((before, now), (now, before))
        for name in one.counts.keys() - other.counts.keys()
        if sum(other.counts.values()) == other.rows
    }


def _change(name: str, before: Distribution, now: Distribution) -> tuple[float, str]:
    old, new = before.counts.get(name, 0) / before.rows, now.counts.get(name, 0) / now.rows
    return abs(new - old), f"{name!r} is {new:.0%} of the rows, it was {old:.0%}"


def quantile_places(rows: int) -> list[int]:
    """Return the places, in sorted rows, of the values that are kept of so many: all where they are few."""
    if rows <= QUANTILES:
        return list(range(rows))
    return [round(place * (rows - 1) / (QUANTILES - 1)) for place in range(QUANTILES)]


def _quantiles(numbers: Sequence[float]) -> tuple[float, ...]:
    return tuple(numbers[place] for place in quantile_places(len(numbers)))


def _is_number(value: FieldValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
