"""The record of a decision in GraphQL's form."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.decision.basis import NodeRef
from api.graphql.decision.types import PLACE, Outcome, optional_moment
from api.graphql.identifiers import global_id
from api.graphql.pages import PageInfo, page_info_of
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.decision import record
from graph.domain.gate.comparison import Compared, MatchedRow
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Operation
from graph.store.decision.pages import Page

_READABLE = [readable(Operation.READ_CASES)]
_NOTES = [readable(Operation.READ_NOTES)]


@strawberry.type(description="A value that a decision was judged on.", directives=_READABLE)
class RecordedFeature:
    """A feature with its share in the score."""

    feature: str = strawberry.field(description="Its name in the data.")
    title: str = strawberry.field(description="What people call it.")
    value: Json | None = strawberry.field(description="Its value.")
    contribution: float | None = strawberry.field(
        description="What it added to the score, in log-odds; null where no score used it."
    )


@strawberry.type(description="A number or value that the matched row of the policy compared.", directives=_READABLE)
class RecordedComparison:
    """A fact with the condition that it was put to."""

    fact: str = strawberry.field(description="Its name in the policy.")
    title: str = strawberry.field(description="What people call it.")
    value: Json | None = strawberry.field(description="Its value then.")
    limit: float | None = strawberry.field(description="The number it was compared with; null for texts and flags.")
    is_score: bool = strawberry.field(description="Whether it is the score of a model.")
    shown: str = strawberry.field(description="The value as people read it, such as `31 %`.")
    condition: str = strawberry.field(description="What it was held against, as people read it: `below 40 %`.")


@strawberry.type(
    description="Who decided, when, on which data, by which model, policy and rule, what was shown, and how it ended.",
    directives=_READABLE,
)
class DecisionRecord:
    """The record of a decision; what it did without is null."""

    id: strawberry.ID = strawberry.field(description="The decision's id.")
    case: NodeRef = strawberry.field(description="Its case, by its id in the firm's systems.")
    decision_point: NodeRef = strawberry.field(description="Where it was decided.")
    action: str = strawberry.field(description="What is to be done.")
    verdict: str | None = strawberry.field(description="APPROVE or REJECT.")
    kind: str | None = strawberry.field(description="HUMAN or AUTOMATIC.")
    state: str = strawberry.field(description="EFFECTIVE, SUPERSEDED or INVALIDATED.")
    origin: str = strawberry.field(description="LIVE, or REPLAYED from history.")
    decided_at: datetime = strawberry.field(description="When it was decided.")
    sequence: int | None = strawberry.field(description=PLACE)
    final_at: datetime | None = strawberry.field(description="Until then it could be undone.")
    decider: NodeRef | None = strawberry.field(description="Who decided: a person, or the gate.")
    decided_for: str | None = strawberry.field(description="For whom who was away, where by a delegation of theirs.")
    data_source: NodeRef | None = strawberry.field(description="The system that its data came from.")
    dataset_version: NodeRef | None = strawberry.field(description="The version of the data.")
    row: int | None = strawberry.field(description="The row of that version.")
    quality: str | None = strawberry.field(description="Of that data: CLEAN, TAINTED or UNKNOWN.")
    findings: list[str] = strawberry.field(description="What the quality gates found.")
    model_version: NodeRef | None = strawberry.field(description="The model version that scored it.")
    probability: float | None = strawberry.field(description="The score.")
    base: float | None = strawberry.field(description="The score's base in log-odds; contributions add to it.")
    features: list[RecordedFeature] = strawberry.field(
        description="Every value that it was judged on, the strongest contribution first."
    )
    score_reasons: list[str] = strawberry.field(description="The score's reasons in words.")
    policy_version: NodeRef | None = strawberry.field(description="The policy version that governed it.")
    evaluation: NodeRef | None = strawberry.field(description="The gate's verdict.")
    gate_result: str | None = strawberry.field(description="The gate's result.")
    rule: str | None = strawberry.field(description="The rule that routed it.")
    rule_reasons: list[str] = strawberry.field(description="The rule's reasons in words.")
    table_row: str | None = strawberry.field(
        description="The row of the policy's table that held: the rule itself or, where a safeguard routed it, the row "
        "beside it; null where none did."
    )
    counted_risk: RecordedComparison | None = strawberry.field(
        description="The risk that counted: the score that this row compared, the main one first; null where it reads "
        "none."
    )
    comparisons: list[RecordedComparison] = strawberry.field(description="All that this row compared, scores first.")
    shown: str = strawberry.field(
        description="What the decider saw: PACKET (frozen, see `decisionBasis`), RULE_ONLY, or NOT_RECORDED (replayed)."
    )
    review: NodeRef | None = strawberry.field(description="The person's act.")
    packet: NodeRef | None = strawberry.field(description="What was shown, by its digest.")
    first_verdict: str | None = strawberry.field(
        description="What the reviewer answered before the advice was shown; null where the point was not blind-first."
    )
    changed_from_first: bool | None = strawberry.field(
        description="Whether the verdict is another than that first answer; null without one."
    )
    reason_code: str | None = strawberry.field(description="The reviewer's reason.")
    note: str | None = strawberry.field(description="The reviewer's note.", directives=_NOTES)
    note_erased: bool = strawberry.field(
        description="Whether there was a note whose author's key was destroyed.", directives=_NOTES
    )
    outcomes: list[Outcome] = strawberry.field(description="Its outcomes.")
    ended_badly: bool | None = strawberry.field(description="Whether it proved wrong; null while that is open.")
    money: float | None = strawberry.field(description="What its outcomes cost together; null where none has a cost.")
    undone_by: str | None = strawberry.field(description="Who took it back.")
    undone_at: datetime | None = strawberry.field(description="When it was taken back.")
    undone_because: str | None = strawberry.field(description="Why it was taken back.")
    audit_state: str = strawberry.field(
        description="NONE, PENDING, SEALED, or WITH_LOAD: a replayed one is vouched for by the entry of its load."
    )
    leaf_index: int | None = strawberry.field(description="The entry's place in the audit log.")
    leaf_hash: str | None = strawberry.field(description="The entry's hash.")
    load: NodeRef | None = strawberry.field(description="The load that brought it, where it was replayed.")
    unaltered: bool | None = strawberry.field(
        default=None,
        description="Whether all that its entry commits to is as it was written, taken again from the nodes now; null "
        "where it has no entry of its own.",
    )
    altered: str | None = strawberry.field(default=None, description="What was altered, as text; null for nothing.")


@strawberry.type(description="A page of records.", directives=_READABLE)
class DecisionRecordPage:
    """Records."""

    nodes: list[DecisionRecord] = strawberry.field(description="Newest first.")
    page_info: PageInfo = strawberry.field(description="Where it ends.")


DecisionRecordResult: TypeAlias = Annotated[
    DecisionRecord | Refusal, strawberry.union("DecisionRecordResult", description="The record, or why not.")
]
DecisionRecordsResult: TypeAlias = Annotated[
    DecisionRecordPage | Refusal, strawberry.union("DecisionRecordsResult", description="The page, or why not.")
]


def record_page_of(page: Page[record.Recorded], altered: Mapping[str, str | None]) -> DecisionRecordPage:
    """Return a page of records in GraphQL's form; `altered` as for one."""
    return DecisionRecordPage(nodes=[checked(one, altered) for one in page.items], page_info=page_info_of(page))


