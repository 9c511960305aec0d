"""The gate applied to one case: facts gathered, rule applied, and what its verdict writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.domain.audit.grounds import Grounds, InputData, grounds_digests, material
from graph.domain.audit.leaves import FORMAT, Leaf, decision_leaf
from graph.domain.decision.outbox import OutboxState, deliver_after
from graph.domain.gate.evaluation import evaluate
from graph.domain.gate.facts import GateFacts, GateOutcome
from graph.domain.gate.packet import PacketContent, PacketParts, packet_content, packet_digest
from graph.domain.gate.policy import AUTOMATIC, GateResult
from graph.domain.intake.case import CaseState, Score
from graph.domain.intake.quality import Quality
from graph.domain.kernel.canonical import Json, Scalar, canonical_json
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_time, by_urgency
from graph.domain.people.roles import ActorKind
from graph.domain.review.task import TaskState, Verdict
from graph.domain.review.urgency import SlaState
from graph.store.decision_point import Point, Trust
from graph.store.store import GATE_AGENT, Store

GATE_ACTOR = (GATE_AGENT, ActorKind.SOFTWARE)
CLOSED: Mapping[str, None] = {"sortKey": None, "slaCheckAt": None}
"""What a task loses when it closes: its place among the open ones and on the clock."""
_DEFAULT_PRIORITY = 5


@dataclass(frozen=True, slots=True)
class Matter:
    """A case as the gate sees it: ids, values, score and what is known of its data.

    `stored` are the scores' predictions where they are in the graph already.
    """

    case_id: str
    task_id: str
    round: int
    payload: Mapping[str, Json]
    score: Score | None
    secondary: Mapping[str, Score]
    reasons: tuple[str, ...]
    quality: Quality
    findings: tuple[str, ...]
    reach: int
    person_required: bool
    data: InputData
    stored: Sequence[Mapping[str, Any]] = ()
    personal: frozenset[str] = frozenset()
    look_alikes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gated:
    """The gate's verdict with everything that one statement writes for it."""

    outcome: GateOutcome
    decision_id: str | None
    packet_digest: str | None
    case: dict[str, Any]
    task: dict[str, Any]
    evaluation: dict[str, Any]
    predictions: list[dict[str, Any]]
    decisions: list[dict[str, Any]]
    packet: dict[str, Any] | None
    packet_content: PacketContent | None
    changes: list[dict[str, Any]]
    audit: list[dict[str, Any]]
    outbox: list[dict[str, Any]]


async def gate(store: Store, point: Point, trust: Trust, matter: Matter, now: datetime) -> Gated:
    """Return where the case goes and what that writes."""
    outcome = evaluate(point.policy, _facts(point, trust, matter))
    at = milliseconds(now)
    evaluation_id = store.clock.new_id()
    evaluation = {
        "id": evaluation_id,
        "result": outcome.result.value,
        "rule": outcome.rule,
        "reasons": list(outcome.reasons),
        "factsDigest": outcome.facts_digest,
        "pointEpoch": point.epoch,
        "knownAt": at,
        "recordedAt": at,
    }
    automatic = outcome.result in AUTOMATIC
    predictions = _predictions(store, point, matter, at)
    grounds = _grounds(point, matter, evaluation, predictions)
    write = _Write(store, point, matter, outcome, grounds, now)
    decision = write.decision() if automatic else None
    content = None if automatic else await write.packet_content()
    packet = None if content is None else write.packet(content)
    return Gated(
        outcome=outcome,
        decision_id=None if decision is None else decision["id"],
        packet_digest=None if packet is None else packet["digest"],
        case={"state": (CaseState.DECIDED if automatic else CaseState.IN_REVIEW).value, "awaitingScore": None},
        task=write.task(automatic=automatic),
        evaluation=evaluation,
        predictions=predictions,
        decisions=[] if decision is None else [decision],
        packet=packet,
        packet_content=content,
        changes=[write.change(automatic=automatic)],
        audit=[] if decision is None else [write.audit(decision, evaluation_id)],
        outbox=[] if decision is None else [outbox_event(store, decision, at)],
    )


