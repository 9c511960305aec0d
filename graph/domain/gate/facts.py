"""What the gate looks at and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.domain.gate.policy import FactSpec, GateResult
from graph.domain.gate.waivers import Waiver
from graph.domain.intake.case import Score
from graph.domain.intake.quality import Quality
from graph.domain.kernel.canonical import Scalar

RISK = "risk"
"""The fact by which a decision table names the main score."""


class Mode(StrEnum):
    """How far a decision point is automated."""

    AUTOMATED = "AUTOMATED"
    HYBRID = "HYBRID"
    MANUAL = "MANUAL"


class Breaker(StrEnum):
    """How a decision point's circuit breaker stands: CLOSED lets automatic decisions through.

    REVIEW_ALL sends every case to a person. STOPPED does so, and nobody decides until it is reset.
    """

    CLOSED = "CLOSED"
    REVIEW_ALL = "REVIEW_ALL"
    STOPPED = "STOPPED"
    UNKNOWN = "UNKNOWN"

    @classmethod
    def of(cls, stored: str | None) -> "Breaker":
        """Return a stored state; none at all, or one of another release, is not known."""
        return cls(stored) if stored in set(cls) else cls.UNKNOWN


class Stage(StrEnum):
    """Where a version of a model or policy stands; UNVERIFIED is a model that only a client has named.

    A CHALLENGER is a model version trained beside the active one, which scores for comparison alone; RETIRED is one
    that a later challenger followed before it was ever active. APPROVED and DECLINED are policy versions: one waits for
    its time, the other is not used.
    """

    UNVERIFIED = "UNVERIFIED"
    CHALLENGER = "CHALLENGER"
    RETIRED = "RETIRED"
    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    ACTIVE = "ACTIVE"
    SUPERSEDED = "SUPERSEDED"
    RECALLED = "RECALLED"


@dataclass(frozen=True, slots=True)
class PointFacts:
    """The decision point as the gate sees it; None is unknown and stops automation."""

    id: str
    mode: Mode | None
    high_impact: bool | None
    reversible: bool | None
    person_required: bool | None = False


@dataclass(frozen=True, slots=True)
class GateFacts:
    """All that the gate may look at; whatever is missing, unknown or unusable sends the case to a person.

    `values` are the facts that the decision table reads. `reach` counts the entities that the decision touches.
    `findings` say why `quality` is not clean. `look_alikes` are the accounts that whoever asked, a person outside,
    could be taken for. `waivers` are the exceptions that hold for the case. `breaker_reason` is why `breaker` is open.
    """

    point: PointFacts
    values: Mapping[str, Scalar]
    score: Score | None
    model_stage: Stage | None
    policy_stage: Stage | None
    quality: Quality
    breaker: Breaker
    reach: int | None
    tainted_versions: tuple[str, ...] = field(default=())
    findings: tuple[str, ...] = field(default=())
    look_alikes: tuple[str, ...] = field(default=())
    waivers: tuple[Waiver, ...] = field(default=())
    breaker_reason: str | None = None


def plain_values(values: Mapping[str, object]) -> dict[str, Scalar]:
    """Return the values of a case that a decision table can read: none that are lists or objects."""
    return {name: value for name, value in values.items() if isinstance(value, str | float | int | bool | None)}


def risk_fact(target: str) -> str:
    """Return the fact by which a decision table names the score of a further model, by its target."""
    return f"{target}_risk"


def is_risk(spec: FactSpec) -> bool:
    """Tell whether a fact of a table is the score of a model, which is shown in percent."""
    return (spec.name == RISK or spec.name.endswith(risk_fact(""))) and (spec.minimum, spec.maximum) == (0, 1)


def score_values(risk: float | None, further: Mapping[str, float]) -> dict[str, float]:
    """Return scores as a decision table names them: the main one, and `further` ones by target."""
    named = {risk_fact(target): probability for target, probability in further.items()}
    return named if risk is None else {**named, RISK: risk}


@dataclass(frozen=True, slots=True)
class GateOutcome:
    """What the gate said: the rule that routed the case first, then the reasons in words, and on which facts.

    `exception` is the id of the one without which it would not have been automatic.
    """

    result: GateResult
    rule: str
    reasons: tuple[str, ...]
    facts_digest: str
    exception: str | None = None
