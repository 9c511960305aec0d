"""A replayed history as rows of its statements: keys, ids and times in the form in which they are stored."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, TypeAlias

from graph.domain.audit.replay_digests import decision_digests, outcome_digest
from graph.domain.intake.replay import (
    History,
    ReplayCase,
    ReplayDecision,
    ReplayEntity,
    ReplayFeature,
    ReplayOutcome,
    ReplayRun,
    ReplayVersion,
)
from graph.domain.kernel.canonical import canonical_json
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_time
from graph.domain.outcome.judgement import truth_text
from graph.store.history_keys import case_key, digest_of, person_key, version_key
from graph.store.quality_checks import check_properties

StoredRow: TypeAlias = Mapping[str, object]
NewId: TypeAlias = Callable[[], str]


def run_row(run: ReplayRun, run_id: str) -> StoredRow:
    """Return the run itself."""
    return {
        "id": run_id,
        "key": run.key,
        "pack": run.source.pack,
        "file": run.source.file,
        "sha256": run.source.sha256,
        "rows": run.source.rows,
        "shiftMs": run.shift_weeks * 7 * 86_400_000,
        "knownAt": milliseconds(run.as_of),
    }


def source_row(run: ReplayRun, source_id: str) -> StoredRow:
    """Return the data source."""
    source = run.source
    return {"id": source_id, "key": source.source, "name": source.source, "licence": source.licence}


def dataset_row(run: ReplayRun, dataset_id: str) -> StoredRow:
    """Return the dataset."""
    source = run.source
    return {"id": dataset_id, "key": run.dataset_key, "namespace": source.namespace, "name": source.dataset}


def practice_row(run: ReplayRun, new_id: NewId, known_at: datetime) -> StoredRow:
    """Return the policy version that stands for how the firm decided until now."""
    key = run.practice_key
    return {
        "id": new_id(),
        "key": key,
        "policyId": new_id(),
        "policyKey": key.rpartition("|")[0],
        "knownAt": milliseconds(known_at),
    }


def version_row(run: ReplayRun, version: ReplayVersion, new_id: NewId) -> StoredRow:
    """Return one weekly version of the dataset."""
    return {
        "id": new_id(),
        "datasetKey": run.dataset_key,
        "key": version_key(run, version.version),
        "version": version.version,
        "sha256": version.sha256,
        "rows": version.rows,
        "schema": list(run.source.columns),
        "knownAt": milliseconds(version.known_at),
    }


def feature_row(run: ReplayRun, feature: ReplayFeature, new_id: NewId) -> StoredRow:
    """Return one feature with its first version."""
    name = f"{run.source.pack}.{feature.name}"
    return {
        "id": new_id(),
        "featureId": new_id(),
        "featureKey": name,
        "key": f"{name}|1",
        "name": feature.name,
        "version": "1",
        "valueType": feature.value_type,
        "unit": feature.unit,
        "availability": feature.availability,
        "words": feature.words,
    }


def actor_rows(history: History, new_id: NewId) -> Iterator[StoredRow]:
    """Yield each person who decided, once."""
    for name in sorted({decision.decider for decision in history.decisions}):
        yield {"id": new_id(), "key": person_key(history, name), "name": name}


def entity_row(entity: ReplayEntity, new_id: NewId) -> StoredRow:
    """Return one business entity with its category."""
    return {
        "id": new_id(),
        "key": f"{entity.kind}|{entity.id}",
        "kind": entity.kind,
        "externalId": entity.id,
        "category": entity.category,
        "categoryId": new_id(),
        "categoryKey": None if entity.category is None else f"{entity.kind}|{entity.category}",
    }


def decision_row(history: History, decision: ReplayDecision, new_id: NewId) -> StoredRow:
    """Return one decided case with its snapshot, quality check and state change."""
    ids = {name: new_id() for name in ("caseId", "snapshotId", "checkId", "decisionId", "changeId")}
    decided_ms = milliseconds(decision.decided_at)
    case = _case_fields(history, decision.case)
    said = {
        "personKey": person_key(history, decision.decider),
        "action": decision.action,
        "verdict": "APPROVE" if decision.upheld else "REJECT",
        "decidedAt": decided_ms,
    }
    own = {
        **said,
        "id": ids["decisionId"],
        "caseKey": case["caseKey"],
        "practiceKey": history.run.practice_key,
        "kind": "HUMAN",
        "finalAt": decided_ms,
    }
    return {
        **ids,
        **case,
        **said,
        "contentDigests": decision_digests(own, {**case, "values": case["digest"]}, case["check"]),
        "caseSortKey": by_time(milliseconds(decision.case.started_at), ids["caseId"]),
        "decisionSortKey": by_time(decided_ms, ids["decisionId"]),
    }


def outcome_row(run: ReplayRun, outcome: ReplayOutcome, new_id: NewId) -> StoredRow:
    """Return one outcome; its key begins with the id of the decision, which the statement knows."""
    known_at = milliseconds(outcome.known_at)
    row: dict[str, object] = {
        "id": new_id(),
        "caseKey": case_key(run, outcome.external_id),
        "kind": outcome.name,
        "value": truth_text(outcome.value),
        "knownAt": known_at,
    }
    digest = outcome_digest({**row, "occurredAt": known_at})
    return {**row, "keyTail": f"|{outcome.name}|replayed", "contentDigest": digest}


def batches(rows: Iterator[StoredRow], size: int) -> Iterator[list[StoredRow]]:
    """Yield rows in lists of at most `size`."""
    while batch := list(islice(rows, size)):
        yield batch


def _case_fields(history: History, case: ReplayCase) -> dict[str, Any]:
    run = history.run
    values = canonical_json(dict(case.values))
    return {
        "caseKey": case_key(run, case.external_id),
        "externalId": case.external_id,
        "values": values.decode(),
        "digest": digest_of(values),
        "quality": case.quality.verdict.value,
        "check": check_properties(history.intake, case.gate_row, case.quality),
        "startedAt": milliseconds(case.started_at),
        "sourceAt": milliseconds(case.source_at),
        "versionKey": version_key(run, case.version),
        "line": case.line,
        "entityKeys": [f"{entity.kind}|{entity.id}" for entity in case.entities],
    }
