"""What the gate writes: scores that it read, and its verdict."""

from dataclasses import dataclass

from graph.domain.intake.case import Score
from graph.domain.kernel.canonical import canonical_json
from graph.records._record import Record


@dataclass(frozen=True, slots=True)
class PredictionRecord(Record):
    """A score with its explanation; `feature_values` are canonical JSON; `target` only of a further model's."""

    id: str
    probability: float
    margin: float
    base: float
    features: list[str]
    feature_values: list[str]
    contributions: list[float]
    reasons: list[str]
    target: str | None
    shadow: bool
    known_at: int
    recorded_at: int

    @classmethod
    def of(
        cls, score: Score, target: str | None, reasons: tuple[str, ...], made: tuple[str, int]
    ) -> "PredictionRecord":
        """Return a score that counted; `made` is the prediction's id and when (ms)."""
        prediction_id, at = made
        return cls(
            id=prediction_id,
            probability=score.probability,
            margin=score.margin,
            base=score.base,
            features=[part.feature for part in score.contributions],
            feature_values=[canonical_json(part.value).decode() for part in score.contributions],
            contributions=[part.amount for part in score.contributions],
            reasons=list(reasons),
            target=target,
            shadow=False,
            known_at=at,
            recorded_at=at,
        )


@dataclass(frozen=True, slots=True)
class GateEvaluationRecord(Record):
    """One run of the gate: its result, the rule that routed, why, and the epoch of the point that it saw."""

    id: str
    result: str
    rule: str
    reasons: list[str]
    facts_digest: str
    point_epoch: int
    known_at: int
    recorded_at: int
