"""A new case as one row: its data, what the gate makes of them, and what is registered with it."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.audit.grounds import InputData, SourceVersion, StoredCheck
from graph.domain.gate.facts import Mode
from graph.domain.intake.case import CaseState, CaseSubmission
from graph.domain.intake.differences import stated_beside_payload
from graph.domain.kernel.canonical import canonical_json
from graph.domain.kernel.keys import EntityKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_time
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor
from graph.queries.intake.cases import NewGatedRow, SubmitRow
from graph.records.change import Move, StateChangeRecord
from graph.records.intake import BusinessEntityRecord, CaseRecord, InputSnapshotRecord, QualityCheckRecord, Times
from graph.records.review import ReviewTaskRecord
from graph.store.gate.gating import Gated, GateInput, gate
from graph.store.gate.quality import Received
from graph.store.gate.waiving import NewCaseFacts
from graph.store.kernel.decision_point import NO_TRUST, Point, Trust
from graph.store.kernel.recording import state_change
from graph.store.kernel.store import GATE_AGENT, Store
from graph.store.people.requesters import Requester, outsider_records
from graph.store.registry.points import trust_in
from graph.store.registry.registering import Delivery, check_named, dataset_of, ensure_dataset, ensure_model


@dataclass(frozen=True, slots=True)
class Sent:
    """A submission that was checked: by whom, and when it is tried."""

    actor: Actor
    submission: CaseSubmission
    now: datetime


@dataclass(frozen=True, slots=True)
class NewCase:
    """The row of a new case with what the gate made of it; without a verdict it waits for its score."""

    task_id: str
    gated: Gated | None
    row: SubmitRow


@dataclass(frozen=True, slots=True)
class _Input:
    """A case's data as they are stored, and the dataset version and row that they came from."""

    snapshot: InputSnapshotRecord
    check: QualityCheckRecord
    dataset: SourceVersion
    source_row: int | None

    @property
    def grounds(self) -> InputData:
        check = self.check
        checked = StoredCheck(check.verdict, check.findings, check.gates_digest, check.stored())
        return InputData(self.snapshot.id, self.snapshot.digest, self.dataset, self.source_row, checked)


async def new_case(store: Store, received: Received, sent: Sent, requester: Requester) -> NewCase | Problem:
    """Return what is written of a case that the graph does not know, after its data and model are registered."""
    point, submission, at = received.point, sent.submission, milliseconds(sent.now)
    dataset = dataset_of(sent.actor, submission)
    if problem := await _registered(store, point, dataset, sent):
        return problem
    data = _input(store, received, sent, dataset)
    case_id, task_id = store.clock.new_id(), store.clock.new_id()
    gated = None
    if submission.score is not None or point.facts.mode is Mode.MANUAL:
        gate_input = _gate_input((case_id, task_id), received, sent, requester, data)
        gated = await gate(store, point, await _trust(store, point, submission), gate_input, sent.now)
    queued = None if gated is None or gated.for_people is None else gated.for_people.queued
    task = ReviewTaskRecord.of(task_id, (case_id, 1, 0), (data.snapshot.known_at, at), queued)
    row = SubmitRow(
        point=point.key,
        point_epoch=point.epoch,
        dataset=dataset.key,
        source_row=data.source_row,
        models=[] if submission.score is None else [submission.score.key],
        policy=point.policy_id,
        gate=GATE_AGENT,
        exception=None if gated is None else gated.exception,
        case=_case(case_id, point, sent, requester, data.snapshot, gated),
        snapshot=data.snapshot,
        quality=data.check,
        entities=_entities(store, submission, at),
        requester=requester.node_id,
        outsiders=outsider_records(store, requester, at),
        waiting=[task] if gated is None else [],
        gated=[] if gated is None else [_gated_row(gated, task)],
        changes=_changes(store, sent, gated),
        audit=[] if gated is None else gated.audit,
        outbox=[] if gated is None else gated.outbox,
    )
    return NewCase(task_id, gated, row)


