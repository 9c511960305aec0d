"""The gate applied to one case: facts gathered, rule applied, and what its verdict writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.audit.grounds import Grounds, InputData, grounds_digests, material
from graph.domain.decision.outbox import deliver_after
from graph.domain.decision.spot_checks import SpotCheckState, is_drawn
from graph.domain.gate.evaluation import evaluate
from graph.domain.gate.facts import GateFacts, GateOutcome, plain_values, score_values
from graph.domain.gate.packet import PacketContent, PacketParts, packet_content, packet_digest
from graph.domain.gate.policy import AUTOMATIC, GateResult
from graph.domain.gate.waivers import Waiver
from graph.domain.intake.case import CaseState, Score
from graph.domain.intake.quality import Quality
from graph.domain.kernel.canonical import Json, canonical_json
from graph.domain.kernel.keys import SpotCheckKey, VersionKey, feature_key
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_urgency
from graph.domain.kernel.stored import Stored
from graph.domain.review.task import Verdict
from graph.queries.gate.gating import InfluenceRow, ScoreRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import Move, StateChangeRecord
from graph.records.decision import DecisionRecord, Ruling
from graph.records.gate import GateEvaluationRecord, PredictionRecord
from graph.records.intake import CaseUpdate
from graph.records.review import Queued, ReviewPacketRecord
from graph.store.gate.waiving import STORED, NewCaseFacts, waivers_for
from graph.store.kernel.decision_point import Point, Trust
from graph.store.kernel.recording import GATE_ACTOR, audit_entry, outbox_event, state_change
from graph.store.kernel.store import GATE_AGENT, Store

_DEFAULT_PRIORITY = 5
"""The middle of 1 to 9, for cases that state none."""


@dataclass(frozen=True, slots=True)
class GateInput:
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
    stored: Sequence[Stored] = ()
    personal: frozenset[str] = frozenset()
    look_alikes: tuple[str, ...] = ()
    new: NewCaseFacts = STORED


@dataclass(frozen=True, slots=True)
class Automatic:
    """A decision that the gate takes, with its audit entry and the event that announces it."""

    decision: DecisionRecord
    audit: AuditEntryRecord
    outbox: OutboxEventRecord


@dataclass(frozen=True, slots=True)
class ForPeople:
    """What goes to people instead: the packet, with its content, and where its task waits."""

    packet: ReviewPacketRecord
    content: PacketContent
    queued: Queued


@dataclass(frozen=True, slots=True)
class Gated:
    """The gate's verdict with everything that one statement writes for it."""

    outcome: GateOutcome
    evaluation: GateEvaluationRecord
    predictions: list[ScoreRow]
    change: StateChangeRecord
    automatic: Automatic | None
    for_people: ForPeople | None

    @property
    def state(self) -> CaseState:
        """Return the state that the case gets."""
        return CaseState.IN_REVIEW if self.automatic is None else CaseState.DECIDED

    def case_update(self, version: int) -> CaseUpdate:
        """Return what the case becomes."""
        return CaseUpdate(version=version, state=self.state.value, awaiting_score=None)

    @property
    def decision_id(self) -> str | None:
        """Return the id of the gate's decision."""
        return None if self.automatic is None else self.automatic.decision.id

    @property
    def exception(self) -> str | None:
        """Return the id of the exception that the gate's decision was made under."""
        return self.outcome.exception

    @property
    def decisions(self) -> list[DecisionRecord]:
        """Return the gate's decision, if it took one."""
        return [] if self.automatic is None else [self.automatic.decision]

    @property
    def packets(self) -> list[ReviewPacketRecord]:
        """Return the packet, if there is one."""
        return [] if self.for_people is None else [self.for_people.packet]

    @property
    def audit(self) -> list[AuditEntryRecord]:
        """Return the audit entry of the gate's decision."""
        return [] if self.automatic is None else [self.automatic.audit]

    @property
    def outbox(self) -> list[OutboxEventRecord]:
        """Return the event that announces the gate's decision."""
        return [] if self.automatic is None else [self.automatic.outbox]


async def gate(store: Store, point: Point, trust: Trust, gate_input: GateInput, now: datetime) -> Gated:
    """Return where the case goes and what that writes."""
    waivers = await waivers_for(store, point, gate_input.case_id, now, gate_input.new)
    outcome = evaluate(point.policy, replace(_facts(point, trust, gate_input), waivers=waivers))
    at = milliseconds(now)
    evaluation = GateEvaluationRecord(
        id=store.clock.new_id(),
        result=outcome.result.value,
        rule=outcome.rule,
        reasons=list(outcome.reasons),
        facts_digest=outcome.facts_digest,
        point_epoch=point.epoch,
        known_at=at,
        recorded_at=at,
    )
    predictions = _predictions(store, point, gate_input, at)
    write = _Write(
        store, point, gate_input, outcome, _grounds(point, gate_input, evaluation, predictions), now, waivers
    )
    automatic = outcome.result in AUTOMATIC
    return Gated(
        outcome=outcome,
        evaluation=evaluation,
        predictions=predictions,
        change=write.change(automatic=automatic),
        automatic=write.automatic(evaluation.id) if automatic else None,
        for_people=None if automatic else await write.for_people(),
    )


def _grounds(
    point: Point, gate_input: GateInput, evaluation: GateEvaluationRecord, made: Sequence[ScoreRow]
) -> dict[str, Json]:
    made_now = [(one.node.stored(), one.model) for one in made]
    predictions = [(one, VersionKey(one["model"], one["modelVersion"]).text) for one in gate_input.stored]
    return grounds_digests(
        Grounds(
            case_id=gate_input.case_id,
            evaluation=evaluation.stored(),
            policy_digest=point.policy_digest,
            data=gate_input.data,
            predictions=predictions or made_now,
        )
    )


