"""A decision read back from the graph: what its leaf commits to as the nodes say it today, and edges that are wrong."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from graph.domain.audit.grounds import (
    Grounds,
    InputData,
    SourceVersion,
    StoredCheck,
    grounds_digests,
    material,
    policy_digest,
    review_digest,
)
from graph.domain.audit.leaves import FIRST_FORMAT, SPOT_CHECK_SHARE
from graph.domain.kernel.canonical import Json, digest
from graph.domain.kernel.keys import VersionKey
from graph.domain.kernel.stored import Stored

_End = TypeVar("_End")


@dataclass(frozen=True, slots=True)
class BasisNodes:
    """The nodes that decisions stand on, by id: stored properties with the ends of their edges."""

    evaluations: Mapping[str, Stored]
    snapshots: Mapping[str, Stored]
    predictions: Mapping[str, Stored]
    policies: Mapping[str, Stored]


@dataclass(frozen=True, slots=True)
class Opened:
    """What the digests of a decision's leaf are taken of, as the nodes say it: None where it has none of a kind."""

    grounds: Grounds | None = None
    policy: Stored | None = None
    review: Stored | None = None
    packet: str | None = None
    values: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a leaf commits to by the nodes of today, and what is wrong with their edges and digests, in words.

    `erased` says that the key of a note was destroyed, so that its commitment cannot be taken again; `opened` is what
    a decision's digests are taken of.
    """

    commitments: Mapping[str, Json]
    faults: tuple[str, ...] = ()
    erased: bool = False
    opened: Opened = Opened()


def read_decision(row: Stored, around: BasisNodes, note: Json, leaf_format: int) -> Reading:
    """Return the reading of one decision; `note` is the commitment to the reviewer's note."""
    reader = _ReadingOfDecision(row, around)
    basis = reader.by_person(note) if row["reviews"] else reader.by_gate()
    if leaf_format == FIRST_FORMAT:
        basis = {name: value for name, value in basis.items() if name in _FIRST_BASIS}
    decision = row["decision"]
    commitments: dict[str, Json] = {
        **{name: decision[name] for name in ("action", "verdict", "kind", "decidedAt", "finalAt", "reasonCode")},
        "caseId": reader.case_id,
        "actorId": reader.actor_id,
        "basis": basis,
    }
    if (share := decision.get(SPOT_CHECK_SHARE)) is not None:
        commitments[SPOT_CHECK_SHARE] = share
    return Reading(commitments, tuple(reader.faults), opened=reader.opened)


_FIRST_BASIS = frozenset({"policyVersionId", "evaluationId", "reviewId", "packetDigest", "noteCommitment"})