def _grounds(
    point: Point, matter: Matter, evaluation: Mapping[str, Any], made: Sequence[Mapping[str, Any]]
) -> dict[str, Json]:
    made_now = [(one["node"], one["model"]) for one in made]
    predictions = [(one, f"{one['model']}|{one['modelVersion']}") for one in matter.stored]
    return grounds_digests(
        Grounds(
            case_id=matter.case_id,
            evaluation=evaluation,
            policy_digest=point.policy_digest,
            data=matter.data,
            predictions=predictions or made_now,
        )
    )


def _facts(point: Point, trust: Trust, matter: Matter) -> GateFacts:
    values: dict[str, Scalar] = {
        name: value for name, value in matter.payload.items() if isinstance(value, str | float | int | bool | None)
    }
    values.update({f"{name}_risk": score.probability for name, score in matter.secondary.items()})
    if matter.score is not None:
        values["risk"] = matter.score.probability
    seen = point.facts
    return GateFacts(
        point=type(seen)(seen.id, seen.mode, seen.high_impact, seen.reversible, matter.person_required),
        values=values,
        score=matter.score,
        model_stage=trust.stage,
        policy_stage=point.policy_stage,
        quality=matter.quality,
        breaker=point.breaker,
        reach=matter.reach,
        tainted_versions=trust.tainted,
        findings=matter.findings,
        look_alikes=matter.look_alikes,
    )


def _predictions(store: Store, point: Point, matter: Matter, at: int) -> list[dict[str, Any]]:
    """Return a row for each score that the rules read, the main one first: its node, its model, what influenced it."""
    main = [] if matter.score is None else [(None, matter.score, matter.reasons)]
    further = [(target, score, ()) for target, score in sorted(matter.secondary.items())]
    return [
        {
            "node": {**_prediction(score, at), "id": store.clock.new_id(), "target": target, "reasons": list(reasons)},
            "model": score.key,
            "influences": _influences(point, score),
        }
        for target, score, reasons in [*main, *further]
    ]


def _prediction(score: Score, at: int) -> dict[str, Any]:
    return {
        "probability": score.probability,
        "margin": score.margin,
        "base": score.base,
        "features": [part.feature for part in score.contributions],
        "featureValues": [canonical_json(part.value).decode() for part in score.contributions],
        "contributions": [part.amount for part in score.contributions],
        "shadow": False,
        "knownAt": at,
        "recordedAt": at,
    }


def _influences(point: Point, score: Score) -> list[dict[str, Any]]:
    amounts = {part.feature: part.amount for part in score.contributions}
    return [
        {"feature": feature_key(point.key, feature), "contribution": amounts[feature], "rank": rank}
        for rank, feature in enumerate(material(amounts), 1)
    ]


def feature_key(point: str, feature: str) -> str:
    """Return the key of the feature version that a score at `point` means by `feature`."""
    return f"{point}.{feature}|1"


def outbox_event(store: Store, decision: Mapping[str, Any], at: int) -> dict[str, Any]:
    """Return the event that announces a decision once it is final."""
    return {
        "id": store.clock.new_id(),
        "decisionId": decision["id"],
        "kind": "DecisionRecorded",
        "state": OutboxState.PENDING.value,
        "pendingUntil": decision["finalAt"],
        "deliverAfter": decision["finalAt"],
        "recordedAt": at,
    }


