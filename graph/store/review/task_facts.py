"""What the graph says about a task and the person who asks, as the rules take it."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.gate.packet import PacketContent
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.keys import PersonKey
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor, ActorKind
from graph.domain.review.eligibility import DeciderFacts, Tie
from graph.domain.review.first_answers import answered_first
from graph.domain.review.lease import Lease
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import Suspension, TaskFacts, TaskState
from graph.queries.review.tasks import FactsRow, FactsWanted, Tokens
from graph.store.kernel.decision_point import Point
from graph.store.kernel.requests import UsedKey
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of
from graph.store.review.acting_facts import ActingNow, acting_of, ties_of, trainings_of
from graph.store.review.packet_exceptions import UNCHANGED_EXCEPTIONS, PacketExceptions, packet_exceptions
from graph.store.review.reviewed_again import OpenAppeal, reviewed_again
from graph.store.review.round_facts import quorum_of, round_of

BEING_RESCORED = "the case's data was corrected and is being scored again"


@dataclass(frozen=True, slots=True)
class TaskView:
    """One read of a task: the facts for the rules, and the tokens that the write compares."""

    row: FactsRow
    task: TaskFacts
    person: DeciderFacts
    point: Point
    exceptions: PacketExceptions = UNCHANGED_EXCEPTIONS
    appeal: OpenAppeal | None = None
    rights_until: int | None = None

    def held_for(self, person_id: str, delegation_id: str | None) -> "TaskView":
        """Return the view of the task as one that is whose person, held by a delegation of theirs."""
        return replace(self, task=replace(self.task, for_id=person_id, delegation_id=delegation_id))

    @property
    def acts_for(self) -> str | None:
        """Return the person for whom the one of the view holds the task, or would, None where for themselves."""
        return self.task.for_id if any(one.person_id == self.task.for_id for one in self.person.principals) else None

    @property
    def acts_by(self) -> str | None:
        """Return the delegation by which the one of the view holds the task, or would."""
        return None if self.acts_for is None else self.task.delegation_id

    @property
    def outdated(self) -> bool:
        """Tell whether another policy version governs the point than the packet names, or other exceptions hold."""
        return _outdated(self.row, self.point) or bool(self.exceptions.changes)

    @property
    def exceptions_until(self) -> int | None:
        """Return the first end (ms) of an exception that holds for the case."""
        return None if self.exceptions.first_end is None else milliseconds(self.exceptions.first_end)

    @property
    def case_id(self) -> str:
        """Return the case's id."""
        return str(self.row.case["id"])

    def tokens(self) -> Tokens:
        """Return what the statement compares after it has locked case and task."""
        return Tokens(
            task_id=self.task.task_id,
            case_id=self.case_id,
            task_version=self.task.version,
            task_epoch=self.task.epoch,
            case_version=self.row.case["version"],
            point_epoch=self.point.epoch,
            rights_epoch=self.row.rights_epoch,
            person_id=self.person.person_id,
            rights_until=self.rights_until,
        )


async def task_view(store: Store, actor: Actor, task_id: str, stored_key: str) -> TaskView | UsedKey | Problem:
    """Read a task for `actor`, or what the key of their request led to before; NOT_FOUND where there is none."""
    row = await store.task_facts.ask(FactsWanted(task_id, actor.person_id, stored_key))
    if row is None:
        return Problem(ProblemCode.NOT_FOUND, f"There is no task {task_id}: take one from the queue.")
    if row.used is not None:
        return UsedKey(row.used)
    point = await point_of(store, row.point)
    if point is not None and point.epoch != row.point_epoch:
        point = await point_of(store, row.point, fresh=True)
    if point is None:
        return Problem(ProblemCode.NOT_FOUND, f"The decision point {row.point} is gone: load its pack again.")
    exceptions = await packet_exceptions(store, point, row.case["id"], row.packet)
    acting, now = acting_of(row), store.clock.now()
    person, appeal = await reviewed_again(store, row.case, _person(row, actor, point, acting.at(now)))
    task = _task(row, point, exceptions, actor.person_id)
    view = TaskView(row, task, person, point, exceptions, appeal, acting.changes_after(now))
    quorum = quorum_of(row.task, point)
    return await _among_several(store, view, quorum) if quorum.several else view


async def view_of_person(store: Store, person_id: str, task_id: str) -> TaskView | None:
    """Read a task for a person who does not ask themselves; None where it, or the person, is unknown."""
    view = await task_view(store, Actor("", person_id, ActorKind.HUMAN, frozenset()), task_id, "")
    return view if isinstance(view, TaskView) else None