async def _registered(store: Store, point: Point, dataset: Delivery, sent: Sent) -> Problem | None:
    """Make sure that data and model are in the graph as they are named; what is refused leaves nothing there."""
    score, at = sent.submission.score, milliseconds(sent.now)
    if problem := await check_named(store, point.key, dataset, score):
        return problem
    if problem := await ensure_dataset(store, dataset, at):
        return problem
    return None if score is None else await ensure_model(store, point.key, score, at)


def _input(store: Store, received: Received, sent: Sent, dataset: Delivery) -> _Input:
    submission = sent.submission
    times = Times(
        occurred_at=None if submission.occurred_at is None else milliseconds(submission.occurred_at),
        known_at=milliseconds(submission.known_at),
        recorded_at=milliseconds(sent.now),
        source_at=None if submission.source_at is None else milliseconds(submission.source_at),
        sequence=submission.sequence,
    )
    return _Input(
        snapshot=received.snapshot(store.clock.new_id(), times),
        check=received.check(store.clock.new_id(), times),
        dataset=SourceVersion(dataset.key, dataset.sha256),
        source_row=None if submission.source is None else submission.source.row,
    )


async def _trust(store: Store, point: Point, submission: CaseSubmission) -> Trust:
    return NO_TRUST if submission.score is None else await trust_in(store, point, [submission.score.key])


def _gate_input(ids: tuple[str, str], received: Received, sent: Sent, requester: Requester, data: _Input) -> GateInput:
    (case_id, task_id), submission = ids, sent.submission
    people = [one for one in (sent.actor.person_id, requester.node_id) if one is not None]
    return GateInput(
        case_id=case_id,
        task_id=task_id,
        round=1,
        payload=received.payload,
        score=submission.score,
        secondary={},
        reasons=(),
        quality=received.report.verdict,
        findings=received.report.findings,
        reach=len(submission.entities),
        person_required=False,
        look_alikes=requester.look_alikes,
        data=data.grounds,
        new=NewCaseFacts([EntityKey(one.kind, one.id).text for one in submission.entities], people),
    )


def _case(  # what a case is made of
    case_id: str,
    point: Point,
    sent: Sent,
    requester: Requester,
    snapshot: InputSnapshotRecord,
    gated: Gated | None,
) -> CaseRecord:
    submission, at = sent.submission, snapshot.recorded_at
    return CaseRecord(
        id=case_id,
        key=submission.key,
        external_id=submission.external_id,
        state=(CaseState.AWAITING_SCORE if gated is None else gated.state).value,
        awaiting_score=point.key if gated is None else None,
        sort_key=by_time(at, case_id),
        version=1,
        payload=snapshot.values,
        payload_digest=snapshot.digest,
        payload_revision=1,
        reach=len(submission.entities),
        origin="LIVE",
        submitter_ids=[sent.actor.person_id],
        submitted=canonical_json(stated_beside_payload(submission, requester.key)).decode(),
        person_required=True if requester.look_alikes else None,
        look_alikes=list(requester.look_alikes) or None,
        occurred_at=snapshot.occurred_at,
        sequence=snapshot.sequence,
        known_at=snapshot.known_at,
        recorded_at=at,
    )


def _gated_row(gated: Gated, task: ReviewTaskRecord) -> NewGatedRow:
    return NewGatedRow(
        evaluation=gated.evaluation,
        predictions=gated.predictions,
        decisions=gated.decisions,
        tasks=[] if gated.for_people is None else [task],
        packet=None if gated.for_people is None else gated.for_people.packet,
    )


def _changes(store: Store, sent: Sent, gated: Gated | None) -> list[StateChangeRecord]:
    entered = Move("", CaseState.AWAITING_SCORE.value, "SUBMIT")
    first = state_change(store, entered, (sent.actor.person_id, sent.actor.kind), sent.now)
    return [first] if gated is None else [first, gated.change]


def _entities(store: Store, submission: CaseSubmission, at: int) -> list[BusinessEntityRecord]:
    named = {EntityKey(entity.kind, entity.id).text: entity for entity in submission.entities}
    # One order for all, so that two submissions never lock the same entities crosswise.
    return [
        BusinessEntityRecord(
            id=store.clock.new_id(),
            key=key,
            kind=named[key].kind,
            external_id=named[key].id,
            name=named[key].id,
            recorded_at=at,
        )
        for key in sorted(named)
    ]