def _facts(point: Point, trust: Trust, gate_input: GateInput) -> GateFacts:
    risk = None if gate_input.score is None else gate_input.score.probability
    further = {target: score.probability for target, score in gate_input.secondary.items()}
    seen = point.facts
    return GateFacts(
        point=type(seen)(seen.id, seen.mode, seen.high_impact, seen.reversible, gate_input.person_required),
        values={**plain_values(gate_input.payload), **score_values(risk, further)},
        score=gate_input.score,
        model_stage=trust.stage,
        policy_stage=point.policy_stage,
        quality=gate_input.quality,
        breaker=point.breaker,
        breaker_reason=point.breaker_reason,
        reach=gate_input.reach,
        tainted_versions=trust.tainted,
        findings=gate_input.findings,
        look_alikes=gate_input.look_alikes,
    )


def _predictions(store: Store, point: Point, gate_input: GateInput, at: int) -> list[ScoreRow]:
    """Return a row for each score that the rules read, the main one first: its node, its model, what influenced it."""
    main = [] if gate_input.score is None else [(None, gate_input.score, gate_input.reasons)]
    further = [(target, score, ()) for target, score in sorted(gate_input.secondary.items())]
    return [
        ScoreRow(
            node=PredictionRecord.of(score, target, reasons, (store.clock.new_id(), at)),
            model=score.key,
            influences=_influences(point, score),
        )
        for target, score, reasons in [*main, *further]
    ]


def _influences(point: Point, score: Score) -> list[InfluenceRow]:
    amounts = {part.feature: part.amount for part in score.contributions}
    return [
        InfluenceRow(feature_key(point.key, feature), amounts[feature], rank)
        for rank, feature in enumerate(material(amounts), 1)
    ]


@dataclass(frozen=True, slots=True)
class _Write:
    store: Store
    point: Point
    gate_input: GateInput
    outcome: GateOutcome
    grounds: Mapping[str, Json]
    now: datetime
    waivers: tuple[Waiver, ...]

    def automatic(self, evaluation_id: str) -> Automatic:
        approved = self.outcome.result is GateResult.AUTO_APPROVE
        rules, at = self.point.rules, milliseconds(self.now)
        ruling = Ruling(
            action=rules.proposal_action if approved else rules.alternative_action,
            verdict=(Verdict.APPROVE if approved else Verdict.REJECT).value,
            kind="AUTOMATIC",
            reason_code=self.outcome.rule,
            point_epoch=self.point.epoch,
            spot_check_share=self.point.spot_check_share,
            spot_check=self._spot_check(),
        )
        times = (at, milliseconds(deliver_after(self.now, self.point.grace_seconds)), at)
        decision = DecisionRecord.of(ruling, self.store.clock.new_id(), self.gate_input.case_id, times)
        basis: dict[str, Json] = {
            "policyVersionId": self.point.policy_id,
            "evaluationId": evaluation_id,
            "grounds": self.grounds,
        }
        entry = audit_entry(self.store, decision.leaf(GATE_AGENT, basis), self.now)
        return Automatic(decision, entry, outbox_event(self.store, decision))

    def _spot_check(self) -> str | None:
        """Return the key of the spot check of the decision, None where it is not drawn."""
        share = self.point.spot_check_share
        if share is None or self.point.rules.quorum.several or not is_drawn(self.gate_input.case_id, share):
            return None
        return SpotCheckKey(self.point.key, SpotCheckState.WAITING.value).text

    async def for_people(self) -> ForPeople:
        content, at = await self.packet_content(), milliseconds(self.now)
        packet = ReviewPacketRecord(
            id=self.store.clock.new_id(),
            digest=packet_digest(content),
            content=canonical_json(content).decode(),
            grounds=canonical_json(dict(self.grounds)).decode(),
            known_at=at,
            recorded_at=at,
        )
        return ForPeople(packet, content, self.queued())

    async def packet_content(self) -> PacketContent:
        gate_input = self.gate_input
        return packet_content(
            PacketParts(
                case_id=gate_input.case_id,
                round=gate_input.round,
                payload=gate_input.payload,
                snapshot=plain_values(gate_input.payload),
                score=gate_input.score,
                further=gate_input.secondary,
                policy_version=self.point.policy_id,
                gate_rule=self.outcome.rule,
                gate_reasons=self.outcome.reasons,
                read=frozenset(gate_input.payload),
                exceptions=tuple(one.exception_id for one in self.waivers),
                personal=gate_input.personal,
            ),
            await self.store.erasure_keys.of(gate_input.case_id) if gate_input.personal else b"",
        )

    def queued(self) -> Queued:
        clock, priority = self.point.sla.clock(self.now), priority_of(self.gate_input.payload)
        due, at_risk = milliseconds(clock.due_at), milliseconds(clock.at_risk_at)
        return Queued(priority, due, at_risk, by_urgency(self.point.queue, priority, due, self.gate_input.task_id))

    def change(self, *, automatic: bool) -> StateChangeRecord:
        after = CaseState.DECIDED if automatic else CaseState.IN_REVIEW
        return state_change(
            self.store,
            Move(CaseState.AWAITING_SCORE.value, after.value, "GATE", self.outcome.rule),
            GATE_ACTOR,
            self.now,
        )


def priority_of(payload: Mapping[str, Json]) -> int:
    """Return the task's priority, 9 highest: ITIL priorities 1 to 4 where the payload has one, else the middle."""
    stated = payload.get("priority")
    if isinstance(stated, str) and stated[:1] in "1234" and stated:
        return 9 - 2 * (int(stated[0]) - 1)
    return _DEFAULT_PRIORITY
