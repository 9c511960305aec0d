"""What one decision is based on, and what depends on one node."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

import strawberry

from api.graphql.decision.types import Decision, decision_of
from api.graphql.identifiers import global_id
from api.graphql.pages import PageInfo, page_info_of
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.lineage.reach import kind_of
from graph.domain.people.roles import Operation
from graph.store.decision.basis import DecisionBasisRow, Impact
from graph.store.decision.pages import DecisionRow

_READABLE = [readable(Operation.READ_CASES)]


@strawberry.type(description="A node by its kind and name.", directives=_READABLE)
class NodeRef:
    """A node that `node`, `lineage` and `impact` take."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    kind: str = strawberry.field(description="What it is.")
    title: str = strawberry.field(description="What it is called.")


@strawberry.type(description="A feature that moved the score.", directives=_READABLE)
class FeatureUse:
    """A feature version with its share in the score."""

    feature: NodeRef = strawberry.field(description="The feature version.")
    words: str | None = strawberry.field(description="What it is called.")
    contribution: float | None = strawberry.field(description="What it added to the score, in log-odds.")


@strawberry.type(description="Everything that one decision is based on.", directives=_READABLE)
class DecisionBasis:
    """The basis of a decision; what it did without is null."""

    decision: Decision = strawberry.field(description="The decision with its outcomes.")
    policy_version: NodeRef | None = strawberry.field(description="The policy version that governed it.")
    policy_parameters: Json | None = strawberry.field(description="The numbers of that version.")
    model_version: NodeRef | None = strawberry.field(description="The model version that scored it.")
    probability: float | None = strawberry.field(description="The score.")
    score_reasons: list[str] = strawberry.field(description="The score's reasons in words.")
    dataset_version: NodeRef | None = strawberry.field(description="The data that it was judged on.")
    row: int | None = strawberry.field(description="The row of that data.")
    quality: str | None = strawberry.field(description="Of that data: CLEAN, TAINTED or UNKNOWN.")
    values: Json | None = strawberry.field(description="The values that it was judged on.")
    trained_on: list[NodeRef] = strawberry.field(description="The data that the model learned from.")
    features: list[FeatureUse] = strawberry.field(description="The features that moved the score most.")
    person: NodeRef | None = strawberry.field(description="Who decided: a person, or the gate.")
    review: NodeRef | None = strawberry.field(description="The person's act.")
    evaluation: NodeRef | None = strawberry.field(description="The gate's verdict.")
    rule: str | None = strawberry.field(description="The rule that routed it.")
    reasons: list[str] = strawberry.field(description="The rule's reasons in words.")
    packet_digest: str | None = strawberry.field(description="The digest of what was seen.")
    packet: Json | None = strawberry.field(description="What the decider was shown; null where it was not stored.")
    ingest_run: NodeRef | None = strawberry.field(description="The load that brought it, where it was replayed.")
    audit_state: str = strawberry.field(description="NONE, PENDING or SEALED; a replayed one is sealed with its load.")
    leaf_index: int | None = strawberry.field(description="Its place in the audit log, or that of its load.")
    leaf_hash: str | None = strawberry.field(description="The leaf's hash.")


@strawberry.type(description="Decisions of one origin that depend on a node in one way.", directives=_READABLE)
class ImpactCount:
    """A count with what came of those decisions."""

    origin: str = strawberry.field(description="LIVE or REPLAYED.")
    by_input: bool = strawberry.field(description="They were taken on it.")
    by_training: bool = strawberry.field(description="They were scored by a model that learned from it.")
    decisions: int = strawberry.field(description="How many.")
    in_force: int = strawberry.field(description="How many of them are in force.")
    cases: int = strawberry.field(description="How many cases they are about.")
    outcomes: int = strawberry.field(description="How many outcomes they had.")
    outcomes_true: int = strawberry.field(description="How many of these say true.")
    money: float = strawberry.field(description="What these cost together.")


