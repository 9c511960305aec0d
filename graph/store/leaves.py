"""What the nodes say today about what each leaf of the audit log commits to."""

from collections.abc import Mapping, Sequence

from graph.domain.audit import LeafKind
from graph.domain.canonical import Json
from graph.queries import audit
from graph.store.store import GATE_AGENT, Store
from graph.store.task_writes import note_commitment

Commitments = Mapping[str, Json]


async def commitments(store: Store, kind: LeafKind, subjects: Sequence[str]) -> dict[str, Commitments]:
    """Return the commitments of these subjects, read from their nodes; a subject whose nodes are gone is missing."""
    params = audit.SubjectsParams(subjects)
    match kind:
        case LeafKind.DECISION:
            rows = await store.graph.read(audit.DECISION_LEAVES, params)
            return {row.subject_id: await _decision(store, row) for row in rows}
        case LeafKind.UNDO:
            return {
                row.subject_id: await _undo(store, row) for row in await store.graph.read(audit.UNDO_LEAVES, params)
            }
        case LeafKind.OUTCOME:
            return {row.subject_id: _outcome(row) for row in await store.graph.read(audit.OUTCOME_LEAVES, params)}
        case LeafKind.INGEST_RUN:
            return {row.subject_id: _run(row) for row in await store.graph.read(audit.RUN_LEAVES, params)}


async def _decision(store: Store, row: audit.DecisionLeafRow) -> Commitments:
    if row.review_id is None:
        basis: Commitments = {"policyVersionId": row.policy_id, "evaluationId": row.evaluation_id}
    else:
        basis = {
            "policyVersionId": row.policy_id,
            "reviewId": row.review_id,
            "packetDigest": row.packet_digest,
            "noteCommitment": await note_commitment(store, row.person_id or "", row.note),
        }
    return {
        "caseId": row.case_id,
        "action": row.action,
        "verdict": row.verdict,
        "kind": row.kind,
        "decidedAt": row.decided_at,
        "finalAt": row.final_at,
        "reasonCode": row.reason_code,
        "actorId": row.agent_key if row.agent_key == GATE_AGENT else row.person_id,
        "basis": basis,
    }


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