def checked(stored: record.Recorded, altered: Mapping[str, str | None]) -> DecisionRecord:
    """Return a record with what was altered, by the ids of decisions that have an entry; empty where nobody asks."""
    shown = record_of(stored)
    if stored.decision.id in altered:
        shown.altered = altered[stored.decision.id]
        shown.unaltered = shown.altered is None
    return shown


def record_of(stored: record.Recorded) -> DecisionRecord:
    """Return a record in GraphQL's form."""
    data, scored, ruled, act, ended = stored.data, stored.scored, stored.ruled, stored.act, stored.ended
    undone, vouched = ended.undone, stored.vouched
    return DecisionRecord(
        id=global_id("Decision", stored.decision.id),
        case=_named(stored.case),
        decision_point=_named(stored.point),
        action=stored.action,
        verdict=stored.verdict,
        kind=stored.kind,
        state=stored.state,
        origin=stored.origin,
        decided_at=moment(stored.decided_at),
        sequence=stored.sequence,
        final_at=optional_moment(stored.final_at),
        decider=_ref(stored.decider),
        decided_for=stored.decided_for,
        data_source=_ref(data.source),
        dataset_version=_ref(data.version),
        row=data.row,
        quality=data.quality,
        findings=list(data.findings),
        model_version=_ref(scored.model),
        probability=scored.probability,
        base=scored.base,
        features=[_feature(one) for one in scored.features],
        score_reasons=list(scored.reasons),
        policy_version=_ref(ruled.policy),
        evaluation=_ref(ruled.evaluation),
        gate_result=ruled.result,
        rule=ruled.rule,
        rule_reasons=list(ruled.reasons),
        table_row=None if ruled.row is None else ruled.row.id,
        counted_risk=_counted(ruled.row),
        comparisons=[] if ruled.row is None else [_comparison(one) for one in ruled.row.compared],
        shown=act.shown.value,
        review=_ref(act.review),
        packet=_ref(act.packet),
        first_verdict=act.first_verdict,
        changed_from_first=None if act.first_verdict is None else act.first_verdict != stored.verdict,
        reason_code=act.reason_code,
        note=act.note,
        note_erased=act.note_erased,
        outcomes=[_outcome(one) for one in ended.outcomes],
        ended_badly=ended.badly,
        money=ended.money,
        undone_by=None if undone is None else undone.by,
        undone_at=None if undone is None else moment(undone.at),
        undone_because=None if undone is None else undone.reason,
        audit_state=vouched.state.value,
        leaf_index=vouched.leaf_index,
        leaf_hash=vouched.leaf_hash,
        load=_ref(vouched.load),
    )


def _named(node: record.Named) -> NodeRef:
    return NodeRef(id=global_id(node.kind, node.id), kind=node.kind, title=node.name)


def _ref(node: record.Named | None) -> NodeRef | None:
    return None if node is None else _named(node)


def _feature(share: record.FeatureShare) -> RecordedFeature:
    value = None if share.value is None else Json(share.value)
    return RecordedFeature(feature=share.feature, title=share.title, value=value, contribution=share.contribution)


def _counted(row: MatchedRow | None) -> RecordedComparison | None:
    return None if row is None or row.counted is None else _comparison(row.counted)


def _comparison(one: Compared) -> RecordedComparison:
    return RecordedComparison(
        fact=one.fact,
        title=one.title,
        value=None if one.value is None else Json(one.value),
        limit=one.limit,
        is_score=one.is_score,
        shown=one.shown,
        condition=one.condition,
    )


def _outcome(ending: record.Ending) -> Outcome:
    return Outcome(
        id=global_id("Outcome", ending.id),
        kind=ending.kind,
        value=ending.value,
        money=ending.money,
        known_at=moment(ending.known_at),
        correction=ending.correction,
    )