@strawberry.type(description="A decision that depends on the node.", directives=_READABLE)
class ImpactedDecision:
    """A decision and in which way."""

    decision: Decision = strawberry.field(description="The decision.")
    bases: list[str] = strawberry.field(description="INPUT, TRAINING or both.")


@strawberry.type(name="Impact", description="The decisions that depend on a node.", directives=_READABLE)
class ImpactPage:
    """Counts and a page of decisions."""

    decisions: int = strawberry.field(
        description="How many decisions in all, of those looked at: pageInfo.searched says where there are more."
    )
    counts: list[ImpactCount] = strawberry.field(description="By origin and way.")
    nodes: list[ImpactedDecision] = strawberry.field(description="Newest first.")
    page_info: PageInfo = strawberry.field(description="Where the page ends.")


DecisionBasisResult: TypeAlias = Annotated[
    DecisionBasis | Refusal, strawberry.union("DecisionBasisResult", description="The basis, or why not.")
]
ImpactResult: TypeAlias = Annotated[
    ImpactPage | Refusal, strawberry.union("ImpactResult", description="The impact, or why not.")
]


def basis_of(decision: DecisionRow, row: DecisionBasisRow) -> DecisionBasis:
    """Return a decision's basis in GraphQL's form."""
    snapshot, data, score = row.snapshot or {}, row.data or {}, row.prediction or {}
    policy, gate, packet, entry = row.policy or {}, row.gate or {}, row.packet or {}, row.entry
    place = None if entry is None else entry["leafIndex"]
    return DecisionBasis(
        decision=decision_of(decision),
        policy_version=_ref("PolicyVersion", row.policy),
        policy_parameters=_json(policy.get("parameters")),
        model_version=_ref("ModelVersion", row.model),
        probability=score.get("probability"),
        score_reasons=list(score.get("reasons") or ()),
        dataset_version=_ref("DatasetVersion", row.data),
        row=data.get("row"),
        quality=snapshot.get("quality"),
        values=_json(snapshot.get("values")),
        trained_on=[_known("DatasetVersion", one) for one in row.trained_on],
        features=[
            FeatureUse(feature=_known("FeatureVersion", one), words=one["words"], contribution=one["contribution"])
            for one in row.features
        ],
        person=None if row.person is None else _ref(kind_of(tuple(row.person["labels"])), row.person),
        review=_ref("Review", row.review),
        evaluation=_ref("GateEvaluation", row.gate),
        rule=gate.get("rule"),
        reasons=list(gate.get("reasons") or ()),
        packet_digest=packet.get("digest"),
        packet=_json(packet.get("content")),
        ingest_run=_ref("IngestRun", row.run),
        audit_state="NONE" if entry is None else "PENDING" if place is None else "SEALED",
        leaf_index=place,
        leaf_hash=None if entry is None else entry["leafHash"],
    )


def impact_of(impact: Impact) -> ImpactPage:
    """Return an impact in GraphQL's form."""
    return ImpactPage(
        decisions=sum(row.decisions for row in impact.counts),
        counts=[
            ImpactCount(
                origin=row.origin,
                by_input=row.by_input,
                by_training=row.by_training,
                decisions=row.decisions,
                in_force=row.in_force,
                cases=row.cases,
                outcomes=row.outcomes,
                outcomes_true=row.came_true,
                money=row.money,
            )
            for row in impact.counts
        ],
        nodes=[
            ImpactedDecision(decision=decision_of(row), bases=sorted(impact.bases[row.decision["id"]]))
            for row in impact.page.items
        ],
        page_info=page_info_of(impact.page),
    )


def _ref(kind: str, stored: Mapping[str, Any] | None) -> NodeRef | None:
    return None if stored is None else _known(kind, stored)


def _known(kind: str, stored: Mapping[str, Any]) -> NodeRef:
    title = (
        stored.get("name") or stored.get("key") or stored.get("file") or stored.get("verdict") or stored.get("result")
    )
    return NodeRef(id=global_id(kind, stored["id"]), kind=kind, title=str(title))


def _json(text: str | None) -> Json | None:
    return None if text is None else Json(json.loads(text))
