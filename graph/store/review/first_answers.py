"""First answers of reviewers at blind-first points, and what is withheld from them until then."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.keys import FirstAnswerKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.lineage.reach import Node
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.first_answers import ADVICE, RULED, answer_first, is_withheld, withheld_title
from graph.domain.review.task import Verdict
from graph.queries.review.desk import WITHHELD, WithheldParams
from graph.queries.review.tasks import FirstAnswerRow
from graph.records.intake import CaseUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute
from graph.store.kernel.requests import StoredResult, UsedKey
from graph.store.kernel.store import Store
from graph.store.review.task_facts import TaskView, task_view

NOT_BEFORE = Problem(
    ProblemCode.FORBIDDEN,
    "What a model or a rule says of this case is shown to a reviewer after their first answer: send answerFirst.",
)


@dataclass(frozen=True, slots=True)
class FirstAnswerCommand:
    """What the holder of a task answers before they see the advice, under which claim."""

    task_id: str
    verdict: Verdict
    lease_epoch: int


@dataclass(frozen=True, slots=True)
class AnsweredFirst:
    """A first answer that is on record: from now on the advice is shown to who gave it."""

    task_id: str
    case_id: str
    verdict: Verdict


async def give_first_answer(
    store: Store, actor: Actor, command: FirstAnswerCommand, idempotency_key: str
) -> AnsweredFirst | Problem:
    """Record what a reviewer answers before the advice is shown; it stands for the case from then on."""
    fields: dict[str, Json] = {
        "taskId": command.task_id,
        "verdict": command.verdict.value,
        "leaseEpoch": command.lease_epoch,
    }

    async def read(one: Try) -> TaskView | UsedKey | Problem:
        return await task_view(store, actor, command.task_id, one.key.key)

    async def attempt(view: TaskView, one: Try) -> Attempted:
        answer = (command.verdict, command.lease_epoch)
        problem = answer_first(view.task, view.person, answer, view.point.rules, one.now)
        if problem is not None:
            return problem
        row = FirstAnswerRow(
            *view.tokens(),
            write_id=store.clock.new_id(),
            answer=FirstAnswerKey(actor.person_id, command.verdict.value, milliseconds(one.now)).text,
            case=CaseUpdate(version=view.row.case["version"] + 1),
        )
        result: dict[str, Json] = {
            "taskId": command.task_id,
            "caseId": view.case_id,
            "verdict": command.verdict.value,
        }
        return PlannedWrite(store.first_answers, row, result, view.case_id)

    request = Request("answerFirst", actor.account, fields)
    return await execute(
        store, actor, CommandSpec(Operation.REVIEW_TASK, request, idempotency_key, read, attempt, _answered)
    )


async def withheld(store: Store, actor: Actor, nodes: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return which of these nodes, given as (kind, id), an actor may not see who is still to judge their case.

    They advise on a case that the actor has yet to answer first, or tell what was decided on one that is judged blind.
    """
    ids = [node for kind, node in nodes if kind in ADVICE | RULED]
    if not ids or not is_withheld((), actor):
        return frozenset()
    rows = await store.graph.read(WITHHELD, WithheldParams(ids))
    return frozenset(row.id for row in rows if is_withheld(row.answers, actor))


async def without_advice(store: Store, actor: Actor, nodes: Iterable[Node]) -> list[Node]:
    """Return nodes as an actor may see them: what advises on a case is not named before their first answer."""
    listed = list(nodes)
    hidden = await withheld(store, actor, [(node.kind, node.id) for node in listed])
    return [node._replace(title=withheld_title(node.kind)) if node.id in hidden else node for node in listed]


def _answered(result: StoredResult) -> AnsweredFirst:
    return AnsweredFirst(result["taskId"], result["caseId"], Verdict(result["verdict"]))