async def _among_several(store: Store, view: TaskView, quorum: Quorum) -> TaskView:
    peers, abstained = await round_of(store, quorum, view.task.task_id, view.person.person_id)
    return replace(view, task=replace(view.task, peers=peers, barred=view.task.barred | abstained))


def packet_content_of(row: FactsRow) -> PacketContent | None:
    """Return the content of the packet that the task presents."""
    if row.packet is None:
        return None
    content: PacketContent = json.loads(row.packet["content"])
    return content


def packet_basis(row: FactsRow) -> dict[str, Json]:
    """Return what the leaf of a decision on the presented packet commits to; packets of older releases lack grounds."""
    packet = row.packet or {}
    grounds = packet.get("grounds")
    return {
        "packetId": packet.get("id"),
        "packetDigest": packet.get("digest"),
        "grounds": None if grounds is None else json.loads(grounds),
    }


def scores_presented(row: FactsRow) -> int:
    """Return how many predictions the packet shows: a decision must not lack one of them."""
    content = packet_content_of(row)
    if content is None:
        return 1
    further = content.get("furtherPredictions")
    return (content["prediction"] is not None) + (len(further) if isinstance(further, dict) else 0)


def payload_of(row: FactsRow) -> dict[str, Json]:
    """Return the case's payload as it stands."""
    payload: dict[str, Json] = json.loads(row.case["payload"])
    return payload


def _subject(key: str) -> str:
    """Return the part of a person's key after its namespace: the account's name, or the id at their system."""
    return PersonKey.parse(key).subject


def _task(row: FactsRow, point: Point, exceptions: PacketExceptions, person_id: str) -> TaskFacts:
    changed: tuple[str, ...] = ()
    if _outdated(row, point) and row.policy is not None:
        changed = (f"policy version {row.policy['id']} became {point.policy_id}",)
    if row.packet is not None and row.case["awaitingScore"] is not None:
        changed = (*changed, BEING_RESCORED)
    expired = exceptions.only_expired and not changed
    changed = (*changed, *exceptions.changes)
    digest = "" if row.packet is None else row.packet["digest"]
    return replace(
        task_facts(row.task, digest),
        holder_name=row.holder_name or "",
        changed=changed,
        expired=expired,
        first_answer=answered_first(row.case["_firstAnswers"] or (), person_id),
    )


def _outdated(row: FactsRow, point: Point) -> bool:
    return row.policy is not None and row.policy["id"] != point.policy_id


def task_facts(stored: Stored, packet_digest: str) -> TaskFacts:
    """Return a stored task as the rules take it."""
    return TaskFacts(
        task_id=stored["id"],
        state=TaskState(stored["state"]),
        version=stored["version"],
        epoch=stored["leaseEpoch"],
        lease=_lease(stored),
        packet_digest=packet_digest,
        round=stored["round"],
        slot=stored["slot"],
        suspension=None if stored["suspendedBecause"] is None else Suspension(stored["suspendedBecause"]),
        barred=frozenset(stored["barredIds"] or ()),
        for_id=stored.get("forId"),
        delegation_id=stored.get("delegationId"),
        suspended_until=_moment(stored.get("suspendedUntil")),
        due_at=_moment(stored.get("dueAt")),
    )


def _moment(at: int | None) -> datetime | None:
    return None if at is None else moment(at)


def _lease(task: Stored) -> Lease | None:
    if task["holderId"] is None or task["leaseExpiresAt"] is None:
        return None
    return Lease(task["holderId"], task["leaseEpoch"], moment(task["leaseExpiresAt"]))


def _person(row: FactsRow, actor: Actor, point: Point, acting: ActingNow) -> DeciderFacts:
    ties = ties_of(row.ties)
    personal = tuple(Tie(kind or "tied", row.requester or "", row.requester_name or "") for kind in row.requester_ties)
    others = frozenset(tie.subject_id for one in acting.principals for tie in one.ties)
    subjects = frozenset(tie.subject_id for tie in ties) | others | ({row.requester} if row.requester else frozenset())
    return DeciderFacts(
        person_id=actor.person_id,
        kind=actor.kind,
        person_required=True,
        requested_by=row.requester,
        submitters=frozenset(row.case["submitterIds"] or ()),
        name=_subject(row.person_key),
        review_ended=row.review_ended,
        outside_requester=None if row.outside_requester is None else _subject(row.outside_requester),
        principals=acting.principals,
        away=acting.away,
        subjects=subjects,
        ties=ties + personal,
        policy_authors=frozenset({row.policy["proposerId"]} - {None}) if row.policy else frozenset(),
        model_authors=frozenset(row.model_authors),
        required_course=point.required_course,
        trainings=trainings_of(row.trainings),
    )
