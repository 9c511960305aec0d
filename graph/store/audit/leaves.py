"""What the nodes say today about what each leaf of the audit log commits to."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeAlias

from graph.domain.audit.decision_reading import BasisNodes, Reading, as_far_as_written, read_decision
from graph.domain.audit.leaves import FIRST_FORMAT, LeafKind, run_part
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.stored import Stored
from graph.queries.audit import log as audit
from graph.queries.audit.log import EntryRow
from graph.store.audit.committed_notes import Note, Notes
from graph.store.kernel.store import Store

Commitments: TypeAlias = Mapping[str, Json]
_ALL_GROUNDS = '"source":"'
"""What the newest of the grounds begins with in the text of an entry."""


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
            return await _undos(store, entries)
        case LeafKind.OUTCOME:
            outcomes = await store.graph.read(audit.OUTCOME_LEAVES, params)
            return _once([(row.subject_id, _outcome(row)) for row in outcomes])
        case LeafKind.REGISTRY_CHANGE:
            changes = await store.graph.read(audit.REGISTRY_LEAVES, params)
            return _once([(row.subject_id, _registry_change(row)) for row in changes])
        case LeafKind.STATE_CHANGE:
            return await _state_changes(store, entries)
        case LeafKind.INGEST_RUN:
            formats = {entry.subject_id: entry.leaf_format or FIRST_FORMAT for entry in entries}
            runs = await store.graph.read(audit.RUN_LEAVES, params)
            return _once([(row.run["id"], _run(row, formats[row.run["id"]])) for row in runs])


def _once(readings_made: Sequence[tuple[str, Commitments]]) -> dict[str, Reading]:
    """Return each subject's reading; a subject that is found twice has an edge too many."""
    times = Counter(subject for subject, _ in readings_made)
    return {
        subject: Reading(known, () if times[subject] == 1 else ("one of its edges is there twice",))
        for subject, known in readings_made
    }


async def _decisions(store: Store, entries: Sequence[EntryRow]) -> dict[str, Reading]:
    rows = await store.graph.read(audit.DECISION_LEAVES, audit.SubjectsParams([entry.subject_id for entry in entries]))
    around = await _around(store, rows)
    written = {entry.subject_id: entry for entry in entries}
    notes = await Notes.of(store, (row.people[0] for row in rows if row.reviews and row.people))
    by_subject: dict[str, Reading] = {}
    for row in rows:
        entry = written[row.subject_id]
        note = notes.committed(_note_of(row, entry))
        reading = read_decision(row._asdict(), around, note.commitment, entry.leaf_format or FIRST_FORMAT)
        by_subject[row.subject_id] = replace(_on_older_packet(entry, reading), erased=note.erased)
    return by_subject


def _note_of(row: audit.DecisionLeafRow, entry: EntryRow) -> Note:
    if not row.reviews:
        return Note("", None, 0, None)
    review, basis = row.reviews[0], parsed(entry.commitments or "").get("basis")
    written = basis.get("noteCommitment") if isinstance(basis, Mapping) else None
    return Note("".join(row.people[:1]), review["note"], review["recordedAt"], written)


def _on_older_packet(entry: EntryRow, reading: Reading) -> Reading:
    """Drop what the packet of an older release did not know from what was found."""
    if entry.commitments is None or _ALL_GROUNDS in entry.commitments:
        return reading
    return replace(reading, commitments=as_far_as_written(parsed(entry.commitments), reading.commitments))


def parsed(text: str) -> Commitments:
    """Return stored commitments; nothing where they are no JSON object."""
    try:
        commitments = json.loads(text)
    except ValueError:
        return {}
    return commitments if isinstance(commitments, dict) else {}


async def _around(store: Store, rows: Sequence[audit.DecisionLeafRow]) -> BasisNodes:
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
    return BasisNodes(_by_id(evaluations), _by_id(snapshots), _by_id(predictions), _by_id(policies))


class _StoredRow(Protocol):
    @property
    def stored(self) -> Stored: ...

    def _asdict(self) -> dict[str, Any]: ...


def _by_id(rows: Sequence[_StoredRow]) -> dict[str, Stored]:
    return {row.stored["id"]: row._asdict() for row in rows}


async def _undos(store: Store, entries: Sequence[EntryRow]) -> dict[str, Reading]:
    texts = {entry.subject_id: parsed(entry.commitments or "") for entry in entries}
    rows = await store.graph.read(audit.UNDO_LEAVES, audit.SubjectsParams(list(texts)))
    notes = await Notes.of(store, (row.actor_id for row in rows))
    committed = [
        (row, notes.committed(Note(row.actor_id, row.note, row.undone_at, texts[row.subject_id].get("noteCommitment"))))
        for row in rows
    ]
    erased = {row.subject_id for row, note in committed if note.erased}
    once = _once([(row.subject_id, _undo(row, note.commitment)) for row, note in committed])
    return {subject: replace(reading, erased=subject in erased) for subject, reading in once.items()}


async def _state_changes(store: Store, entries: Sequence[EntryRow]) -> dict[str, Reading]:
    written = {entry.subject_id: parsed(entry.commitments or "").get("noteCommitment") for entry in entries}
    rows = await store.graph.read(audit.STATE_CHANGE_LEAVES, audit.SubjectsParams(list(written)))
    notes = await Notes.of(store, (row.actor_id for row in rows))
    committed = [
        (row, notes.committed(Note(row.actor_id, row.note, row.changed_at, written[row.subject_id]))) for row in rows
    ]
    erased = {row.subject_id for row, note in committed if note.erased}
    once = _once([(row.subject_id, _state_change(row, note.commitment)) for row, note in committed])
    return {subject: replace(reading, erased=subject in erased) for subject, reading in once.items()}


def _state_change(row: audit.StateChangeLeafRow, note: Json) -> Commitments:
    return {
        "subjectId": row.node_id,
        "command": row.command,
        "fromState": row.from_state,
        "toState": row.to_state,
        "noteCommitment": note,
        "actorId": row.actor_id,
        "changedAt": row.changed_at,
    }


def _undo(row: audit.UndoLeafRow, note: Json) -> Commitments:
    return {
        "decisionId": row.decision_id,
        "caseId": row.case_id,
        "actorId": row.actor_id,
        "reasonCode": row.reason_code,
        "noteCommitment": note,
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
        **_correcting(row),
    }


def _correcting(row: audit.OutcomeLeafRow) -> Commitments:
    if not row.corrects and row.correction_reason is None:
        return {}
    return {"corrects": sorted(row.corrects), "correctionReason": row.correction_reason}


def _registry_change(row: audit.RegistryLeafRow) -> Commitments:
    return {
        "subjectId": row.node_id,
        "command": row.command,
        "ended": row.ended,
        "began": row.began,
        "actorId": row.actor_id,
        "changedAt": row.changed_at,
    }


def _run(row: audit.RunLeafRow, leaf_format: int) -> Commitments:
    return run_part(row.run, leaf_format)
