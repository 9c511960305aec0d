"""Drift of what comes in: which columns of a window of cases differ from a reference, and how, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.domain.intake.distribution import Distribution, Gap, gap_between
from graph.domain.kernel.labels import yes_or_no

LEVEL = 0.04
"""How often a window without any drift may give a signal, over all its columns together: one in 25."""
NEGLIGIBLE = 0.05
"""A shift of an eighth of a standard deviation: of many cases even less is no chance, but of no use to know."""
ENOUGH_CASES = 50
"""Fewer cases show only the coarsest shifts."""
_MIDDLE, _UPPER = 0.5, 0.9
_FLAGS = (str(True), str(False))


class DriftKind(StrEnum):
    """What drifts: a value of the cases, the main model's score, or the categories that cases belong to."""

    FEATURE = "FEATURE"
    SCORE = "SCORE"
    MIX = "MIX"


class DriftReference(StrEnum):
    """What a window is compared with: what the main model in use was trained on, or what came in before."""

    TRAINING = "TRAINING"
    BEFORE = "BEFORE"


REFERENCE_LABELS: Mapping[DriftReference, str] = {
    DriftReference.TRAINING: "in training",
    DriftReference.BEFORE: "before",
}


@dataclass(frozen=True, slots=True)
class WatchedName:
    """A column that is watched: `name` as stored, `label` for people, and the unit of its numbers."""

    kind: DriftKind
    name: str
    label: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class WatchedColumn:
    """A column's values in the reference and in the window; and how many cases of each have none."""

    watched: WatchedName
    before: Distribution
    now: Distribution
    empty_before: int = 0
    empty_now: int = 0


@dataclass(frozen=True, slots=True)
class Drift:
    """A column that drifted: how far (0 to 1), how likely by chance, below which probability it counts, and how."""

    watched: WatchedName
    distance: float
    probability: float
    threshold: float
    sentence: str


@dataclass(frozen=True, slots=True)
class DriftSignal:
    """A drift as it is stored: of which window, of how many cases, against how many."""

    id: str
    drift: Drift
    since: datetime
    until: datetime
    reference: DriftReference
    cases: int
    reference_cases: int


@dataclass(frozen=True, slots=True)
class _JudgedColumn:
    column: WatchedColumn
    gap: Gap
    of_empty: bool


def drifts(columns: Sequence[WatchedColumn], reference: DriftReference) -> list[Drift]:
    """Return what drifted, the farthest first.

    Of all tests of a window together (Benjamini and Hochberg 1995): a window without drift gives a signal in no more
    than `LEVEL` of cases, however many columns it has.
    """
    tested = sorted((one for column in columns for one in _tests(column)), key=lambda one: one.gap.probability)
    limits = [LEVEL * rank / len(tested) for rank in range(1, len(tested) + 1)]
    passed = [limit for one, limit in zip(tested, limits, strict=True) if one.gap.probability <= limit]
    threshold = passed[-1] if passed else 0.0
    unlikely = [one for one in tested if one.gap.probability <= threshold and one.gap.distance > NEGLIGIBLE]
    return [
        Drift(one.column.watched, one.gap.distance, one.gap.probability, threshold, _sentence(one, reference))
        for one in sorted(unlikely, key=lambda one: (-one.gap.distance, one.column.watched.name))
    ]


def _tests(column: WatchedColumn) -> Iterator[_JudgedColumn]:
    if (gap := gap_between(column.before, column.now)) is not None:
        yield _JudgedColumn(column, gap, of_empty=False)
    if column.empty_before or column.empty_now:
        filled = [
            Distribution(one.rows + empty, {"": empty, "filled": one.rows})
            for one, empty in ((column.before, column.empty_before), (column.now, column.empty_now))
        ]
        if (gap := gap_between(*filled)) is not None:
            yield _JudgedColumn(column, gap, of_empty=True)


def _sentence(one: _JudgedColumn, reference: DriftReference) -> str:
    """Return what changed in a sentence, such as `Amount is higher than in training: median 120 → 310 EUR`."""
    column, than = one.column, REFERENCE_LABELS[reference]
    label = column.watched.label[:1].upper() + column.watched.label[1:]
    if one.of_empty:
        shares = [_share(column.empty_before, column.before), _share(column.empty_now, column.now)]
        return f"{label} is empty in {shares[1]:.0%} of cases, {than} in {shares[0]:.0%}."
    if not column.now.quantiles:
        return f"{label}: {_widest_category(column, than)}."
    return f"{label} is {_shift(column, than)}."


def _share(empty: int, filled: Distribution) -> float:
    return empty / (filled.rows + empty)


def _widest_category(column: WatchedColumn, than: str) -> str:
    before, now = column.before, column.now
    names = sorted(before.counts.keys() | now.counts.keys())
    shares = {name: (before.counts.get(name, 0) / before.rows, now.counts.get(name, 0) / now.rows) for name in names}
    name = max(names, key=lambda one: abs(shares[one][1] - shares[one][0]))
    old, new = shares[name]
    return f"{yes_or_no(name.lower()) if name in _FLAGS else repr(name)} is {new:.0%} of cases, {than} {old:.0%}"


def _shift(column: WatchedColumn, than: str) -> str:
    for share, name in ((_MIDDLE, "median"), (_UPPER, "the highest tenth begins at")):
        old, new = _quantile(column.before, share), _quantile(column.now, share)
        if _shown(column, old) != _shown(column, new):
            way = "higher" if new > old else "lower"
            return f"{way} than {than}: {name} {_shown(column, old)} → {_shown(column, new)}{_unit(column)}"
    low, high = (
        tuple(_shown(column, _quantile(one, share)) for share in (1 - _UPPER, _UPPER))
        for one in (column.before, column.now)
    )
    return (
        f"spread otherwise than {than}: eight in ten from {low[0]} to {low[1]} → {high[0]} to {high[1]}{_unit(column)}"
    )


def _quantile(of: Distribution, share: float) -> float:
    return of.quantiles[round(share * (len(of.quantiles) - 1))]


def _shown(column: WatchedColumn, value: float) -> str:
    return f"{value:.0%}" if column.watched.kind is DriftKind.SCORE else f"{float(f'{value:.3g}'):,g}"


def _unit(column: WatchedColumn) -> str:
    return f" {column.watched.unit}" if column.watched.unit else ""
