"""Replays stored snapshots with their stored scores through a policy, by the gate's own rules."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from graph.domain.gate.evaluation import evaluate
from graph.domain.gate.facts import Breaker, GateFacts, PointFacts, Stage, plain_values, score_values
from graph.domain.gate.policy import GateResult
from graph.domain.gate.table import CompiledPolicy
from graph.domain.intake.case import Score
from graph.domain.intake.quality import Quality
from graph.domain.kernel.canonical import Scalar
from graph.domain.planning.frozen import Frozen

# Keeps log-odds finite; nearer to 0 and 1 than any threshold.
_EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as the gate would see it: its snapshot's values, its newest stored score (None: never scored)."""

    values: Mapping[str, Scalar]
    risk: float | None
    quality: Quality
    reach: int
    person_required: bool


def stored_cases(frozen: Frozen, reach: Mapping[str, int], required: Mapping[str, bool]) -> list[StoredCase]:
    """Read the cases of a frozen snapshot, in its order."""
    cases = frozen.cases
    return [
        StoredCase(
            values=_values(cases.values[row], cases.secondary[row], cases.risk[row]),
            risk=cases.risk[row],
            quality=Quality(cases.quality[row]),
            reach=reach.get(case, -1),
            person_required=required.get(case, True),
        )
        for row, case in enumerate(cases.id)
    ]


def gate_result(policy: CompiledPolicy, point: PointFacts, case: StoredCase) -> GateResult:
    """Return what the gate would do with a case, as if its score came from a model in use today."""
    return evaluate(policy, _facts(point, case)).result


def scored_rows(cases: Sequence[StoredCase]) -> list[int]:
    """Return the rows of the cases that were ever scored."""
    return [row for row, case in enumerate(cases) if case.risk is not None]


def _values(stored: str, secondary: Mapping[str, float], risk: float | None) -> dict[str, Scalar]:
    return {**plain_values(json.loads(stored)), **score_values(risk, secondary)}


def _facts(point: PointFacts, case: StoredCase) -> GateFacts:
    score = None
    if case.risk is not None:
        inside = min(max(case.risk, _EDGE), 1 - _EDGE)
        # A shadow score has no explanation: the base alone gives its log-odds.
        score = Score("replayed", "1", inside, log(inside / (1 - inside)), ())
    return GateFacts(
        point=PointFacts(point.id, point.mode, point.high_impact, point.reversible, case.person_required),
        values=case.values,
        score=score,
        model_stage=Stage.ACTIVE,
        policy_stage=Stage.ACTIVE,
        quality=case.quality,
        breaker=Breaker.CLOSED,
        reach=case.reach if case.reach >= 0 else None,
    )
