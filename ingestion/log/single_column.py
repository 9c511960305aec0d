"""How well one column alone tells a label: fitted on the earlier cases, measured on the later ones."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from ingestion.sources.cells import Cell

EARLIER = 0.6
"""The share of cases, the earliest, on which the column is fitted; enough of the rest remain to measure on."""
FEWEST_OF_A_CLASS = 20
"""With fewer of a class among the later cases, the area under the curve is chance."""
_PRIOR = 5.0
"""So many cases of the common share are added to each value's own."""


def area_alone(values: Sequence[Cell], labels: Sequence[bool]) -> float | None:
    """Return the area under the ROC curve of one column on the later cases; None where there are too few.

    Both are in order of time. A number counts as it stands, in the direction that fits the earlier cases; of any other
    value the share of true labels among earlier cases counts.
    """
    cut = int(len(labels) * EARLIER)
    later = labels[cut:]
    if min(sum(later), len(later) - sum(later)) < FEWEST_OF_A_CLASS:
        return None
    if all(value is None or _is_number(value) for value in values):
        return _numeric(values, labels, cut)
    shares = _shares(values[:cut], labels[:cut])
    common = sum(labels[:cut]) / cut
    return area([shares.get(value, common) for value in values[cut:]], later)


def area_of_texts(texts: Sequence[Cell], labels: Sequence[bool]) -> float | None:
    """Return the same of a column of free text, of which each word counts: by how often it went with a true label."""
    cut = int(len(labels) * EARLIER)
    later = labels[cut:]
    if min(sum(later), len(later) - sum(later)) < FEWEST_OF_A_CLASS:
        return None
    held = [frozenset(re.findall(r"\w+", str(text or "").lower())) for text in texts]
    common = sum(labels[:cut]) / cut
    pairs = [(word, label) for of_text, label in zip(held[:cut], labels[:cut], strict=True) for word in of_text]
    if not pairs or common in {0.0, 1.0}:
        return None
    shares = _shares([word for word, _ in pairs], [label for _, label in pairs])
    weights = {word: math.log(share / (1 - share)) - math.log(common / (1 - common)) for word, share in shares.items()}
    return area([math.fsum(weights.get(word, 0.0) for word in of_text) for of_text in held[cut:]], later)


def area(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Return the share of pairs of a true and a false label in which the true one scores higher, ties half."""
    ranked = sorted(zip(scores, labels, strict=True))
    below, won, true = 0, 0.0, sum(labels)
    for _, tied in groupby(ranked, key=lambda pair: pair[0]):
        together = [label for _, label in tied]
        positives = sum(together)
        negatives = len(together) - positives
        won += positives * (below + negatives / 2)
        below += negatives
    return won / (true * (len(labels) - true))


def _numeric(values: Sequence[Cell], labels: Sequence[bool], cut: int) -> float | None:
    earlier, later = _known(values[:cut], labels[:cut]), _known(values[cut:], labels[cut:])
    if any(len(set(truths)) < 2 for _, truths in (earlier, later)):  # noqa: PLR2004 - both classes
        return None
    rising = area(*later)
    return rising if area(*earlier) >= 0.5 else 1 - rising  # noqa: PLR2004 - as good as chance


def _known(values: Sequence[Cell], labels: Sequence[bool]) -> tuple[list[float], list[bool]]:
    """Return the numbers that are known, with their labels."""
    known = [(value, label) for value, label in zip(values, labels, strict=True) if _is_number(value)]
    return [float(value) for value, _ in known], [label for _, label in known]  # type: ignore[arg-type]  # numbers


def _is_number(value: Cell) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shares(values: Sequence[Cell], labels: Sequence[bool]) -> dict[Cell, float]:
    common = sum(labels) / len(labels)
    counts: dict[Cell, list[int]] = defaultdict(lambda: [0, 0])
    for value, label in zip(values, labels, strict=True):
        counts[value][0] += label
        counts[value][1] += 1
    return {value: (true + _PRIOR * common) / (size + _PRIOR) for value, (true, size) in counts.items()}
