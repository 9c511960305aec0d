"""A record is stored under the names of the graph, an update sets only what it names, and a row is sent whole."""

from dataclasses import dataclass

from graph.domain.audit.leaves import FORMAT, LeafKind, leaf_hash
from graph.domain.kernel.canonical import Json
from graph.domain.people.roles import ActorKind
from graph.domain.review.task import TaskState
from graph.queries.kernel.rows import Keyed, Row, parameter
from graph.records._record import camel_case
from graph.records.audit import AuditEntryRecord, IdempotencyKeyRecord, OutboxEventRecord
from graph.records.change import Move, StateChangeRecord
from graph.records.decision import DecisionRecord, Ruling
from graph.records.intake import CaseUpdate, InputSnapshotRecord, Times
from graph.records.review import QuestionRecord, Queued, ReviewTaskRecord, ReviewTaskUpdate

RULING = Ruling("YES", "APPROVE", "HUMAN", reason_code="fits", point_epoch=3)
DECISION = DecisionRecord.of(RULING, "d1", "c1", (5, 35, 6))
REQUEST = IdempotencyKeyRecord("ann|decide|k", "ab", "{}", 6)


@dataclass(frozen=True, slots=True)
class AskRow(Row):
    task_id: str
    questions: list[QuestionRecord]
    case: CaseUpdate


def test_a_field_is_spelled_as_the_graph_spells_it() -> None:
    assert [camel_case(name) for name in ("id", "known_at", "gates_not_run")] == ["id", "knownAt", "gatesNotRun"]


def test_a_record_is_stored_with_all_its_fields() -> None:
    change = StateChangeRecord.of(Move("READY", "RESERVED", "CLAIM"), ("p1", ActorKind.HUMAN), "s1", 7)

    assert change.stored() == {
        "id": "s1",
        "fromState": "READY",
        "toState": "RESERVED",
        "command": "CLAIM",
        "actorId": "p1",
        "actorKind": "HUMAN",
        "reason": None,
        "note": None,
        "pointEpoch": None,
        "knownAt": 7,
        "recordedAt": 7,
    }


def test_an_update_sets_what_it_names_and_removes_by_none() -> None:
    assert ReviewTaskUpdate.closed(TaskState.OBSOLETE, 4).stored() == {
        "state": "OBSOLETE",
        "version": 4,
        "sortKey": None,
        "slaCheckAt": None,
        "suspendedUntil": None,
        "suggestedId": None,
        "suggestedBecause": None,
    }
    assert CaseUpdate().stored() == {}


def test_a_decision_is_in_force_for_its_case_from_when_it_was_decided() -> None:
    assert DECISION.stored() == {
        "id": "d1",
        "effectiveCaseId": "c1",
        "sortKey": "000000000000005|d1",
        "action": "YES",
        "verdict": "APPROVE",
        "kind": "HUMAN",
        "state": "EFFECTIVE",
        "origin": "LIVE",
        "reasonCode": "fits",
        "pointEpoch": 3,
        "decidedAt": 5,
        "finalAt": 35,
        "occurredAt": 5,
        "knownAt": 5,
        "recordedAt": 6,
        "contentDigests": None,
        "spotCheckShare": None,
        "spotCheck": None,
    }


def test_the_entry_of_a_decision_commits_to_what_was_decided_by_whom() -> None:
    entry = AuditEntryRecord.of(DECISION.leaf("p1", {"taskId": "t1"}), "a1", 6)

    commitments: dict[str, Json] = {
        "caseId": "c1",
        "action": "YES",
        "verdict": "APPROVE",
        "kind": "HUMAN",
        "decidedAt": 5,
        "finalAt": 35,
        "reasonCode": "fits",
        "actorId": "p1",
        "basis": {"taskId": "t1"},
    }
    assert entry.leaf_hash == leaf_hash(LeafKind.DECISION, "d1", commitments, FORMAT)
    assert (entry.subject_id, entry.unsealed, entry.format) == ("d1", "a1", 2)


def test_a_decision_is_announced_when_it_is_final() -> None:
    event = OutboxEventRecord.of(DECISION, "o1")

    assert (event.decision_id, event.state, event.deliver_after, event.recorded_at) == ("d1", "PENDING", 35, 6)


def test_a_new_task_waits_for_its_score_or_in_its_queue() -> None:
    waiting = ReviewTaskRecord.of("t1", ("c1", 2, 0), (5, 6))
    queued = ReviewTaskRecord.of("t1", ("c1", 2, 0), (5, 6), Queued(7, 90, 60, "desk|2"))

    assert (waiting.slot_key, waiting.state, waiting.sort_key) == ("c1|2|0", "AWAITING_SCORE", None)
    assert (queued.state, queued.rung, queued.sla_state, queued.sla_check_at) == ("READY", 0, "ON_TRACK", 60)


def test_a_snapshot_has_its_values_as_canonical_json_with_their_digest() -> None:
    snapshot = InputSnapshotRecord.of({"b": 1, "a": "x"}, "CLEAN", "s1", Times(3, 4, 5))

    assert snapshot.values == '{"a":"x","b":1}'
    assert snapshot.digest == "cdab067e9f3beb32d1252cfd63e492592fecbf591b0d08cadb24bb17f3864246"
    assert (snapshot.as_of, snapshot.occurred_at, snapshot.source_at) == (4, 3, None)


def test_a_row_is_sent_with_its_records_and_its_request() -> None:
    row = AskRow("t1", [QuestionRecord("q1", "Why?", 5, 6)], CaseUpdate(version=2))

    assert parameter({"rows": [Keyed(row, REQUEST)]}) == {
        "rows": [
            {
                "taskId": "t1",
                "questions": [{"id": "q1", "text": "Why?", "knownAt": 5, "recordedAt": 6}],
                "case": {"version": 2},
                "idempotency": {"key": "ann|decide|k", "requestDigest": "ab", "result": "{}", "recordedAt": 6},
            }
        ]
    }


def test_plain_parameters_are_sent_as_they_are() -> None:
    numbers = [1, 2, 3]

    assert parameter(numbers) is numbers
    assert parameter({"a": None, "b": "x", "c": 0.5, "d": []}) == {"a": None, "b": "x", "c": 0.5, "d": []}