@dataclass(frozen=True, slots=True)
class _Write:
    store: Store
    point: Point
    matter: Matter
    outcome: GateOutcome
    grounds: Mapping[str, Json]
    now: datetime

    def decision(self) -> dict[str, Any]:
        approved = self.outcome.result is GateResult.AUTO_APPROVE
        rules, at = self.point.rules, milliseconds(self.now)
        decision_id = self.store.clock.new_id()
        return {
            "id": decision_id,
            "effectiveCaseId": self.matter.case_id,
            "sortKey": by_time(at, decision_id),
            "action": rules.proposal_action if approved else rules.alternative_action,
            "verdict": (Verdict.APPROVE if approved else Verdict.REJECT).value,
            "kind": "AUTOMATIC",
            "state": "EFFECTIVE",
            "origin": "LIVE",
            "reasonCode": self.outcome.rule,
            "pointEpoch": self.point.epoch,
            "decidedAt": at,
            "finalAt": milliseconds(deliver_after(self.now, self.point.grace_seconds)),
            "occurredAt": at,
            "knownAt": at,
            "recordedAt": at,
        }

    def audit(self, decision: Mapping[str, Any], evaluation_id: str) -> dict[str, Any]:
        fields: dict[str, Json] = {
            "caseId": self.matter.case_id,
            "actorId": GATE_AGENT,
            **{name: decision[name] for name in ("action", "verdict", "kind", "decidedAt", "finalAt", "reasonCode")},
        }
        basis: dict[str, Json] = {
            "policyVersionId": self.point.policy_id,
            "evaluationId": evaluation_id,
            "grounds": self.grounds,
        }
        return audit_entry(self.store, decision_leaf(decision["id"], fields, basis), self.now)

    async def packet_content(self) -> PacketContent:
        matter = self.matter
        return packet_content(
            PacketParts(
                case_id=matter.case_id,
                round=matter.round,
                payload=matter.payload,
                snapshot={
                    name: value
                    for name, value in matter.payload.items()
                    if isinstance(value, str | float | int | bool | None)
                },
                score=matter.score,
                further=matter.secondary,
                policy_version=self.point.policy_id,
                gate_rule=self.outcome.rule,
                gate_reasons=self.outcome.reasons,
                read=frozenset(matter.payload),
                personal=matter.personal,
            ),
            await self.store.erasure_keys.of(matter.case_id) if matter.personal else b"",
        )

    def packet(self, content: PacketContent) -> dict[str, Any]:
        at = milliseconds(self.now)
        return {
            "id": self.store.clock.new_id(),
            "digest": packet_digest(content),
            "content": canonical_json(content).decode(),
            "grounds": canonical_json(dict(self.grounds)).decode(),
            "knownAt": at,
            "recordedAt": at,
        }

    def task(self, *, automatic: bool) -> dict[str, Any]:
        if automatic:
            return {"state": TaskState.OBSOLETE.value, **CLOSED}
        clock, priority = self.point.sla.clock(self.now), priority_of(self.matter.payload)
        due, at_risk = milliseconds(clock.due_at), milliseconds(clock.at_risk_at)
        return {
            "state": TaskState.READY.value,
            "priority": priority,
            "rung": 0,
            "dueAt": due,
            "atRiskAt": at_risk,
            "slaState": SlaState.ON_TRACK.value,
            "slaCheckAt": at_risk,
            "sortKey": by_urgency(self.point.queue, priority, due, self.matter.task_id),
        }

    def change(self, *, automatic: bool) -> dict[str, Any]:
        after = CaseState.DECIDED if automatic else CaseState.IN_REVIEW
        return state_change(
            self.store,
            Move(CaseState.AWAITING_SCORE.value, after.value, "GATE", self.outcome.rule),
            GATE_ACTOR,
            self.now,
        )


@dataclass(frozen=True, slots=True)
class Move:
    """From which state to which, by which command, and why."""

    before: str
    after: str
    command: str
    reason: str | None = None


def state_change(store: Store, move: Move, actor: tuple[str, ActorKind], now: datetime) -> dict[str, Any]:
    """Return the immutable record of one move; `actor` is node id or key, and kind."""
    at = milliseconds(now)
    return {
        "id": store.clock.new_id(),
        "fromState": move.before,
        "toState": move.after,
        "command": move.command,
        "actorId": actor[0],
        "actorKind": actor[1].value,
        "reason": move.reason,
        "knownAt": at,
        "recordedAt": at,
    }


def audit_entry(store: Store, leaf: Leaf, now: datetime) -> dict[str, Any]:
    """Return the entry that waits for the sealer."""
    entry_id = store.clock.new_id()
    return {
        "id": entry_id,
        "kind": leaf.kind.value,
        "subjectId": leaf.subject_id,
        "leafHash": leaf.hash,
        "format": FORMAT,
        "commitments": leaf.text,
        "unsealed": entry_id,
        "recordedAt": milliseconds(now),
    }


def priority_of(payload: Mapping[str, Json]) -> int:
    """Return the task's priority, 9 highest: ITIL priorities 1 to 4 where the payload has one, else the middle."""
    stated = payload.get("priority")
    if isinstance(stated, str) and stated[:1] in "1234" and stated:
        return 9 - 2 * (int(stated[0]) - 1)
    return _DEFAULT_PRIORITY
