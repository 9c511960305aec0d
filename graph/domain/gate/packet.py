"""The frozen packet: what a reviewer is shown, its digest, and when it has gone stale."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson

from graph.domain.gate.packet_differences import differences
from graph.domain.intake.case import Score
from graph.domain.kernel.canonical import Json, Scalar, commitment, digest

PacketContent = dict[str, Json]

_BASIS: Mapping[str, str] = {
    "payload": "field",
    "snapshot": "value",
    "prediction": "risk",
    "furtherPredictions": "risk",
    "policyVersion": "policy version",
    "exceptions": "exceptions",
}


@dataclass(frozen=True, slots=True)
class PacketParts:
    """What goes into a packet; `read` names the snapshot values that policy or model read.

    `personal` names the payload fields and snapshot values that enter only as HMAC under an erasure key; `further`
    are the scores of further models that rules read, by target.
    """

    case_id: str
    round: int
    payload: Mapping[str, Json]
    snapshot: Mapping[str, Scalar]
    score: Score | None
    policy_version: str | None
    gate_rule: str
    gate_reasons: tuple[str, ...]
    read: frozenset[str] = field(default=frozenset())
    exceptions: tuple[str, ...] = field(default=())
    personal: frozenset[str] = field(default=frozenset())
    further: Mapping[str, Score] = field(default_factory=dict)


def packet_content(parts: PacketParts, erasure_key: bytes) -> PacketContent:
    """Return the canonical content of a packet, ready for `packet_digest` and for storing as JSON."""
    read = {name: value for name, value in parts.snapshot.items() if name in parts.read}
    unread = {name: value for name, value in parts.snapshot.items() if name not in parts.read}
    return {
        "case": parts.case_id,
        "round": parts.round,
        "payload": _shielded(parts.payload, parts.personal, erasure_key),
        "snapshot": _shielded(read, parts.personal, erasure_key),
        "snapshotUnread": _shielded(unread, parts.personal, erasure_key),
        "prediction": None if parts.score is None else _prediction(parts.score),
        "furtherPredictions": {target: _prediction(score) for target, score in parts.further.items()},
        "policyVersion": parts.policy_version,
        "exceptions": sorted(parts.exceptions),
        "gate": {"rule": parts.gate_rule, "reasons": list(parts.gate_reasons)},
    }


def packet_digest(content: PacketContent) -> str:
    """Return the SHA-256 of the packet's canonical JSON: the token that an approval is bound to."""
    return digest(content)


def basis_digest(content: PacketContent) -> str:
    """Return the digest of what a decision is based on: it differs exactly when `what_changed` finds something."""
    return digest({part: _part(content, part) for part in _BASIS})


def what_changed(old: PacketContent, new: PacketContent) -> tuple[str, ...]:
    """Return, in words, what makes `old` stale against `new`; empty when the old packet still holds.

    The gate's reasons, unread snapshot values and the round never make a packet stale.
    """
    return tuple(
        line
        for part, label in _BASIS.items()
        if not _same(_part(old, part), _part(new, part))
        for line in differences(part, label, _part(old, part), _part(new, part))
    )


def _part(content: PacketContent, part: str) -> Json:
    """Return a part; packets that were made before further predictions were shown have none of those."""
    return content.get(part, {}) if part == "furtherPredictions" else content[part]


def _same(old: Json, new: Json) -> bool:
    """Compare by fast bytes first: equal ones are equal canonical ones, different ones may still be."""
    sort = orjson.OPT_SORT_KEYS
    return orjson.dumps(old, option=sort) == orjson.dumps(new, option=sort) or digest(old) == digest(new)


def _prediction(score: Score) -> Json:
    return {
        "model": score.model,
        "modelVersion": score.model_version,
        "probability": score.probability,
        "base": score.base,
        "contributions": [
            {"feature": part.feature, "value": part.value, "amount": part.amount} for part in score.contributions
        ],
    }


def _shielded(values: Mapping[str, Json], personal: frozenset[str], erasure_key: bytes) -> Json:
    return {
        "open": {name: value for name, value in values.items() if name not in personal},
        "committed": {
            name: commitment(erasure_key, {name: value}) for name, value in values.items() if name in personal
        },
    }
