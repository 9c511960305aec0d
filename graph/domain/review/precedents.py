"""Earlier decided cases that are most like one: shared values weighted by rarity, and closeness of risk.

The weight of a value is log((N + 1) / (n + 1)): of N recent cases, n have it (inverse document frequency, Spärck
Jones 1972). Similarity is the weight of the shared values in that of all; the risk counts like one average value.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.keys import RecordCase

Trait = tuple[str, Json]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A decided case to compare with; `recent` ones are the sample that rarity is counted in."""

    decision_id: str
    external_id: str
    values: Mapping[str, Json]
    risk: float | None
    recent: bool


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decision on a similar case: similarity from 0 to 1, and the names of the shared values, rarest first."""

    decision_id: str
    similarity: float
    shared: tuple[str, ...]


def most_similar(
    external_id: str, values: Mapping[str, Json], risk: float | None, candidates: Sequence[Candidate], most: int
) -> list[Precedent]:
    """Return the most similar candidates, those of the same record left out; ties keep the order of the candidates."""
    record = RecordCase.parse(external_id).record
    others = {one.decision_id: one for one in candidates if RecordCase.parse(one.external_id).record != record}
    weights = _weights(values, [one for one in candidates if one.recent])
    compared = [_compared(values, risk, one, weights) for one in others.values()]
    shared = [one for one in compared if one.shared]
    return sorted(shared, key=lambda one: -one.similarity)[:most]


def _weights(values: Mapping[str, Json], sample: Sequence[Candidate]) -> dict[str, float]:
    traits = [(name, value) for name, value in values.items() if _comparable(value)]
    seen = Counter(name for one in sample for name, value in traits if one.values.get(name) == value)
    known = {name for one in sample for name in one.values}
    return {name: math.log((len(sample) + 1) / (seen[name] + 1)) for name, _ in traits if name in known}


def _compared(
    values: Mapping[str, Json], risk: float | None, other: Candidate, weights: Mapping[str, float]
) -> Precedent:
    shared = sorted(
        (name for name, weight in weights.items() if weight > 0 and other.values.get(name) == values[name]),
        key=lambda name: (-weights[name], name),
    )
    close, whole = sum(weights[name] for name in shared), sum(weights.values())
    if risk is not None and other.risk is not None and weights:
        average = fmean(weights.values())
        close, whole = close + average * (1 - abs(risk - other.risk)), whole + average
    return Precedent(other.decision_id, close / whole if whole else 0.0, tuple(shared))


def _comparable(value: Json) -> bool:
    return isinstance(value, str | int | float) and value != ""
