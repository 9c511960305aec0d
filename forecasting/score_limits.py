"""What the gate does with many cases for any scores: exact, and evaluated once for all cases that it cannot tell apart.

Of a number the gate sees only between which limits of the policy it lies. Cases whose facts lie between the same limits
go the same way, so one of them is evaluated, with its own values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite, isnan
from typing import TypeAlias

import numpy as np

from forecasting.columns import Floats, Ints
from forecasting.whatif.replay import StoredCase, gate_result
from graph.domain.gate.cells import Between
from graph.domain.gate.facts import RISK, PointFacts
from graph.domain.gate.policy import FactSpec, GateResult
from graph.domain.gate.table import CompiledPolicy
from graph.domain.kernel.canonical import Scalar, is_finite_number

RESULTS = tuple(GateResult)
"""Results by their codes."""
_NO_SCORE = -1
"""Below every place: a case without a score lies nowhere."""
Chances: TypeAlias = Mapping[str, Floats]
"""Probabilities by fact, one for each case; nan where a case has no such score."""


def limits_of(policy: CompiledPolicy) -> dict[str, Floats]:
    """Return, for each number that a policy reads, the limits that it draws, lowest first."""
    limits: dict[str, set[float]] = {spec.name: _range(spec) for spec in policy.policy.facts}
    for row in policy.conditions:
        for name, condition in row.items():
            if isinstance(condition, Between):
                limits[name] |= {end for end in (condition.low, condition.high) if isfinite(end)}
    return {name: np.array(sorted(ends), dtype=np.float64) for name, ends in limits.items()}


def between(limits: Floats, values: Floats) -> Ints:
    """Return where each value lies: 2i between the limits i-1 and i, 2i+1 on the limit i, -1 where there is none."""
    places: Ints = np.searchsorted(limits, values, "left") + np.searchsorted(limits, values, "right")
    return np.where(np.isnan(values), _NO_SCORE, places)


@dataclass
class RoutesByScore:
    """The gate over cases of one point, as the policy in use would route them for any scores."""

    policy: CompiledPolicy
    point: PointFacts
    cases: Sequence[StoredCase]
    known: dict[tuple[tuple[str, ...], tuple[int, ...]], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Tell apart the cases by all facts of theirs but the scores that `results` sets."""
        self.limits = limits_of(self.policy)
        scalars = {name: ends.tolist() for name, ends in self.limits.items()}
        kinds: dict[tuple[object, ...], int] = {}
        most = max(self.policy.policy.limits.reversible_reach, self.policy.policy.limits.irreversible_reach) + 1
        self.kind: Ints = np.fromiter(
            (kinds.setdefault((min(one.reach, most), *self._other(one, scalars)), len(kinds)) for one in self.cases),
            np.int64,
            len(self.cases),
        )

    def results(self, chances: Chances) -> Ints:
        """Return the code of each case's result with these scores, which replace its own of the same names."""
        read = [name for name in chances if name == RISK or name in self.limits]
        none = np.zeros(0)
        places = [between(self.limits.get(name, none), chances[name]) for name in read]
        codes, first, of = np.unique(
            np.column_stack([self.kind, *places]), axis=0, return_index=True, return_inverse=True
        )
        names = tuple(read)
        routes = [
            self._result(names, tuple(code), chances, int(row))
            for code, row in zip(codes.tolist(), first.tolist(), strict=True)
        ]
        routed: Ints = np.array(routes, dtype=np.int64)[of.reshape(-1)]
        return routed

    def _result(self, names: tuple[str, ...], code: tuple[int, ...], chances: Chances, row: int) -> int:
        key = names, code
        if key not in self.known:
            case = _with_scores(self.cases[row], {name: float(chances[name][row]) for name in names})
            self.known[key] = RESULTS.index(gate_result(self.policy, self.point, case))
        return self.known[key]

    def _other(self, case: StoredCase, limits: Mapping[str, list[float]]) -> tuple[object, ...]:
        """Return all that the gate sees of a case, numbers by the limits between which they lie."""
        seen: list[object] = [case.quality, case.person_required]
        for spec in self.policy.policy.facts:
            value = case.values.get(spec.name)
            ends = limits[spec.name]
            if is_finite_number(value):
                seen.append(("number", sum(end < value for end in ends) + sum(end <= value for end in ends)))
            else:
                seen.append((type(value).__name__, value))
        return tuple(seen)


def _range(spec: FactSpec) -> set[float]:
    return {end for end in (spec.minimum, spec.maximum) if end is not None}


def _with_scores(case: StoredCase, scores: Mapping[str, float]) -> StoredCase:
    values: dict[str, Scalar] = {name: value for name, value in case.values.items() if name not in scores}
    values |= {name: value for name, value in scores.items() if not isnan(value)}
    risk = scores.get(RISK, case.risk if case.risk is not None else np.nan)
    return replace(case, values=values, risk=None if isnan(risk) else risk)
