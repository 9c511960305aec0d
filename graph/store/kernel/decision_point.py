"""A decision point as the rules need it: what it is, who may do what there, and the policy that governs it."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.gate.facts import Breaker, PointFacts, Stage
from graph.domain.gate.stopped import check_stopped
from graph.domain.gate.table import CompiledPolicy
from graph.domain.gate.waivers import Waiver
from graph.domain.intake.rules import IntakeRules
from graph.domain.kernel.problems import Problem
from graph.domain.review.task import ReviewRules
from graph.domain.review.urgency import Sla


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a model version is trusted, and which recalled data it was trained on."""

    stage: Stage | None
    tainted: tuple[str, ...]
    features: frozenset[str]


NO_TRUST = Trust(None, (), frozenset())
"""What an unknown model version, or none, is trusted with."""


@dataclass(frozen=True, slots=True)
class Point:
    """One decision point with the policy version that governs it; `trust` fills as models are first named."""

    facts: PointFacts
    key: str
    epoch: int
    queue: str
    sla: Sla
    grace_seconds: int
    required_course: str | None
    rules: ReviewRules
    breaker: Breaker
    policy_id: str
    policy_stage: Stage
    policy: CompiledPolicy | None
    policy_digest: str
    trust: dict[str, Trust]
    intake: IntakeRules | None
    gates_digest: str | None
    plausible_from: datetime
    currency: str | None = None
    waivers: tuple[Waiver, ...] = ()
    breaker_reason: str | None = None
    suggest_each: int | None = None
    spot_check_share: float | None = None

    def stopped(self) -> Problem | None:
        """Refuse to have a case decided, or taken to decide it, while the point is stopped."""
        return check_stopped(self.key, self.breaker, self.breaker_reason)

    @property
    def queues(self) -> tuple[str, ...]:
        """Return the queues in which the point's tasks can wait, the first one first."""
        rung = self.sla.rung
        return (self.queue,) if rung is None or rung.queue is None else (self.queue, rung.queue)
