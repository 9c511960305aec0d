"""Tasks as a reviewer sees them: the case against its threshold, why it came here, and what may be done."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Annotated, Any, TypeAlias

import strawberry

from api.graphql.context import Context, SignoffInfo
from api.graphql.decision.types import optional_moment
from api.graphql.enums import AppealKind, CaseState, SlaState, TaskState, Verdict
from api.graphql.identifiers import global_id
from api.graphql.pages import COUNTED, PageInfo
from api.graphql.problems import Refusal
from api.graphql.review.shared_review import SharedReview, shared_review_of
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.gate.comparison import automatic_below, bound_of, label_of_fact
from graph.domain.gate.facts import RISK, score_values
from graph.domain.gate.table import CompiledPolicy
from graph.domain.intake.titles import case_deadline, title_of
from graph.domain.kernel.moments import moment
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.first_answers import answered_first, is_withheld
from graph.domain.review.reasons import reasons_of
from graph.domain.review.urgency import TaskDeadlines
from graph.store.decision.filtered_cases import TaskFilter, count_tasks
from graph.store.decision.pages import TaskDetailsRow
from graph.store.kernel.decision_point import Point
from graph.store.registry.points import point_of, policies_of

_READABLE = [readable(Operation.READ_CASES)]


@strawberry.type(description="A reviewer's question.", directives=_READABLE)
class Question:
    """A question with its answer."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    text: str = strawberry.field(description="The question.")
    answer: str | None = strawberry.field(description="The answer, once there is one.")


@strawberry.type(description="A further forecast about a case.", directives=_READABLE)
class NamedRisk:
    """A probability by name."""

    name: str = strawberry.field(description="The fact that a decision table reads it by.")
    words: str | None = strawberry.field(description="What the policy calls it.")
    value: float = strawberry.field(description="The probability.")
    threshold: float | None = strawberry.field(description="What the routing rule compared it with, if it did.")


@strawberry.type(description="What may be given as the reason of a verdict.", directives=_READABLE)
class VerdictReasons:
    """Reason codes of a verdict."""

    verdict: Verdict = strawberry.field(description="The verdict.")
    reason_codes: list[str] = strawberry.field(description="What it may give as reasonCode.")


@strawberry.type(
    description="When a review is expected to end, from reviews that had waited as long.", directives=_READABLE
)
class ExpectedReviewEnd:
    """When a review will end."""

    middle: datetime | None = strawberry.field(description="Half of such reviews end before; null: later than seen.")
    low: datetime = strawberry.field(description="Where the 90 % band begins.")
    high: datetime | None = strawberry.field(description="Where it ends; null: later than was ever seen.")
    because: str = strawberry.field(description="From which reviews, in words.")


