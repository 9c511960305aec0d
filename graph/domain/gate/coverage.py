"""Which cases each row of a table can catch: rows that never match, are hidden by earlier ones, or overlap.

Each fact is cut into the pieces between which no row can tell values apart; one value stands for each piece, so a row
is a box of pieces and the answer is exact.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from graph.domain.gate.cells import Between, Condition, OneOf, holds
from graph.domain.gate.policy import FactSpec, FactType

Conditions: TypeAlias = Mapping[str, Condition]
Box: TypeAlias = dict[str, frozenset[int]]
MOST_PIECES = 5000
"""Bounds the time of a check; a table of many rows stays well below it."""
_SOME_OTHER_TEXT = "\x00"


def boxes(rows: Sequence[Conditions], facts: Sequence[FactSpec]) -> list[Box]:
    """Return for each row the pieces of each fact that it accepts."""
    pieces = {spec.name: _pieces(spec, [row[spec.name] for row in rows if spec.name in row]) for spec in facts}
    return [
        {
            name: frozenset(number for number, value in enumerate(values) if name not in row or holds(row[name], value))
            for name, values in pieces.items()
        }
        for row in rows
    ]


def is_empty(box: Box) -> bool:
    """Tell whether a row accepts nothing that its facts can be."""
    return not all(box.values())


def overlap(first: Box, second: Box) -> bool:
    """Tell whether some case would satisfy both rows."""
    return all(first[name] & second[name] for name in first)


def is_hidden(box: Box, earlier: Sequence[Box]) -> bool | None:
    """Tell whether the earlier rows together leave nothing to this one; None when that is too much to work out."""
    left = [box]
    for cut in earlier:
        left = [piece for part in left for piece in _without(part, cut)]
        if len(left) > MOST_PIECES:
            return None
    return not left


def _without(box: Box, cut: Box) -> list[Box]:
    if not overlap(box, cut):
        return [box]
    rest: list[Box] = []
    inner = dict(box)
    for name in box:
        if outside := inner[name] - cut[name]:
            rest.append({**inner, name: outside})
        inner[name] = inner[name] & cut[name]
    return rest


def _pieces(spec: FactSpec, conditions: Sequence[Condition]) -> list[object]:
    match spec.type:
        case FactType.FLAG:
            return [False, True]
        case FactType.TEXT if spec.one_of:
            return list(spec.one_of)
        case FactType.TEXT:
            named = {text for condition in conditions if isinstance(condition, OneOf) for text in condition.texts}
            return [*sorted(named), _SOME_OTHER_TEXT]
        case FactType.NUMBER:
            ends = {
                end
                for condition in conditions
                if isinstance(condition, Between)
                for end in (condition.low, condition.high)
            }
            return list(_numbers({end for end in ends if math.isfinite(end)}, spec))


def _numbers(ends: set[float], spec: FactSpec) -> list[float]:
    limits = {limit for limit in (spec.minimum, spec.maximum) if limit is not None}
    points = sorted(ends | limits) or [0.0]
    low = points[0] - 1.0 if spec.minimum is None else spec.minimum
    high = points[-1] + 1.0 if spec.maximum is None else spec.maximum
    middles = [(before + after) / 2.0 for before, after in pairwise(points)]
    return [value for value in (low, *points, *middles, high) if low <= value <= high]
