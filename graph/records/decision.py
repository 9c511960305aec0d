"""Decisions, taken here by the gate or a person, or replayed from a log."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.domain.audit.leaves import SPOT_CHECK_SHARE, Leaf, decision_leaf
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.ordering import by_time
from graph.records._record import UNCHANGED, Record, Settable, Update

EFFECTIVE = "EFFECTIVE"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided, by which verdict of whom (`kind`: HUMAN or AUTOMATIC), why, and at which epoch of the point.

    `spot_check_share`: with which probability it is drawn for a spot check, None where it cannot be; `spot_check`: the
    key where it was drawn.
    """

    action: str
    verdict: str
    kind: str
    origin: str = "LIVE"
    reason_code: str | None = None
    point_epoch: int | None = None
    spot_check_share: float | None = None
    spot_check: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionRecord(Record):
    """A decision that is in force for its case; `content_digests` only where it was replayed."""

    id: str
    effective_case_id: str
    sort_key: str
    action: str
    verdict: str
    kind: str
    state: str
    origin: str
    reason_code: str | None
    point_epoch: int | None
    decided_at: int
    final_at: int
    occurred_at: int
    known_at: int
    recorded_at: int
    content_digests: list[str] | None = None
    spot_check_share: float | None = None
    spot_check: str | None = None

    @classmethod
    def of(cls, ruling: Ruling, decision_id: str, case_id: str, times: tuple[int, int, int]) -> "DecisionRecord":
        """Return an effective decision; `times` are when it was decided, is final, and is recorded (ms)."""
        decided_at, final_at, recorded_at = times
        return cls(
            id=decision_id,
            effective_case_id=case_id,
            sort_key=by_time(decided_at, decision_id),
            action=ruling.action,
            verdict=ruling.verdict,
            kind=ruling.kind,
            state=EFFECTIVE,
            origin=ruling.origin,
            reason_code=ruling.reason_code,
            point_epoch=ruling.point_epoch,
            decided_at=decided_at,
            final_at=final_at,
            occurred_at=decided_at,
            known_at=decided_at,
            recorded_at=recorded_at,
            spot_check_share=ruling.spot_check_share,
            spot_check=ruling.spot_check,
        )

    def leaf(self, actor_id: str, basis: Mapping[str, Json]) -> Leaf:
        """Return what the audit log commits to; `basis` as `graph.domain.audit.leaves.decision_leaf` takes it."""
        fields: dict[str, Json] = {
            "caseId": self.effective_case_id,
            "actorId": actor_id,
            "action": self.action,
            "verdict": self.verdict,
            "kind": self.kind,
            "decidedAt": self.decided_at,
            "finalAt": self.final_at,
            "reasonCode": self.reason_code,
        }
        if self.spot_check_share is not None:
            fields[SPOT_CHECK_SHARE] = self.spot_check_share
        return decision_leaf(self.id, fields, basis)


@dataclass(frozen=True, slots=True)
class AppealRecord(Record):
    """Somebody has a decision looked at again; `state` changes when it is judged. `violations`: what a log shows."""

    id: str
    kind: str
    state: str
    reason: str
    appellant_id: str
    violations: list[str] | None
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class RecallRecord(Record):
    """What was decided on something faulty is looked at again; `open_of` is the recalled node while it is open."""

    id: str
    key: str
    open_of: str
    target_kind: str
    target_id: str
    target: str
    since: int | None
    until: int | None
    reason: str
    steps: list[str]
    with_training: bool
    state: str
    opener_id: str
    owner_id: str
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class RecallUpdate(Update):
    """How far a recall is."""

    state: Settable[str] = UNCHANGED
    selected_at: Settable[int] = UNCHANGED
    open_of: Settable[str | None] = UNCHANGED
    report: Settable[str] = UNCHANGED
    closed_at: Settable[int] = UNCHANGED


@dataclass(frozen=True, slots=True)
class RecallItemRecord(Record):
    """One decision of a recall; `waiting_in` is the recall where it is to be looked at again."""

    id: str
    key: str
    sort_key: str
    waiting_in: str | None
    state: str
    bases: list[str]
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class RecallItemUpdate(Update):
    """How a decision of a recall stands."""

    state: Settable[str] = UNCHANGED
    waiting_in: Settable[str | None] = UNCHANGED
    reason: Settable[str | None] = UNCHANGED
