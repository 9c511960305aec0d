"""What a decision stands on, as digests: the gate's evaluation, the policy's text, the data and the predictions.

The digests are taken once, when the gate judges a case, and enter the audit leaf of the decision; whoever checks the
log takes them again from the nodes. Fields are those that are written once and never change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.canonical import Json, digest
from graph.domain.kernel.stored import Stored

MATERIAL_INFLUENCES = 5
"""Edges from a prediction to features: as many reasons as a reviewer reads; all contributions stand on the node."""
_EVALUATION = ("id", "result", "rule", "reasons", "factsDigest", "pointEpoch", "knownAt", "recordedAt")
_PREDICTION = (
    "id",
    "probability",
    "margin",
    "base",
    "features",
    "featureValues",
    "contributions",
    "reasons",
    "target",
    "shadow",
    "knownAt",
    "recordedAt",
)
_GATES = ("gatesPassed", "gatesFailed", "gatesNotRun", "gateRow")
_POLICY = ("id", "key", "table", "parameters", "tableDigest")
_REVIEW = ("id", "verdict", "reasonCode", "leaseEpoch", "pointEpoch", "rightsEpoch", "knownAt", "recordedAt")
_STORED_WHERE_KNOWN = ("claimedAt", "openedAt", "dwellMs", "firstVerdict", "forId")
"""Of some reviews alone: one without them has the digest that it had before they were stored."""


@dataclass(frozen=True, slots=True)
class StoredCheck:
    """A quality check as it is stored: verdict, findings, the digest of the gates, and how each ran on which values."""

    verdict: str
    findings: Sequence[str]
    gates_digest: str | None
    ran: Stored


class SourceVersion(NamedTuple):
    """A dataset version: its natural key, and the SHA-256 (hex) of its content where one was stated."""

    key: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class InputData:
    """A snapshot: its id, the digest of its values, and the row of a dataset version that it was taken from.

    `checked` is what its stored quality check says.
    """

    snapshot_id: str
    values_digest: str
    dataset: SourceVersion
    row: int | None
    checked: StoredCheck


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that the gate's evaluation of a case stands on; predictions as stored properties, each with its model."""

    case_id: str
    evaluation: Stored
    policy_digest: str
    data: InputData
    predictions: Sequence[tuple[Stored, str]]


def grounds_digests(grounds: Grounds) -> dict[str, Json]:
    """Return one digest for each part, under the names that leaves and packets use."""
    return {**parts_digests(grounds_parts(grounds)), "policy": grounds.policy_digest}


def grounds_parts(grounds: Grounds) -> dict[str, Json]:
    """Return what each digest but the policy's is taken of, under the same names; `predictions` is a list."""
    data = grounds.data
    return {
        "evaluation": {**_fields(grounds.evaluation, _EVALUATION), "case": grounds.case_id},
        "snapshot": {
            "id": data.snapshot_id,
            "values": data.values_digest,
            "dataset": data.dataset.key,
            "row": data.row,
            "case": grounds.case_id,
        },
        "source": {"version": data.dataset.key, "sha256": data.dataset.sha256},
        "quality": {
            "verdict": data.checked.verdict,
            "findings": list(data.checked.findings),
            "gates": data.checked.gates_digest,
        },
        "gates": _fields(data.checked.ran, _GATES),
        "predictions": [_prediction(one, model, data) for one, model in grounds.predictions],
    }


def parts_digests(parts: Mapping[str, Json]) -> dict[str, Json]:
    """Return the digest of each part; that of predictions does not depend on their order."""
    return {name: _sorted_digest(part) if name == "predictions" else digest(part) for name, part in parts.items()}


def _sorted_digest(part: Json) -> str:
    if not isinstance(part, Sequence):
        raise TypeError("predictions are a list")
    return digest(sorted(digest(one) for one in part))


def material(amounts: Mapping[str, float]) -> list[str]:
    """Return the features that move a prediction most, the strongest first: an edge leads to each of them."""
    ranked = sorted(amounts, key=lambda feature: -abs(amounts[feature]))[:MATERIAL_INFLUENCES]
    return [feature for feature in ranked if amounts[feature]]


def policy_digest(stored: Stored) -> str:
    """Return the digest of a policy version: its table as it was written, its parameters, its natural key."""
    return digest(policy_part(stored))


def policy_part(stored: Stored) -> dict[str, Json]:
    """Return what the digest of a policy version is taken of."""
    return _fields(stored, _POLICY)


def review_digest(stored: Stored) -> str:
    """Return the digest of a reviewer's act; the note enters the leaf beside it, as HMAC."""
    return digest(review_part(stored))


def review_part(stored: Stored) -> dict[str, Json]:
    """Return what the digest of a reviewer's act is taken of."""
    known = {name: value for name, value in _fields(stored, _STORED_WHERE_KNOWN).items() if value is not None}
    return {**_fields(stored, _REVIEW), **known}


def _prediction(stored: Stored, model: str, data: InputData) -> dict[str, Json]:
    return {**_fields(stored, _PREDICTION), "model": model, "snapshot": data.snapshot_id}


def _fields(stored: Stored, names: Sequence[str]) -> dict[str, Json]:
    return {name: stored.get(name) for name in names}