@strawberry.type(description="Work for one person: a case with what there is to know.", directives=_READABLE)
class Task:
    """A review task."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    case_id: strawberry.ID = strawberry.field(description="Its case.")
    case_state: CaseState = strawberry.field(description="The state of its case.")
    external_id: str = strawberry.field(description="The case's id in the firm's systems.")
    title: str | None = strawberry.field(description="The case in one line, by its decision point's template.")
    case_deadline: datetime | None = strawberry.field(
        description="The case's own deadline, beside that of its review; null where none is known."
    )
    decision_point: str = strawberry.field(description="Where it is decided.")
    queue: str = strawberry.field(description="The queue it waits in.")
    state: TaskState = strawberry.field(description="Its state.")
    version: int = strawberry.field(description="To be sent with a verdict, as expectedVersion.")
    round: int = strawberry.field(description="Counts how often the case was put to people, from 1.")
    priority: int | None = strawberry.field(description="9 is the highest.")
    due_at: datetime | None = strawberry.field(description="When it should be decided.")
    rung: int | None = strawberry.field(description="How often it was escalated, from 0.")
    sla_state: SlaState | None = strawberry.field(description="Whether it is in time, at risk or late.")
    holder: str | None = strawberry.field(description="Who has claimed it; nobody any more once the claim has run out.")
    held_for: str | None = strawberry.field(description="For whom who is away, where its holder acts for somebody.")
    mine: bool = strawberry.field(description="Whether that is who asks.")
    suspended_until: datetime | None = strawberry.field(
        description="Until when its holder has put it off; null where that is not so."
    )
    suggested_to: str | None = strawberry.field(
        description="Who is suggested to take it while it is free, by how right they were; null where nobody is."
    )
    suggested_to_me: bool = strawberry.field(description="Whether that is who asks.")
    suggested_because: str | None = strawberry.field(description="Why it is suggested to them, in words.")
    lease_epoch: int = strawberry.field(description="To be sent with a verdict.")
    lease_expires_at: datetime | None = strawberry.field(description="When the claim ends.")
    packet_digest: str | None = strawberry.field(description="To be sent with a verdict.")
    appeal_kind: AppealKind | None = strawberry.field(
        description="Who has a decision of its case looked at again; null where this is no such review."
    )
    appeal_reason: str | None = strawberry.field(
        description="Why it is looked at again; with VIOLATION, the rows that are out of order."
    )
    rule: str | None = strawberry.field(description="The rule that routed it.")
    reasons: list[str] = strawberry.field(description="Why, in words: the rule's reasons, then the score's.")
    rule_reasons: list[str] = strawberry.field(description="The rule's reasons alone.")
    score_reasons: list[str] = strawberry.field(description="The score's reasons alone, strongest first.")
    advice_hidden: bool = strawberry.field(
        description="Whether rule, reasons, risks and packet are hidden from who asks until they have answered first."
    )
    first_answer: Verdict | None = strawberry.field(
        description="What who asks answered before the advice was shown; null where there is no such answer."
    )
    risk: float | None = strawberry.field(description="Probability that the proposal is wrong.")
    threshold: float | None = strawberry.field(description="What the routing rule compared the risk with, if it did.")
    automatic_below: float | None = strawberry.field(
        description="Below this risk its policy lets a case pass without a person, where nothing else is in the way."
    )
    secondary_risks: list[NamedRisk] = strawberry.field(description="Further forecasts that the policy reads.")
    quality: str = strawberry.field(description="Of its data: CLEAN, TAINTED or UNKNOWN.")
    proposal: str = strawberry.field(description="What an approval does.")
    alternative: str = strawberry.field(description="What a rejection does.")
    correction: str | None = strawberry.field(
        description="What an edit amounts to; null where its pack has no word for it."
    )
    high_impact: bool = strawberry.field(description="Whether a person is always needed here.")
    reason_codes: list[str] = strawberry.field(description="What verdicts may give as reasonCode.")
    reasons_by_verdict: list[VerdictReasons] = strawberry.field(description="Which of them go with which verdict.")
    note_required: list[str] = strawberry.field(description="The verdicts that take a note.")
    questions: list[Question] = strawberry.field(description="The reviewers' questions, oldest first.")
    review: SharedReview | None = strawberry.field(description="The round, where several people judge the case.")
    content: strawberry.Private[str | None]
    task_id: strawberry.Private[str]

    @strawberry.field(
        description="When its review is expected to end; null where it is closed, or fewer than 20 were like it."
    )
    async def expected_end(self, info: SignoffInfo) -> ExpectedReviewEnd | None:
        """Return when it will end; it is only reckoned for who asks."""
        from pipelines.remaining.reviews import expected_end  # noqa: PLC0415  # numpy loads with the first request

        one = await expected_end(info.context.store, self.task_id)
        return None if one is None else ExpectedReviewEnd(**asdict(one))

    @strawberry.field(description="What the reviewer is shown, frozen.")
    def packet(self) -> Json | None:
        """Return the packet; it is only read for who asks."""
        return None if self.content is None else Json(json.loads(self.content))


@strawberry.type(description="A page of tasks.", directives=_READABLE)
class TaskPage:
    """Tasks."""

    nodes: list[Task] = strawberry.field(description="In the order that is asked for, else most urgent first.")
    page_info: PageInfo = strawberry.field(description="Where it ends.")
    filters: strawberry.Private[TaskFilter]

    @strawberry.field(description=COUNTED)
    async def total_count(self, info: SignoffInfo) -> int | None:
        """Return the count."""
        return await count_tasks(info.context.store, self.filters)


TaskResult: TypeAlias = Annotated[Task | Refusal, strawberry.union("TaskResult", description="The task, or why not.")]
TasksResult: TypeAlias = Annotated[
    TaskPage | Refusal, strawberry.union("TasksResult", description="The page, or why not.")
]


async def tasks_of(context: Context, rows: Sequence[TaskDetailsRow]) -> list[Task]:
    """Return tasks in GraphQL's form, each against the policy version that it was gated by."""
    policies = await policies_of(context.store, (row.policy_id for row in rows))
    points = {key: await point_of(context.store, key) for key in {str(row.point["key"]) for row in rows}}
    now, person = context.store.clock.now(), context.actor.person_id
    tasks = [replace(_task_of(row, policies, now, person), **_of_case(row, points[row.point["key"]])) for row in rows]
    return [_as_seen(task, row.first_answers, context.actor) for task, row in zip(tasks, rows, strict=True)]


