"""A replayed history as rows of its statements: keys, ids and times in the form in which they are stored."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import datetime
from itertools import islice
from typing import TypeAlias, TypeVar

from graph.domain.audit.replay_digests import decision_digests, outcome_digest, undecided_digests
from graph.domain.intake.case import CaseState
from graph.domain.intake.distribution import stored_profile
from graph.domain.intake.quarantine import RowState
from graph.domain.intake.replay import (
    History,
    ReplayCase,
    ReplayDecision,
    ReplayEntity,
    ReplayFeature,
    ReplayOutcome,
    ReplayRefusal,
    ReplayRun,
    ReplayVersion,
)
from graph.domain.kernel.canonical import canonical_json
from graph.domain.kernel.keys import EntityKey, OutcomeKey, RowKey, SolutionKey, VersionKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_line, by_time
from graph.domain.outcome.rating import truth_text
from graph.domain.people.roles import ActorKind
from graph.queries.intake.ingest import (
    ActorRow,
    ConstraintRow,
    DatasetRow,
    EntityEdgesRow,
    EntityRow,
    FeatureRow,
    NewRunRow,
    OutcomeRow,
    PracticeRow,
    RefusalRow,
    ReplayedCaseRow,
    ReplayedDecisionRow,
    SourceRow,
    TieRow,
    VersionRow,
)
from graph.queries.intake.solutions import SolutionRow, SolvedCaseRow
from graph.records.decision import DecisionRecord, Ruling
from graph.records.intake import QualityCheckRecord, QuarantinedRowRecord, SolutionRecord, SolutionUpdate, Times
from graph.store.intake.history_keys import case_key, digest_of, person_key, version_key

NewId: TypeAlias = Callable[[], str]
T = TypeVar("T")
_CASE_FIELDS = tuple(field.name for field in fields(ReplayedCaseRow))


def run_row(run: ReplayRun, run_id: str) -> NewRunRow:
    """Return the run itself."""
    return NewRunRow(
        id=run_id,
        key=run.key,
        pack=run.source.pack,
        file=run.source.file,
        sha256=run.source.sha256,
        rows=run.source.rows,
        shift_ms=run.shift_weeks * 7 * 86_400_000,
        known_at=milliseconds(run.as_of),
    )


def source_row(run: ReplayRun, source_id: str) -> SourceRow:
    """Return the data source."""
    return SourceRow(source_id, run.source.source, run.source.source, run.source.licence)


def dataset_row(run: ReplayRun, dataset_id: str) -> DatasetRow:
    """Return the dataset."""
    return DatasetRow(dataset_id, run.dataset_key, run.source.namespace, run.source.dataset)


def practice_row(run: ReplayRun, new_id: NewId, known_at: datetime) -> PracticeRow:
    """Return the policy version that stands for how the firm decided until now."""
    return PracticeRow(
        id=new_id(),
        key=run.practice_key,
        policy_id=new_id(),
        policy_key=run.practice,
        known_at=milliseconds(known_at),
    )


def version_row(run: ReplayRun, version: ReplayVersion, new_id: NewId) -> VersionRow:
    """Return one weekly version of the dataset."""
    return VersionRow(
        id=new_id(),
        dataset_key=run.dataset_key,
        key=version_key(run, version.version),
        version=version.version,
        sha256=version.sha256,
        rows=version.rows,
        schema=list(run.source.columns),
        known_at=milliseconds(version.known_at),
        slice=version.slice,
        profile=canonical_json(stored_profile(version.profile)).decode() if version.profile else None,
    )


def feature_row(run: ReplayRun, feature: ReplayFeature, new_id: NewId) -> FeatureRow:
    """Return one feature with its first version."""
    name = f"{run.source.pack}.{feature.name}"
    return FeatureRow(
        id=new_id(),
        feature_id=new_id(),
        feature_key=name,
        key=VersionKey(name, "1").text,
        name=feature.name,
        version="1",
        value_type=feature.value_type,
        unit=feature.unit,
        availability=feature.availability,
        words=feature.label,
    )


def actor_rows(history: History, new_id: NewId, *, machines: bool) -> Iterator[ActorRow]:
    """Yield each person who decided, asked for a case or is linked to an entity, or each machine that decided, once."""
    names = {person_key(history, one.decider): one.decider for one in history.decisions if one.machine is machines}
    for case in () if machines else (*(one.case for one in history.decisions), *history.undecided):
        if case.requested_by is not None:
            names[case.requested_by.key] = case.requested_by.id
    if not machines:
        names |= {one.key: one.id for entity in history.entities for one in entity.people}
    for key, name in sorted(names.items()):
        yield ActorRow(new_id(), key, name)


def entity_row(entity: ReplayEntity, new_id: NewId) -> EntityRow:
    """Return one business entity with its category and constraints."""
    return EntityRow(
        id=new_id(),
        key=EntityKey(entity.kind, entity.id).text,
        kind=entity.kind,
        external_id=entity.id,
        category=entity.category,
        category_id=new_id(),
        category_key=None if entity.category is None else EntityKey(entity.kind, entity.category).text,
        constraints=[ConstraintRow(new_id(), name) for name in entity.constraints],
    )


def entity_edges_row(entity: ReplayEntity) -> EntityEdgesRow | None:
    """Return who and what an entity is linked to beside its cases; None for nothing."""
    if not entity.people and not entity.depends_on:
        return None
    return EntityEdgesRow(
        key=EntityKey(entity.kind, entity.id).text,
        owner_keys=[] if entity.owner is None else [entity.owner.key],
        ties=[TieRow(person.key, kind) for person, kind in entity.ties],
        depends_on=[EntityKey(one.kind, one.id).text for one in entity.depends_on],
    )


def decision_row(history: History, decision: ReplayDecision, new_id: NewId, recorded_at: int) -> ReplayedDecisionRow:
    """Return one decided case with its snapshot, quality check and state change."""
    case = _case_row(history, decision.case, new_id, recorded_at)
    decided_at = milliseconds(decision.decided_at)
    ruling = Ruling(decision.action, decision.verdict, "AUTOMATIC" if decision.machine else "HUMAN", "REPLAYED")
    decided = DecisionRecord.of(ruling, new_id(), case.case_id, (decided_at, decided_at, recorded_at))
    key = person_key(history, decision.decider)
    digests = _digests(history, case, (decided, key), decision.case.version)
    both = {name: getattr(case, name) for name in _CASE_FIELDS}
    return ReplayedDecisionRow(
        **both | {"state": CaseState.DECIDED.value, "content_digests": digests},
        decision_id=decided.id,
        change_id=new_id(),
        person_key=key,
        actor_kind=(ActorKind.SOFTWARE if decision.machine else ActorKind.HUMAN).value,
        action=decided.action,
        verdict=decided.verdict,
        kind=decided.kind,
        decided_at=decided_at,
        decision_occurred_at=decided_at if decision.place is None else None,
        decision_sequence=decision.place,
        decision_sort_key=decided.sort_key,
    )


def undecided_row(history: History, case: ReplayCase, new_id: NewId, recorded_at: int) -> ReplayedCaseRow:
    """Return one past case that nobody decided, with its snapshot and quality check."""
    row = _case_row(history, case, new_id, recorded_at)
    source = _data(row, history.sha256_of(case.version))
    digests = undecided_digests({**source, "caseKey": row.case_key}, row.check.stored())
    return replace(row, content_digests=digests)


def _case_row(history: History, case: ReplayCase, new_id: NewId, recorded_at: int) -> ReplayedCaseRow:
    """Return a past case without what it is digested to."""
    run, case_id, check_id = history.run, new_id(), new_id()
    started_at = milliseconds(case.started_at)
    values = canonical_json(dict(case.values))
    return ReplayedCaseRow(
        case_id=case_id,
        snapshot_id=new_id(),
        check_id=check_id,
        case_key=case_key(run, case.external_id),
        case_sort_key=by_time(started_at, case_id),
        external_id=case.external_id,
        state=CaseState.UNDECIDED.value,
        values=values.decode(),
        digest=digest_of(values),
        quality=case.quality.verdict.value,
        check=QualityCheckRecord.of(
            (history.intake, case.gate_row, case.quality), check_id, Times(started_at, started_at, recorded_at)
        ),
        started_at=started_at,
        occurred_at=None if case.source_at is None else started_at,
        sequence=case.place,
        source_at=None if case.source_at is None else milliseconds(case.source_at),
        version_key=version_key(run, case.version),
        line=case.line,
        entity_keys=[EntityKey(entity.kind, entity.id).text for entity in case.entities],
        requester_keys=[] if case.requested_by is None else [case.requested_by.key],
        content_digests=[],
    )


def _digests(history: History, row: ReplayedCaseRow, decision: tuple[DecisionRecord, str], version: str) -> list[str]:
    """Return what the leaf of the run commits to of a decision, which comes with the key of its decider."""
    decided, decider = decision
    own = {
        **decided.stored(),
        "caseKey": row.case_key,
        "personKey": decider,
        "practiceKey": history.run.practice_key,
    }
    return decision_digests(own, _data(row, history.sha256_of(version)), row.check.stored())


def _data(row: ReplayedCaseRow, sha256: str | None) -> dict[str, object]:
    return {
        "values": row.digest,
        "quality": row.quality,
        "sourceAt": row.sequence if row.source_at is None else row.source_at,
        "startedAt": row.started_at,
        "versionKey": row.version_key,
        "sha256": sha256,
        "line": row.line,
    }


def outcome_row(run: ReplayRun, outcome: ReplayOutcome, new_id: NewId) -> OutcomeRow:
    """Return one outcome; its key begins with the id of the decision or case, which the statement knows."""
    known_at = milliseconds(outcome.known_at)
    outcome_id, key, value = new_id(), case_key(run, outcome.external_id), truth_text(outcome.value)
    occurred_at = known_at if outcome.timed else None
    fields = {
        "id": outcome_id,
        "caseKey": key,
        "kind": outcome.name,
        "value": value,
        "occurredAt": occurred_at,
        "knownAt": known_at,
    }
    return OutcomeRow(
        id=outcome_id,
        case_key=key,
        kind=outcome.name,
        value=value,
        occurred_at=occurred_at,
        known_at=known_at,
        key_tail=OutcomeKey.tail(outcome.name, "replayed"),
        content_digest=outcome_digest(fields),
        sequence=outcome.place,
    )


def solution_rows(history: History, new_id: NewId, size: int) -> Iterator[SolutionRow]:
    """Yield by what records were solved, so many of their cases at a time."""
    run = history.run
    for one in history.solutions:
        record = SolutionRecord(id=new_id(), key=SolutionKey(run.source.point, one.name).text, name=one.name)
        figures = SolutionUpdate(records=one.records, reopened=one.reopened, known_at=milliseconds(run.as_of))
        solved = (SolvedCaseRow(case_key(run, each.external_id), milliseconds(each.known_at)) for each in one.solved)
        for batch in batches(solved, size):
            yield SolutionRow(record, figures, batch)


def refusal_row(run: ReplayRun, refusal: ReplayRefusal, row_id: str, recorded_at: int) -> RefusalRow:
    """Return one row that was set aside; it waits to be mended or left out."""
    key = RowKey(run.source.file_sha256, refusal.line).text
    record = QuarantinedRowRecord(
        id=row_id,
        key=key,
        sort_key=by_line(RowState.OPEN, recorded_at, refusal.line, row_id),
        state=RowState.OPEN,
        version=1,
        row=refusal.line,
        reason=refusal.reason,
        record_key=refusal.key,
        column=refusal.column,
        cells=canonical_json(dict(refusal.cells)).decode() if refusal.cells else None,
        raw=refusal.raw,
    )
    return RefusalRow(key, record)


def batches(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """Yield rows in lists of at most `size`."""
    while batch := list(islice(rows, size)):
        yield batch
