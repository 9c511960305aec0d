"""Ordinary values that a test changes in the one place it is about."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import cast

from graph.domain.gate.facts import Breaker, GateFacts, Mode, PointFacts, Stage
from graph.domain.gate.packet import PacketParts
from graph.domain.gate.policy_text import read_policy
from graph.domain.gate.table import CompiledPolicy, compile_policy
from graph.domain.intake.case import Contribution, Score
from graph.domain.intake.quality import Quality
from graph.domain.kernel.canonical import Scalar
from graph.domain.people.roles import ActorKind
from graph.domain.review.eligibility import DeciderFacts, HeldCourse
from graph.domain.review.lease import Lease
from graph.domain.review.task import DecideCommand, ReviewRules, TaskFacts, TaskState, Verdict

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PACKET = "a" * 64
KEY = b"erasure key of one person"
POLICY = """
policy: support-escalation
version: 1
facts:
  risk: {type: number, min: 0, max: 1, words: risk of a hand-over}
  priority: {type: text, one_of: ["P1", "P2", "P3", "P4"], words: priority}
  late: {type: flag, words: past its deadline}
parameters: {risk_threshold: 0.2}
rows:
  - {id: urgent, when: {priority: 'in ["P1", "P2"]'}, then: REVIEW, because: A person looks at urgent incidents.}
  - {id: stop, when: {risk: ">= 0.9"}, then: BLOCK_AND_REVIEW, because: Almost certainly in the wrong group.}
  - {id: hand-over, when: {risk: "[0.8..0.9)", late: true}, then: DECLINE, because: Late and in the wrong group.}
  - {id: keep, when: {risk: "< risk_threshold", late: false}, then: AUTO_APPROVE, because: Routine and low risk.}
"""


def score(probability: float = 0.05) -> Score:
    margin = math.log(probability / (1 - probability))
    parts = (Contribution("group", "G 12", margin - 0.5), Contribution("hour", 9, 1.0))
    return Score("risk", "7", probability, -0.5, parts)


def policy(text: str = POLICY) -> CompiledPolicy:
    read = read_policy(text)
    assert not isinstance(read, tuple), read
    compiled = compile_policy(read)
    assert isinstance(compiled, CompiledPolicy), compiled
    return compiled


def gate_facts(**values: object) -> GateFacts:
    facts: dict[str, object] = {"risk": 0.05, "priority": "P4", "late": False, **values}
    return GateFacts(
        point=PointFacts("support", Mode.HYBRID, high_impact=False, reversible=True),
        values=cast("Mapping[str, Scalar]", facts),
        score=score(),
        model_stage=Stage.ACTIVE,
        policy_stage=Stage.ACTIVE,
        quality=Quality.CLEAN,
        breaker=Breaker.CLOSED,
        reach=3,
    )


def reviewer(person_id: str = "reviewer") -> DeciderFacts:
    training = HeldCourse("review-basics", NOW - timedelta(days=30), NOW + timedelta(days=300))
    return DeciderFacts(
        person_id, ActorKind.HUMAN, person_required=True, requested_by="integrator", trainings=(training,)
    )


def task(state: TaskState = TaskState.RESERVED, holder: str = "reviewer") -> TaskFacts:
    lease = Lease(holder, 4, NOW + timedelta(minutes=10))
    return TaskFacts("task-1", state, version=7, epoch=4, lease=lease, packet_digest=PACKET)


def expired(facts: TaskFacts) -> TaskFacts:
    assert facts.lease is not None
    return replace(facts, lease=replace(facts.lease, expires_at=NOW))


def rules() -> ReviewRules:
    return ReviewRules("KEEP", "HAND_OVER", frozenset({"ROUTINE", "WRONG_GROUP"}))


def command(verdict: Verdict = Verdict.APPROVE) -> DecideCommand:
    return DecideCommand(
        verdict,
        "ROUTINE",
        PACKET,
        lease_epoch=4,
        expected_version=7,
        note="Which printer?" if verdict is Verdict.RESPOND else None,
        correction={"group": "G 13"} if verdict is Verdict.EDIT else None,
    )


def parts() -> PacketParts:
    return PacketParts(
        case_id="case-1",
        round=1,
        payload={"group": "G 12", "caller": "C 88"},
        snapshot={"hour": 9, "weather": "rain"},
        score=score(),
        policy_version="support-escalation@1",
        gate_rule="urgent",
        gate_reasons=("A person looks at urgent incidents.",),
        read=frozenset({"hour"}),
        personal=frozenset({"caller"}),
    )
