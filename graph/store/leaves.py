"""What the nodes say today about what each leaf of the audit log commits to."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeAlias

from graph.domain.audit import FIRST_FORMAT, LeafKind
from graph.domain.canonical import Json
from graph.domain.decision_reading import Around, Reading, as_far_as_written, read_decision
from graph.queries import audit
from graph.queries.audit import EntryRow
from graph.store.store import Store
from graph.store.task_writes import note_commitment

Commitments: TypeAlias = Mapping[str, Json]
_NO_GROUNDS = '"grounds":null'


async def readings(store: Store, entries: Sequence[EntryRow]) -> dict[str, Reading]:
    """Return what the nodes say of these entries, by subject; one whose nodes are gone is missing."""
    known: dict[str, Reading] = {}
    for kind in LeafKind:
        chosen = [entry for entry in entries if entry.kind == kind.value]
        if chosen:
            known |= await _readings_of(store, kind, chosen)
    return known


async def _readings_of(store: Store, kind: LeafKind, entries: Sequence[EntryRow]) -> dict[str, Reading]:
    if kind is LeafKind.DECISION:
        return await _decisions(store, entries)
    params = audit.SubjectsParams([entry.subject_id for entry in entries])
    match kind:
        case LeafKind.UNDO:
            undos = await store.graph.read(audit.UNDO_LEAVES, params)
            return _once([(row.subject_id, await _undo(store, row)) for row in undos])
        case LeafKind.OUTCOME:
            outcomes = await store.graph.read(audit.OUTCOME_LEAVES, params)
            return _once([(row.subject_id, _outcome(row)) for row in outcomes])
        case LeafKind.INGEST_RUN:
            return _once([(row.subject_id, _run(row)) for row in await store.graph.read(audit.RUN_LEAVES, params)])


def _once(found: Sequence[tuple[str, Commitments]]) -> dict[str, Reading]:
    """Return each subject's reading; a subject that is found twice has an edge too many."""
    times = Counter(subject for subject, _ in found)
    return {
        subject: Reading(known, () if times[subject] == 1 else ("one of its edges is there twice",))
        for subject, known in found
    }


async def _decisions(store: Store, entries: Sequence[EntryRow]) -> dict[str, Reading]:
    rows = await store.graph.read(audit.DECISION_LEAVES, audit.SubjectsParams([entry.subject_id for entry in entries]))
    around = await _around(store, rows)
    written = {entry.subject_id: entry for entry in entries}
    found: dict[str, Reading] = {}
    for row in rows:
        review = row.reviews[0] if row.reviews else {}
        note = await note_commitment(store, "".join(row.people[:1]), review.get("note"))
        entry = written[row.subject_id]
        reading = read_decision(row._asdict(), around, note, entry.leaf_format or FIRST_FORMAT)
        found[row.subject_id] = _on_older_packet(entry, reading)
    return found


def _on_older_packet(entry: EntryRow, reading: Reading) -> Reading:
    if _NO_GROUNDS not in (entry.commitments or ""):
        return reading
    return replace(reading, commitments=as_far_as_written(json.loads(entry.commitments or ""), reading.commitments))


async def _around(store: Store, rows: Sequence[audit.DecisionLeafRow]) -> Around:
    """Read what decisions stand on, one statement for each kind of node."""
    packets = [packet for row in rows for review in row.reviews for packet in review["packets"]]
    gates = {one for row in rows for one in row.evaluations} | {one for each in packets for one in each["evaluations"]}
    evaluations = await store.graph.read(audit.EVALUATIONS, audit.SubjectsParams(sorted(gates)))
    snapshots = await store.graph.read(
        audit.SNAPSHOTS, audit.SubjectsParams(sorted({one for row in evaluations for one in row.snapshots}))
    )
    predictions = await store.graph.read(
        audit.PREDICTIONS, audit.SubjectsParams(sorted({one for row in evaluations for one in row.predictions}))
    )
    policies = await store.graph.read(
        audit.POLICIES, audit.SubjectsParams(sorted({one for row in rows for one in row.policies}))
    )
    return Around(_by_id(evaluations), _by_id(snapshots), _by_id(predictions), _by_id(policies))


class _Found(Protocol):
    @property
    def stored(self) -> Mapping[str, Any]: ...

    def _asdict(self) -> dict[str, Any]: ...


def _by_id(rows: Sequence[_Found]) -> dict[str, Mapping[str, Any]]:
    return {row.stored["id"]: row._asdict() for row in rows}


async def _undo(store: Store, row: audit.UndoLeafRow) -> Commitments:
    return {
        "decisionId": row.decision_id,
        "caseId": row.case_id,
        "actorId": row.actor_id,
        "reasonCode": row.reason_code,
        "noteCommitment": await note_commitment(store, row.actor_id, row.note),
        "undoneAt": row.undone_at,
    }


def _outcome(row: audit.OutcomeLeafRow) -> Commitments:
    return {
        "decisionId": row.decision_id,
        "caseId": row.case_id,
        "kind": row.kind,
        "value": row.value,
        "money": row.money,
        "occurredAt": row.occurred_at,
        "knownAt": row.known_at,
        "reporterId": row.reporter_id,
    }


def _run(row: audit.RunLeafRow) -> Commitments:
    return {
        "key": row.key,
        "pack": row.pack,
        "sha256": row.sha256,
        "rows": row.rows,
        "quarantined": row.quarantined,
        "contentDigest": row.content_digest,
        "shiftMs": row.shift_ms,
    }
