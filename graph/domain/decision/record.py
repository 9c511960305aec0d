"""The record of one decision: its state, who decided, when, on what, by which model, policy and rule; how it ended."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from graph.domain.gate.comparison import MatchedRow, matched_row
from graph.domain.gate.facts import plain_values, score_values
from graph.domain.gate.table import CompiledPolicy
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.keys import VersionKey
from graph.domain.kernel.labels import called_after
from graph.domain.kernel.stored import Stored

_PEOPLE = ("Person", "SoftwareAgent")


class DecisionState(StrEnum):
    """EFFECTIVE is in force, SUPERSEDED was followed by a newer one, INVALIDATED was undone."""

    EFFECTIVE = "EFFECTIVE"
    SUPERSEDED = "SUPERSEDED"
    INVALIDATED = "INVALIDATED"


COUNTED = (DecisionState.EFFECTIVE, DecisionState.SUPERSEDED)
"""What counts unless other states are asked for: live and replayed ones that were not undone."""


class Shown(StrEnum):
    """What the decider saw: a frozen packet; nothing, for a rule decided; or something that nobody recorded."""

    PACKET = "PACKET"
    RULE_ONLY = "RULE_ONLY"
    NOT_RECORDED = "NOT_RECORDED"


class AuditState(StrEnum):
    """NONE: no entry vouches for it; PENDING: not under a signature yet; SEALED: by itself; WITH_LOAD: its load is."""

    NONE = "NONE"
    PENDING = "PENDING"
    SEALED = "SEALED"
    WITH_LOAD = "WITH_LOAD"


@dataclass(frozen=True, slots=True)
class Named:
    """A node of a kind (its label) by its id, with the name that people read."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FeatureShare:
    """A value that was judged on; `contribution` in log-odds is None where no score used it."""

    feature: str
    title: str
    value: Json
    contribution: float | None


@dataclass(frozen=True, slots=True)
class Ending:
    """An outcome; `known_at` in ms; `correction` says why it replaces an earlier report, if it does."""

    id: str
    kind: str
    value: str
    money: float | None
    known_at: int
    correction: str | None