def _as_seen(task: Task, answers: Sequence[str] | None, actor: Actor) -> Task:
    """Return a task without its advice where its point is blind-first and who asks has yet to answer."""
    if answers is None or not is_withheld(answers, actor):
        own = answered_first(answers or (), actor.person_id)
        return replace(task, first_answer=None if own is None else Verdict(own))
    hidden: dict[str, Any] = {
        "rule": None,
        "reasons": [],
        "rule_reasons": [],
        "score_reasons": [],
        "risk": None,
        "threshold": None,
        "secondary_risks": [],
        "content": None,
    }
    return replace(task, advice_hidden=True, **hidden)


def _of_case(row: TaskDetailsRow, point: Point | None) -> dict[str, Any]:
    """Return what a task says of its case: the case in one line, and until when it is to be settled."""
    payload: Mapping[str, Any] = json.loads(row.case["payload"])
    deadline = case_deadline(payload, optional_moment(row.case["occurredAt"]))
    return {"title": title_of(None if point is None else point.intake, payload), "case_deadline": deadline}


def _task_of(row: TaskDetailsRow, policies: Mapping[str, CompiledPolicy | None], now: datetime, person: str) -> Task:
    stored, point, gate, prediction = row.task, row.point, row.gate or {}, row.prediction or {}
    policy = None if row.policy_id is None else policies[row.policy_id]
    rule, due, held = gate.get("rule"), stored["dueAt"], _held(stored, now)
    rule_reasons, score_reasons = list(gate.get("reasons", ())), list(prediction.get("reasons") or ())
    return Task(
        id=global_id("ReviewTask", stored["id"]),
        case_id=global_id("Case", row.case["id"]),
        case_state=CaseState(row.case["state"]),
        external_id=row.case["externalId"],
        title=None,
        case_deadline=None,
        decision_point=point["key"],
        queue=row.queue,
        state=TaskState(stored["state"]),
        version=stored["version"],
        round=stored["round"],
        priority=stored["priority"],
        due_at=optional_moment(due),
        rung=stored["rung"],
        sla_state=None if due is None else TaskDeadlines(moment(stored["atRiskAt"] or due), moment(due)).state(now),
        holder=row.holder if held else None,
        held_for=row.held_for if held else None,
        mine=held and stored["holderId"] == person,
        suspended_until=optional_moment(stored["suspendedUntil"]),
        suggested_to=row.suggested,
        suggested_to_me=row.suggested is not None and stored["suggestedId"] == person,
        suggested_because=None if row.suggested is None else stored["suggestedBecause"],
        lease_epoch=stored["leaseEpoch"],
        lease_expires_at=optional_moment(stored["leaseExpiresAt"]),
        packet_digest=None if row.packet is None else row.packet["digest"],
        content=None if row.packet is None else row.packet["content"],
        task_id=stored["id"],
        **_again(row.appeal),
        rule=rule,
        reasons=[*rule_reasons, *score_reasons],
        rule_reasons=rule_reasons,
        score_reasons=score_reasons,
        advice_hidden=False,
        first_answer=None,
        risk=prediction.get("probability"),
        threshold=None if policy is None or rule is None else bound_of(policy, rule, RISK),
        automatic_below=None if policy is None else automatic_below(policy),
        secondary_risks=_secondary(row.further, policy, rule or ""),
        quality=row.quality or "UNKNOWN",
        proposal=point["proposalAction"],
        alternative=point["alternativeAction"],
        correction=point["correctionAction"],
        high_impact=point["highImpact"],
        reason_codes=list(point["reasonCodes"]),
        reasons_by_verdict=[
            VerdictReasons(verdict=one, reason_codes=reasons_of(one, point["reasonCodes"], point["ownReasons"] or ()))
            for one in Verdict
        ],
        note_required=list(point["noteRequired"]),
        questions=[_question(one) for one in row.questions],
        review=shared_review_of(stored["quorum"], row.peers, person, row.correction),
    )


def _question(stored: Mapping[str, Any]) -> Question:
    return Question(id=global_id("Question", stored["id"]), text=stored["text"], answer=stored["answer"])


def _again(appeal: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return who has a decision of the task's case looked at again, and why."""
    kind, reason = (None, None) if appeal is None else (AppealKind(appeal["kind"]), appeal["reason"])
    return {"appeal_kind": kind, "appeal_reason": reason}


def _held(stored: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether a claim holds; that of a task which is set aside does not run out."""
    ends = stored["leaseExpiresAt"]
    return stored["state"] != TaskState.RESERVED.value or (ends is not None and now < moment(ends))


def _secondary(further: Sequence[Mapping[str, Any]], policy: CompiledPolicy | None, rule: str) -> list[NamedRisk]:
    risks = score_values(None, {one["target"]: one["probability"] for one in further})
    return [
        NamedRisk(
            name=name,
            words=None if policy is None else label_of_fact(policy, name),
            value=value,
            threshold=None if policy is None else bound_of(policy, rule, name),
        )
        for name, value in sorted(risks.items())
    ]