@dataclass(slots=True)
class _ReadingOfDecision:
    """Walks from the decision along its edges and notes each that is missing, doubled or leads elsewhere."""

    row: Stored
    around: BasisNodes
    faults: list[str] = field(default_factory=list)
    case_id: Any = None
    actor_id: Any = None
    policy_id: Any = None
    opened: Opened = Opened()

    def __post_init__(self) -> None:
        self.case_id = self._one(self.row["cases"], "ABOUT edges")
        self.actor_id = self._one([*self.row["people"], *self.row["agents"]], "WAS_ATTRIBUTED_TO edges")
        self.policy_id = self._one(self.row["policies"], "GOVERNED_BY edges")

    def by_person(self, note: Json) -> dict[str, Json]:
        review = self._one([*self.row["reviews"], *self.row["evaluations"]], "WAS_GENERATED_BY edges") or {}
        self._same(review["people"], [self.actor_id], "its review is not associated with its decider alone")
        task = self._one(review["tasks"], "USED edges to a task") or {"id": None, "cases": [], "packets": []}
        packet = self._one(review["packets"], "USED edges to a packet")
        self.opened = Opened(review=review, packet=None if packet is None else packet["content"])
        basis: dict[str, Json] = {
            "policyVersionId": self.policy_id,
            "taskId": task["id"],
            "reviewId": review["id"],
            "review": review_digest(review),
            "noteCommitment": note,
        }
        if review["votes"]:
            basis["votes"] = sorted(review_digest(vote) for vote in review["votes"])
        if packet is None:
            return {**basis, "packetId": None, "packetDigest": None, "grounds": None}
        self._same(task["cases"], [self.case_id], "its task is not about its case alone")
        self._same(task["packets"], [packet["id"]], "its task does not present its packet alone")
        seen = self._digest_of(packet["content"])
        self._same(packet["digest"], seen, "the content of its packet is not what the packet's digest says")
        self._same(packet["policies"], [self.policy_id], "its packet does not present its policy version alone")
        evaluation = self._one(packet["evaluations"], "PRESENTS edges to a gate evaluation")
        self._one(packet["snapshots"], "PRESENTS edges to a snapshot")
        grounds = self._grounds(evaluation, packet)
        return {**basis, "packetId": packet["id"], "packetDigest": seen, "grounds": grounds}

    def by_gate(self) -> dict[str, Json]:
        evaluation = self._one(self.row["evaluations"], "WAS_GENERATED_BY edges")
        grounds = self._grounds(evaluation, None)
        return {"policyVersionId": self.policy_id, "evaluationId": evaluation, "grounds": grounds}

    def _grounds(self, evaluation_id: str | None, packet: Stored | None) -> dict[str, Json] | None:
        evaluation_read = self.around.evaluations.get(evaluation_id or "")
        policy = self.around.policies.get(self.policy_id or "")
        if evaluation_read is None or policy is None:
            self.faults.append("its gate evaluation or policy version is gone")
            return None
        self._same(evaluation_read["cases"], [self.case_id], "its gate evaluation is not about its case alone")
        self._same(
            evaluation_read["policies"], [self.policy_id], "its gate evaluation did not follow its policy version alone"
        )
        snapshot_id = self._one(evaluation_read["snapshots"], "USED edges to a snapshot")
        check = self._one(evaluation_read["checks"], "USED edges to a quality check")
        data = self._data(snapshot_id, check)
        if check is None or data is None:
            return None
        self._same(check["snapshots"], [snapshot_id], "its quality check is not about its snapshot alone")
        if packet is not None:
            self._same(packet["snapshots"], [snapshot_id], "its packet does not present its snapshot alone")
            seen, used = sorted(packet["predictions"]), sorted(evaluation_read["predictions"])
            self._same(seen, used, "its packet does not present exactly the predictions that the gate used")
        grounds = Grounds(
            case_id=self.case_id,
            evaluation=evaluation_read["stored"],
            policy_digest=policy_digest(policy["stored"]),
            data=data,
            predictions=[self._prediction(one, snapshot_id) for one in evaluation_read["predictions"]],
        )
        self.opened = replace(self.opened, grounds=grounds, policy=policy["stored"])
        return grounds_digests(grounds)

    def _data(self, snapshot_id: str | None, check: Stored | None) -> InputData | None:
        snapshot = self.around.snapshots.get(snapshot_id or "")
        if snapshot is None or snapshot_id is None or check is None:
            return None
        self._same(snapshot["cases"], [self.case_id], "its snapshot is not about its case alone")
        self.opened = replace(self.opened, values=snapshot["stored"]["values"])
        source = self._one(snapshot["sources"], "TAKEN_FROM edges") or {"key": None, "sha256": None, "row": None}
        seen = self._digest_of(snapshot["stored"]["values"])
        self._same(
            snapshot["stored"]["digest"], seen, "the values of its snapshot are not what the snapshot's digest says"
        )
        checked = StoredCheck(check["verdict"], check["findings"], check["gatesDigest"], check)
        version = SourceVersion(source["key"], source["sha256"])
        return InputData(snapshot_id, seen, version, source["row"], checked)

    def _prediction(self, prediction_id: str, snapshot_id: str | None) -> tuple[Stored, str]:
        prediction = self.around.predictions[prediction_id]
        stored = prediction["stored"]
        self._same(prediction["snapshots"], [snapshot_id], "its prediction was not scored on its snapshot alone")
        amounts = dict(zip(stored["features"] or (), stored["contributions"] or (), strict=False))
        influences = prediction["influences"]
        for influence in influences:
            name = VersionKey.parse(influence["feature"]).name
            stated = [amount for feature, amount in amounts.items() if name.endswith(f".{feature}")]
            if influence["contribution"] not in stated:
                self.faults.append("an influence on its prediction is not the contribution that the prediction states")
        if len({one["feature"] for one in influences}) != len(influences) or len(influences) != len(material(amounts)):
            self.faults.append("the influences on its prediction are not those that move it most, each once")
        return stored, self._one(prediction["models"], "SCORED_BY edges") or ""

    def _one(self, ends: Sequence[_End], label: str) -> _End | None:
        if len(ends) != 1:
            self.faults.append(f"there are {len(ends)} {label} instead of one")
        return ends[0] if ends else None

    def _same(self, actual: object, expected: object, fault: str) -> None:
        if actual != expected:
            self.faults.append(fault)

    def _digest_of(self, text: str) -> str:
        try:
            return digest(json.loads(text))
        except (ValueError, TypeError):
            return ""


def as_far_as_written(written: Mapping[str, Json], actual: Mapping[str, Json]) -> Mapping[str, Json]:
    """Return the actual commitments, with only the grounds that a packet of an older release has, if any."""
    basis, now = written.get("basis"), actual.get("basis")
    if not isinstance(basis, Mapping) or not isinstance(now, Mapping):
        return actual
    before, grounds = basis.get("grounds"), now.get("grounds")
    if before is None:
        return {**actual, "basis": {**now, "grounds": None}}
    if isinstance(before, Mapping) and isinstance(grounds, Mapping):
        known = {name: value for name, value in grounds.items() if name in before}
        return {**actual, "basis": {**now, "grounds": known}}
    return actual


_LABELS: Mapping[str, str] = {
    "caseId": "case",
    "actorId": "decider",
    "reasonCode": "reason code",
    "decidedAt": "time",
    "finalAt": "time at which it is final",
    "spotCheckShare": "probability of a spot check",
    "policyVersionId": "policy version",
    "evaluationId": "gate evaluation",
    "evaluation": "gate result, rule or reasons",
    "policy": "policy table or parameters",
    "snapshot": "input data",
    "source": "dataset version or the SHA-256 of its content",
    "quality": "quality check",
    "gates": "quality gates or the values that they read",
    "predictions": "prediction",
    "taskId": "task",
    "packetId": "packet",
    "packetDigest": "packet's content",
    "reviewId": "review",
    "review": "review",
    "noteCommitment": "note",
    "votes": "verdict of another reviewer",
    "began": "edge that began",
    "ended": "edge that ended",
    "changedAt": "time",
    "corrects": "correction of an earlier outcome",
    "correctionReason": "reason for a correction",
}


def first_difference(written: Mapping[str, Json], actual: Mapping[str, Json]) -> str | None:
    """Return in words the first commitment that the nodes no longer bear out; None where all agree."""
    for name in sorted(written.keys() | actual.keys()):
        before, now = written.get(name), actual.get(name)
        if isinstance(before, Mapping) and isinstance(now, Mapping):
            if inner := first_difference(before, now):
                return inner
        elif before != now:
            return _LABELS.get(name, name)
    return None