@dataclass(frozen=True, slots=True)
class Undone:
    """Who took a decision back, when (ms), and why; `id` is that of the state change."""

    id: str
    by: str
    at: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class DataUsed:
    """Where the values came from, and what the quality gates said of them."""

    source: Named | None
    dataset: str | None
    version: Named | None
    row: int | None
    quality: str | None
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """The model's part: base and contributions (log-odds) add up to the margin of the probability.

    `further` are the probabilities of further models that rules read, by target.
    """

    model: Named | None
    probability: float | None
    base: float | None
    reasons: tuple[str, ...]
    features: tuple[FeatureShare, ...]
    further: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruled:
    """The policy's part: the version that governed, the rule that routed, and the row of the table with its numbers."""

    policy: Named | None
    evaluation: Named | None
    result: str | None
    rule: str | None
    reasons: tuple[str, ...]
    row: MatchedRow | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """The person's part: what was shown, and what was answered, `first_verdict` before the advice.

    A note whose key was destroyed is erased.
    """

    shown: Shown
    review: Named | None
    packet: Named | None
    packet_digest: str | None
    first_verdict: str | None
    reason_code: str | None
    note: str | None
    note_erased: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of it: `badly` is None while that is open; `money` is what the outcomes cost, None where none tells."""

    outcomes: tuple[Ending, ...]
    badly: bool | None
    money: float | None
    undone: Undone | None


@dataclass(frozen=True, slots=True)
class Vouched:
    """The audit log's part: how far an entry vouches, its place and hash, and the load whose entry it is."""

    state: AuditState
    leaf_index: int | None
    leaf_hash: str | None
    load: Named | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision's record; times in ms.

    `sequence` is its place in a log without a clock, and `decided_at` then when that was loaded. `decided_for` names
    the person who was away and for whom the decider acted.
    """

    decision: Named
    case: Named
    point: Named
    action: str
    verdict: str | None
    kind: str | None
    state: str
    origin: str
    decided_at: int
    sequence: int | None
    final_at: int | None
    decider: Named | None
    decided_for: str | None
    data: DataUsed
    scored: Scored
    ruled: Ruled
    act: Act
    ended: Ended
    vouched: Vouched


def recorded_of(row: Stored, table: CompiledPolicy | None) -> Recorded:
    """Return the record of a decision from its stored parts, named as the columns of the statement that reads them.

    `table` is that of the policy version that governed; None for practice before Signoff.
    """
    decision, point, who = row["decision"], row["point"], row["who"]
    return Recorded(
        decision=Named("Decision", decision["id"], row["case"]["externalId"]),
        case=Named("Case", row["case"]["id"], row["case"]["externalId"]),
        point=Named("DecisionPoint", point["id"], point["name"] or point["key"]),
        action=decision["action"],
        verdict=decision["verdict"],
        kind=decision["kind"],
        state=decision["state"],
        origin=decision["origin"],
        decided_at=decision["decidedAt"],
        sequence=decision["sequence"],
        final_at=decision["finalAt"],
        decider=None if who is None else _decider(who),
        decided_for=(row["review"] or {}).get("forPerson"),
        data=_data(row),
        scored=_scored(row),
        ruled=_ruled(row, table),
        act=_act(row),
        ended=_ended(row),
        vouched=_vouched(row),
    )


def _decider(who: Stored) -> Named:
    kind = next((label for label in who["labels"] if label in _PEOPLE), _PEOPLE[0])
    return Named(kind, who["id"], who["name"] or who["key"])


def _data(row: Stored) -> DataUsed:
    data, source, snapshot = row["data"] or {}, row["source"], row["snapshot"] or {}
    version = None
    if data:
        version = Named("DatasetVersion", data["id"], f"{data['dataset']}, version {data['version']}")
    return DataUsed(
        source=None if source is None else Named("DataSource", source["id"], source["name"] or source["key"]),
        dataset=data.get("dataset"),
        version=version,
        row=data.get("row"),
        quality=snapshot.get("quality"),
        findings=tuple(row["findings"] or ()),
    )


def _scored(row: Stored) -> Scored:
    model, score = row["model"], row["prediction"] or {}
    named = None
    if model is not None:
        name = model["words"] or called_after(VersionKey.parse(model["key"]).name, *_point(row))
        named = Named("ModelVersion", model["id"], f"{name}, version {model['version']}")
    return Scored(
        model=named,
        probability=score.get("probability"),
        base=score.get("base"),
        reasons=tuple(score.get("reasons") or ()),
        features=_features(row, score),
        further=_further(row),
    )


def _point(row: Stored) -> tuple[str, str]:
    point = row["point"]
    return point["key"], point["name"] or point["key"]


def _further(row: Stored) -> dict[str, float]:
    return {one["target"]: one["probability"] for one in row["further"]}


def _features(row: Stored, score: Stored) -> tuple[FeatureShare, ...]:
    """Return every value that was judged on, the strongest contribution first."""
    stored = (row["snapshot"] or {}).get("values")
    values: dict[str, Json] = json.loads(stored) if stored else {}
    amounts: dict[str, float] = dict(zip(score.get("features") or (), score.get("contributions") or (), strict=False))
    used = dict(zip(score.get("features") or (), score.get("featureValues") or (), strict=False))
    prefix = f"{row['point']['key']}."
    titles = {VersionKey.parse(one["key"]).name.removeprefix(prefix): one["words"] for one in row["named"]}
    shares = [
        FeatureShare(
            feature=name,
            title=titles.get(name) or name.replace("_", " "),
            value=json.loads(used[name]) if name in used else values[name],
            contribution=amounts.get(name),
        )
        for name in {**values, **amounts}
    ]
    return tuple(sorted(shares, key=lambda one: (-abs(one.contribution or 0.0), one.feature)))


def _ruled(row: Stored, table: CompiledPolicy | None) -> Ruled:
    policy, gate = row["policy"], row["gate"] or {}
    named = None
    if policy is not None:
        name = called_after(policy["family"] or VersionKey.parse(policy["key"]).name, *_point(row))
        practice = row["run"] is not None
        named = Named("PolicyVersion", policy["id"], name if practice else f"{name}, version {policy['number']}")
    return Ruled(
        policy=named,
        evaluation=Named("GateEvaluation", gate["id"], gate["result"]) if gate else None,
        result=gate.get("result"),
        rule=gate.get("rule"),
        reasons=tuple(gate.get("reasons") or ()),
        row=_matched(row, table) if gate else None,
    )


def _matched(row: Stored, table: CompiledPolicy | None) -> MatchedRow | None:
    if table is None:
        return None
    stored, score = (row["snapshot"] or {}).get("values"), row["prediction"] or {}
    values = plain_values(json.loads(stored) if stored else {})
    return matched_row(table, row["gate"]["rule"], values, score_values(score.get("probability"), _further(row)))


def _act(row: Stored) -> Act:
    review, packet = row["review"] or {}, row["packet"] or {}
    by_rule = row["decision"]["kind"] == "AUTOMATIC" and row["run"] is None
    return Act(
        shown=Shown.PACKET if packet else Shown.RULE_ONLY if by_rule else Shown.NOT_RECORDED,
        review=Named("Review", review["id"], "Review") if review else None,
        packet=Named("ReviewPacket", packet["id"], packet["digest"]) if packet else None,
        packet_digest=packet.get("digest"),
        reason_code=row["decision"]["reasonCode"],
        first_verdict=review.get("firstVerdict"),
        note=review.get("note"),
        note_erased=bool(review.get("erased")),
    )


def _ended(row: Stored) -> Ended:
    outcomes = tuple(
        Ending(one["id"], one["kind"], one["value"], one["money"], one["knownAt"], one["correctionReason"])
        for one in row["outcomes"]
    )
    money = [one.money for one in outcomes if one.money is not None]
    undone = row["undone"]
    return Ended(
        outcomes=outcomes,
        badly=row["badly"],
        money=math.fsum(money) if money else None,
        undone=None if undone is None else Undone(undone["id"], undone["by"], undone["recordedAt"], undone["reason"]),
    )


def _vouched(row: Stored) -> Vouched:
    entry, run = row["entry"], row["run"]
    load = None if run is None else Named("IngestRun", run["id"], run["file"])
    if entry is None:
        return Vouched(AuditState.NONE, None, None, load)
    place = entry["leafIndex"]
    state = AuditState.PENDING if place is None else AuditState.SEALED if run is None else AuditState.WITH_LOAD
    return Vouched(state, place, entry["leafHash"], load)


def strongest(features: Sequence[FeatureShare], most: int) -> tuple[list[FeatureShare], float | None]:
    """Return the features that moved the score most, and what all others moved it together; None without a score."""
    moving = [one for one in features if one.contribution is not None]
    if not moving:
        return [], None
    return moving[:most], math.fsum(one.contribution or 0.0 for one in moving[most:])
