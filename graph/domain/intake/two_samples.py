"""Whether two samples come of one source: the probability that chance alone takes them as far apart as they are."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LEAST_EXPECTED = 5.0
"""Cochran's rule: cells expected to hold fewer are taken together, for the distribution of Pearson's sum to hold."""
_FAR = 8.0
"""From here on the leading term of the limit distribution is exact to a hundredth of its value."""
_SURE_DIGITS = 9
"""Differences of shares below this are those of the last bits: a thousand million rows would tell them apart."""
_FEW_VALUES = 0.02
"""How likely two rows are equal, of fifty equally frequent values: with fewer the limit distribution is another."""


class Sample(NamedTuple):
    """Numbers in order, all of them or evenly spaced ones, and of how many rows they are."""

    values: Sequence[float]
    rows: int


class SampleGap(NamedTuple):
    """Where the cumulated shares of two samples differ most: by how much, at which value, both shares, and how likely.

    `distance` is that of Kolmogorov and Smirnov; `probability` is that of chance alone.
    """

    distance: float
    value: float
    before: float
    now: float
    probability: float


class _Shares(NamedTuple):
    """A value, and the shares of both samples that lie below it and that are at most it."""

    value: float
    below: float
    new_below: float
    old: float
    new: float


def compared(before: Sample, now: Sample) -> SampleGap:
    """Compare two samples of numbers: by Anderson and Darling's test, or as `_of_few_values` where they are few."""
    steps = list(_steps(before.values, now.values))
    widest = max(steps, key=lambda step: round(abs(step.new - step.old), _SURE_DIGITS))
    theirs, ours = before.rows / (before.rows + now.rows), now.rows / (before.rows + now.rows)
    equal = [theirs * (step.old - step.below) + ours * (step.new - step.new_below) for step in steps]
    alike = sum(share * share for share in equal)
    probability = (_of_few_values if alike > _FEW_VALUES else _of_many_values)(steps, equal, (before.rows, now.rows))
    return SampleGap(abs(widest.new - widest.old), widest.value, widest.old, widest.new, probability)


def _of_many_values(steps: Sequence[_Shares], equal: Sequence[float], rows: tuple[int, int]) -> float:
    """Return the probability of the test that sees the middle and the tails.

    Scholz and Stephens (1987), equation 7, with the limit distribution of Marsaglia and Marsaglia (2004).
    """
    both = sum(rows)
    theirs, ours = rows[0] / both, rows[1] / both
    total = 0.0
    for (_, below, new_below, old, new), share in zip(steps, equal, strict=True):
        middle = (theirs * (below + old) + ours * (new_below + new)) / 2
        spread = middle * (1 - middle) - share / 4
        if spread > 0:
            total += share * ((new_below + new - below - old) / 2) ** 2 / spread
    return _limit((both - 1) * ours * theirs * total)


def _of_few_values(steps: Sequence[_Shares], equal: Sequence[float], rows: tuple[int, int]) -> float:
    """Return the smaller probability, doubled, of the rank-sum test with ties (shifts) and of Pearson's (the rest)."""
    before, now = rows
    both = before + now
    shift = sum((one.old - one.below) * (one.new_below + one.new) / 2 for one in steps) - 0.5
    spread = (both + 1 - both * sum(share**3 for share in equal)) / (12 * before * now)
    cells = [((one.old - one.below) * before, (one.new - one.new_below) * now) for one in steps]
    by_rank = math.erfc(abs(shift) / math.sqrt(2 * spread)) if spread > 0 else 1.0
    return min(1.0, 2 * min(by_rank, same_shares(cells)))


def same_shares(cells: Sequence[tuple[float, float]]) -> float:
    """Return the probability of Pearson's test that two samples have the same shares.

    Rare cells are one; where that is still rare, its growth is judged by Fisher's exact test beside it.
    """
    before, now = (sum(cell[side] for cell in cells) for side in (0, 1))
    least = min(before, now) / (before + now)
    common = sorted((cell for cell in cells if sum(cell) * least >= _LEAST_EXPECTED), key=sum)
    rare = (before - sum(old for old, _ in common), now - sum(new for _, new in common))
    if sum(rare) * least >= _LEAST_EXPECTED or not common:
        return _pearson([*common, rare], before, now)
    merged = [(rare[0] + common[0][0], rare[1] + common[0][1]), *common[1:]]
    grown = _so_many(round(rare[1]), round(sum(rare)), round(now), round(before + now))
    return (
        min(1.0, 2 * min(_pearson(merged, before, now), grown)) if round(sum(rare)) else _pearson(merged, before, now)
    )


def _pearson(cells: Sequence[tuple[float, float]], before: float, now: float) -> float:
    total = 0.0
    for old, new in cells:
        expected = (old + new) * now / (before + now)
        other = old + new - expected
        total += (new - expected) ** 2 / expected + (old - other) ** 2 / other
    return _beyond(total, len(cells) - 1) if len(cells) > 1 else 1.0


def _so_many(least: int, marked: int, drawn: int, rows: int) -> float:
    """Return the probability that of so many rows drawn out of all, no fewer than `least` are marked."""
    every = _ways(rows, drawn)
    return sum(
        math.exp(_ways(marked, one) + _ways(rows - marked, drawn - one) - every)
        for one in range(max(least, drawn + marked - rows), min(marked, drawn) + 1)
    )


def _ways(rows: int, drawn: int) -> float:
    """Return the logarithm of the number of ways to draw some rows."""
    return math.lgamma(rows + 1) - math.lgamma(drawn + 1) - math.lgamma(rows - drawn + 1)


def _steps(before: Sequence[float], now: Sequence[float]) -> Iterator[_Shares]:
    """Yield each value of either sample once, in order."""
    old_end, new_end = len(before), len(now)
    old = new = 0
    while old < old_end or new < new_end:
        value = before[old] if new == new_end or (old < old_end and before[old] <= now[new]) else now[new]
        below, new_below = old / old_end, new / new_end
        while old < old_end and before[old] == value:
            old += 1
        while new < new_end and now[new] == value:
            new += 1
        yield _Shares(value, below, new_below, old / old_end, new / new_end)


def _limit(statistic: float) -> float:
    """Return the probability of a larger statistic of Anderson and Darling, of many rows."""
    one = statistic
    if one <= 0:
        return 1.0
    if one >= _FAR:
        return math.sqrt(3) * math.erfc(math.sqrt(one))
    if one < 2:  # noqa: PLR2004  # the two pieces of the published approximation meet here
        series = 0.00168691
        for factor in (0.011672, 0.0347962, 0.0649821):
            series = factor - series * one
        series = 2.00012 + (0.247105 - series * one) * one
        return 1 - math.exp(-1.2337141 / one) / math.sqrt(one) * series
    series = 0.0003146
    for factor in (0.008056, 0.082433, 0.43424, 2.30695, 1.0776):
        series = factor - series * one
    return 1 - math.exp(-math.exp(series))


def _beyond(statistic: float, degrees: int) -> float:
    """Return the probability of a larger chi-square, by its closed form for whole degrees of freedom."""
    half = statistic / 2
    reached, total, term = (2, math.exp(-half), half * math.exp(-half))
    if degrees % 2:
        reached, total, term = 1, math.erfc(math.sqrt(half)), 2 * math.sqrt(half / math.pi) * math.exp(-half)
    while reached < degrees:
        total += term
        reached += 2
        term *= statistic / reached
    return min(1.0, total)
